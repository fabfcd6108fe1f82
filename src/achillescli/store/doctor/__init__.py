"""What is wrong with the user's files, and how it is mended."""
