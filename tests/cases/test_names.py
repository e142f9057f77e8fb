"""Keys and names: what goes before what, and what is too like another to be one of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from scenarios.loading.loading import build_scenario, load_scenario
from scenarios.loading.variants import load_variants
from scheduler.errors import BadInput
from tests.desk.conftest import Run

FOLDER = Path(__file__).parent / "names"


def test_a_key_goes_before_the_name_of_another_room(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "out.csv"
    assert run("solve", FOLDER / "crossed-rooms.yaml", "--output", table).code == 0
    with table.open(encoding="utf-8", newline="") as file:
        rooms = {row["session"]: row["room"] for row in csv.DictReader(file)}
    assert rooms == {"one": "19", "two": "17"}
    checked = run("check", FOLDER / "crossed-rooms.yaml", table)
    assert checked.code == 0
    assert "Every must is kept" in checked.output
    for line, name, other in ((12, "19", 13), (13, "17", 12)):
        warning = f"'{name}' is also the key of another room (line {other})"
        assert f"line {line}, column 18: venue › rooms › " in checked.problems
        assert warning in checked.problems


def test_a_name_of_two_rooms_is_read_as_neither(run: Run) -> None:
    outcome = run("check", FOLDER / "one-name-two-rooms.yaml", FOLDER / "one-name-two-rooms.csv")
    assert outcome.code == 2
    for row in (2, 3):
        place = f"one-name-two-rooms.csv, row {row}, column room: "
        assert f"{place}'Salle' can mean r1 or r2; write one of these keys" in outcome.problems
    told = "line 13, column 16: venue › rooms › r2 › name: 'r1' has the same name, Salle (line 12)"
    assert told in outcome.problems


def test_two_delegations_of_one_name_are_refused_with_both_lines(run: Run) -> None:
    outcome = run("solve", FOLDER / "one-name-two-delegations.yaml")
    assert outcome.code == 2
    assert (
        "line 18, column 17: delegations › also › CCC › name: 'AAA' has the same name, "
        "Aland (line 16); keep one key for it"
    ) in outcome.problems


def test_what_differs_in_accents_capitals_and_blanks_alone_is_told(run: Run) -> None:
    outcome = run("show", FOLDER / "accents.yaml")
    assert outcome.code == 0
    said = [line.partition("column ")[2] for line in outcome.problems.splitlines()]
    assert [line.partition(": ")[2].partition(";")[0] for line in said] == [
        "venue › rooms › r1: the key differs from 'R1' only in capitals, accents, blanks or signs "
        "that look alike",
        "venue › rooms › south › name: 'north' has the same name, Åland (line 8)",
        "delegations › also › THA › name: 'nor' is also the key of another delegation (line 12), "
        "and means that one wherever it is written",
        "bodies › c › name: 'b' has the same name, Côte d'Ivoire (line 15)",
        "sessions › t › title: 'S' is also the key of another session (line 18), and means that "
        "one wherever it is written",
    ]
    assert all(line.startswith("Warning: ") for line in outcome.problems.splitlines())


@pytest.mark.parametrize("command", [("solve",), ("check", FOLDER / "key-space.csv")])
def test_a_key_that_ends_with_a_blank_is_refused(run: Run, command: tuple[str, ...]) -> None:
    word, *more = command
    outcome = run(word, FOLDER / "key-space.yaml", *more)
    assert outcome.code == 2
    place = f"{FOLDER / 'key-space.yaml'}, line 4, column 12"
    said = f"{place}: sessions: the key 's ' has blanks at its ends; write 's'"
    assert outcome.problems.splitlines() == [said]


def test_keys_with_signs_that_nobody_sees_are_refused_in_every_section(run: Run) -> None:
    outcome = run("solve", FOLDER / "unseen.yaml")
    assert outcome.code == 2
    said = [line.partition(": ")[2] for line in outcome.problems.splitlines()]
    assert said == [
        "week › sittings: the key 'morning ' has blanks at its ends; write 'morning'",
        r"venue › rooms: the key 'r1\u200b' has a sign in it that nobody sees, zero width space; "
        "write 'r1'",
        "venue › rooms › r1\u200b › divides_into: the key ' a' has blanks at its ends; write 'a'",
        r"venue › rooms: the key 'b\u00a0c' has a sign in it that nobody sees, no-break space; "
        "write 'b c'",
        "venue › rooms: the key 'x y' has blanks next to each other; write 'x y'",
        r"venue › rooms: the key 'a\u0009b' has a sign in it that nobody sees, U+0009; "
        "write 'a b'",
        "venue › rooms: the key '' has no letter or digit; write a word",
        r"delegations › also: the key '\u202eNOR' has a sign in it that nobody sees, "
        "right-to-left override; write 'NOR'",
        r"delegations › also: the key 'THA\u001b' has a sign in it that nobody sees, U+001B; "
        "write 'THA'",
        "bodies: the key 'b ' has blanks at its ends; write 'b'",
        r"sessions: the key 's\u000a' has a sign in it that nobody sees, U+000A; write 's'",
        "candidates: the key ' x' has blanks at its ends; write 'x'",
        r"variants: the key 'v\u2066' has a sign in it that nobody sees, left-to-right isolate; "
        "write 'v'",
        "grid: the key ' q' has blanks at its ends; write 'q'",
        "grid › q: the key 'c ' has blanks at its ends; write 'c'",
    ]


def test_such_a_key_is_found_where_it_stands_in_a_file_that_extends_another(run: Run) -> None:
    outcome = run("show", FOLDER / "above.yaml")
    assert outcome.code == 2
    said = "above.yaml, line 2, column 12: sessions: the key 's ' has blanks at its ends; write 's'"
    assert said in outcome.problems


def test_such_a_key_is_found_where_it_stands_in_a_variant() -> None:
    variants = load_variants(FOLDER / "patched.yaml")
    said = r"patched.yaml, line 2, column 38: sessions: the key 't ' has blanks at its ends"
    with pytest.raises(BadInput, match=said):
        variants.load(variants.listed[1])


def test_such_a_key_is_found_in_a_patch_of_a_replan(run: Run, tmp_path: Path) -> None:
    patch = tmp_path / "patch.yaml"
    patch.write_text('venue: {rooms: {"r3 ": {seats: 4}}}\n', encoding="utf-8")
    outcome = run(
        "replan",
        FOLDER / "titles-with-verbs.yaml",
        FOLDER / "titles-with-verbs.csv",
        "--change",
        patch,
    )
    assert outcome.code == 2
    assert "line 1, column 17: venue › rooms: the key 'r3 ' has blanks" in outcome.problems


def test_such_a_code_is_found_in_a_table_of_delegations(run: Run) -> None:
    outcome = run("show", FOLDER / "unseen-states.yaml")
    assert outcome.code == 2
    said = (
        r"unseen-states.csv, row 3, column iso3: the key 'T\u200bHA' has a sign in it that nobody"
    )
    assert said in outcome.problems


def test_such_a_key_is_refused_in_python() -> None:
    data = {
        "schema": 1,
        "week": {"from": "2027-06-14", "to": "2027-06-14"},
        "bodies": {"b": {"name": "B"}},
        "sessions": {" s": {"body": "b", "format": "plenary", "least": 60}},
    }
    with pytest.raises(BadInput, match="sessions: the key ' s' has blanks at its ends; write 's'"):
        build_scenario(data)


def test_a_word_with_a_meaning_of_its_own_is_no_key(run: Run) -> None:
    outcome = run("show", FOLDER / "reserved.yaml")
    assert outcome.code == 2
    said = [
        line.partition("column ")[2].partition(": ")[2] for line in outcome.problems.split("\n")
    ]
    assert said[:-1] == [
        "delegations › also › THA › name: 'Everyone' is also the key of another delegation "
        "(line 6), and means that one wherever it is written",
        "delegations › also › THA › name: 'everyone' is the word for all delegations, and means "
        "them wherever it is written",
        "bodies › plenaries › name: 'workshops' is the word for all workshops, and means them "
        "wherever it is written",
        "week › sittings › monday: 'monday' is a day; give the sitting another name",
        "delegations › also › everyone: 'everyone' is the word for all delegations; give it "
        "another key",
        "bodies › plenaries: 'plenaries' is the word for all plenaries; give it another key",
    ]


def test_everyone_is_everyone_in_capitals_too() -> None:
    data = {
        "schema": 1,
        "week": {"from": "2027-06-14", "to": "2027-06-14"},
        "delegations": {"also": {"NOR": {"name": "Norway"}, "THA": {"name": "Thailand"}}},
        "bodies": {"b": {"name": "B"}},
        "sessions": {
            "s": {"body": "b", "format": "plenary", "least": 60, "audience": ["Everyone"]}
        },
    }
    assert build_scenario(data).week.session["s"].audience == {"NOR", "THA"}


def replanned(run: Run, folder: Path, change: str, name: str = "titles-with-verbs") -> list[str]:
    """The sessions and rooms of a week after a change, as they are written."""
    table = folder / "after.csv"
    scenario, published = FOLDER / f"{name}.yaml", FOLDER / f"{name}.csv"
    outcome = run("replan", scenario, published, "--change", change, "--output", table)
    assert outcome.code == 0, outcome
    with table.open(encoding="utf-8", newline="") as file:
        return [f"{row['session']} {row['minutes']} {row['room']}" for row in csv.DictReader(file)]


@pytest.mark.slow
def test_a_title_that_begins_with_a_verb_is_understood_as_the_key_is(
    run: Run, tmp_path: Path
) -> None:
    dropped = replanned(run, tmp_path, "Closed consultations dropped")
    assert dropped == replanned(run, tmp_path, "one dropped") == ["two 60 r2"]
    longer = replanned(run, tmp_path, "Longer term outlook longer 30")
    assert longer == replanned(run, tmp_path, "two longer 30") == ["one 60 r1", "two 90 r2"]


@pytest.mark.slow
def test_a_published_key_is_no_name_of_a_room_that_has_come_since(run: Run, tmp_path: Path) -> None:
    """Room 19 is gone and room 17 has its number for a name: what sat in 19 has to move."""
    table, patch = tmp_path / "crossed-rooms.csv", tmp_path / "patch.yaml"
    assert run("solve", FOLDER / "crossed-rooms.yaml", "--output", table, "--quiet").code == 0
    patch.write_text('venue: {rooms: {"19": null}}\nsessions: {one: {rooms: null}}\n', "utf-8")
    outcome = run("replan", FOLDER / "crossed-rooms.yaml", table, "--change", patch)
    assert outcome.code == 0
    assert "1 of 2 parts changes" in outcome.words


@pytest.mark.slow
def test_what_shares_its_name_is_said_with_its_key(run: Run, tmp_path: Path) -> None:
    crossed = run("solve", FOLDER / "crossed-rooms.yaml")
    assert "Two 19 (17)" in crossed.words
    assert "One 17 (19)" in crossed.words
    table = tmp_path / "out.csv"
    assert run("solve", FOLDER / "one-name-two-rooms.yaml", "--output", table).code == 0
    shown = run("show", FOLDER / "one-name-two-rooms.yaml", table)
    assert "One Salle (r1)" in shown.words
    assert "Two Salle (r2)" in shown.words


@pytest.mark.slow
def test_what_solve_writes_about_hostile_names_check_reads_back(run: Run, tmp_path: Path) -> None:
    scenario, table, leaders = FOLDER / "hostile.yaml", tmp_path / "o.csv", tmp_path / "l.csv"
    solved = run("solve", scenario, "--output", table, "--leaders", leaders)
    assert solved.code == 0
    checked = run("check", scenario, table, "--leaders", leaders)
    assert checked.code == 0
    assert "Every must is kept" in checked.output
    with table.open(encoding="utf-8", newline="") as file:
        rooms = {row["session"]: row["room"] for row in csv.DictReader(file)}
    assert rooms == {
        "one": "1",
        "two": "2",
        "three": "3",
        "four, five": "'=1+1",
        "'=4": 'Salle "B", 2',
        "closed": "''x",
        "ONE": "x",
    }
    kept = run("replan", scenario, table, "--leaders", leaders)
    assert kept.code == 0
    assert "The published week can stay as it is" in kept.words


@pytest.mark.slow
def test_a_candidate_goes_before_a_file_and_an_ambiguous_one_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = tmp_path / "week.yaml"
    text = (FOLDER / "hostile.yaml").read_text("utf-8")
    scenario.write_text(f"{text}candidates: {{Held: held.csv, held: held.csv}}\n", "utf-8")
    assert run("solve", scenario, "--output", tmp_path / "out.csv", "--quiet").code == 0
    (tmp_path / "out.csv").rename(tmp_path / "held.csv")
    monkeypatch.chdir(tmp_path)
    assert "was taken" not in run("check", scenario, "Held").problems
    outcome = run("check", scenario, "HELD")
    assert outcome.code == 2
    assert "HELD: 'HELD' can mean Held or held; write one of these keys" in outcome.problems
    Path("held").write_text("session,date,start,end\n", "utf-8")
    outcome = run("check", scenario, "held")
    assert "held: the candidate of this name was taken, " in outcome.problems
    assert "held.csv, and not the file; write ./held for that" in outcome.problems


def test_a_name_of_blanks_is_none() -> None:
    data = {
        "schema": 1,
        "week": {"from": "2027-06-14", "to": "2027-06-14"},
        "venue": {
            "rooms": {"r1": {"name": "  ", "seats": 3}, "r2": {"name": " Hall ", "seats": 3}}
        },
        "bodies": {"b": {"name": "B "}},
        "sessions": {"s": {"title": " ", "body": "b", "format": "plenary", "least": 60}},
    }
    week = build_scenario(data).week
    assert [room.name for room in week.rooms] == ["r1", "Hall"]
    assert week.session["s"].title == "B"
    with pytest.raises(BadInput, match="bodies › b › name: this is empty; write how people call"):
        build_scenario({**data, "bodies": {"b": {"name": "  "}}})


def warnings(run: Run, *command: str | Path) -> list[str]:
    """What a command warns of, without places and advice."""
    lines = [line for line in run(*command).problems.splitlines() if line.startswith("Warning: ")]
    return [line.partition("column ")[2].partition(": ")[2].partition(";")[0] for line in lines]


def test_one_thing_in_two_writings_is_told(run: Run) -> None:
    assert warnings(run, "show", FOLDER / "two-writings.yaml") == [
        "bodies › c › subject: the subject 'reparation' is 'Réparation' elsewhere (line 13)",
        "sessions › t › subject: the subject 'réparation' is 'Réparation' elsewhere (line 13)",
        "venue › rooms › r1 › divides_into › a › equipment: the equipment 'screen' is 'Screen' "
        "elsewhere (line 6)",
        "sessions › t › equipment: the equipment 'SCREEN' is 'Screen' elsewhere (line 6)",
        "delegations › also › THA › group: the regional group 'weog ' is 'WEOG' elsewhere (line 9)",
        "delegations › also › CIV › group: the regional group 'Weog' is 'WEOG' elsewhere (line 9)",
    ]
    assert warnings(run, "season", FOLDER / "two-cities.yaml", "--quiet") == [
        "meetings › none: nothing is said of 'none', and it is left out",
        "meetings › two › city: the city 'geneve' is 'Genève' elsewhere (line 4)",
        "meetings › two › subject: the subject 'Mines' is 'mines' elsewhere (line 4)",
    ]


def test_what_takes_nothing_away_is_told(run: Run) -> None:
    assert warnings(run, "show", FOLDER / "nothing-above.yaml") == [
        "sessions: nothing is said of 't', and it is left out",
        "there is no key 'titel' here",
        "week › sittings: there is no 'lunch' that could be taken away",
        "venue › rooms: there is no 'r9' that could be taken away",
        "sessions: there is no 'S' that could be taken away",
        "rules: there is no key 'hear_everybody' here",
        "rules › shorten_stays › prefer: there is no key 'wieght' here",
        "rules › shorten_stays: there is no key 'fre' here",
    ]


def test_what_two_choices_of_a_grid_take_away_is_there_for_both(
    caplog: pytest.LogCaptureFixture,
) -> None:
    variants = load_variants(FOLDER / "nothing.yaml")
    caplog.clear()
    for variant in variants.listed:
        variants.load(variant)
    [told] = caplog.messages
    assert "line 11, column 29: sessions: there is no 'S' that could be taken away" in told


def test_a_key_with_a_semicolon_is_refused_where_several_stand_in_one_cell() -> None:
    data = {
        "schema": 1,
        "week": {"from": "2027-06-14", "to": "2027-06-14"},
        "delegations": {"also": {"A;B": {"name": "A"}}},
        "instruments": {"i;j": {"name": "I"}},
        "bodies": {"b;c": {"name": "B"}},
        "sessions": {"s;t": {"body": "b;c", "format": "plenary", "least": 60}},
    }
    with pytest.raises(BadInput) as caught:
        build_scenario(data)
    said = [problem.what.partition(" has ")[0] for problem in caught.value.problems]
    assert said == [
        "delegations › also: the key 'A;B'",
        "instruments: the key 'i;j'",
        "bodies: the key 'b;c'",
    ]


def test_a_name_of_two_bodies_in_a_schedule_is_told_and_not_a_defect(
    run: Run, tmp_path: Path
) -> None:
    scenario, table = tmp_path / "week.yaml", tmp_path / "table.csv"
    text = (FOLDER / "one-name-two-rooms.yaml").read_text("utf-8")
    scenario.write_text(text.replace("name: Body Y", "name: Body X"), "utf-8")
    rows = "one,2027-06-14,10:00,11:00,r1,body x\ntwo,2027-06-14,10:00,11:00,r2,y\n"
    table.write_text(f"session,date,start,end,room,body\n{rows}", "utf-8")
    outcome = run("check", scenario, table)
    assert outcome.code == 0
    assert "row 2, column body: 'body x' is not read; the scenario says 'x'" in outcome.problems


@pytest.mark.slow
def test_a_replan_saves_a_scenario_of_hostile_names_that_says_the_same(
    run: Run, tmp_path: Path
) -> None:
    scenario, table, leaders = FOLDER / "hostile.yaml", tmp_path / "o.csv", tmp_path / "l.csv"
    assert run("solve", scenario, "--output", table, "--leaders", leaders, "--quiet").code == 0
    said = {
        "closed dropped": "“dropped” is dropped.",
        "NO away tuesday": "NA (NO) is away on Tuesday 15 June.",
        "'x closed tuesday": "x ('x) is closed on Tuesday 15 June.",
    }
    changes = [word for change in said for word in ("--change", change)]
    saved, after = tmp_path / "after.yaml", tmp_path / "after.csv"
    files = ("--leaders", leaders, "--save-scenario", saved, "--output", after)
    outcome = run("replan", scenario, table, *changes, *files)
    assert outcome.code == 0
    assert all(sentence in outcome.words for sentence in said.values())
    checked = run("check", saved, after, "--leaders", leaders)
    assert checked.code == 0
    week = load_scenario(saved).week
    assert "closed" not in week.session
    assert not week.present_on("NO", 1)
    assert week.present_on("NO", 0)
    assert {sitting[:10] for sitting in week.room["'x"].closed} == {"2027-06-15"}
