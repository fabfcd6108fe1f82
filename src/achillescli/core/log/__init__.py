"""The log as values: answers, entries, corrections, one record a date."""
