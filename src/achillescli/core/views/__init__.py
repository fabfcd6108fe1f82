"""What is told of a course, computed for a page or a table."""
