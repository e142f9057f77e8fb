"""Who leads over the years: the posts of regional groups beside their shares, and loads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from desk.plots.canvas import SMALL, legend_above, new_axes, say_empty, set_heading
from desk.plots.palette import STANDS, greys
from scheduler.rota.rota import year_name
from scheduler.week.clock import count
from scheduler.week.words import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from scenarios.rota.result import RotaStudy, SizedTeams

_HEIGHT = 2.7
"""Of the row of a team size, in inches."""

_WIDE = 0.84
"""Of the bars of a group, together."""


def plot_rota(study: RotaStudy) -> Axes:
    """Draw a row for each team size of which a rota was found.

    Returns
    -------
    matplotlib.axes.Axes
        Those on the left of the first row: regional groups along x, posts along y, and a bar for
        each year with a line across it at the group's share by its States Parties. On the right
        stand the posts and tasks that a State carries over all years along x, and how many States
        carry as many along y.
    """
    from matplotlib.figure import Figure

    teams = [one for one in study.teams if one.result.rotation is not None]
    if not teams:
        axes = new_axes(9, 3)
        say_empty(axes, "no rota was found")
        return axes
    figure = Figure(figsize=(11, 0.8 + _HEIGHT * len(teams)), layout="constrained")
    grid = figure.subplots(
        len(teams), 2, squeeze=False, sharey="col", gridspec_kw={"width_ratios": [3, 1]}
    )
    for one, (left, right) in zip(teams, grid, strict=True):
        _draw_groups(left, one)
        _draw_loads(right, one)
    grid[-1][0].set_xlabel("black line: share by States Parties")
    grid[-1][1].set_xlabel("posts and tasks over all years")
    first: Axes = grid[0][0]
    years = study.rota.years
    styles = {year_name(year): look.style for year, look in greys(years).items()}
    legend_above(
        first, styles, ncols=len(styles), bbox_to_anchor=(0, 1.12), handlelength=1.4, fontsize=SMALL
    )
    set_heading(first, study.title, bold=True, pad=42)
    return first


def _draw_groups(axes: Axes, one: SizedTeams) -> None:
    from matplotlib.ticker import MaxNLocator

    years = one.rota.years
    width, styles = _WIDE / len(years), greys(years)
    for place, group in enumerate(one.groups):
        for number, (year, (posts, fair)) in enumerate(group.by_year.items()):
            left = place - _WIDE / 2 + number * width
            style = {**styles[year].style, "linewidth": 0.6}
            axes.bar(left, posts, width, align="edge", gid="posts", **style)
            axes.hlines(fair, left, left + width, colors="black", linewidth=2)
    names = [visible(group.region) for group in one.groups]
    axes.set_xticks(range(len(names)), names)
    axes.set_ylabel(f"posts, teams {one.name}")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)


def _draw_loads(axes: Axes, one: SizedTeams) -> None:
    from matplotlib.ticker import MaxNLocator

    carried = Counter(burden.total for burden in one.burdens)
    numbers = range(1, max(carried) + 1)
    axes.bar(numbers, [carried[number] for number in numbers], 0.7, gid="load", **STANDS)
    for number in numbers:
        axes.text(number, carried[number], str(carried[number]), ha="center", va="bottom")
    axes.margins(y=0.12)
    axes.set_ylabel("States")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)
    words = f"{count(one.open_posts, 'post')} after the record, {count(one.states, 'State')}"
    axes.set_title(words, loc="left", fontsize=SMALL)
