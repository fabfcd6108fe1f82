"""Tables for machines: JSON and CSV; no terminal."""
