"""Screens for people, one module a command."""
