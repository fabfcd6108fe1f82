"""The terminal: columns, colours, charts."""
