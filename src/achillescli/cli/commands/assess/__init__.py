"""The assessment: questions, an answers file, or both."""

from .command import add

__all__ = ["add"]
