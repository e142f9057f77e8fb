"""A week drawn as a grid, in a notebook and as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from constraints.tiny import at, tiny_room, tiny_session, tiny_timetable, tiny_week
from scheduler.document.days import PALETTE, side_by_side
from scheduler.document.week_grid import WeekGrid
from scheduler.week.timetable import Part
from scheduler.week.week import Body


class Reader(HTMLParser):
    """Reads a fragment; every element must be closed, and nothing may be loaded from elsewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "link", "img")
        assert {name for name, _ in attrs} <= {"style", "title", "class"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture
def grid() -> WeekGrid:
    week = tiny_week(
        tiny_session("clearance", title="Clearance <& more>", most_parts=2),
        tiny_session("victims"),
        tiny_session("group", optional=True),
        days=2,
        minutes=120,
        rooms=(tiny_room("hall"), tiny_room("annex")),
    )
    return WeekGrid(
        week,
        tiny_timetable(
            at("clearance", 0, "10:00", 60, "hall"),
            at("victims", 0, "10:30", 60, "annex"),
            at("clearance", 1, "10:00", 30, "hall"),
        ),
    )


def test_the_text_is_an_aligned_block_by_day(grid: WeekGrid) -> None:
    assert grid.days_text() == (
        "Monday 20 June\n"
        "  10:00–11:00  Clearance <& more> (1 of 2)  Hall\n"
        "  10:30–11:30  Victims                      Annex\n"
        "Tuesday 21 June\n"
        "  10:00–10:30  Clearance <& more> (2 of 2)  Hall\n"
        "Not held\n"
        "  Group"
    )


def test_the_week_in_sentences_stands_above_the_days(grid: WeekGrid) -> None:
    summary, days = str(grid).split("\n\n")
    assert " ".join(summary.split()) == str(grid.summary)
    assert max(map(len, summary.splitlines())) <= 80
    assert days == grid.days_text()
    html = grid._repr_html_()
    assert html.index("The week runs from Monday 20 June") < html.index("10:00–11:00")


def test_the_html_is_one_whole_and_says_everything(grid: WeekGrid) -> None:
    words = " ".join(Reader(grid._repr_html_()).words)
    for word in (
        "A tiny week",
        "Monday 20 June",
        "Tuesday 21 June",
        "10:00–11:00",
        "Clearance <& more> (1 of 2)",
        "Hall",
        "Annex",
        "morning",
        "Not held: Group",
    ):
        assert word in words


def test_parallel_sessions_stand_side_by_side(grid: WeekGrid) -> None:
    widths = re.findall(r"left:(\d+\.\d+)%;width:(\d+\.\d+)%", grid._repr_html_())
    assert widths == [("0.00", "50.00"), ("50.00", "50.00"), ("0.00", "100.00")]


def test_a_part_is_as_high_as_it_is_long(grid: WeekGrid) -> None:
    heights = [int(h) for h in re.findall(r"height:(\d+)px;left:", grid._repr_html_())]
    assert heights[0] == heights[1] == 2 * heights[2]


def test_a_long_title_has_room_in_a_short_part() -> None:
    title = "Mine Clearance, Mine Risk Education and Mine Action Technologies"
    heights = []
    for name in ("Clearance", title):
        week = tiny_week(tiny_session("clearance", title=name))
        html = WeekGrid(week, tiny_timetable(at("clearance", 0, "10:00", 60)))._repr_html_()
        heights += [int(height) for height in re.findall(r"height:(\d+)px;left:", html)]
    assert heights[0] == 60
    assert heights[1] >= 4 * 15


def test_neither_a_long_word_nor_the_last_hour_is_cut(grid: WeekGrid) -> None:
    html = grid._repr_html_()
    assert html.count("overflow-wrap:anywhere") == 3
    assert "overflow-x:auto;padding-bottom:8px" in html


def lanes(*parts: Part) -> list[tuple[str, int, int]]:
    return [(lane.part.session, lane.number, lane.of) for lane in side_by_side(parts)]


def test_lanes_are_shared_only_while_they_are_needed() -> None:
    assert lanes(
        at("a", 0, "10:00", 60),
        at("b", 0, "10:30", 60),
        at("c", 0, "11:00", 60),
        at("d", 0, "12:00"),
    ) == [("a", 0, 2), ("b", 1, 2), ("c", 0, 2), ("d", 0, 1)]


def test_lanes_of_nothing() -> None:
    assert lanes() == []


def test_a_timetable_that_breaks_everything_is_still_drawn() -> None:
    week = tiny_week(tiny_session("clearance"))
    parts = (
        at("unknown", 0, "10:00"),
        at("clearance", 3, "07:30", 45, "nowhere"),
        at("clearance", 0, "23:30", 60),
    )
    grid = WeekGrid(week, tiny_timetable(*parts))
    words = " ".join(Reader(grid._repr_html_()).words)
    assert "unknown" in words
    assert "nowhere" in words
    assert "Thursday 23 June" in str(grid)


def test_a_week_without_parts_shows_its_sittings() -> None:
    grid = WeekGrid(tiny_week(tiny_session("clearance")), tiny_timetable())
    assert grid.days_text() == "Monday 20 June\nNot held\n  Clearance"
    assert "morning" in Reader(grid._repr_html_()).words


def test_more_bodies_than_colours_still_differ() -> None:
    bodies = [Body(id=f"b{number}", name=f"Body {number}") for number in range(20)]
    sessions = [tiny_session(f"s{n}", body=f"b{n}") for n in range(20)]
    html = WeekGrid(tiny_week(*sessions, bodies=bodies), tiny_timetable())._repr_html_()
    colours = re.findall(r"border:1px solid #4d4d4d;(background:[^\"]*)", html)
    assert len(colours) == len(set(colours)) == 20


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("background", [background for _, background in PALETTE])
def test_text_stands_out_from_every_background(background: str) -> None:
    assert (luminance(background) + 0.05) / (luminance("#1a1a1a") + 0.05) > 13
