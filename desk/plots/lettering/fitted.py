"""Text in a box, fitted anew whenever it is drawn: whatever becomes of the figure, it stays inside.

Imports matplotlib, and is itself imported only where something is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform

from desk.plots.lettering.fonts import families
from desk.plots.lettering.wrapping import LEADING, Line, tall

Fit = Callable[[float, float], tuple[Line, ...]]
"""Says what stands in a box of a width and a height in points."""

_SLACK = 0.98
"""Share of the width that text may take: renderers round the places of letters."""


class FittedText(Artist):
    """Lines of text in a box given in the data of its axes; ``written`` is what it drew last.

    Parameters
    ----------
    box
        Left, upper, right and lower edge.
    fit
        What to write, for the size that the box has when it is drawn.
    rim
        Points left free on every side.
    paper
        The colour on which the lines stand in the middle of the box; None for its upper left.
    """

    def __init__(
        self,
        box: tuple[float, float, float, float],
        fit: Fit,
        *,
        rim: float = 2,
        colour: str = "black",
        paper: str | None = None,
        zorder: float = 5,
    ) -> None:
        super().__init__()
        self.box = box
        self.written: tuple[str, ...] = ()
        self._fit, self._rim, self._colour, self._paper = fit, rim, colour, paper
        self.set_zorder(zorder)
        self.set_in_layout(False)

    def room(self) -> Bbox:
        """The box as drawn, in pixels."""
        left, top, right, bottom = self.box
        return Bbox(self.get_transform().transform([(left, bottom), (right, top)]))

    def texts(self, renderer: RendererBase) -> list[Text]:
        """The lines as drawn, each at its place in pixels."""
        point, box = cast(float, renderer.points_to_pixels(1)), self.room()
        width = abs(box.width) / point - 2 * self._rim
        height = abs(box.height) / point - 2 * self._rim
        lines = self._fit(width * _SLACK, height)
        self.written = tuple(line.text for line in lines)
        left, down = box.xmin + self._rim * point, box.ymax - self._rim * point
        if self._paper is not None:
            left, down = (box.xmin + box.xmax) / 2, down - (height - tall(lines)) / 2 * point
        found = []
        for line in lines:
            # The letters stand in the middle of the line: they reach up 0.93 and down 0.24 sizes.
            found.append(self._text(line, left, down - line.size * 0.94 * point))
            down -= line.size * LEADING * point
        return found

    def _text(self, line: Line, x: float, y: float) -> Text:
        text = Text(
            x,
            y,
            line.text,
            fontfamily=list(families(line.text)),
            fontsize=line.size,
            fontweight="bold" if line.bold else "normal",
            color=self._colour,
            ha="left" if self._paper is None else "center",
            va="baseline",
            parse_math=False,
        )
        if self._paper is not None:
            text.set_bbox({"facecolor": self._paper, "edgecolor": "none", "pad": 1})
        figure = self.get_figure(root=False)
        assert figure is not None
        text.set_figure(figure)
        text.set_transform(IdentityTransform())
        return text

    def draw(self, renderer: RendererBase) -> None:
        if self.get_visible():
            for text in self.texts(renderer):
                text.draw(renderer)
            self.stale = False

    def get_window_extent(self, renderer: RendererBase | None = None) -> Bbox:
        return self.room()

    def get_tightbbox(self, renderer: Any = None) -> Bbox:
        return self.room()
