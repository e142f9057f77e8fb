"""Files of changes that say less, or something else, than the person who wrote them meant."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.desk.conftest import Outcome, Run
from tests.scenarios.studies.sweep.weeks import counting

FOLDER = Path(__file__).parent / "changes"
WEEK = FOLDER / "week.yaml"


def replanned(run: Run, tmp_path: Path, text: str) -> Outcome:
    changes = tmp_path / "changes.yaml"
    changes.write_text(text, encoding="utf-8")
    return run("replan", WEEK, FOLDER / "week.csv", "--change", changes, "--no-freer")


def warned(outcome: Outcome) -> list[str]:
    lines = outcome.problems.splitlines()
    return [line.partition("changes.yaml, ")[2] for line in lines if line.startswith("Warning: ")]


def test_a_list_that_a_file_of_changes_replaces_is_told_with_what_it_drops(
    run: Run, tmp_path: Path
) -> None:
    text = "order: [{first: fin, then: open}]\nsessions: {fin: {days: monday}}\n"
    outcome = replanned(run, tmp_path, text)
    assert outcome.code == 0
    assert warned(outcome) == [
        f"line 1, column 1: order: this replaces the list of {WEEK}, line 11, column 3, and drops "
        "{first: open, then: everything} and {first: everything, then: close} from it; write them "
        "again to keep them",
        f"line 2, column 18: sessions › fin › days: this replaces the list of {WEEK}, line 8, "
        "column 67, and drops tuesday from it; write it again to keep it",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "order: [{first: open, then: everything}, {first: everything, then: close}, "
        "{first: open, then: fin}]",
        "week: {closed: []}\norder: null",
        "sessions: {fin: {days: [tuesday, monday], rooms: [r1]}}",
    ],
)
def test_a_list_that_drops_nothing_or_is_taken_away_on_purpose_is_not_told(
    run: Run, tmp_path: Path, text: str
) -> None:
    outcome = replanned(run, tmp_path, text)
    assert (outcome.code, warned(outcome)) == (0, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sessions: {Budget: {days: [monday]}}", "sessions: 'Budget' is the title of fin"),
        ("sessions: {budget: null}", "sessions: 'budget' is the title of fin"),
        ("bodies: {B: {kind: other}}", "bodies: 'B' is the name of b"),
    ],
)
def test_a_title_written_as_a_key_is_refused_with_the_key(
    run: Run, tmp_path: Path, text: str, said: str
) -> None:
    outcome = replanned(run, tmp_path, text)
    assert outcome.code == 2
    assert f"{said}; write that key" in outcome.problems
    above = tmp_path / "above.yaml"
    above.write_text(f"extends: {WEEK.as_posix()}\n{text}\n", encoding="utf-8")
    assert f"{said}; write that key" in run("show", above).problems


def test_a_title_may_become_a_key_where_its_session_is_taken_away(run: Run, tmp_path: Path) -> None:
    above = tmp_path / "above.yaml"
    new = "{body: b, format: special, least: 60}"
    text = f"extends: {WEEK.as_posix()}\nsessions: {{fin: null, Budget: {new}}}\n"
    above.write_text(text, encoding="utf-8")
    outcome = run("show", above)
    assert (outcome.code, outcome.problems) == (0, "")


@pytest.mark.slow
def test_a_variant_whose_patch_takes_nothing_away_says_so_in_its_row(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(monkeypatch)
    varied, table = tmp_path / "varied.yaml", tmp_path / "sweep.csv"
    patches = "less: {patch: {venue: {rooms: {annexe: null}}}}, short: {patch: {sessions: {fin: "
    text = f"{WEEK.read_text('utf-8')}variants: {{{patches}{{least: 30}}}}}}}}}}\n"
    varied.write_text(text, encoding="utf-8")
    outcome = run("sweep", varied, "--output", table, "--results", tmp_path / "kept.sqlite")
    assert outcome.code == 0
    nothing = "The patch changes nothing: this is the scenario as it is."
    assert f"less: PROVEN. {nothing}" in outcome.words
    with table.open(encoding="utf-8", newline="") as file:
        reasons = {row["variant"]: row["reason"] for row in csv.DictReader(file)}
    assert reasons == {"as it is": "", "less": nothing, "short": ""}
