"""The potential for synergy: what stands in its rows, its table, its words and its HTML."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from constraints.tiny import at, tiny_timetable
from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.studies.synergy.result import COLUMNS, COUNTED, Synergy
from scenarios.studies.synergy.run import evaluate_synergy
from scenarios.studies.synergy.sentences import NOTE
from scheduler.document.text import text_of
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Instrument, Week
from tests.scenarios.studies.synergy.test_shared_parties import pair, session, week_of

TIMETABLE = tiny_timetable(at("one", 0, "10:00"), at("two", 4, "10:00"))

WIDE = 300


def with_states(week: Week, timetable: Timetable | None = None) -> str:
    """What is said of a week, the States by their names."""
    return text_of(evaluate_synergy(week, timetable).document(states=True), WIDE)


BOTH = """\
schema: 1
extends: {base}
week: {{to: 2011-06-30, closed: [2011-06-25, 2011-06-26]}}
instruments:
  ccm: {{name: Convention on Cluster Munitions, parties: {{where: ccm}}}}
bodies:
  munitions: {{name: Clearance, kind: other, instrument: ccm, subject: clearance, president: NOR}}
sessions:
  munitions:
    body: munitions
    format: plenary
    days: [2011-06-23, 2011-06-27]
    least: 60
    audience: {{where: ccm}}
