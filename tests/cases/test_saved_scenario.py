"""A change that was made stays made: the scenario that a replan saves has it in it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from scenarios.loading.loading import load_scenario
from scenarios.revisions.publishing import publish
from scenarios.week_plan import load
from scheduler.errors import BadInput
from tests.desk.conftest import Run

FOLDER = Path(__file__).parent / "replan"

CHANGES = {
    "a leader away": ["AAA away monday"],
    "away on all its days": ["EEE away monday"],
    "away twice": ["CCC away thursday", "CCC away monday"],
    "a room closed": ["annex closed tuesday"],
    "a room closed for a sitting": ["studio closed tuesday morning, wednesday afternoon"],
    "a room closed all week": ["studio closed"],
    "a section closed": ["west closed wednesday afternoon"],
    "a hall closed": ["Great Hall closed wednesday"],
    "a room closed again": ["annex closed monday afternoon", "annex closed wednesday lunch"],
    "a day closed": ["thursday closed"],
    "sittings closed": ["wednesday lunch closed", "tuesday evening closed"],
    "a day closed and a room": ["thursday closed", "hall closed monday afternoon"],
    "longer": ["talks longer 30"],
    "longer in parts": ["review longer 60"],
    "longer and longer": ["talks longer 15", "talks longer 15"],
    "shorter": ["review shorter 75"],
    "a session of one part shorter": ["Opening: of the week shorter 45"],
    "dropped from order and rules": ["review dropped"],
    "dropped from a list": ["talks dropped"],
    "dropped, with the name of a group": ["closing dropped"],
    "a proposal dropped": ["dland dropped"],
    "withdrawn": ["DDD withdraws"],
    "withdrawn and back": ["DDD withdraws", "DDD volunteers"],
    "fewer interpreters": ["interpretation teams 1"],
    "a new session": ["new-session.yaml"],
    "a new session that is longer, and more": ["new-session.yaml", "extra longer 30"],
    "a day ends earlier": ["wednesday ends 17:00"],
    "a dated day ends earlier and another begins later": [
        *("tuesday ends 17:00", "thursday begins 10:30", "CCC away tuesday lunch"),
    ],
    "moved": ["move talks to tuesday 15:00"],
    "moved to another day": ["move side to tuesday"],
    "into another room": ["talks in studio"],
    "another leads": ["EEE present also wednesday, tuesday", "EEE leads instead of AAA"],
    "renamed": ["rename talks to 'The talks'", "rename annex to 'Salle A'", "talks longer 15"],
    "a session added": [
        *(
            "add workshop 'A word on maps' 45 minutes by y on tuesday for 20 people",
            "DDD away monday",
        ),
    ],
    "all at once": [
        *("new-session.yaml", "CCC away tuesday", "annex closed thursday", "talks longer 15"),
        *("dland dropped", "side dropped", "interpretation teams 1"),
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The inputs, in a folder where a command may write."""
    return Path(shutil.copytree(FOLDER, tmp_path / "inputs"))


def replanned(run: Run, folder: Path, changes: list[str], *words: str | Path) -> dict[str, object]:
    """Replan the week, save the scenario as ``saved.yaml`` and the schedule as ``new.csv``."""
    given = [folder / one if one.endswith(".yaml") else one for one in changes]
    asked = [word for change in given for word in ("--change", change)]
    out = ("--save-scenario", folder / "saved.yaml", "--output", folder / "new.csv")
    record = folder / "replan.json"
    files = (folder / "changed.yaml", folder / "published.csv")
    outcome = run("replan", *files, *asked, *out, *words, "--json", record, "--no-freer")
    assert outcome.code == 0, outcome
    assert "From now on use " in outcome.words
    found: dict[str, object] = json.loads(record.read_text(encoding="utf-8"))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES.keys())
