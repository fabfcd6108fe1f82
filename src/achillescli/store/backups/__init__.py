"""Copies of the months, and the way back."""
