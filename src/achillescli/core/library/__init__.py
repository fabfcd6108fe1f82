"""What can be read: the article, exercises, sources."""
