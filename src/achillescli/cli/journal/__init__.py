"""The log during one command: read, added to, searched."""
