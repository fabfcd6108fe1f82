"""The questions of the assessment, when each is asked, and its sources."""
