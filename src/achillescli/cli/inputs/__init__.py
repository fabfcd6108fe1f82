"""What the user typed or put in a file, as values."""