"""


def rows_of(synergy: Synergy) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(synergy.csv_text())))


def test_the_first_row_is_of_all_sessions_then_come_the_subjects() -> None:
    synergy = evaluate_synergy(pair(), TIMETABLE)
    assert [row.subject for row in synergy.found] == [None, "clearance"]
    assert synergy.pairs == (("mines", "munitions"),)
    assert synergy.of("munitions", "mines") == synergy.found


def test_three_instruments_make_three_pairs() -> None:
    week = pair()
    third = Instrument(id="third", name="Third")
    more = week.model_copy(update={"instruments": (*week.instruments, third)})
    synergy = evaluate_synergy(more)
    assert synergy.pairs == (("mines", "munitions"), ("mines", "third"), ("munitions", "third"))
    whole = synergy.of("mines", "third")
    assert len(whole) == 1, "no subjects where one of the two has no session"
    assert whole[0].missing == ("third",)
    said = synergy.text(WIDE)
    assert "The scenario does not name the States Parties of the Third." in said
    assert "The Third has no session in this week." in said


def test_two_without_a_party_in_common_say_so() -> None:
    week = pair(
        instruments=(
            Instrument(id="mines", name="Mines", parties=frozenset({"ALB"})),
            Instrument(id="munitions", name="Munitions", parties=frozenset({"NOR"})),
        )
    )
    synergy = evaluate_synergy(week, TIMETABLE)
    assert "No State is party to both." in str(synergy)
    assert rows_of(synergy)[0]["remark"] == "The two have no State Party in common."


def test_where_one_alone_meets_on_a_subject_it_is_said_and_nothing_is_proposed() -> None:
    week = week_of(
        session("one", "mines"),
        session("two", "munitions", subject="victims", audience=frozenset({"CHL", "JOR"})),
    )
    synergy = evaluate_synergy(week, TIMETABLE)
    rows = {row["subject"]: row for row in rows_of(synergy)}
    assert rows["clearance"]["remark"] == (
        "Only the Mines has a session on it; 3 States party to both follow it."
    )
    assert rows["victims"]["remark"].endswith("1 State party to both follows it.")
    for subject in ("clearance", "victims"):
        for column in COUNTED[3:]:
            assert rows[subject][column] == "", "nothing can be counted"
    assert rows[""]["journeys_doubled"] == "1", "Chile follows both, on whatever subject"


def test_a_session_that_the_timetable_leaves_out_is_not_missing_but_not_held() -> None:
    synergy = evaluate_synergy(pair(), tiny_timetable(at("one", 0, "10:00")))
    row = rows_of(synergy)[1]
    assert row["not_held"] == "two"
    assert row["remark"] == "The Munitions has no session on it in this timetable."
    assert "two (not held)" in str(synergy)
    whole = next(line for line in str(synergy).splitlines() if "all sessions" in line)
    assert whole.split()[2:6] == ["1", "1", "(0", "held)"]


def test_without_a_timetable_the_rest_is_given() -> None:
    row = rows_of(evaluate_synergy(pair()))[1]
    assert (row["parties_in_common"], row["follow_both"], row["sessions"]) == ("3", "3", "one")
    empty = ("not_held", *COUNTED[3:], "saved", "doubled", "in_two_places", "remark")
    assert {row[column] for column in empty} == {""}


def test_the_table_holds_numbers_and_no_text_is_missing() -> None:
    frame = evaluate_synergy(pair()).to_frame()
    assert list(frame.columns) == list(COLUMNS)
    assert {str(frame[column].dtype) for column in COUNTED} == {"Int64"}
    assert frame["parties"].tolist() == ["ALB;CHL;NOR"] * 2
    assert frame["journeys_saved"].isna().all()
    timed = evaluate_synergy(pair(), TIMETABLE).to_frame()
    assert timed["journeys_doubled"].tolist() == [3, 3]
    assert timed["working_days_apart"].tolist()[1] == 4


def test_figures_stand_in_columns_and_the_note_comes_last() -> None:
    lines = evaluate_synergy(pair(), TIMETABLE).text(WIDE).splitlines()
    assert lines[0] == "Mines and Munitions"
    head = next(line for line in lines if line.startswith("  subject"))
    row = next(line for line in lines if line.startswith("  clearance"))
    assert row[head.index("still doubled") + len("still doubled") - 1] == "3"
    assert row[head.index("journeys saved") + len("journeys saved") - 1] == "0"
    assert lines[-1] == NOTE


def test_the_states_behind_the_figures_are_named() -> None:
    said = with_states(pair(), TIMETABLE)
    assert "party to both (3): ALB, CHL and NOR." in said
    assert "journeys still doubled (3): all that follow both." in said
    beside = tiny_timetable(at("one", 0, "10:00"), at("two", 0, "10:00"))
    said = with_states(pair(), beside)
    assert "journeys saved (3): all that follow both." in said
    assert "in two places (3): ALB for 30 minutes, CHL for 30 minutes" in said


def test_most_of_the_states_are_named_by_those_that_are_not() -> None:
    week = week_of(
        session("one", "mines"), session("two", "munitions", audience=frozenset({"ALB", "CHL"}))
    )
    said = with_states(week)
    assert "- follow both (2): all that are party to both but NOR." in said


def test_a_journey_more_than_there_are_states_is_said() -> None:
    week = week_of(session("one", "mines"), session("two", "munitions", audience={"ALB"}))
    parts = [at("one", day, "10:00") for day in (0, 4)]
    timetable = tiny_timetable(*parts, at("two", 8, "10:00"))
    said = with_states(week, timetable)
    assert "- journeys still doubled (2, by 1 State): all that follow both." in said


def test_in_a_notebook_nothing_is_taken_for_markup() -> None:
    week = pair(
        instruments=(
            Instrument(id="mines", name="<b>Mines</b>"),
            Instrument(id="munitions", name="Munitions"),
        )
    )
    html = evaluate_synergy(week, TIMETABLE)._repr_html_()
    assert "<b>Mines" not in html
    assert "&lt;b&gt;Mines" in html
    assert "<td" in html


def test_no_cell_is_taken_for_a_formula() -> None:
    week = week_of(
        session("one", "mines", subject="=1+1"), session("two", "munitions", subject="=1+1")
    )
    assert "'=1+1" in evaluate_synergy(week).csv_text()


def test_one_instrument_makes_no_row() -> None:
    week = pair()
    alone = week.model_copy(update={"instruments": week.instruments[:1]})
    synergy = evaluate_synergy(alone)
    assert synergy.found == ()
    assert str(synergy) == "There are not two instruments to compare."
    assert list(synergy.to_frame().columns) == list(COLUMNS)


# Real data


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Week:
    """The week of June 2011 with one session of the Convention on Cluster Munitions."""
    path = tmp_path_factory.mktemp("both") / "both.yaml"
    base = (LIBRARY / "apmbc-2011.yaml").as_posix()
    path.write_text(BOTH.format(base=base), encoding="utf-8")
    return load_scenario(path).week


def table() -> list[dict[str, str]]:
    path: Path = LIBRARY / "reference" / "states.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_the_real_conventions_have_the_parties_of_the_table_in_common(both: Week) -> None:
    states = {row["iso3"] for row in table() if row["apmbc"] == row["ccm"] == "1"}
    assert len(states) == 47, "counted by hand"
    row = evaluate_synergy(both).found[0]
    assert set(row.parties) == states
    assert set(row.leaders) == {"NOR"}, "Co-Rapporteur of the one and President of the other"


@pytest.mark.parametrize(("day", "most_days_apart", "saved"), [(3, 1, 43), (7, 4, 43), (7, 3, 0)])
def test_the_real_journeys_are_saved_in_the_week_and_doubled_after_free_days(
    both: Week, day: int, most_days_apart: int, saved: int
) -> None:
    """Of the 47, Belgium, Germany, Japan and Norway come from their missions."""
    held = [Part("mine-clearance", number, 900, 180, "obasi") for number in range(4)]
    timetable = Timetable(parts=(*held, Part("munitions", day, 600, 120, "obasi")))
    synergy = evaluate_synergy(both, timetable, most_days_apart=most_days_apart)
    row = next(row for row in synergy.found if row.subject == "clearance")
    assert row.timing is not None
    assert sum(row.timing.saved.values()) == saved
    assert sum(row.timing.doubled.values()) == 43 - saved
    assert not {"BEL", "DEU", "JPN", "NOR"} & {*row.timing.saved, *row.timing.doubled}
