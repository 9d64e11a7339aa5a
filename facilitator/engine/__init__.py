"""The rules of a workshop, as pure functions over frozen values."""
