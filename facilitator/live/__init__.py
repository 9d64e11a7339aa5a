"""The session as it lives: dispatch, feed, clock and warden."""
