"""A week as a grid: days along x, the time of day downwards, a box for each part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from desk.plots.canvas import characters, new_axes, width_of
from desk.plots.hours import Hours, drawn_end, hours_of
from desk.plots.palette import PAPER, UNKNOWN, VERMILION, Look, looks
from desk.plots.wrapping import Line, Words, fit_line, fit_part, length
from scheduler.document.days import Lane, side_by_side
from scheduler.document.week_grid import WeekGrid
from scheduler.week.clock import clock, hours
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format, Session, Sitting, Week
from scheduler.week.words import one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

HEADER = 22
"""Minutes, as drawn, above the first hour for the names of the days."""

NO_BREAK = "\N{NO-BREAK SPACE}"

LARGEST = 8.5
"""Points of the largest type in a box."""

_DAY_WIDTH, _HOUR_HEIGHT = 1.72, 0.8
"""Inches of a day with nothing side by side, and of an hour."""

_NARROWEST = 6.5
"""Inches that a figure is wide at least, so that its title and legend have room."""

_APART, _NIGHTS = 0.06, 0.22
"""Between two days, and where days without sittings lie between: in widths of a day."""

_SMALL, _SMALL_LINE = 8.5, 10.7
"""Points of the type above and below the grid, and from one line of it to the next."""

_INSET = 0.03
"""Left free beside a box, where the sitting can be seen: in widths of a day."""

_BAND = 0.085
"""How wide the hatched band of a box is, in widths of a day; no more than a fifth of the box."""

_SITTING: dict[str, Any] = {"facecolor": "#f0f0f0", "edgecolor": "#8c8c8c", "linewidth": 0.5}
_POOR: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "#8c8c8c", "hatch": "\\\\\\\\\\"}
_BOX: dict[str, Any] = {"edgecolor": "#333333", "linewidth": 0.6}
_EXPERIMENT: dict[str, Any] = {"edgecolor": "black", "linewidth": 2.0}
_OUTSIDE: dict[str, Any] = {"edgecolor": VERMILION, "linewidth": 2.0, "linestyle": (0, (3, 1.5))}
_EXPERIMENT_OUTSIDE: dict[str, Any] = {**_OUTSIDE, "linewidth": 3.0}


class HasWeek(Protocol):
    """A scenario, or a grid: anything with a week."""

    @property
    def week(self) -> Week: ...


class Page(NamedTuple):
    """What the grids of one or several timetables of a week have in common.

    Attributes
    ----------
    left, width
        Of each day, along x; a day with nothing side by side is 1 wide.
    looks
        Of each body.
    largest
        The largest type in a box, in points.
    """

    week: Week
    hours: Hours
    left: dict[int, float]
    width: dict[int, float]
    looks: dict[str, Look]
    largest: float = LARGEST

    @property
    def right(self) -> float:
        """Where the last day ends."""
        return max((self.left[day] + self.width[day] for day in self.left), default=1.0)


def plot_week(
    scenario: HasWeek, timetable: Timetable, axes: Axes | None = None, *, title: str | None = None
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

    Returns
    -------
    matplotlib.axes.Axes
        Days along x and the time of day downwards; hours in which nothing ever is are left out.
        Each part is a box (a patch with the gid ``part``) with a band in the colour and hatching
        of its body; of several bodies, one below the other. Days with parts side by side are
        drawn wider. Text that does not fit its box is shrunk, abbreviated or left out. Above
        stands the week in five sentences (with the gid ``summary``).
    """
    page, grid = page_of(scenario.week, [timetable]), WeekGrid(scenario.week, timetable)
    if axes is None:
        wide, tall = page.right * _DAY_WIDTH, page.hours.height / 60 * _HOUR_HEIGHT
        above = _summary(grid, wide * 72).count("\n") * _SMALL_LINE / 72
        axes = new_axes(max(_NARROWEST, 0.8 + wide), 2.1 + tall + above)
    draw_week(axes, page, timetable)
    width = width_of(axes)
    summary = _summary(grid, width)
    heading = axes.set_title(
        fill(page.week.title if title is None else title, characters(width, 12)),
        loc="left",
        fontsize=12,
        fontweight="bold",
        pad=14 + (summary.count("\n") + 1) * _SMALL_LINE,
    )
    heading.set_parse_math(False)
    # The title keeps the room for it, so that a figure made smaller has room for the grid.
    axes.annotate(
        summary,
        (0, 1),
        xytext=(0, 8),
        xycoords="axes fraction",
        textcoords="offset points",
        va="bottom",
        fontsize=_SMALL,
        parse_math=False,
        gid="summary",
        in_layout=False,
    )
    lines = _say_not_held(axes, grid, width)
    place_legend(axes, legend_handles(page, [timetable]), width, lines * _SMALL_LINE + 8)
    return axes


