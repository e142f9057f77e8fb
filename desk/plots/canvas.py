"""Axes to draw on, and the file that they are written to."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.files import write_bytes
from scheduler.errors import BadInput, Problem

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KINDS = ("png", "svg", "pdf")
"""What a plot can be written as, by the end of its name."""

_UNDATED = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}

INSTALL = (
    "plots need matplotlib; install it beside meeting-week, in the same virtual environment: "
    "python -m pip install matplotlib"
)


def check_plot(path: Path | None) -> None:
    """Refuse a plot that cannot be drawn, before any work is done.

    Raises
    ------
    BadInput
        Where matplotlib is missing, or the name does not say what kind of picture it is.
    """
    if path is None:
        return
    problems = list(_problems(path))
    if problems:
        raise BadInput(problems)


def _problems(path: Path) -> Iterator[Problem]:
    if path.suffix.lower().removeprefix(".") not in KINDS:
        yield Problem(str(path), f"a plot ends in {', '.join(f'.{kind}' for kind in KINDS)}")
    if find_spec("matplotlib") is None:
        yield Problem("", INSTALL)


def new_axes(width: float, height: float) -> Axes:
    """Empty axes on a figure of their own.

    Parameters
    ----------
    width, height
        Of the figure, in inches.
    """
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained").add_subplot()


def write_plot(axes: Axes, path: Path) -> None:
    """Write the figure of the axes, whole or not at all; its name says what kind it is.

    Raises
    ------
    BadInput
        Where the place cannot be written to.
    """
    from matplotlib import rc_context

    figure = axes.get_figure(root=True)
    assert figure is not None
    content = io.BytesIO()
    kind = path.suffix.lower().removeprefix(".")
    # The same plot is the same file: no date, and no names made up by chance.
    with rc_context({"svg.hashsalt": "meeting-week"}):
        figure.savefig(content, format=kind, dpi=150, metadata=_UNDATED.get(kind))
    write_bytes(path, content.getvalue())
