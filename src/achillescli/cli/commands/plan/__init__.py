"""The 12 weeks as the rules give them, on a screen or in a calendar."""

from .command import add, plain

__all__ = ["add", "plain"]
