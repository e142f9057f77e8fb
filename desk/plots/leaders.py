"""Those who lead: their load in minutes by State, and their posts by regional group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from constraints.spare_the_leaders import SpareTheLeaders
from desk.plots.canvas import (
    draw_grid,
    lay_rows,
    new_axes,
    say_empty,
    set_heading,
    width_of,
)
from desk.plots.palette import ON_PAPER, PAPER, greys, looks, patch_style
from desk.plots.week.legend import place_legend
from desk.plots.week.telling import short_name
from scheduler.document.days import HOUR
from scheduler.week.clock import duration
from scheduler.week.week import region_name
from scheduler.week.words import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from scenarios.scenario import Scenario
    from scenarios.studies.leadership.result import Study
    from scheduler.week.timetable import Timetable
    from scheduler.week.week import Week

Stack = Literal["day", "body"]

_HEIGHT = 0.64
"""Of a bar, in rows."""

_BELOW = 40.0
"""Points from the axes to the legend: the hours and their label stand between."""

_NAMED = 2
"""Days beyond the limit that are named one by one, at most."""

_ASIDE: dict[str, Any] = {
    "va": "center",
    "fontsize": 8.5,
    "parse_math": False,
    "bbox": ON_PAPER,
}

_OVER: dict[str, Any] = {"fill": False, "edgecolor": "black", "linewidth": 2.2}
_LIMIT: dict[str, Any] = {**patch_style(PAPER, line=1.2), "linestyle": (0, (3, 2))}


class StateLoad(NamedTuple):
    """What one State leads.

    Attributes
    ----------
    minutes
        By day and body, in the order in which they are stacked.
    """

    state: str
    minutes: dict[tuple[int, str], int]

    @property
    def total(self) -> int:
        return sum(self.minutes.values())

    def on(self, day: int) -> int:
        """Minutes that it leads on a day."""
        return sum(minutes for (when, _), minutes in self.minutes.items() if when == day)


def loads(week: Week, timetable: Timetable) -> list[StateLoad]:
    """The load of each State or organisation that leads anything, the heaviest first.

    What it leads at the same time counts as often, as in the rule `spare_the_leaders`; a session
    of several bodies counts for the first.
    """
    found: dict[str, Counter[tuple[int, str]]] = {}
    for part in timetable.parts:
        session = week.session.get(part.session)
        for state in sorted(session.leaders) if session else ():
            assert session is not None
            found.setdefault(state, Counter())[part.day, session.bodies[0]] += part.minutes
    rows = [StateLoad(state, dict(minutes)) for state, minutes in found.items()]
    return sorted(rows, key=lambda load: (-load.total, week.who(load.state)))


def plot_leaders(
    scenario: Scenario,
    timetable: Timetable,
    axes: Axes | None = None,
    *,
    by: Stack = "day",
    title: str | None = None,
) -> Axes:
    """Draw how long each State leads, the heaviest load above.

    Parameters
    ----------
    scenario
        Its open posts filled: see `scenarios.Scenario.with_leaders`.
    by
        What the bars are made of: the minutes of each day, or of each body.
    title
        None for one with the title of the week.

    Returns
    -------
    matplotlib.axes.Axes
        Hours along x, a row for each State. Where the scenario applies `spare_the_leaders`, its
        limit of a day is a bar of its own below the others, since a whole bar is of several days;
        stacked by day, the days beyond it have a thick outline. What is beyond stands beside it.
    """
    from matplotlib.patches import Patch

    week = scenario.week
    rows = loads(week, timetable)
    limit = _limit(scenario)
    axes = axes or new_axes(10, 2.2 + 0.32 * (len(rows) + (limit is not None)))
    heading = f"Who leads, and how long: {week.title}" if title is None else title
    if not rows:
        say_empty(axes, "nobody leads a session that is held")
        set_heading(axes, heading, bold=True)
        return axes
    keys: Sequence[int | str] = week.days if by == "day" else [body.id for body in week.bodies]
    extra = {day for load in rows for day, _ in load.minutes} - set(week.days)
    keys = [*keys, *(sorted(extra) if by == "day" else ())]
    styles = greys(keys) if by == "day" else looks(keys)
    longest = max([*(load.total for load in rows), limit or 0, HOUR])
    for place, load in enumerate(rows):
        end = 0
        for key in keys:
            length = sum(m for (day, body), m in load.minutes.items() if key in (day, body))
            if not length:
                continue
            style = {**styles[key].style, "linewidth": 0.6}
            axes.barh(place, length, _HEIGHT, left=end, gid="load", **style)
            if by == "day" and limit is not None and length > limit:
                axes.barh(place, length, _HEIGHT, left=end, zorder=3, gid="over", **_OVER)
            end += length
        words = "; ".join([duration(end), *_beyond(week, load, limit)])
        axes.text(end + longest * 0.012, place, words, **_ASIDE)
    names = [fill(week.who(load.state), 32) for load in rows]
    if limit is not None:
        axes.barh(len(rows), limit, _HEIGHT, gid="limit", **_LIMIT)
        words = f"{duration(limit)}, the limit of “{SpareTheLeaders.title}”"
        axes.text(limit + longest * 0.012, len(rows), words, **_ASIDE)
        names.append("limit for one day")
    _frame(axes, names, longest, limited=limit is not None)
    set_heading(axes, heading, bold=True)
    used = {part for load in rows for key in load.minutes for part in key}
    handles = [Patch(label=_name(week, k), **styles[k].style) for k in keys if k in used]
    if any(patch.get_gid() == "over" for patch in axes.patches):
        handles.append(Patch(label="longer than the limit for one day", **_OVER))
    place_legend(axes, handles, width_of(axes), _BELOW)
    return axes


def _name(week: Week, key: int | str) -> str:
    return week.day_name(key) if isinstance(key, int) else short_name(week.body[key].name)


def _limit(scenario: Scenario) -> int | None:
    """Minutes that a State may lead in a day; None where the scenario does not say."""
    rules = (setting.rule for setting in scenario.settings)
    return next((rule.minutes_a_day for rule in rules if isinstance(rule, SpareTheLeaders)), None)


def _beyond(week: Week, load: StateLoad, limit: int | None) -> Iterator[str]:
    """Where a State is beyond the limit of a day: each of two days, or how many there are."""
    days = sorted({day for day, _ in load.minutes})
    over = {day: load.on(day) - limit for day in days if limit is not None and load.on(day) > limit}
    if len(over) <= _NAMED:
        for day, minutes in over.items():
            yield f"{week.date_of(day):%A} {duration(minutes)} too long"
    else:
        yield f"on {len(over)} days {duration(sum(over.values()))} too long"


def _frame(axes: Axes, names: Sequence[str], longest: int, *, limited: bool) -> None:
    lay_rows(axes, names, gap=0.4)
    axes.tick_params(axis="y", length=0, labelsize=9)
    if limited:
        axes.axhline(len(names) - 1.5, color="#8c8c8c", linewidth=0.5)
    axes.set_xlim(0, longest * 1.5)
    step = next(s for s in (60, 120, 180, 240, 360, 600, 10**9) if longest / s <= 10)
    marks = range(0, longest + 1, step)
    axes.set_xticks(list(marks), [str(mark // HOUR) for mark in marks])
    axes.set_xlabel("hours led", loc="left")
    draw_grid(axes)
    axes.spines["left"].set_visible(False)


def plot_regions(study: Study, axes: Axes | None = None) -> Axes:
    """Draw the posts of each regional group beside its fair share.

    Returns
    -------
    matplotlib.axes.Axes
        Regional groups along x and posts along y; a bar for each team whose week works, with a
        line across it at the group's share of the posts by its share of the States Parties.
    """
    from matplotlib.ticker import MaxNLocator

    axes = axes or new_axes(9, 4.5)
    teams = [team for team in study.teams if team.works]
    if not teams:
        say_empty(axes, "no team of leaders makes a week that works")
        return axes
    groups = list(teams[0].regions)
    width = 0.8 / max(1, len(teams))
    styles = greys(team.name for team in teams)
    for n, team in enumerate(teams):
        left = [x - 0.4 + n * width for x in range(len(groups))]
        held = [team.regions[group][0] for group in groups]
        style = {**styles[team.name].style, "linewidth": 0.8}
        label = f"{team.name} ({team.posts} posts, {team.states} States)"
        axes.bar(left, held, width, align="edge", label=label, **style)
        shares = [team.regions[group][1] for group in groups]
        axes.hlines(shares, left, [x + width for x in left], colors="black", linewidth=2)
    axes.plot([], [], color="black", linewidth=2, label="share by States Parties")
    axes.legend(title="Co-Chairs + Co-Rapporteurs", frameon=False)
    names = [region_name(group).removeprefix("the ").removesuffix(" Group") for group in groups]
    axes.set_xticks(range(len(groups)), [visible(n.replace(" and ", " and\n")) for n in names])
    for text in axes.get_xticklabels():
        text.set_parse_math(False)
    axes.set_ylabel("posts in Standing Committees")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)
    set_heading(axes, study.title)
    return axes
