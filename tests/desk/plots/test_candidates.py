"""Timetables side by side: the same hours, the same days, one legend."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from desk.plots.candidates import MOST_ABREAST, plot_candidates
from desk.plots.canvas import shown, write_plot
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scheduler.document.week_grid import WeekGrid
from scheduler.week.timetable import Timetable
from tests.desk.plots.conftest import drawn, fitted, patches, within

pytestmark = pytest.mark.slow

WEEK = tiny_week(tiny_session("one"), tiny_session("two"))
EARLY = tiny_timetable(at("one", 0, "10:00"))
BOTH = tiny_timetable(at("one", 0, "10:00"), at("two", 0, "10:30"))
GRID = WeekGrid(WEEK, EARLY)


def test_grids_share_hours_days_and_legend() -> None:
    drawn_axes = plot_candidates(GRID, {"early": EARLY, "both": BOTH})
    assert [axes.get_title(loc="left") for axes in drawn_axes] == ["early", "both"]
    assert [axes.get_xlabel() for axes in drawn_axes] == ["1 session not held", ""]
    assert len({axes.get_xlim() for axes in drawn_axes}) == 1
    assert len({axes.get_ylim() for axes in drawn_axes}) == 1
    assert all(axes.get_legend() is None for axes in drawn_axes)
    figure = drawn_axes[0].get_figure(root=True)
    assert figure is not None
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["One", "Two"]
    one, same = (patches(axes, "part")[0].get_bbox().bounds for axes in drawn_axes)
    assert one == same, "a part that does not move stands where it stood"


@pytest.mark.slow
def test_on_a_real_week_texts_stay_in_their_boxes_and_apart_from_the_legend() -> None:
    scenario = load_scenario(LIBRARY / "apmbc-2011.yaml")
    held = scenario.candidate("held")
    moved = Timetable(parts=tuple(p._replace(day=(p.day + 1) % 5) for p in held.parts))
    drawn_axes = plot_candidates(scenario, {"held": held, "moved": moved})
    canvas = drawn(drawn_axes[0])
    renderer = canvas.get_renderer()
    for axes, timetable in zip(drawn_axes, (held, moved), strict=True):
        assert len(patches(axes, "part")) == len(timetable.parts)
        for room, texts in fitted(axes, canvas):
            assert all(within(text.get_window_extent(renderer), room) for text in texts)
    figure = drawn_axes[0].get_figure(root=True)
    assert figure is not None
    extents = [figure.legends[0].get_window_extent(renderer)]
    extents += [axes.get_tightbbox(renderer) for axes in drawn_axes]  # type: ignore[misc]
    for one, other in combinations(extents, 2):
        assert one.intersection(one, other) is None


def test_more_than_a_row_holds_go_on_below() -> None:
    drawn_axes = plot_candidates(GRID, {f"number {n}": EARLY for n in range(MOST_ABREAST + 1)})
    assert len(drawn_axes) == MOST_ABREAST + 1
    drawn(drawn_axes[0])
    assert drawn_axes[-1].get_position().y1 < drawn_axes[0].get_position().y0


def test_fewer_can_stand_in_a_row() -> None:
    first, second, third = plot_candidates(
        GRID, {"early": EARLY, "both": BOTH, "again": EARLY}, abreast=2
    )
    drawn(first)
    assert second.get_position().y0 == first.get_position().y0
    assert third.get_position().y1 < first.get_position().y0


def test_a_plot_shows_itself_in_a_notebook() -> None:
    picture = shown(plot_candidates(GRID, {"early": EARLY})[0])
    assert picture._repr_png_().startswith(b"\x89PNG")
    assert repr(picture) == "a plot"


def test_long_names_stay_above_their_own_grid() -> None:
    names = [f"{letter}-candidate-of-the-third-draft-with-groups-over-lunch" for letter in "ab"]
    drawn_axes = plot_candidates(GRID, dict.fromkeys(names, EARLY))
    renderer = drawn(drawn_axes[0]).get_renderer()
    one, other = (axes.get_tightbbox(renderer) for axes in drawn_axes)
    assert one is not None
    assert other is not None
    assert one.xmax < other.xmin


def test_it_draws_on_the_axes_that_it_is_given() -> None:
    given = list(Figure(layout="constrained").subplots(1, 2))
    assert plot_candidates(GRID, {"early": EARLY, "both": BOTH}, given) == given


def test_nothing_to_draw_and_the_wrong_number_of_axes_are_refused() -> None:
    with pytest.raises(ValueError, match="no timetable"):
        plot_candidates(GRID, {})
    with pytest.raises(ValueError, match="argument"):
        plot_candidates(GRID, {"early": EARLY}, list(Figure().subplots(1, 2)))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["svg", "pdf", "png"])
def test_the_same_plot_is_the_same_file(kind: str, tmp_path: Path) -> None:
    contents = set()
    for number in range(2):
        path = tmp_path / f"{number}.{kind}"
        write_plot(plot_candidates(GRID, {"early": EARLY, "both": BOTH})[0], path)
        contents.add(path.read_bytes())
    assert len(contents) == 1
