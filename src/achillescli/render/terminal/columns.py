"""Rows of short words in aligned columns."""

from collections.abc import Sequence

from rich.cells import cell_len


def aligned(rows: Sequence[Sequence[str]], left: Sequence[int], gap: int = 2) -> list[str]:
    """Return the rows as lines; the columns ``left`` are flush left, the others right."""
    taken = [[cell_len(word) for word in row] for row in rows]
    widths = [max(column) for column in zip(*taken, strict=True)]
    lines = []
    for row, cells in zip(rows, taken, strict=True):
        fill = [" " * (width - cell) for width, cell in zip(widths, cells, strict=True)]
        words = [
            word + fill[place] if place in left else fill[place] + word
            for place, word in enumerate(row)
        ]
        lines.append((" " * gap).join(words).rstrip())
    return lines


def fits(lines: Sequence[str], width: int) -> bool:
    """Whether every line is at most so many columns wide."""
    return all(cell_len(line) <= width for line in lines)
