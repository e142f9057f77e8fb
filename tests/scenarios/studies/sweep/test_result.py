"""The table of a sweep: against the scenario as it is, in every form."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd
import pytest

from scenarios.studies.sweep.outcome import Amount, Outcome, Solved, Standing
from scenarios.studies.sweep.result import Sweep
from scheduler.solving.result import CANONICAL, Tier


def solved(cost: int, bound: int | None = None, rule: str = "give_wanted_time") -> Solved:
    bound = cost if bound is None else bound
    tiers = (
        Tier(name="tier 1", value=cost, bound=bound, seconds=1.0),
        Tier(name=CANONICAL, value=1, bound=1, seconds=1.0),
    )
    amounts = (Amount(rule=rule, tier=1, unit="minutes", amount=cost),)
    return Solved(standing=Standing.PROVEN, tiers=tiers, amounts=amounts, schedule="a\n")


def row(name: str, found: Solved | None = None, **more: object) -> Outcome:
    standing = more.pop("standing", Standing.PROVEN)
    fields = {"name": name, "title": name, "standing": standing, "solved": found, **more}
    return Outcome.model_validate(fields)


@pytest.fixture
def done() -> Sweep:
    return Sweep(
        title="A <b>week</b>",
        questions=("days",),
        outcomes=(
            row("as it is", solved(30)),
            row("=longer", solved(10, 5)),
            row("other rules", solved(7, rule="reserve_slack")),
            row("days=one", standing=Standing.INFEASIBLE, reason="a | b", choices={"days": "one"}),
        ),
    )


def test_each_row_says_the_difference_from_the_scenario_as_it_is(done: Sweep) -> None:
    first, longer, other, impossible = done.rows()
    assert first["tier_1_difference"] == first["give_wanted_time_difference"] == 0
    assert longer["tier_1"] == 10
    assert longer["tier_1_bound"] == 5
    assert longer["tier_1_difference"] == longer["give_wanted_time_difference"] == -20
    assert other["give_wanted_time"] is None
    assert other["give_wanted_time_difference"] is None, "where one has it not, there is none"
    assert other["reserve_slack"] == 7
    assert impossible["choice_days"] == "one"
    assert impossible["tier_1"] is impossible["tier_1_difference"] is None
    assert "tier_canonical" not in first


def test_the_csv_guards_texts_and_leaves_numbers_numbers(done: Sweep) -> None:
    rows = list(csv.DictReader(io.StringIO(done.csv_text())))
    assert [entry["variant"] for entry in rows][:2] == ["as it is", "'=longer"]
    assert rows[1]["tier_1_difference"] == "-20"
    assert rows[3]["reason"] == "a | b"


def test_the_frame_has_whole_numbers_and_nothing_where_there_is_nothing(done: Sweep) -> None:
    frame = done.to_frame()
    assert list(frame.index) == ["as it is", "=longer", "other rules", "days=one"]
    assert frame["tier_1"].dtype == "Int64"
    assert frame.loc["=longer", "tier_1_difference"] == -20
    assert frame["tier_1"].isna().tolist() == [False, False, False, True]
    assert isinstance(frame, pd.DataFrame)


def test_no_form_shows_seconds(done: Sweep) -> None:
    """They would differ from run to run."""
    for text in (done.csv_text(), done.markdown(), done.html(), str(done)):
        assert "second" not in text


def test_markup_in_names_is_not_taken_for_markup(done: Sweep) -> None:
    assert "A <b>" not in done.html()
    assert "A &lt;b&gt;week" in done.html()
    assert "<b>" not in done.markdown().replace(r"\<b\>", "")
    assert r"- days=one: INFEASIBLE. a \| b" in done.markdown()
    for table in re.findall(r"(?:^\|.*\n)+", done.markdown(), flags=re.MULTILINE):
        lines = table.splitlines()
        assert len({line.replace(r"\|", "").count("|") for line in lines}) == 1


def test_the_sentences_say_what_each_variant_changes(done: Sweep) -> None:
    said = list(done.sentences())
    assert said[0] == "4 ways to hold the week: 3 with a timetable, 3 of them proven best."
    assert said[1] == "=longer: give_wanted_time 20 less (minutes)."
    assert said[2] == "other rules: every preference counts the same."
    assert said[3] == "days=one: INFEASIBLE. a | b"


def test_a_row_is_found_by_its_name(done: Sweep) -> None:
    assert done["days=one"].choices == {"days": "one"}
    with pytest.raises(KeyError):
        done["days=two"]


def test_a_patch_that_changes_nothing_is_said_so_in_every_form() -> None:
    as_it_is, same = row("as it is", solved(30), digest="a"), row("same", solved(30), digest="a")
    done = Sweep(title="w", outcomes=(as_it_is, same, row("other", solved(30), digest="b")))
    nothing = "The patch changes nothing: this is the scenario as it is."
    assert [one["reason"] for one in done.rows()] == [None, nothing, None]
    assert f"same: PROVEN. {nothing}" in list(done.sentences())
    assert "other: every preference counts the same." in list(done.sentences())
    assert re.search(rf"\\| same +\\| PROVEN .*{nothing}", done.markdown())
    assert not Sweep(title="w", outcomes=(as_it_is,)).note(as_it_is)
