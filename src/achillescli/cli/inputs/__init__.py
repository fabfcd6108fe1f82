"""What the user typed, or wrote in a file, as values."""
