"""Screens for people, by the command that shows them; one that only says sentences has none."""
