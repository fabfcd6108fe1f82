"""What can be read: the article, the exercises, the sources."""
