"""A page for someone else, as one file of HTML: no script, no link, no font to load."""
