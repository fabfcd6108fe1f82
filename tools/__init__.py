"""Scripts of the project: writers of pages, and checks of the tests themselves."""
