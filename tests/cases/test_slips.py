"""Slips of the pen in a scenario file: what is said is the slip, where it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.conftest import Run
from tests.weeks import SMALL_WEEK

HERE = Path(__file__).parent / "slips"


def slipped(tmp_path: Path, old: str, new: str) -> Path:
    text = SMALL_WEEK.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "week.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_curly_quotes_are_called_so_at_the_line_where_they_stand(run: Run) -> None:
    outcome = run("solve", HERE / "curly-quotes.yaml")
    assert outcome.code == 2
    [line] = outcome.problems.splitlines()
    assert "line 111, column 14: “ is a quotation mark of a word processor" in line
    assert 'write " before and after the text' in line


def test_an_unclosed_quote_is_placed_where_it_opened(run: Run) -> None:
    outcome = run("solve", HERE / "unclosed-quote.yaml")
    assert outcome.code == 2
    [line] = outcome.problems.splitlines()
    assert "line 111, column 14: the quotation mark that opens here is never closed" in line
    assert "on line 120, closes it" in line


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Clearance\n", "title:Clearance\n", "write 'title: Clearance'"),
        ("least: 180", "least:180", "line 73, column 5: a space is missing after the colon"),
        ("booths: 6}", "booths:6}", "a space is missing after the colon; write 'booths: 6'"),
        ("timezone: Eu", "timezone:Eu", "write 'timezone: Europe/Zurich'"),
        ("title: ", "title:", "line 8, column 1: a space is missing after the colon; write 'titl"),
        ("    least: 180", "\tleast: 180", "line 73, column 1: this line is indented with a tab."),
        ("    at", "\tat", "more lines begin so. Indent with spaces, not with the tab key"),
        ("title: Clearance\n", "title:\tClearance\n", "there is a tab here; write spaces instead"),
        ("    least: 180", "   least: 180", "the keys of one level begin in the same column"),
        ("    body: clearance\n", "      body: clearance\n", "'body' is indented too far, or the"),
        ("    format: plenary\n", "    format\n", "a colon and a space after it is wanted here"),
        ("partners: [AUS]", "partners: [AUS", "[ opens here and is not closed with ]"),
        ("name: Australia", "name: 'Australia", "it is still open where the file ends"),
        ("title: Clearance\n", "title: Clearance: two\n", 'write title: "Clearance: two"'),
        ("title: Clearance\n", "title: 'Women's day'\n", 'put " around the text'),
        ("title: Clearance\n", "title: “Clearance”\n", "“ is a quotation mark of a word proc"),
        ("[tuesday, wednesday]", "[“tuesday”]", "“ is a quotation mark of a word processor"),
        ("title: Clearance\n", 'title: "Clearance”\n', "(a curly one, ”, closes nothing)"),
        ("title: Clearance\n", "title: Session #3\n", "so that the text is only 'Session'"),
    ],
)
def test_what_is_said_is_the_slip_and_not_the_parsers_trouble(
    run: Run, tmp_path: Path, old: str, new: str, said: str
) -> None:
    outcome = run("show", slipped(tmp_path, old, new))
    assert outcome.code == 2
    assert said in outcome.problems
    assert "mapping values" not in outcome.problems
    assert "<block" not in outcome.problems


def test_a_quoted_text_that_swallows_a_key_without_an_error_is_refused(
    run: Run, tmp_path: Path
) -> None:
    old = 'title: "Small group: clearance in Colombia"\n      body: clearance\n'
    path = slipped(
        tmp_path, old, 'title: "Colombia\n      value: 7\n      "\n      body: clearance\n'
    )
    outcome = run("show", path)
    assert outcome.code == 2
    assert "line 120, column 14: the quotation mark that opens here is never closed" in (
        outcome.problems
    )


def test_curly_quotes_and_remarks_inside_a_text_are_text(run: Run, tmp_path: Path) -> None:
    new = "title: The “new” Women’s work, and “old” # 3 remarks\n"
    assert run("show", slipped(tmp_path, "title: Clearance\n", new)).code == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[tuesday, wednesday]", "[thursday]", "'thursday' is not a day of this week, 2027-06-14"),
        ("poor: [wednesday afternoon]", "poor: [thursday]", "'thursday' is not a day of this week"),
        ("poor: [wednesday afternoon]", "poor: [thrusday]", "not a sitting or a day of this week"),
        ("[tuesday, wednesday]", "[thirsday]", "'thirsday' is not a day of this week, 2027-06-14"),
    ],
)
def test_a_day_that_is_not_in_the_week_is_no_misspelling_of_one_that_is(
    run: Run, tmp_path: Path, old: str, new: str, said: str
) -> None:
    outcome = run("show", slipped(tmp_path, old, new))
    assert outcome.code == 2
    assert said in outcome.problems
    assert "did you mean" not in outcome.problems


def test_a_misspelt_day_of_the_week_is_named(run: Run, tmp_path: Path) -> None:
    outcome = run("show", slipped(tmp_path, "[tuesday, wednesday]", "[tusday]"))
    assert "did you mean tuesday?" in outcome.problems


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("31 June", "; June has only 30 days"),
        ("2027-06-31", "; June has only 30 days"),
        ("29.02.2027", "; February 2027 has only 28 days"),
        ("2027-13-01", "\n"),
    ],
)
def test_a_date_that_does_not_exist_says_why(
    run: Run, tmp_path: Path, words: str, said: str
) -> None:
    outcome = run("show", slipped(tmp_path, "[tuesday, wednesday]", f"['{words}']"))
    assert outcome.code == 2
    assert f"'{words}' is not a date: there is no such day{said}" in outcome.problems


def test_a_missing_schema_says_what_to_write(run: Run, tmp_path: Path) -> None:
    outcome = run("show", slipped(tmp_path, "schema: 1\n", ""))
    assert outcome.code == 2
    assert "the key 'schema' is missing; a scenario file says 'schema: 1'" in outcome.problems


@pytest.mark.parametrize("command", ["check", "show", "compare", "plot", "recommendations"])
def test_swapped_arguments_say_which_file_stands_first(run: Run, tiny: Path, command: str) -> None:
    drafted = tiny.with_name("drafted.csv")
    output = ("--output", tiny.with_name("plot.png")) if command == "plot" else ()
    swapped = run(command, drafted, tiny, *output)
    assert swapped.code == 2
    assert "drafted.csv: this is a table (CSV), not a scenario file (YAML)" in swapped.problems
    twice = run(command, tiny, tiny, *output)
    assert twice.code == 2
    assert "this is a scenario file, not a schedule CSV" in twice.problems
    folder = run(command, tiny, tiny.parent, *output)
    assert folder.code == 2
    assert "this is a folder" in folder.problems


def test_a_table_under_another_name_is_no_scenario(run: Run, tiny: Path) -> None:
    table = tiny.with_name("drafted.txt")
    table.write_text(tiny.with_name("drafted.csv").read_text(encoding="utf-8"), encoding="utf-8")
    outcome = run("solve", table)
    assert outcome.code == 2
    assert "this is a table (CSV), not a scenario file (YAML)" in outcome.problems


def test_a_scenario_saved_as_unicode_text_says_how_to_save_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "week.yaml"
    path.write_text(SMALL_WEEK.read_text(encoding="utf-8"), encoding="utf-16")
    outcome = run("show", path)
    assert outcome.code == 2
    assert "the text is in UTF-16 ('Unicode'); save the scenario file again" in outcome.problems


@pytest.mark.parametrize("old", ["    least: 180", "title: Clearance\n"])
def test_line_ends_of_windows_change_no_place(run: Run, tmp_path: Path, old: str) -> None:
    path = slipped(
        tmp_path, old, old.replace("title: ", "title: “").replace("    least", "\tleast")
    )
    plain = run("show", path).problems
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("show", path).problems == plain
    assert plain.count("\n") == 1


SESSION = "  s{n}:\n    body: clearance\n    format: plenary\n    {wrong}\n"


def many(tmp_path: Path, wrong: str, number: int = 60) -> Path:
    sessions = "".join(SESSION.format(n=n, wrong=wrong.format(n=n)) for n in range(number))
    return slipped(tmp_path, "sessions:\n", f"sessions:\n{sessions}")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("leest: 60", "did you mean least? Likewise in 59 more lines: 6"),
        ("least: {n} min", "write a whole number, not '0 min'; likewise in 59 more lines: 6"),
        ("least: 60\n    title: “A {n}”", "likewise in 59 more lines: 68, 73, 78"),
    ],
)
def test_a_systematic_mistake_is_said_once_with_its_count_and_first_lines(
    run: Run, tmp_path: Path, wrong: str, said: str
) -> None:
    outcome = run("show", many(tmp_path, wrong))
    assert outcome.code == 2
    found = [line for line in outcome.problems.splitlines() if "is missing" not in line]
    found = [line for line in found if "is it?" not in line]
    assert len(found) == 1
    assert said in found[0]


def test_the_first_fifty_of_many_different_problems_stand_in_words_and_the_rest_are_counted(
    run: Run, tmp_path: Path
) -> None:
    outcome = run("show", many(tmp_path, "least: 60\n    audience: [X{n}]"))
    assert outcome.code == 2
    *first, last = outcome.problems.splitlines()
    assert len(first) == 50
    assert "there is no delegation 'X49'" in first[-1]
    assert last == "and 10 more problems"


@pytest.mark.slow
def test_problems_beyond_what_is_looked_at_are_counted_too(run: Run, tmp_path: Path) -> None:
    outcome = run("show", many(tmp_path, "least: 60\n    key{n}: 1", 700))
    assert outcome.problems.splitlines()[-1] == "and 650 more problems"


FLOW = """schema: 1
week: {from: 2027-06-14, to: 2027-06-15, sittings: {morning: 10:00-13:00}}
venue: {rooms: {r1: {seats: 2000}}}
bodies: {b: {name: B, kind: other}}
sessions:
  s: {title: Opening, body: b, format: special, least: 60, attendance: 50}
