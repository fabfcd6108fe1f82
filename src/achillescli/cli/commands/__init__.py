"""One module for each command; a command with parts is a folder."""