def page_of(week: Week, timetables: Sequence[Timetable], largest: float = LARGEST) -> Page:
    """The page on which every one of the timetables has room, days as wide as the fullest asks."""
    grids = [WeekGrid(week, timetable) for timetable in timetables]
    days = sorted({*week.days, *(day for grid in grids for day in grid.days)})
    left: dict[int, float] = {}
    width: dict[int, float] = {}
    end = 0.0
    for before, day in zip([None, *days], days, strict=False):
        if before is not None:
            end += _APART if day == before + 1 else _NIGHTS
        most = max((lane.of for g in grids for lane in side_by_side(g.parts_on(day))), default=1)
        left[day], width[day] = end, (1 + most) / 2
        end += width[day]
    parts = [part for timetable in timetables for part in timetable.parts]
    found = looks(body.id for body in week.bodies)
    return Page(week, hours_of(week, parts), left, width, found, largest)


def draw_week(axes: Axes, page: Page, timetable: Timetable) -> None:
    """Draw the sittings and the parts; no title and no legend."""
    grid = WeekGrid(page.week, timetable)
    _frame(axes, page)
    for day in page.left:
        _header(axes, page, day)
        for sitting in page.week.sittings_on(day):
            _draw_sitting(axes, page, sitting, grid)
        for lane in side_by_side(grid.parts_on(day)):
            _draw_part(axes, page, lane, grid)


def _frame(axes: Axes, page: Page) -> None:
    axes.set_xlim(-_APART / 2, page.right + _APART / 2)
    axes.set_ylim(page.hours.height + 1, -HEADER)
    axes.set_xticks([])
    marks = page.hours.marks
    axes.set_yticks([page.hours.place(mark) for mark in marks], [clock(mark) for mark in marks])
    axes.tick_params(axis="y", length=0, labelsize=page.largest)
    axes.spines[:].set_visible(False)
    for day, left in page.left.items():
        right = left + page.width[day]
        places = [page.hours.place(mark) for mark in marks]
        axes.hlines(places, left, right, colors="#c4c4c4", linewidth=0.5, zorder=1.5)
    for gap in page.hours.gaps:
        # Two dotted strokes, where the hours in between are left out.
        for stroke in (10, 18):
            axes.plot(
                [-_APART / 2, page.right],
                [gap + stroke] * 2,
                color="#8c8c8c",
                linewidth=0.5,
                linestyle=(0, (1, 3)),
            )


def _header(axes: Axes, page: Page, day: int) -> None:
    from desk.plots.fitted import FittedText

    box = (page.left[day], -HEADER, page.left[day] + page.width[day], 0)
    axes.add_artist(FittedText(box, partial(_fit_header, page, day), rim=0))


def _fit_header(page: Page, day: int, width: float, height: float) -> tuple[Line, ...]:
    """The name of a day, written as all of them can be written in the narrowest column."""
    narrowest = round(width * min(page.width.values()) / page.width[day], 1)
    size = page.largest + 1.5
    wordings = {
        max(names.values(), key=lambda name: length(name, size, bold=True)): names
        for names in _names(page)
    }
    found = fit_line(list(wordings), narrowest, height, size, bold=True)
    return tuple(line._replace(text=wordings[line.text][day]) for line in found)


def _names(page: Page) -> Iterator[dict[int, str]]:
    """Wordings of the names of all days, ever shorter."""
    dates = {day: page.week.date_of(day) for day in page.left}
    yield {day: page.week.day_name(day) for day in dates}
    yield {day: f"{found:%a} {found.day} {found:%b}" for day, found in dates.items()}
    yield {day: f"{found:%a} {found.day}" for day, found in dates.items()}
    yield {day: str(found.day) for day, found in dates.items()}


def _draw_sitting(axes: Axes, page: Page, sitting: Sitting, grid: WeekGrid) -> None:
    """A light background; its name stands there where no part covers it."""
    from matplotlib.patches import Rectangle

    from desk.plots.fitted import FittedText

    left, top, right, bottom = box = (
        page.left[sitting.day],
        page.hours.place(sitting.opens),
        page.left[sitting.day] + page.width[sitting.day],
        page.hours.place(sitting.closes),
    )
    style = {**_SITTING, **_POOR} if sitting.poor else _SITTING
    axes.add_patch(
        Rectangle((left, top), right - left, bottom - top, zorder=1, gid="sitting", **style)
    )
    if not any(p.begin < sitting.end and sitting.begin < p.end for p in grid.parts_on(sitting.day)):
        paper = str(style["facecolor"])
        fit = partial(fit_line, [one_line(sitting.name)], largest=page.largest - 1)
        axes.add_artist(FittedText(box, fit, colour="#595959", paper=paper, zorder=2))


