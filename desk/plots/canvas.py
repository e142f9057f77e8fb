"""Axes to draw on, and the file that they are written to."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from desk.plots.lettering.fonts import families, scripts, unseen
from desk.plots.lettering.wrapping import wrap
from scenarios.exchange.writing import write_bytes
from scenarios.reading.input_problems import warn
from scheduler.week.words import listed, one_line, visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_IN_PRINT, _ON_SCREEN = 150, 100
"""Dots in an inch."""

SMALL, SMALL_LINE = 8.5, 10.7
"""Points of the type above and below a plot, and from one line of it to the next."""

_SLACK = 0.98
"""Share of the width that a title may take: renderers round the places of letters."""

_UNDATED = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}


def new_axes(width: float, height: float) -> Axes:
    """Empty axes on a figure of their own.

    Parameters
    ----------
    width, height
        Of the figure, in inches.
    """
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained").add_subplot()


def lay_rows(axes: Axes, names: Sequence[str], gap: float = 0.5) -> None:
    """Name the rows of a plot, the first one on top, in a frame open above and on the right.

    Parameters
    ----------
    gap
        Below the last row, in rows.
    """
    axes.set_yticks(range(len(names)), [visible(name) for name in names])
    for label in axes.get_yticklabels():
        label.set_parse_math(False)
    axes.set_ylim(max(1, len(names)) - gap, gap - 1)
    axes.spines[["top", "right"]].set_visible(False)


def draw_grid(axes: Axes, axis: Literal["both", "x"] = "x") -> None:
    """Draw light lines at the marks of an axis, behind everything else."""
    axes.grid(axis=axis, color="#d0d0d0", linewidth=0.6)
    axes.set_axisbelow(True)


def count_whole(axes: Axes) -> None:
    """Mark whole numbers alone along x: there is no half of what is counted."""
    from matplotlib.ticker import MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))


def say_empty(axes: Axes, words: str) -> None:
    """Say in the place of a plot that there is nothing to draw: no marks, no frame."""
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
    middle: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 10, "color": "#595959"}
    axes.text(0.5, 0.5, words, transform=axes.transAxes, gid="empty", **middle)


def legend_above(axes: Axes, styles: Mapping[str, Mapping[str, Any]], **settings: Any) -> None:
    """Set a legend above the axes: a patch in its style for each label; none without labels."""
    from matplotlib.patches import Patch

    if styles:
        place = {"loc": "lower left", "bbox_to_anchor": (0, 1), "frameon": False, "ncols": 2}
        handles = [Patch(label=visible(label), **style) for label, style in styles.items()]
        for text in axes.legend(handles=handles, **{**place, **settings}).get_texts():
            text.set_parse_math(False)


def set_heading(
    axes: Axes, title: str, *, size: float = 12, bold: bool = False, pad: float = 6
) -> None:
    """Set a title above axes, in as many lines as it needs; the last thing to set.

    How wide the axes are, and so where a line ends, is settled by all else that stands there.

    Parameters
    ----------
    size
        Of the type, in points.
    pad
        Points left free below it.
    """
    text, width = one_line(title), width_of(axes)
    lines = wrap(text, size, _SLACK * width, bold=bold)
    axes.set_title(
        fill(text, characters(width, size)) if lines is None else "\n".join(lines),
        loc="left",
        pad=pad,
        fontsize=size,
        fontweight="bold" if bold else "normal",
        parse_math=False,
    )


def characters(width: float, size: float) -> int:
    """About how many characters of a size stand beside each other in a width in points."""
    return max(20, int(width / (0.58 * size)))


def width_of(axes: Axes) -> float:
    """How wide axes are once they are laid out, in points."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    with plain_text(figure):
        figure.draw_without_rendering()
    return float(axes.get_window_extent().width) / figure.dpi * 72


class Picture(NamedTuple):
    """A plot that shows itself in a notebook."""

    png: bytes

    def __repr__(self) -> str:
        return "a plot"

    def _repr_png_(self) -> bytes:
        return self.png


def shown(axes: Axes) -> Picture:
    """The figure of the axes, as the value of a cell in a notebook."""
    return Picture(_drawn(axes, "png", _ON_SCREEN))


@contextmanager
def plain_text(figure: Figure) -> Iterator[None]:
    """Draw a figure with its texts as they are: a dollar is a dollar, and no sign steers a viewer.

    What one font lacks is set in another; a letter that none has is drawn as a box.
    """
    from matplotlib import rc_context
    from matplotlib.text import Text

    for text in figure.findobj(Text):
        if isinstance(text, Text):
            text.set_parse_math(False)
            text.set_text(visible(text.get_text()))
            text.set_fontfamily(list(families(text.get_text())))
    with rc_context({"text.parse_math": False}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)
        yield


def write_plot(axes: Axes | Sequence[Axes], path: Path) -> list[Path]:
    """Write a figure, or a figure for each page, whole or not at all; the name says what kind.

    The pages of a PDF are in one file; of any other kind each is a file with its number:
    ``week-1.png``. The files are returned.

    Raises
    ------
    BadInput
        Where the place cannot be written to.
    """
    pages = [axes] if not isinstance(axes, Sequence) else list(axes)
    kind = path.suffix.lower().removeprefix(".")
    paths = [path]
    if len(pages) > 1 and kind != "pdf":
        paths = [path.with_name(f"{path.stem}-{n}{path.suffix}") for n in range(1, len(pages) + 1)]
    drawn = [_bound(pages)] if kind == "pdf" else [_drawn(page, kind, _IN_PRINT) for page in pages]
    for place, content in zip(paths, drawn, strict=True):
        write_bytes(place, content)
    _say_unseen(path, pages)
    return paths


def _say_unseen(path: Path, pages: Sequence[Axes]) -> None:
    """Warn of letters that no font of this machine has."""
    letters = unseen(text for axes in pages for text in _texts(axes))
    if letters:
        what = f"no font on this machine has {listed(scripts(letters))} letters such as "
        what += f"'{letters[0]}', and boxes stand in their place; install one, such as Noto Sans"
        warn(str(path), what)


def _texts(axes: Axes) -> Iterator[str]:
    """All that is written in the figure of the axes."""
    from matplotlib.text import Text

    from desk.plots.lettering.fitted import FittedText

    figure = axes.get_figure(root=True)
    assert figure is not None
    for artist in figure.findobj():
        if isinstance(artist, FittedText):
            yield from artist.written
        elif isinstance(artist, Text):
            yield artist.get_text()


def _drawn(axes: Axes, kind: str, resolution: int) -> bytes:
    """The same plot is the same to the byte: no date, and no names made up by chance."""
    from matplotlib import rc_context

    figure = axes.get_figure(root=True)
    assert figure is not None
    content = io.BytesIO()
    with plain_text(figure), rc_context({"svg.hashsalt": "meeting-week"}):
        figure.savefig(content, format=kind, dpi=resolution, metadata=_UNDATED.get(kind))
    return content.getvalue()


def _bound(pages: Sequence[Axes]) -> bytes:
    """Figures as the pages of a PDF."""
    from matplotlib.backends.backend_pdf import PdfPages

    content = io.BytesIO()
    with PdfPages(content, metadata=_UNDATED["pdf"]) as file:
        for axes in pages:
            figure = axes.get_figure(root=True)
            assert figure is not None
            with plain_text(figure):
                file.savefig(figure)
    return content.getvalue()