def test_every_kind_of_change_stays_made(run: Run, folder: Path, changes: list[str]) -> None:
    replanned(run, folder, changes)
    saved, new = folder / "saved.yaml", folder / "new.csv"
    checked = run("check", saved, new)
    assert checked.code == 0, checked
    assert "Every must is kept." in checked.output
    warnings = checked.problems.splitlines()
    assert not [one for one in warnings if "'spare' in the scenario" not in one], "it is not held"
    again = run("replan", saved, new, "--no-freer")
    assert "The published week can stay as it is: no part of it changes." in again.output
    assert "breaks saved.yaml" not in again.output


@pytest.mark.slow
def test_what_is_saved_works_with_every_command(run: Run, folder: Path) -> None:
    replanned(run, folder, CHANGES["all at once"])
    saved, new = folder / "saved.yaml", folder / "new.csv"
    for words in (
        ("check", saved, new),
        ("show", saved, new),
        ("compare", saved, new, folder / "published.csv"),
        ("solve", saved, "--quiet"),
        ("replan", saved, new, "--change", "studio closed", "--no-freer"),
    ):
        outcome = run(*words)
        assert outcome.code == 0, outcome
        assert "breaks saved.yaml" not in outcome.output


@pytest.mark.slow
@pytest.mark.parametrize(
    "changes",
    [
        CHANGES["a session added"],
        CHANGES["a day ends earlier"],
        CHANGES["renamed"],
        ["move talks to tuesday 15:00", "annex closed wednesday"],
    ],
    ids=["added", "shortened", "renamed", "moved and closed"],
)
def test_every_command_takes_what_a_replan_has_made(
    run: Run, folder: Path, changes: list[str]
) -> None:
    replanned(run, folder, changes)
    saved, new = folder / "saved.yaml", folder / "new.csv"
    scenario = load_scenario(saved)
    last = publish(scenario, scenario.candidate(new), folder / "weeks", codes=()).folder.parent
    for week, schedule in ((saved, new), (last, last), (f"{last}@1", last)):
        for words in (
            ("check", week, schedule),
            ("show", week, schedule),
            ("compare", week, schedule, folder / "published.csv", "--no-solve"),
            ("plot", week, schedule, "--output", folder / "week.svg"),
            ("replan", week, schedule, "--no-freer"),
        ):
            outcome = run(*words)
            assert outcome.code == 0, (words, outcome)
            assert "breaks saved.yaml" not in outcome.output


@pytest.mark.slow
def test_the_old_scenario_says_what_to_use_with_the_schedule_of_a_replan(
    run: Run, folder: Path
) -> None:
    replanned(run, folder, CHANGES["a session added"])
    outcome = run("check", folder / "changed.yaml", folder / "new.csv")
    said = "there is no session 'a-word-on-maps' in the scenario, where a meeting has to stand"
    assert said in outcome.problems
    assert "if a replan added it, give the scenario that it saved" in outcome.problems
    assert outcome.code == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["a section closed", "dropped from order and rules", "all at once"]
)
def test_what_is_saved_elsewhere_says_the_same(run: Run, folder: Path, name: str) -> None:
    """Its paths lead from where it lies to the file that it extends and to its timetables."""
    changes = CHANGES[name]
    replanned(run, folder, changes)
    there = folder.parent / "later"
    there.mkdir()
    given = [folder / one if one.endswith(".yaml") else one for one in changes]
    asked = [word for change in given for word in ("--change", change)]
    files = (folder / "changed.yaml", folder / "published.csv")
    run("replan", *files, *asked, "--save-scenario", there / "week.yaml", "--no-freer")
    one, other = load_scenario(folder / "saved.yaml"), load_scenario(there / "week.yaml")
    assert one.week == other.week
    assert one.settings == other.settings
    assert other.candidates["as published"].samefile(one.candidates["as published"])


