"""Rows of short words in aligned columns."""

from collections.abc import Sequence


def aligned(rows: Sequence[Sequence[str]], left: Sequence[int], gap: int = 2) -> list[str]:
    """Return the rows as lines; the columns ``left`` are flush left, the others right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        (" " * gap)
        .join(
            word.ljust(widths[place]) if place in left else word.rjust(widths[place])
            for place, word in enumerate(row)
        )
        .rstrip()
        for row in rows
    ]


def fits(lines: Sequence[str], width: int) -> bool:
    """Whether every line is at most so many columns wide."""
    return all(len(line) <= width for line in lines)
