"""The legend of a week: the bodies that meet, and the marks that are used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

from desk.plots.canvas import SMALL
from desk.plots.lettering.wrapping import length
from desk.plots.palette import PAPER
from desk.plots.week.drawing import BOX, EXPERIMENT, OUTSIDE, POOR, SITTING
from desk.plots.week.page import Page
from desk.plots.week.telling import Telling, is_experiment
from scheduler.week.timetable import Timetable
from scheduler.week.week import Format

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch


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
        **legend_style(handles, width, SMALL),
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


def legend_handles(page: Page, timetables: Iterable[Timetable], telling: Telling) -> list[Patch]:
    """The bodies that meet on a page, by their order, and then the marks that are used."""
    from matplotlib.patches import Patch

    week, told = page.week, telling.language
    parts = [part for timetable in timetables for part in page.of(timetable).parts]
    sessions = [week.session.get(part.session) for part in parts]
    met = {body for session in sessions if session for body in session.bodies}
    handles = [
        Patch(label=fill(telling.body(body.name), 44), **page.looks[body.id].style)
        for body in week.bodies
        if body.id in met
    ]
    plain: dict[str, Any] = {"facecolor": PAPER}
    tried = [session for session in sessions if session and is_experiment(session)]
    if tried:
        small = all(session.format == Format.SMALL_GROUP for session in tried)
        label = told.say("Small group") if small else told.say("Experiment")
        handles.append(Patch(label=label, **plain, **EXPERIMENT))
    if not telling.internal:
        return handles
    if any(week.sitting_of(part) is None for part in parts):
        handles.append(Patch(label="outside every sitting", **plain, **OUTSIDE))
    if any(session is None for session in sessions):
        handles.append(Patch(label="not in the scenario", **plain, **BOX))
    if any(sitting.poor for sitting in week.sittings):
        handles.append(Patch(label="poor sitting", **{**SITTING, **POOR}))
    return handles
