"""Checks of a programme's tables."""
