"""Screens for people, one module for each command."""
