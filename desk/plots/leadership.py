"""Posts by regional group, for teams of several sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.plots.canvas import new_axes
from desk.plots.palette import BLUE, GREEN, ORANGE, PINK, SKY
from scheduler.week.week import region_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from scenarios.studies.leadership.result import Study

STYLES: tuple[dict[str, Any], ...] = (
    {"facecolor": "#bbbbbb", "hatch": ""},
    {"facecolor": BLUE, "hatch": "//"},
    {"facecolor": ORANGE, "hatch": ".."},
    {"facecolor": GREEN, "hatch": "xx"},
    {"facecolor": PINK, "hatch": "\\\\"},
    {"facecolor": SKY, "hatch": "++"},
)
"""One for each team; told apart by hatching where colours are lost."""


def plot_regions(study: Study, axes: Axes | None = None) -> Axes:
    """Draw the posts of each regional group beside its fair share.

    Parameters
    ----------
    axes
        Where to draw; None for a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        Regional groups along x and posts along y; a bar for each team whose week works, with a
        line across it at the group's share of the posts by its share of the States Parties.
    """
    from matplotlib.ticker import MaxNLocator

    axes = axes or new_axes(9, 4.5)
    teams = [team for team in study.teams if team.works]
    groups = list(teams[0].regions) if teams else []
    width = 0.8 / max(1, len(teams))
    for n, team in enumerate(teams):
        left = [x - 0.4 + n * width for x in range(len(groups))]
        held = [team.regions[group][0] for group in groups]
        style = STYLES[n % len(STYLES)]
        label = f"{team.name} ({team.posts} posts, {team.states} States)"
        axes.bar(left, held, width, align="edge", label=label, edgecolor="black", **style)
        shares = [team.regions[group][1] for group in groups]
        axes.hlines(shares, left, [x + width for x in left], colors="black", linewidth=2)
    if teams:
        axes.plot([], [], color="black", linewidth=2, label="share by States Parties")
        axes.legend(title="Co-Chairs + Co-Rapporteurs", frameon=False)
    names = [region_name(group).removeprefix("the ").removesuffix(" Group") for group in groups]
    axes.set_xticks(range(len(groups)), [name.replace(" and ", " and\n") for name in names])
    axes.set_ylabel("posts in Standing Committees")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)
    return axes
