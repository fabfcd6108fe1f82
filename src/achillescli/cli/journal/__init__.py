"""The log of one run of the program: loaded, added to, searched."""
