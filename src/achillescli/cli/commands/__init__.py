"""The commands by name, one module each; those with parts are folders."""
