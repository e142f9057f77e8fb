"""The files that a command is asked for: each made only then, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.plots.canvas import write_plot
from desk.terminal.records import write_record
from scenarios.reading.files import write_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    File = tuple[Path | None, Callable[[], str | dict[str, Any] | Axes | None]]
    """Where to write, None for nowhere; and what makes a text, a record or a plot, None if empty"""


def write_files(*files: File) -> list[Path]:
    """Write the files that are asked for, in their order, and return where they are.

    Raises
    ------
    BadInput
        Where a place cannot be written to.
    """
    written = []
    for path, make in files:
        content = None if path is None else make()
        if path is None or content is None:
            continue
        if isinstance(content, str):
            write_text(path, content)
        elif isinstance(content, dict):
            write_record(path, content)
        else:
            write_plot(content, path)
        written.append(path)
    return written
