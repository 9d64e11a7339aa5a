"""Live workshops for public communicators, led from one terminal."""