@pytest.mark.slow
def test_a_second_replan_does_not_take_the_first_change_back(run: Run, folder: Path) -> None:
    """A leader who is away on Thursday stays away when a room is lost two days later."""
    lakes = folder / "lakes.yaml"
    first = run(
        *("replan", lakes, folder / "lakes-1.csv", "--change", "KEN away thursday"),
        *("--output", folder / "2.csv", "--save-scenario", folder / "lakes-2.yaml", "--no-freer"),
    )
    assert first.code == 0
    assert f"From now on use {folder / 'lakes-2.yaml'} in place of lakes.yaml" in first.words
    assert "KEN: {present: [2027-03-10, 2027-03-12]}" in (folder / "lakes-2.yaml").read_text(
        encoding="utf-8"
    )
    changes = ("hall-1 closed wednesday afternoon", "fisheries longer 15")
    second = run(
        *("replan", folder / "lakes-2.yaml", folder / "2.csv"),
        *(word for change in changes for word in ("--change", change)),
        *("--output", folder / "3.csv", "--save-scenario", folder / "lakes-3.yaml", "--no-freer"),
    )
    assert second.code == 0, second
    with (folder / "3.csv").open(encoding="utf-8", newline="") as stream:
        days = {row["date"] for row in csv.DictReader(stream) if row["session"] == "fisheries"}
    assert "2027-03-11" not in days
    assert run("check", folder / "lakes-3.yaml", folder / "3.csv").code == 0
    assert (folder / "lakes-3.yaml").read_text(encoding="utf-8").splitlines()[:7] == [
        "# Use this file from now on, with the schedule that was published last.",
        "# Replanned from lakes-2.yaml:",
        "# - Hall 1 is closed on Wednesday 10 March, afternoon.",
        "# - “Fisheries” needs 15 minutes more: 3 h 15 in all.",
        "# Replanned from lakes.yaml:",
        "# - Kenya is away on Thursday 11 March.",
        "schema: 1",
    ]


@pytest.mark.slow
def test_comments_stay_and_what_has_changed_is_said_at_the_top(run: Run, folder: Path) -> None:
    replanned(run, folder, ["DDD away tuesday", "talks longer 30"])
    text = (folder / "saved.yaml").read_text(encoding="utf-8")
    assert [line.replace("       #", "   #") for line in text.splitlines()] == [
        "# Use this file from now on, with the schedule that was published last.",
        "# Replanned from changed.yaml:",
        "# - Dland is away on Tuesday 15 June.",
        "# - “Talks” needs 30 minutes more: 2 hours in all.",
        "# Left out, since an earlier schedule stands in it: keep_published.",
        "# The week as it is held this year.",
        "extends: base.yaml",
        "title: A week that extends another",
        "delegations:",
        "  also:",
        "    DDD: {present: [2027-06-14, 2027-06-16]}   # a short stay",
        "week:",
        "  days:",
        "    15 June 2027: {sittings: {evening: {hours: 18:00-20:00, for: [side_event]}}}",
        "sessions:",
        "  talks: {wanted: 120, least: 120}",
        "  side: {title: Side event, body: z, format: side_event, least: 60, leaders: [], "
        "attendance: 20}",
        "rules:",
        "  keep_published:",
    ]


@pytest.mark.slow
def test_what_was_held_of_a_session_that_is_dropped_stays_in_the_week(
    run: Run, folder: Path
) -> None:
    replanned(run, folder, ["review dropped"], "--now", "wednesday 12:30")
    week = load_scenario(folder / "saved.yaml").week
    assert (week.session["review"].least, week.session["review"].wanted) == (120, 120)
    checked = run("check", folder / "saved.yaml", folder / "new.csv")
    assert checked.code == 0, checked
    later = run("replan", folder / "saved.yaml", folder / "new.csv", "--now", "wednesday 12:30")
    assert "no part of it changes" in later.output


