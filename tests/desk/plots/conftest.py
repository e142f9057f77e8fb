"""What a plot looks like once it is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from desk.plots.fitted import FittedText


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
