"""Writers of the pages in docs and of the tour."""
