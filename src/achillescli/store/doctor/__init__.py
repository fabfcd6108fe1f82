"""What is wrong with the user's files, and how to repair it."""
