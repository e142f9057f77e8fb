"""The command ``compare``."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

import pytest

from desk.terminal.exit_codes import Exit
from scenarios import LIBRARY
from tests.desk.conftest import DRAFTED, Run, edited

WEEK_2010 = LIBRARY / "apmbc-2010.yaml"
WEEK_2011 = LIBRARY / "apmbc-2011.yaml"
HELD = LIBRARY / "candidates" / "apmbc-2011-held.csv"
OVERFULL = LIBRARY / "overfull.yaml"
TURNED = (
    "session,date,start,end\nclearance,2027-06-14,11:00,12:00\nvictims,2027-06-14,10:00,11:00\n"
)


def flat(text: str) -> str:
    """A text with its line breaks taken out."""
    return " ".join(text.split())


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def turned(tmp_path: Path) -> Path:
    path = tmp_path / "turned.csv"
    path.write_text(TURNED, encoding="utf-8")
    return path


@pytest.fixture
def by_hand(tmp_path: Path) -> Path:
    """The week of 2011 as held, with the session on stockpiles three days later."""
    path = tmp_path / "by hand.csv"
    lines = HELD.read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if line.startswith("stockpile-destruction,")]
    assert len(found) == 1
    changed = found[0].replace("2011-06-20", "2011-06-23").replace("16:30", "17:00")
    cells = changed.replace("15:00", "15:30")
    assert cells != found[0]
    text = "\n".join(cells if line == found[0] else line for line in lines)
    path.write_text(f"{text}\n", encoding="utf-8")
    return path


def test_candidates_files_and_the_solved_timetable_stand_side_by_side(
    run: Run, tiny: Path, turned: Path
) -> None:
    told = run("compare", tiny, turned)
    assert told.code == Exit.FINE
    assert "drafted: candidate of the scenario; keeps every must" in told.output
    assert "turned: a further timetable; keeps every must" in told.output
    assert "solved: proven the best; keeps every must" in told.output
    assert "“Clearance” moved from Monday 14 June 10:00 to 11:00." in told.output
    assert "Switched off in this scenario: keep_experiments_voluntary" in told.output


def test_no_solve_leaves_the_solved_timetable_out(run: Run, tiny: Path) -> None:
    told = run("compare", tiny, "--no-solve")
    assert told.code == Exit.FINE
    assert "solved" not in told.output


def test_a_breach_of_a_must_is_no_failure_of_the_comparison(
    run: Run, tiny: Path, turned: Path
) -> None:
    edited(turned, "11:00,12:00", "10:30,11:30")
    told = run("compare", tiny, turned, "--no-solve")
    assert told.code == Exit.FINE
    assert "“turned” breaks musts and goes last." in told.output


@pytest.mark.parametrize("given", ["drafted", "drafted.csv"])
def test_a_candidate_that_is_named_again_is_compared_once(run: Run, tiny: Path, given: str) -> None:
    word = given if given == "drafted" else tiny.parent / given
    told = run("compare", tiny, word, "--no-solve")
    assert told.code == Exit.FINE
    assert told.output.count("candidate of the scenario") == 1
    assert "further" not in told.output


@pytest.mark.slow
def test_the_week_held_and_one_made_by_hand_in_every_form(
    run: Run, tmp_path: Path, by_hand: Path
) -> None:
    told = {
        ending: run(
            "compare", WEEK_2011, by_hand, "--no-solve", "--output", tmp_path / f"c{ending}"
        )
        for ending in (".html", ".md", ".txt", ".csv")
    }
    assert {one.code for one in told.values()} == {Exit.FINE}
    sentence = "“Stockpile Destruction” moved from Monday 20 June 15:00 to Thursday 23 June 15:30."
    assert all(sentence in flat(one.output) for one in told.values())
    texts = {ending: (tmp_path / f"c{ending}").read_text(encoding="utf-8") for ending in told}
    assert sentence in texts[".html"]
    assert sentence in texts[".md"]
    assert sentence in flat(texts[".txt"])
    assert texts[".html"].count('class="days"') == 2, "two grids"
    table = {row["rule"]: row for row in rows(tmp_path / "c.csv") if row["rule"] != "all"}
    assert table["give_wanted_time"]["tier"] == "tier 1"
    assert table["give_wanted_time"]["cost of held"] == "750"
    assert int(table["keep_plenaries_alone"]["amount of by hand"]) > 0


@pytest.mark.slow
def test_what_moved_and_the_findings_that_differ_are_written_as_csv(
    run: Run, tmp_path: Path, by_hand: Path
) -> None:
    moves, findings = tmp_path / "moves.csv", tmp_path / "findings.csv"
    told = run(
        *("compare", WEEK_2011, by_hand, "--no-solve"),
        *("--moves", moves, "--findings", findings),
    )
    assert told.code == Exit.FINE
    (row,) = rows(moves)
    assert (row["from"], row["to"], row["session"]) == ("held", "by hand", "stockpile-destruction")
    assert (row["change"], row["what"]) == ("moved", "day;time")
    assert "keep_plenaries_alone" in {row["rule"] for row in rows(findings)}
    assert told.output.count("Written: ") == 2


@pytest.mark.slow
def test_a_solved_week_is_told_apart_from_the_one_held(run: Run) -> None:
    told = run("compare", WEEK_2010, "--workers", "1")
    assert told.code == Exit.FINE
    assert "“solved” goes before “held”" in told.output
    assert "From “held” to “solved”" in told.output


def test_quiet_says_nothing_and_writes_all_the_same(run: Run, tiny: Path) -> None:
    page = tiny.parent / "page.html"
    told = run("compare", tiny, "--quiet", "--output", page)
    assert (told.code, told.output, told.problems) == (Exit.FINE, "", "")
    assert page.exists()


@pytest.mark.slow
def test_an_infeasible_week_is_compared_without_a_solved_timetable(
    run: Run, tmp_path: Path
) -> None:
    told = run("compare", OVERFULL)
    assert told.code == Exit.FINE
    assert "none keeps every must (INFEASIBLE)" in flat(told.output)
    assert "need 26 hours" in flat(told.output)


@pytest.mark.slow
@pytest.mark.usefixtures("hasty_clock")
def test_nothing_found_in_time_is_said(run: Run) -> None:
    told = run("compare", WEEK_2011, "--time-limit", "1")
    assert told.code == Exit.FINE
    assert "none was found in the time given" in flat(told.output)
    assert "held: candidate of the scenario" in told.output


def test_two_missing_files_a_shared_name_and_a_wrong_ending_are_refused_at_once(
    run: Run, tiny: Path, turned: Path
) -> None:
    other = tiny.parent / "other"
    other.mkdir()
    twin = shutil.copy(turned, other / "turned.csv")
    told = run(
        *("compare", tiny, "gone.csv", "lost.csv", turned, twin),
        *("--output", tiny.parent / "page.docx"),
    )
    assert told.code == Exit.BAD_INPUT
    assert not told.output
    said = told.problems.splitlines()
    assert len(said) == 4
    assert "ends in .html, .md, .txt, .csv or .xlsx" in said[0]
    assert "is called “turned” too" in said[1]
    assert said[2].startswith("gone.csv")
    assert said[3].startswith("lost.csv")


def test_a_file_with_the_name_of_a_candidate_is_refused(run: Run, tiny: Path) -> None:
    other = tiny.parent / "other"
    other.mkdir()
    (other / "drafted.csv").write_text(DRAFTED, encoding="utf-8")
    told = run("compare", tiny, other / "drafted.csv")
    assert told.code == Exit.BAD_INPUT
    assert "the scenario has a candidate of this name" in told.problems


def test_a_file_called_solved_is_refused_only_where_the_scenario_is_solved(
    run: Run, tiny: Path, turned: Path
) -> None:
    solved = turned.rename(turned.with_name("solved.csv"))
    told = run("compare", tiny, solved)
    assert told.code == Exit.BAD_INPUT
    assert "the solved timetable goes by this name" in told.problems
    assert run("compare", tiny, solved, "--no-solve").code == Exit.FINE


def test_rows_that_cannot_be_read_are_named_in_every_file(
    run: Run, tiny: Path, turned: Path
) -> None:
    edited(turned, "clearance,", "clearence,")
    edited(tiny.parent / "drafted.csv", "10:00,11:00", "10:00,25:00")
    told = run("compare", tiny, turned)
    assert told.code == Exit.BAD_INPUT
    assert "clearence" in told.problems
    assert "25:00" in told.problems


def test_nothing_to_compare_is_refused(run: Run, tiny: Path) -> None:
    edited(tiny, "candidates:\n  drafted: drafted.csv\n", "")
    told = run("compare", tiny, "--no-solve")
    assert told.code == Exit.BAD_INPUT
    assert "nothing to compare" in told.problems


def test_a_comparison_does_not_replace_what_it_is_made_from(
    run: Run, tiny: Path, turned: Path
) -> None:
    told = run("compare", tiny, turned, "--output", turned)
    assert told.code == Exit.BAD_INPUT
    assert "this is the timetable" in told.problems
    assert turned.read_text(encoding="utf-8") == TURNED


def test_a_candidate_of_the_scenario_is_not_replaced_either(run: Run, tiny: Path) -> None:
    told = run("compare", tiny, "--output", tiny.parent / "drafted.csv")
    assert told.code == Exit.BAD_INPUT
    assert (tiny.parent / "drafted.csv").read_text(encoding="utf-8") == DRAFTED


@pytest.mark.slow
def test_leaders_fill_the_open_posts_of_every_timetable(run: Run, tiny: Path) -> None:
    edited(tiny, "co_chairs: [NOR]}", "posts: {co_chairs: 1}}")
    edited(tiny, "bodies:", "leadership: {pool: [NOR, THA]}\nbodies:")
    leaders = tiny.parent / "leaders.csv"
    assert run("solve", tiny, "--leaders", leaders, "--quiet").code == Exit.FINE
    without = run("compare", tiny)
    assert "The scenario leaves 1 post open" in without.output
    assert "(fill_leadership_posts)" in flat(without.output)
    with_them = run("compare", tiny, "--leaders", leaders)
    assert "post open" not in with_them.output
    assert "fill_leadership_posts" not in with_them.output, "kept by all"


@pytest.mark.slow
def test_it_works_on_a_terminal_that_knows_only_ascii(start: Run, tiny: Path) -> None:
    told = start("compare", tiny, "--no-solve", PYTHONIOENCODING="ascii")
    assert told.code == Exit.FINE
    assert "tier 2: cost" in told.output.replace(os.linesep, "\n")