"""


def flow(tmp_path: Path, old: str, new: str) -> Path:
    assert old in FLOW
    path = tmp_path / "week.yaml"
    path.write_text(FLOW.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("50}", "1,000}", "column 74: a comma ends the value of 'attendance', so that it is only"),
        ("50}", "1,000}", "so that it is only '1'; write 1000"),
        ("50}", "1,000,000}", "write 1000000"),
        ("50}", "1,5}", 'it needs quotation marks: "1, 5"'),
        ("Opening,", "Opening, welcome,", "value of 'title', so that it is only 'Opening'"),
        ("Opening,", "Opening,\n    hello, welcome,", 'marks: "Opening, hello, welcome"'),
        ("Opening,", '"Opening", welcome,', "'welcome' has no colon and no value"),
        (
            "title: Opening,",
            "title:,",
            "nothing stands after 'title:'; write its value, or take the key out",
        ),
        (" 50}", "}", "nothing stands after 'attendance:'; write its value"),
        ("seats: 2000", "seats: 2,000", "value of 'seats', so that it is only '2'; write 2000"),
    ],
)
def test_what_a_comma_cuts_off_in_braces_is_refused_with_what_is_left(
    run: Run, tmp_path: Path, old: str, new: str, said: str
) -> None:
    outcome = run("show", flow(tmp_path, old, new))
    assert outcome.code == 2
    assert said in outcome.problems
    assert "twice" not in outcome.problems


def test_a_key_in_braces_with_nothing_after_its_colon_is_told(run: Run, tmp_path: Path) -> None:
    outcome = run("show", flow(tmp_path, "Opening,", ","))
    assert outcome.code == 0
    [line] = outcome.problems.splitlines()
    assert "week.yaml, line 6, column 7: 'title' has no value, and counts as left out" in line


def test_null_in_braces_is_meant(run: Run, tmp_path: Path) -> None:
    outcome = run("show", flow(tmp_path, "Opening,", "null,"))
    assert (outcome.code, outcome.problems) == (0, "")
