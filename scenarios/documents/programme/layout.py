"""How the tables of a programme are laid out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from scheduler.document.document import Cell, Column, GroupRow, Table

TableRow: TypeAlias = tuple[Cell, ...] | GroupRow


def laid_out(
    heads: Sequence[str], shares: Sequence[int], rows: Sequence[TableRow], *, rooms: bool
) -> Table:
    """A table of columns with their shares of the width, the last one for rooms.

    Parameters
    ----------
    rooms
        Whether anything in the whole document has a room; else the tables have no such column.
    """
    columns = [Column(head, share=share) for head, share in zip(heads, shares, strict=True)]
    if rooms:
        return Table(columns, rows)
    return Table(columns[:-1], [row if isinstance(row, GroupRow) else row[:-1] for row in rows])