@pytest.mark.slow
def test_a_dropped_session_takes_its_weight_with_it(run: Run, folder: Path) -> None:
    base, weights = folder / "base.yaml", "weights: {Review: 3, talks: 2}"
    text = base.read_text(encoding="utf-8")
    rule = f"{{prefer: {{tier: 4}}, reference: published.csv, {weights}}}"
    base.write_text(
        text.replace("rules:\n", f"rules:\n  follow_precedent: {rule}\n"), encoding="utf-8"
    )
    replanned(run, folder, ["review dropped"])
    rules = {one.rule.name: one.rule for one in load_scenario(folder / "saved.yaml").settings}
    assert rules["follow_precedent"].model_dump()["weights"] == {"talks": 2}


@pytest.mark.slow
def test_what_has_no_day_any_more_and_need_not_be_held_is_left_out(run: Run, folder: Path) -> None:
    replanned(run, folder, ["thursday closed"])
    assert "spare" not in load_scenario(folder / "saved.yaml").week.session
    said = "# - “Spare” is left out: nobody meets any more when it may be held."
    assert said in (folder / "saved.yaml").read_text(encoding="utf-8").splitlines()


@pytest.mark.slow
def test_a_file_that_cannot_keep_its_text_is_written_anew(run: Run, folder: Path) -> None:
    """Two sessions are one mapping with two names: to change one would change the other."""
    scenario = folder / "running.yaml"
    text = scenario.read_text(encoding="utf-8").replace("  one: {title: One", "  one: &one {")
    begin = text.index("  one: &one {")
    entry = "{body: x, format: special, least: 60, wanted: 60}"
    scenario.write_text(f"{text[:begin]}  one: &one {entry}\n  two: *one\n", encoding="utf-8")
    out = ("--save-scenario", folder / "saved.yaml", "--output", folder / "new.csv")
    words = ("--change", "one longer 30", *out, "--no-freer")
    assert run("replan", scenario, folder / "running.csv", *words).code == 0
    week = load_scenario(folder / "saved.yaml").week
    assert {key: session.least for key, session in week.session.items()} == {"one": 90, "two": 60}


@pytest.mark.slow
def test_without_it_the_next_replan_is_warned_of(run: Run, folder: Path) -> None:
    files = (folder / "longer.yaml", folder / "longer.csv")
    change = ("--change", "two longer 30", "--no-freer")
    warning = (
        "longer.yaml has none of these changes in it, and the next replan would take them back"
    )
    loud = run("replan", *files, *change)
    assert warning in loud.words
    quiet = run("replan", *files, *change, "--quiet", "--output", folder / "new.csv")
    assert warning in " ".join(quiet.problems.split())
    assert not quiet.output
    unchanged = run("replan", *files, "--no-freer")
    assert "the next replan" not in unchanged.words


@pytest.mark.slow
@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("AAA away monday", "Aland leads “Opening: of the week” and is not present"),
        ("annex closed tuesday", "Annex is closed on Tuesday 15 June, morning: “Talks” cannot sit"),
        ("review dropped", "The session “review” is not in the scenario."),
        ("opening longer 30", "“Opening: of the week” needs at least 2 hours"),
    ],
)
def test_a_published_week_that_breaks_the_scenario_before_any_change_is_warned_of(
    run: Run, folder: Path, change: str, sentence: str, quiet: tuple[str, ...]
) -> None:
    """The scenario knows of a change that the published week does not."""
    replanned(run, folder, [change])
    asked = ("--change", "dland dropped", "--no-freer")
    outcome = run("replan", folder / "saved.yaml", folder / "published.csv", *asked, *quiet)
    said = " ".join((outcome.problems if quiet else outcome.output).split())
    assert "The published week breaks saved.yaml as it is written, before any change" in said
    assert sentence in said
    assert "give the scenario that this replan saved (--save-scenario)" in said


@pytest.mark.slow
def test_a_session_that_a_replan_added_can_be_shown_and_checked(run: Run, folder: Path) -> None:
    new, saved = folder / "new.csv", folder / "saved.yaml"
    out = ("--output", new, "--save-scenario", saved, "--no-freer")
    change = ("--change", folder / "lakes-side-event.yaml")
    outcome = run("replan", folder / "lakes.yaml", folder / "lakes-1.csv", *change, *out)
    assert outcome.code == 0
    assert "1 part is new." in outcome.output
    shown = run("show", saved, new)
    assert "Side event of the fishers' union" in shown.output
    assert not shown.problems
    assert run("check", saved, new).code == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["show", "check"])
