"""Runs that a watch or phone recorded: files of others, read with care, by what is in them."""
