"""What a user can put right; each class has its exit code."""


class AchillesError(Exception):
    """A sentence for the user, by its key in the catalogue and what fills it."""

    exit_code = 1

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class UsageError(AchillesError):
    """Bad usage or answers."""

    exit_code = 2


class NoCourseError(AchillesError):
    """There is no course yet."""

    exit_code = 3


class StoreError(AchillesError):
    """Data that cannot be read, locked or written."""

    exit_code = 5
    then = ""
    """The key of what is said after it, on a line of its own."""

    def and_then(self, key: str) -> "StoreError":
        """Return a like error with the key of what is said after it."""
        error = StoreError(self.key, **self.values)
        error.then = key
        return error
