"""The phone page: one request, usable without scripts, livelier with them."""