def _draw_part(axes: Axes, page: Page, lane: Lane[Part], grid: WeekGrid) -> None:
    from matplotlib.patches import Rectangle

    from desk.plots.fitted import FittedText

    part = lane.part
    session = page.week.session.get(part.session)
    bodies = [page.looks[body] for body in session.bodies] if session else [UNKNOWN]
    across = (page.width[part.day] - 2 * _INSET) / lane.of
    left = page.left[part.day] + _INSET + lane.number * across
    top, bottom = page.hours.place(part.start), page.hours.place(drawn_end(part))
    inside = across - (_INSET if lane.number + 1 < lane.of else 0)
    place = (left, top), inside, bottom - top
    axes.add_patch(Rectangle(*place, color=bodies[0].tint, linewidth=0, zorder=2.5, gid="tint"))
    band, each = min(_BAND, inside / 5), (bottom - top) / len(bodies)
    for number, body in enumerate(bodies):
        axes.add_patch(
            Rectangle((left, top + number * each), band, each, zorder=2.6, gid="band", **body.style)
        )
    style = {**_BOX, **_marks(page.week, part, session)}
    style["linewidth"] *= page.largest / LARGEST
    axes.add_patch(Rectangle(*place, fill=False, zorder=3, gid="part", **style))
    fit = partial(fit_part, _words(part, grid), largest=page.largest)
    axes.add_artist(FittedText((left + band, top, left + inside, bottom), fit, rim=2.5))


def _marks(week: Week, part: Part, session: Session | None) -> dict[str, Any]:
    outside = week.sitting_of(part) is None
    if session is not None and _is_experiment(session):
        return _EXPERIMENT_OUTSIDE if outside else _EXPERIMENT
    return _OUTSIDE if outside else {}


def _is_experiment(session: Session) -> bool:
    return session.proposal is not None or session.format == Format.SMALL_GROUP


def _words(part: Part, grid: WeekGrid) -> Words:
    title = one_line(grid.week.title_of(part.session))
    more = grid.title(part).removeprefix(title).strip().replace(" ", NO_BREAK)
    when = hours(part.start, part.start + part.minutes)
    return Words(when, title, more, grid.room(part))


def _summary(grid: WeekGrid, width: float) -> str:
    """The week in five sentences, folded to a width in points."""
    return fill(str(grid.summary), characters(width, _SMALL))


def _say_not_held(axes: Axes, grid: WeekGrid, width: float) -> int:
    """Name the sessions that are not held, below the grid; return how many lines that takes."""
    if not grid.not_held:
        return 0
    text = "Not held: " + "; ".join(grid.week.title_of(session.id) for session in grid.not_held)
    text = fill(text, characters(width, _SMALL))
    axes.set_xlabel(text, loc="left", fontsize=_SMALL, parse_math=False)
    return text.count("\n") + 1


def place_legend(axes: Axes, handles: Sequence[Patch], width: float, below: float) -> None:
    """Set the legend some points below axes of a width in points; none without handles."""
    from matplotlib.transforms import ScaledTranslation

    figure = axes.get_figure(root=True)
    assert figure is not None
    if not handles:
        return
    down = ScaledTranslation(0, -below / 72, figure.dpi_scale_trans)
    made = axes.legend(
        handles=list(handles),
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=axes.transAxes + down,
        **legend_style(handles, width, _SMALL),
    )
    for text in made.get_texts():
        text.set_parse_math(False)


def legend_style(handles: Sequence[Patch], width: float, size: float) -> dict[str, Any]:
    """How a legend is set in a width in points: in as many columns as have room."""
    longest = max(
        (length(line, size) for h in handles for line in str(h.get_label()).split("\n")), default=0
    )
    columns = max(1, int(width / (longest + 5 * size)))
    return {
        "ncols": min(columns, max(1, len(handles))),
        "frameon": False,
        "fontsize": size,
        "handlelength": 2.4,
        "handleheight": 1.3,
        "borderaxespad": 0,
        "borderpad": 0,
    }


def legend_handles(page: Page, timetables: Iterable[Timetable]) -> list[Patch]:
    """The bodies that meet, by their order in the scenario, and then the marks that are used."""
    from matplotlib.patches import Patch

    week = page.week
    parts = [part for timetable in timetables for part in timetable.parts]
    sessions = [week.session.get(part.session) for part in parts]
    met = {body for session in sessions if session for body in session.bodies}
    handles = [
        Patch(label=fill(short_name(body.name), 44), **page.looks[body.id].style)
        for body in week.bodies
        if body.id in met
    ]
    plain: dict[str, Any] = {"facecolor": PAPER}
    if any(session is not None and _is_experiment(session) for session in sessions):
        handles.append(Patch(label="experiment", **plain, **_EXPERIMENT))
    if any(week.sitting_of(part) is None for part in parts):
        handles.append(Patch(label="outside every sitting", **plain, **_OUTSIDE))
    if any(session is None for session in sessions):
        handles.append(Patch(label="not in the scenario", **plain, **_BOX))
    if any(sitting.poor for sitting in week.sittings):
        handles.append(Patch(label="poor sitting", **{**_SITTING, **_POOR}))
    return handles


def short_name(name: str) -> str:
    """The name of a body without what many have in common: ``Standing Committee on the …``."""
    for beginning in ("Standing Committee on the ", "Standing Committee on "):
        if name.startswith(beginning):
            return name.removeprefix(beginning)
    # matplotlib leaves out of a legend what begins like this.
    return name.lstrip("_") or name
