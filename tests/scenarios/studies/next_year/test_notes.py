"""The table of notes, as secretariats write one, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.loading.loading import load_scenario
from scenarios.reading.input_problems import gathered_warnings
from scenarios.scenario import Scenario
from scenarios.studies.next_year.notes import form_text, read_minutes, with_notes
from scheduler.errors import BadInput
from scheduler.week.week import HeldExperiment
from tests.weeks import SMALL_WEEK


@pytest.fixture
def week() -> Scenario:
    return load_scenario(SMALL_WEEK)


def noted(week: Scenario, folder: Path, text: str) -> Scenario:
    path = folder / "notes.csv"
    path.write_text(text, encoding="utf-8")
    return with_notes(week, path)


def refused(week: Scenario, folder: Path, text: str) -> list[str]:
    """What is said of a table, line by line, without its folder."""
    with pytest.raises(BadInput) as error:
        noted(week, folder, text)
    return str(error.value).replace(f"{folder}/", "").splitlines()


def test_minutes_are_noted_by_session_and_by_item(week: Scenario, tmp_path: Path) -> None:
    found = noted(
        week, tmp_path, "session,item,used\nopening,,95\nclearance,Updates,75\nclosing,,\n"
    ).week.session
    assert found["opening"].used == 95
    assert [item.used for item in found["clearance"].agenda] == [75, None]
    assert found["clearance"].used is None and found["closing"].used is None


def test_a_row_of_an_item_belongs_to_the_session_above_it(week: Scenario, tmp_path: Path) -> None:
    table = "Title,Agenda item,Minutes used\nClearance,,200\n,Updates,75 min\n,discussion,1:50\n"
    session = noted(week, tmp_path, table).week.session["clearance"]
    assert session.used == 200
    assert [item.used for item in session.agenda] == [75, 110]


def test_what_came_of_small_groups_is_noted_beside(week: Scenario, tmp_path: Path) -> None:
    table = "session,used,participants,useful,reported\nuganda,80,24,yes,no\ncolombia,,,x,\n"
    found = noted(week, tmp_path, table).week.session
    uganda, colombia = found["uganda"].proposal, found["colombia"].proposal
    assert uganda is not None and colombia is not None
    assert uganda.held == HeldExperiment(participants=24, useful=True, reported=False)
    assert colombia.held == HeldExperiment(useful=True)


@pytest.mark.parametrize(
    "heads",
    [
        "session;item;used;participants;useful;reported",
        "Séance;Point de l'ordre du jour;Minutes utilisées;Nombre de participants;Utile;"
        "Rapport en plénière",
        "Sesión;Punto del orden del día;Minutos utilizados;Participantes;Útil;"
        "Informado al plenario",
        "Sitzung;Tagesordnungspunkt;Genutzte Minuten;Teilnehmende;Nützlich;Im Plenum berichtet",
    ],
)
def test_its_heads_stand_in_any_of_four_languages(
    week: Scenario, tmp_path: Path, heads: str
) -> None:
    rows = "clearance;Updates;75;;;\nuganda;;80;24;oui;nein\n"
    found = noted(week, tmp_path, f"{heads}\n{rows}").week.session
    assert found["clearance"].agenda[0].used == 75
    assert found["uganda"].proposal is not None
    held = HeldExperiment(participants=24, useful=True, reported=False)
    assert found["uganda"].proposal.held == held


def test_all_that_is_wrong_is_told_at_once_with_row_and_column(
    week: Scenario, tmp_path: Path
) -> None:
    told = refused(
        week,
        tmp_path,
        "session,item,used,participants,useful,reported\n"
        "openning,,95,,,\n"
        "clearance,Update,75,,,\n"
        "clearance,,about an hour,,,\n"
        "opening,,95,,,\n"
        "opening,,90,,,\n"
        "opening,Universalization,20,,,\n"
        "uganda,,80,many,perhaps,\n",
    )
    assert told == [
        "notes.csv, row 2, column session: there is no session 'openning'; did you mean opening "
        "(General Status, opening)?",
        "notes.csv, row 3, column item: there is no item of this agenda 'Update'; did you mean "
        "Updates?",
        "notes.csv, row 4, column used: 'about an hour' is no whole number of minutes; write it "
        "as 95",
        "notes.csv, row 6, column session: this row repeats row 5; keep one of them",
        "notes.csv, row 7, column item: 'Universalization': “General Status, opening” has no "
        "agenda in the scenario; note the minutes of the session, or give it an agenda",
        "notes.csv, row 8, column participants: 'many' is no number of participants; write it as "
        "25",
        "notes.csv, row 8, column useful: 'perhaps' is neither yes nor no; write one of them, or "
        "empty the cell",
    ]


def test_a_table_without_minutes_is_none(week: Scenario, tmp_path: Path) -> None:
    (told,) = refused(week, tmp_path, "session,remark\nopening,long\n")
    assert "the column used is missing" in told


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *((text, 95) for text in ("95", "95 min", "95 minutes", "95.0", "1:35", "1h35")),
        *((text, 95) for text in ("1 h 35", "95'", "95 Minuten", "95 min.")),
        ("2 h", 120),
        ("0", 0),
    ],
)
def test_minutes_are_read_as_people_note_them(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["-5", "95.5", "nan", "inf", "1e9", "10081", "90-95", "?", "h"])
def test_what_is_no_number_of_minutes_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="minutes"):
        read_minutes(text)


def test_what_may_be_a_slip_is_warned_of(week: Scenario, tmp_path: Path) -> None:
    with gathered_warnings() as told:
        noted(
            week,
            tmp_path,
            "session,item,used,participants\nclearance,,100,\nclearance,Updates,120,\n"
            "opening,,90,110\n",
        )
    said = " ".join(str(one) for one in told)
    assert "its items used 120 minutes in all, more than the 100 of the session" in said
    assert "this is read of small groups that the scenario proposes" in said


def test_a_row_that_adds_up_is_passed_over_and_that_is_told(week: Scenario, tmp_path: Path) -> None:
    with gathered_warnings() as told:
        found = noted(week, tmp_path, "Session,Used\nopening,95\nTotal,95\n")
    assert found.week.session["opening"].used == 95
    assert "row 3, column session: 'Total' is taken for a sum" in " ".join(map(str, told))


def test_the_empty_form_names_every_session_and_item_and_notes_nothing(
    week: Scenario, tmp_path: Path
) -> None:
    text = form_text(week)
    assert "clearance,,Discussion,,,,," in text and "uganda,Small group" in text
    assert noted(week, tmp_path, text) == week
