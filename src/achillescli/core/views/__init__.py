"""What pages and tables show, computed from the course."""
