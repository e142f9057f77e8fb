"""Days of one width, on as many pages as they need."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from constraints.tiny import tiny_session, tiny_week
from desk.plots.canvas import write_plot
from desk.plots.week.page import DAY_WIDTH, LANE_WIDTHS, WIDEST, Page, page_of, pages_of
from desk.plots.week.plot import plot_pages, plot_week
from scenarios.languages.language import language_of
from scheduler.document.week_grid import WeekGrid
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week
from tests.desk.plots.conftest import drawn, fitted, patches


def busy(days: int, at_once: int) -> tuple[Week, Timetable]:
    """A week with that many sessions at once on its second day, and one on each other."""
    sessions = [tiny_session(f"s{n}", title=f"Small group: case {n}") for n in range(at_once)]
    week = tiny_week(*sessions, days=days, sittings=("morning", "afternoon"), minutes=180)
    parts = [Part("s0", day, 600, 120) for day in range(days)]
    parts += [Part(f"s{n}", 1, 600, 90) for n in range(1, at_once)]
    return week, Timetable(parts=tuple(parts))


def page(days: int, at_once: int) -> Page:
    week, timetable = busy(days, at_once)
    return page_of(week, [timetable])


def test_every_day_is_as_wide_as_the_fullest_asks() -> None:
    assert page(5, 1).day == DAY_WIDTH
    full = page(5, 5)
    assert full.day >= 5 * LANE_WIDTHS[0]
    gaps = [right - left for left, right in pairwise(full.left.values())]
    assert gaps == pytest.approx([full.day + full.apart] * 4)


def test_five_groups_at_once_on_five_days_stand_on_one_page() -> None:
    assert len(pages_of(page(5, 5))) == 1


def test_a_large_week_stands_on_several_pages_of_about_as_many_days() -> None:
    whole = page(11, 8)
    pages = pages_of(whole)
    assert sorted(len(some.left) for some in pages) == [2, 3, 3, 3]
    assert [day for some in pages for day in some.left] == list(whole.left)
    assert all(some.right <= WIDEST for some in pages)


def test_a_day_that_is_wider_than_a_page_has_one_of_its_own() -> None:
    pages = pages_of(page(3, 40))
    assert [len(some.left) for some in pages] == [1, 1, 1]
    assert pages[0].day == pytest.approx(40 * LANE_WIDTHS[0])


@pytest.mark.slow
def test_hours_and_titles_of_five_groups_at_once_can_be_read() -> None:
    week, timetable = busy(5, 5)
    axes = plot_week(WeekGrid(week, timetable), timetable)
    canvas = drawn(axes)
    words = [[text.get_text() for text in texts] for _, texts in fitted(axes, canvas)]
    groups = [said for said in words if said[:2] == ["10:00–", "11:30"]]
    assert len(groups) == 4
    assert all("case" in " ".join(said) for said in groups)


@pytest.mark.slow
def test_each_page_has_its_own_days_and_says_which_it_is() -> None:
    week, timetable = busy(11, 8)
    pages = plot_pages(WeekGrid(week, timetable), timetable, more="Draft")
    assert sum(len(patches(axes, "part")) for axes in pages) == len(timetable.parts)
    dated = [next(t.get_text() for t in axes.texts if t.get_gid() == "dated") for axes in pages]
    assert dated[1].endswith("Draft · Page 2 of 4")
    assert all("2011" in one for one in dated)


@pytest.mark.slow
def test_pages_are_one_pdf_or_pictures_with_numbers(tmp_path: Path) -> None:
    week, timetable = busy(11, 8)
    pages = plot_pages(WeekGrid(week, timetable), timetable)
    assert write_plot(pages, tmp_path / "week.pdf") == [tmp_path / "week.pdf"]
    assert len(PdfReader(tmp_path / "week.pdf").pages) == 4
    written = write_plot(pages, tmp_path / "week.svg")
    assert [path.name for path in written] == [f"week-{n}.svg" for n in (1, 2, 3, 4)]
    assert all(path.is_file() for path in written)
    first = (tmp_path / "week.pdf").read_bytes()
    write_plot(plot_pages(WeekGrid(week, timetable), timetable), tmp_path / "week.pdf")
    assert (tmp_path / "week.pdf").read_bytes() == first


@pytest.mark.slow
def test_a_week_is_told_in_the_language_that_is_asked_for() -> None:
    week, timetable = busy(2, 1)
    texts = {"fr": {week.title: "Une semaine", "Small group: case 0": "Cas 0"}}
    axes = plot_week(WeekGrid(week, timetable), timetable, language=language_of(texts, "fr"))
    canvas = drawn(axes)
    words = [text.get_text() for _, found in fitted(axes, canvas) for text in found]
    assert axes.get_title(loc="left") == "Une semaine"
    assert "Lundi 20 juin" in words
    assert "10 h 00 – 12 h 00".replace(" ", "\N{NO-BREAK SPACE}") in words
    assert "après-midi" in words