def test_with_the_earlier_scenario_it_is_said_which_to_give(
    run: Run, folder: Path, name: str
) -> None:
    replanned(run, folder, ["new-session.yaml"])
    outcome = run(name, folder / "changed.yaml", folder / "new.csv")
    assert "there is no session 'extra' in the scenario" in outcome.problems
    assert "if a replan added it, give the scenario that it saved" in outcome.problems


def test_posts_that_are_open_are_no_contradiction(run: Run, folder: Path) -> None:
    """Who takes them was not said; the week is not other than the one that was published."""
    scenario = folder / "longer.yaml"
    text = scenario.read_text(encoding="utf-8")
    posts = "kind: other, posts: {co_chairs: 1}, instrument: i}"
    text = text.replace("kind: other, co_chairs: [AAA]}", posts)
    instruments = "instruments:\n  i: {name: I, parties: everyone}\nbodies:"
    scenario.write_text(text.replace("bodies:", instruments), encoding="utf-8")
    words = ("--change", "two longer 30", "--no-freer")
    outcome = run("replan", scenario, folder / "longer.csv", *words)
    assert outcome.code == 0
    assert "before any change" not in outcome.words


@pytest.mark.slow
def test_a_session_that_the_scenario_never_had_is_warned_of(run: Run, folder: Path) -> None:
    """It was added by a replan whose scenario is not used now."""
    replanned(run, folder, ["new-session.yaml"])
    words = ("--change", "DDD away wednesday", "--no-freer")
    outcome = run("replan", folder / "changed.yaml", folder / "new.csv", *words)
    assert "The published week breaks changed.yaml as it is written" in outcome.words
    assert "The session “extra” is not in the scenario." in outcome.words


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("changed.yaml", "this is the scenario; choose another place"),
        ("base.yaml", "choose another place"),
        ("new.csv", "the changed scenario ends in .yaml, .yml or .xlsx"),
    ],
)
def test_a_scenario_is_never_written_over_what_it_is_made_from(
    run: Run, folder: Path, name: str, sentence: str
) -> None:
    before = {file: file.read_bytes() for file in folder.iterdir()}
    words = ("--change", "talks longer 30", "--no-freer", "--save-scenario", folder / name)
    outcome = run("replan", folder / "changed.yaml", folder / "published.csv", *words)
    assert outcome.code == 2
    assert sentence in outcome.problems
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


@pytest.mark.slow
def test_python_saves_it_too(folder: Path) -> None:
    week = load(folder / "longer.yaml")
    replanned = week.replan(str(folder / "longer.csv"), "two longer 30", workers=1)
    path = replanned.save_scenario(folder / "saved.yaml")
    assert path == folder / "saved.yaml"
    assert load(path).week.session["two"].least == 90
    assert load(path).judge(replanned.result).legal


def test_a_week_that_stands_in_no_file_is_not_saved(folder: Path) -> None:
    week = load(folder / "longer.yaml").model_copy(update={"path": folder / "nowhere.yaml"})
    replanned = week.replan(str(folder / "longer.csv"), "two longer 30", workers=1)
    with pytest.raises(BadInput, match="there is no such file"):
        replanned.save_scenario(folder / "saved.yaml")


def test_a_week_that_was_changed_in_python_is_not_saved_without_that_change(folder: Path) -> None:
    week = load(folder / "longer.yaml")
    later = week.week.model_copy(update={"turnover": 30})
    changed = week.model_copy(update={"week": later})
    replanned = changed.replan(str(folder / "longer.csv"), "two longer 30", workers=1)
    with pytest.raises(BadInput, match="its turnover would be others"):
        replanned.save_scenario(folder / "saved.yaml")
    assert not (folder / "saved.yaml").exists()
