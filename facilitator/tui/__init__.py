"""The faces on the terminal: the facilitator's console and the public screen, and what they share."""
