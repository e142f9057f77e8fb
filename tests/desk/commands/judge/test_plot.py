"""``plot``: what it draws, where it writes it, and how it ends."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from matplotlib.axes import Axes

import desk.commands.writing
from tests.desk.conftest import DRAFTED, Run, edited

BEGINS = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> list[Axes]:
    """The axes that are written, in place of the file."""
    written: list[Axes] = []

    def keep(axes: Axes | list[Axes], path: Path) -> list[Path]:
        written.extend(axes if isinstance(axes, list) else [axes])
        return [path]

    monkeypatch.setattr(desk.commands.writing, "write_plot", keep)
    return written


def dated(axes: Axes) -> str:
    """What stands below the title: when and where, and which timetable it is."""
    return next(text.get_text() for text in axes.texts if text.get_gid() == "dated")


@pytest.mark.slow
@pytest.mark.parametrize("kind", BEGINS)
def test_a_candidate_is_drawn_as_a_picture(run: Run, tiny: Path, tmp_path: Path, kind: str) -> None:
    output = tmp_path / f"week.{kind}"
    outcome = run("plot", tiny, "drafted", "--output", output)
    assert outcome.code == 0
    assert outcome.output == f"A tiny week\nWritten: {output}\n"
    assert output.read_bytes().startswith(BEGINS[kind])


@pytest.mark.slow
def test_without_a_timetable_the_scenario_is_solved(
    run: Run, tiny: Path, pictures: list[Axes]
) -> None:
    outcome = run("plot", tiny, "--output", "week.png")
    assert outcome.code == 0
    assert "PROVEN after" in outcome.output
    assert pictures[0].get_title(loc="left") == "A tiny week"
    assert dated(pictures[0]).endswith("Draft")
    assert run("plot", tiny, "--internal", "--output", "week.png").code == 0
    assert dated(pictures[1]).endswith("solved, proven best")


def test_several_timetables_are_drawn_side_by_side(
    run: Run, tiny: Path, pictures: list[Axes]
) -> None:
    other = tiny.with_name("other.csv")
    other.write_text(DRAFTED, encoding="utf-8")
    assert run("plot", tiny, "drafted", other, "--output", "both.png").code == 0
    figure = pictures[0].get_figure(root=True)
    assert figure is not None
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["drafted", "other"]


@pytest.mark.slow
def test_candidates_without_a_name_are_all_of_them_and_the_solved_one(
    run: Run, tiny: Path, pictures: list[Axes]
) -> None:
    assert run("plot", tiny, "--what", "candidates", "--output", "all.png").code == 0
    figure = pictures[0].get_figure(root=True)
    assert figure is not None
    titles = [axes.get_title(loc="left") for axes in figure.axes]
    assert titles == ["drafted", "solved, proven best"]


def test_the_load_of_the_leaders_is_drawn(run: Run, tiny: Path, pictures: list[Axes]) -> None:
    assert run("plot", tiny, "drafted", "--what", "leaders", "--output", "l.png").code == 0
    labels = [label.get_text() for label in pictures[0].get_yticklabels()]
    assert labels == ["Norway", "Thailand"]
    assert pictures[0].get_title(loc="left") == "Who leads, and how long: A tiny week, drafted"


@pytest.mark.slow
def test_open_posts_are_filled_by_a_file_and_else_said(
    run: Run, tiny: Path, tmp_path: Path, pictures: list[Axes]
) -> None:
    edited(tiny, "co_chairs: [NOR]", "posts: {co_chairs: 1}")
    edited(tiny, "candidates:", "leadership:\n  pool: [NOR]\ncandidates:")
    leaders = tmp_path / "leaders.csv"
    run("solve", tiny, "--leaders", leaders)
    words = ("plot", tiny, "drafted", "--what", "leaders", "--output", "l.png")
    assert "1 post is open; name who takes them with --leaders" in run(*words).output
    assert "open" not in run(*words, "--leaders", leaders).output
    rows = [[label.get_text() for label in axes.get_yticklabels()] for axes in pictures]
    assert rows == [["Thailand"], ["Norway", "Thailand"]]


def test_a_plot_of_one_week_refuses_several(run: Run, tiny: Path) -> None:
    outcome = run("plot", tiny, "drafted", "x.csv", "--what", "week", "--output", "w.png")
    assert outcome.code == 2
    assert "--what week draws one timetable, and 2 are named" in outcome.problems


def test_every_timetable_that_cannot_be_read_is_named(run: Run, tiny: Path) -> None:
    outcome = run("plot", tiny, "drafed", "nowhere.csv", "--output", "both.png")
    assert outcome.code == 2
    assert "drafed: there is no such file and no such candidate" in outcome.problems
    assert "nowhere.csv: there is no such file" in outcome.problems


def test_files_of_one_name_are_told_apart_by_their_folders(
    run: Run, tiny: Path, pictures: list[Axes]
) -> None:
    other = tiny.parent / "other" / "drafted.csv"
    other.parent.mkdir()
    other.write_text(DRAFTED, encoding="utf-8")
    assert run("plot", tiny, "drafted", other, "--output", "both.png").code == 0
    figure = pictures[0].get_figure(root=True)
    assert figure is not None
    titles = [axes.get_title(loc="left").replace("\n", "") for axes in figure.axes]
    assert titles == ["drafted", str(other)]


def test_an_impossible_week_writes_nothing(run: Run, tiny: Path, tmp_path: Path) -> None:
    edited(tiny, "least: 60, wanted: 90", "least: 90, wanted: 90")
    output = tmp_path / "week.png"
    outcome = run("plot", tiny, "--output", output)
    assert outcome.code == 3
    assert "INFEASIBLE" in outcome.output
    assert outcome.output.endswith("Nothing is written.\n")
    assert not output.exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [("week.gif", "the plot ends in .png, .svg or .pdf"), ("drafted.csv", "this is the timetable")],
)
def test_a_place_that_will_not_do_is_refused(run: Run, tiny: Path, name: str, words: str) -> None:
    outcome = run("plot", tiny, tiny.with_name("drafted.csv"), "--output", tiny.with_name(name))
    assert outcome.code == 2
    assert words in outcome.problems


def test_where_matplotlib_is_missing_it_is_said_how_to_install_it(
    run: Run, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    output = tmp_path / "week.png"
    outcome = run("plot", tiny, "drafted", "--output", output)
    assert outcome.code == 2
    assert "pip install" in outcome.problems
    assert not output.exists()


def test_a_week_is_drawn_in_another_language_and_what_has_none_is_said(
    run: Run, tiny: Path, pictures: list[Axes]
) -> None:
    edited(tiny, "title: A tiny week", "title: {en: A tiny week, fr: Une petite semaine}")
    outcome = run("plot", tiny, "drafted", "--language", "fr", "--output", "week.png")
    assert outcome.code == 0
    assert pictures[0].get_title(loc="left") == "Une petite semaine"
    assert dated(pictures[0]).endswith("Projet")
    assert "4 texts have no French translation" in outcome.problems


def test_a_language_that_there_is_not_is_refused(run: Run, tiny: Path) -> None:
    outcome = run("plot", tiny, "drafted", "--language", "de", "--output", "week.png")
    assert outcome.code == 2
    assert "there is no language 'de'; it can be en, es, fr" in outcome.problems


def test_who_leads_is_drawn_in_english(run: Run, tiny: Path) -> None:
    words = ("plot", tiny, "drafted", "--what", "leaders", "--language", "fr", "--output", "l.png")
    assert "who leads is drawn in English" in run(*words).problems


def test_only_what_the_secretariat_asks_for_is_internal(
    run: Run, tiny: Path, pictures: list[Axes]
) -> None:
    for more in ((), ("--internal",)):
        assert run("plot", tiny, "drafted", *more, "--output", "week.png").code == 0
    gids = [{text.get_gid() for text in axes.texts} for axes in pictures]
    assert "summary" not in gids[0]
    assert "summary" in gids[1]


@pytest.mark.slow
def test_a_published_timetable_is_drawn_with_its_number(
    run: Run, tiny: Path, tmp_path: Path, pictures: list[Axes]
) -> None:
    folder = tmp_path / "lakes"
    assert run("publish", tiny, "drafted", "--to", folder).code == 0
    for given in (folder, f"{folder}@1"):
        assert run("plot", folder, given, "--output", tmp_path / "week.png").code == 0
    assert [dated(axes) for axes in pictures] == ["14 June 2027 · Revision 1"] * 2
