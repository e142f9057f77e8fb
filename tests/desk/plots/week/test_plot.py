"""A week as a grid: a box for each part, inside the axes, and every text inside its box."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from desk.plots.palette import BROKEN
from desk.plots.week.plot import plot_week
from desk.plots.week.telling import short_name
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scheduler.document.week_grid import WeekGrid
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format, Week
from tests.desk.plots.conftest import drawn, fitted, patches, within


def plotted(week: Week, timetable: Timetable) -> Axes:
    return plot_week(WeekGrid(week, timetable), timetable, internal=True)


def crowd() -> tuple[Week, Timetable]:
    """Twenty sessions of eleven days, many at once, long names, and some outside every sitting."""
    sessions = [
        tiny_session(f"s{n}", body=f"b{n % 9}", title=f"A session with a long title, number {n}")
        for n in range(20)
    ]
    week = tiny_week(*sessions, days=11, sittings=("morning", "afternoon"), minutes=120)
    parts = [Part(f"s{n}", n % 11, 600 + 15 * (n % 3), 15 + 45 * (n % 4)) for n in range(20)]
    parts += [Part(f"s{n}", 3, 610, 100) for n in range(6)]
    parts += [Part("s7", 4, 180, 60), Part("s8", 5, 1380, 60), Part("stranger", 6, 600, 60)]
    return week, Timetable(parts=tuple(parts))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["apmbc-2011", "apmbc-ccm-2011", "crowd"])
def test_boxes_lie_inside_the_axes_and_texts_inside_their_boxes(name: str) -> None:
    if name == "crowd":
        week, timetable = crowd()
    else:
        scenario = load_scenario(LIBRARY / f"{name}.yaml")
        week, timetable = scenario.week, scenario.candidate("held")
    axes = plotted(week, timetable)
    canvas = drawn(axes)
    boxes = [patch.get_window_extent() for patch in patches(axes, "part")]
    assert len(boxes) == len(timetable.parts)
    assert all(within(box, axes.get_window_extent()) for box in boxes)
    for one, other in combinations(boxes, 2):
        shared = one.intersection(one, other)
        assert shared is None or shared.width < 1 or shared.height < 1
    written = 0
    for room, texts in fitted(axes, canvas):
        extents = [text.get_window_extent(canvas.get_renderer()) for text in texts]
        assert all(within(extent, room) for extent in extents), [t.get_text() for t in texts]
        assert all(upper.ymin >= lower.ymax - 2 for upper, lower in pairwise(extents)), (
            "lines of one box"
        )
        written += bool(texts)
    assert written >= len(boxes)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["apmbc-2011", "crowd"])
def test_nothing_around_the_grid_overlaps_or_leaves_the_figure(name: str) -> None:
    scenario = load_scenario(LIBRARY / "apmbc-2011.yaml")
    week, timetable = crowd() if name == "crowd" else (scenario.week, scenario.candidate("held"))
    axes = plotted(week, timetable)
    canvas = drawn(axes)
    renderer, legend = canvas.get_renderer(), axes.get_legend()
    assert legend is not None
    title = next(t for t in axes.get_children() if getattr(t, "get_text", str)() == week.title)
    around = [legend, title, *axes.get_yticklabels()]
    if axes.get_xlabel():
        around.append(axes.xaxis.label)
    extents = [one.get_window_extent(renderer) for one in around]
    figure = axes.get_figure(root=True)
    assert figure is not None
    assert all(within(extent, figure.bbox, slack=1) for extent in extents)
    for one, other in combinations(extents, 2):
        assert one.intersection(one, other) is None


@pytest.mark.slow
def test_text_still_fits_when_the_figure_shrinks() -> None:
    scenario = load_scenario(LIBRARY / "apmbc-2011.yaml")
    axes = plot_week(scenario, scenario.candidate("held"))
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Figure)
    figure.set_size_inches(9, 6)
    canvas = drawn(axes)
    for room, texts in fitted(axes, canvas):
        assert all(within(text.get_window_extent(canvas.get_renderer()), room) for text in texts)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["apmbc-2011", "apmbc-ccm-2011"])
def test_the_week_in_words_stands_between_the_title_and_the_days(name: str) -> None:
    scenario = load_scenario(LIBRARY / f"{name}.yaml")
    timetable = scenario.candidate("held")
    axes = plot_week(scenario, timetable, internal=True)
    canvas = drawn(axes)
    (summary,) = (text for text in axes.texts if text.get_gid() == "summary")
    assert summary.get_text().replace("\n", " ") == str(scenario.grid(timetable).summary)
    box, title = (
        text.get_window_extent(canvas.get_renderer()) for text in (summary, axes._left_title)
    )
    assert axes.get_window_extent().y1 < box.y0 < box.y1 < title.y0
    assert box.x0 >= 0
    assert box.x1 <= axes.get_window_extent().x1 * 1.02


@pytest.mark.slow
def test_bodies_differ_by_colour_and_by_hatching() -> None:
    scenario = load_scenario(LIBRARY / "apmbc-2011.yaml")
    axes = plot_week(scenario, scenario.candidate("held"))
    styles = {(p.get_hatch(), to_hex(p.get_facecolor())) for p in patches(axes, "band")}
    bodies = {
        scenario.week.session[part.session].bodies for part in scenario.candidate("held").parts
    }
    assert len(styles) == len({hatch for hatch, _ in styles}) == len(bodies) == 8
    assert len({colour for _, colour in styles}) == 8
    legend = axes.get_legend()
    assert legend is not None
    names = [text.get_text().replace("\n", " ") for text in legend.get_texts()]
    assert names[3:] == [
        "Stockpile Destruction",
        "Resources, Cooperation and Assistance",
        "Coordinating Committee",
        "Consultations on stockpile destruction",
        "Side events",
        "Small group",
    ]


def test_a_body_looks_the_same_whatever_else_is_drawn() -> None:
    sessions = (tiny_session("one"), tiny_session("two"))
    week = tiny_week(*sessions)
    both = plotted(week, tiny_timetable(at("one", 0, "10:00"), at("two", 0, "10:00")))
    alone = plotted(week, tiny_timetable(at("two", 0, "10:00")))
    assert patches(both, "band")[1].get_hatch() == patches(alone, "band")[0].get_hatch()


def test_a_joint_session_shows_each_of_its_bodies() -> None:
    joint = tiny_session("joint").model_copy(update={"bodies": ("one", "two")})
    week = tiny_week(tiny_session("one"), tiny_session("two"), joint)
    axes = plotted(week, tiny_timetable(at("joint", 0, "10:00")))
    assert len(patches(axes, "part")) == 1
    assert len({band.get_hatch() for band in patches(axes, "band")}) == 2


def test_experiments_and_parts_outside_every_sitting_are_marked() -> None:
    group = tiny_session("group", format=Format.SMALL_GROUP)
    week = tiny_week(tiny_session("one", most_parts=2), group)
    axes = plotted(
        week, tiny_timetable(at("one", 0, "10:00"), at("one", 0, "12:00"), at("group", 0, "10:00"))
    )
    by_edge = {(to_hex(p.get_edgecolor()), p.get_linestyle()) for p in patches(axes, "part")}
    assert {edge for edge, _ in by_edge} == {"#333333", "#000000", BROKEN}
    legend = axes.get_legend()
    assert legend is not None
    marks = [text.get_text() for text in legend.get_texts()][-2:]
    assert marks == ["Small group", "outside every sitting"]


def test_poor_sittings_are_hatched_and_others_are_not() -> None:
    week = tiny_week(
        tiny_session("one"), sittings=("morning", "afternoon"), poor=["2011-06-20 afternoon"]
    )
    axes = plotted(week, tiny_timetable(at("one", 0, "10:00")))
    assert [bool(s.get_hatch()) for s in patches(axes, "sitting")] == [False, True]


def test_an_empty_timetable_is_an_empty_grid() -> None:
    week = tiny_week(tiny_session("one"))
    axes = plotted(week, tiny_timetable())
    drawn(axes)
    assert patches(axes, "part") == []
    assert axes.get_xlabel() == "Not held: One"


def test_titles_are_never_taken_for_formulas() -> None:
    week = tiny_week(tiny_session("one", title="Costs: $5 or $6_7 each"))
    axes = plotted(week.model_copy(update={"title": "$x$"}), tiny_timetable())
    drawn(axes)


@pytest.mark.slow
def test_it_draws_on_the_axes_that_it_is_given() -> None:
    axes = Figure(figsize=(8, 6)).add_subplot()
    week = tiny_week(tiny_session("one"))
    timetable = tiny_timetable(at("one", 0, "10:00"))
    assert plot_week(WeekGrid(week, timetable), timetable, axes) is axes


def test_what_many_names_have_in_common_is_left_out_of_the_legend() -> None:
    assert short_name("Standing Committee on the General Status") == "General Status"
    assert short_name("Standing Committee on Mine Clearance") == "Mine Clearance"
    assert short_name("Coordinating Committee") == "Coordinating Committee"
