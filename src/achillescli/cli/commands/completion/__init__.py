"""Completion with Tab: a script for a shell, made from the commands themselves."""

from .command import add

__all__ = ["add"]
