"""What a plot looks like once it is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from desk.plots.lettering.fitted import FittedText

HEADING = ", ".join(["The week on mines, and on all that was left behind by the wars"] * 3)
"""A title that needs several lines."""


def drawn(axes: Axes) -> FigureCanvasAgg:
    """The figure of the axes, drawn on a canvas."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return canvas


def patches(axes: Axes, gid: str) -> list[Rectangle]:
    return [p for p in axes.patches if p.get_gid() == gid and isinstance(p, Rectangle)]


def fitted(axes: Axes, canvas: FigureCanvasAgg) -> Iterator[tuple[Bbox, list[Text]]]:
    """Each box with text, in pixels, and the lines in it."""
    for artist in axes.artists:
        if isinstance(artist, FittedText):
            yield artist.room(), artist.texts(canvas.get_renderer())


def within(inner: Bbox, outer: Bbox, slack: float = 0.5) -> bool:
    """Whether a box lies in another, but for a fraction of a pixel."""
    return bool(
        inner.xmin >= outer.xmin - slack
        and inner.xmax <= outer.xmax + slack
        and inner.ymin >= outer.ymin - slack
        and inner.ymax <= outer.ymax + slack
    )


def heading_fits(axes: Axes) -> bool:
    """Whether the title, drawn in several lines, lies in the figure, above everything else."""
    canvas = drawn(axes)
    assert " ".join(axes.get_title(loc="left").split()) == HEADING, "no word is lost"
    title = next(t for t in axes.findobj(Text) if t.get_text() == axes.get_title(loc="left"))
    box = title.get_window_extent(canvas.get_renderer())
    legend = axes.get_legend()
    below = axes if legend is None else legend
    assert box.height > 40, "in several lines"
    edge = axes.get_figure(root=True)
    assert edge is not None
    return within(box, edge.bbox) and box.y0 >= below.get_window_extent().y1
