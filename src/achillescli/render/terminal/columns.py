"""Rows of short words in aligned columns."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size


def aligned(rows: Sequence[Sequence[str]], left: Sequence[int], gap: int = 2) -> list[str]:
    """Return the rows as lines; the columns ``left`` are flush left, the others right.

    A table of rich would take ten seconds for the days of ten years.
    """
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return [
        (" " * gap)
        .join(
            set_cell_size(word, width) if place in left else " " * (width - cell_len(word)) + word
            for place, (word, width) in enumerate(zip(row, widths, strict=True))
        )
        .rstrip()
        for row in rows
    ]


def fits(lines: Sequence[str], width: int) -> bool:
    """Whether every line is at most so many columns wide."""
    return all(cell_len(line) <= width for line in lines)
