"""Results as text; nothing is decided or computed here."""
