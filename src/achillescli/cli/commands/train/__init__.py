"""A session to follow, with its timer."""

from .command import add

__all__ = ["add"]
