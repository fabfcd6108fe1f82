"""Logs that come and go: export, import, merge, erase."""
