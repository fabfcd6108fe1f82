"""The log: what happened on a date."""

from .command import add

__all__ = ["add"]
