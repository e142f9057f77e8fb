"""A week as a picture, on one page or on as many as it needs."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, NamedTuple, Protocol

from desk.plots.canvas import SMALL, SMALL_LINE, characters, new_axes, width_of
from desk.plots.lettering.wrapping import wrap
from desk.plots.week.drawing import draw_week
from desk.plots.week.legend import legend_handles, place_legend
from desk.plots.week.page import page_of, pages_of
from desk.plots.week.telling import Telling
from scenarios.languages.language import language_of
from scenarios.scenario import Scenario
from scheduler.document.week_grid import WeekGrid
from scheduler.week.week import Week
from scheduler.week.words import one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from desk.plots.week.page import Page
    from scenarios.languages.language import Language
    from scheduler.week.timetable import Timetable

_HOUR_HEIGHT = 0.8
"""Inches of an hour."""

_NARROWEST = 6.5
"""Inches that a figure is wide at least, so that its title and legend have room."""

_TITLE = 12.0
"""Points of the type of the title."""


class HasWeek(Protocol):
    """A scenario, or a grid: anything with a week."""

    @property
    def week(self) -> Week: ...


class _Head(NamedTuple):
    """What stands above a page: its title, when and where, and the week in sentences."""

    title: str
    dated: str
    summary: str


def plot_week(
    scenario: HasWeek,
    timetable: Timetable,
    axes: Axes | None = None,
    *,
    title: str | None = None,
    more: str = "",
    language: Language | None = None,
    internal: bool = False,
) -> Axes:
    """Draw a timetable, legal or not, as a grid.

    Parameters
    ----------
    scenario
        A scenario, or a `scheduler.document.week_grid.WeekGrid`; its posts need not be filled.
    timetable
        What is drawn; its own, where a grid is given.
    axes
        Where to draw; None for a figure of its own, as large as the week asks for.
    title
        None for the title of the week.
    more
        What stands below it, behind the days and the venue: ``revision 2``.
    language
        Of titles, names and hours; None for English.
    internal
        Whether it also says what only the secretariat needs to know: the week in five sentences,
        which sittings are poor, what lies outside every sitting, and what is not held.

    Returns
    -------
    matplotlib.axes.Axes
        Days along x, all of one width, and the time of day downwards; hours in which nothing ever
        is are left out. Each part is a box (a patch with the gid ``part``) with a band in the
        colour and hatching of its body; of several bodies, one below the other. Text that does not
        fit its box is shrunk, abbreviated or left out, the room and the hours last. Above stand
        the days and the venue (with the gid ``dated``), and where it is internal the week in five
        sentences (with the gid ``summary``).
    """
    telling = Telling(language or _english(), internal)
    page = page_of(scenario.week, [timetable])
    return _draw(scenario, timetable, page, telling, title, more, axes)


def plot_pages(
    scenario: HasWeek,
    timetable: Timetable,
    *,
    title: str | None = None,
    more: str = "",
    language: Language | None = None,
    internal: bool = False,
) -> list[Axes]:
    """Draw a timetable as `plot_week` does, a large one over several pages of some days each."""
    telling = Telling(language or _english(), internal)
    pages, found = pages_of(page_of(scenario.week, [timetable])), []
    for number, page in enumerate(pages, 1):
        which = telling.language.say("Page {page} of {pages}", page=number, pages=len(pages))
        here = " · ".join(filter(None, (more, which if len(pages) > 1 else "")))
        found.append(_draw(scenario, timetable, page, telling, title, here, None))
    return found


def _english() -> Language:
    return language_of({}, "en")


def _draw(
    scenario: HasWeek,
    timetable: Timetable,
    page: Page,
    telling: Telling,
    title: str | None,
    more: str,
    axes: Axes | None,
) -> Axes:
    week, grid = scenario.week, WeekGrid(scenario.week, timetable)
    venue = scenario.venue if isinstance(scenario, Scenario) else ""
    heading = one_line(telling.language.title(week.title) if title is None else title)
    summary = str(grid.summary) if telling.internal else ""
    head = _Head(heading, telling.dated(week, venue, more), summary)
    if axes is None:
        wide, tall = page.right, page.hours.height / 60 * _HOUR_HEIGHT
        above = sum(map(len, _head_lines(head, wide * 72))) * SMALL_LINE / 72
        axes = new_axes(max(_NARROWEST, 0.8 + wide), 2.1 + tall + above)
    draw_week(axes, page, timetable, telling)
    width = width_of(axes)
    _write_head(axes, head, width)
    lines = _say_not_held(axes, grid, width) if telling.internal else 0
    below = lines * SMALL_LINE + 8
    place_legend(axes, legend_handles(page, [timetable], telling), width, below)
    return axes


def _head_lines(head: _Head, width: float) -> tuple[list[str], list[str], list[str]]:
    """The lines above a page, folded to a width in points: title, when and where, summary."""
    title = wrap(head.title, _TITLE, 0.98 * width, bold=True)
    dated = wrap(head.dated, SMALL + 1, 0.98 * width)
    return (
        title or fill(head.title, characters(width, _TITLE)).split("\n"),
        dated or fill(head.dated, characters(width, SMALL + 1)).split("\n"),
        fill(head.summary, characters(width, SMALL)).split("\n") if head.summary else [],
    )


def _write_head(axes: Axes, head: _Head, width: float) -> None:
    """Write what stands above the grid, the title on top."""
    title, dated, summary = _head_lines(head, width)
    up = 8.0
    for gid, lines, size in (("summary", summary, SMALL), ("dated", dated, SMALL + 1)):
        if any(lines):
            # The title keeps the room for it, so that a smaller figure has room for the grid.
            axes.annotate(
                "\n".join(lines),
                (0, 1),
                xytext=(0, up),
                xycoords="axes fraction",
                textcoords="offset points",
                va="bottom",
                fontsize=size,
                parse_math=False,
                gid=gid,
                in_layout=False,
            )
            up += len(lines) * (size + 2.2) + 4
    heading = axes.set_title(
        "\n".join(title), loc="left", fontsize=_TITLE, fontweight="bold", pad=up + 2
    )
    heading.set_parse_math(False)


def _say_not_held(axes: Axes, grid: WeekGrid, width: float) -> int:
    """Name the sessions that are not held, below the grid; return how many lines that takes."""
    if not grid.not_held:
        return 0
    text = "Not held: " + "; ".join(grid.week.title_of(session.id) for session in grid.not_held)
    text = fill(text, characters(width, SMALL))
    axes.set_xlabel(text, loc="left", fontsize=SMALL, parse_math=False)
    return text.count("\n") + 1
