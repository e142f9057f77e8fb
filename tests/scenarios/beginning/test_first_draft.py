"""A scenario drafted from a timetable that was made by hand."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from scenarios import LIBRARY
from scenarios.beginning.first_draft import FirstDraft, draft_from
from scenarios.exchange.schedule_csv import read_schedule
from scenarios.loading.loading import load_scenario
from scenarios.scenario import Scenario
from scheduler.errors import BadInput
from scheduler.solving.solving import Options, solve
from scheduler.week.clock import clock
from scheduler.week.timetable import Timetable
from scheduler.week.week import Format, Kind

LAKES = """\
Date,Start,End,Title,Room
14.06.2027,09:00,09:30,Bureau meeting,Jetty Room
,10:00,13:00,Opening and general debate,Lake Hall
,13:00,15:00,Lunch break,
,13:15,14:45,Side event: Launch of the atlas,Shore Room
,15:00,18:00,Committee on Fisheries,Lake Hall
,18:30,20:00,"Reception, hosted by Switzerland",Terrace
15.06.2027,09:00,09:30,Bureau meeting,Jetty Room
15.06.2027,10:00,13:00,Committee on Fisheries (continued),Lake Hall
17.06.2027,10:00,13:00,Reports and closing: what's next?,Lake Hall
"""


def drafted(folder: Path, table: str, *, pinned: bool = False) -> tuple[FirstDraft, Scenario]:
    """The draft of a table; its own timetable keeps every must of the scenario."""
    source = folder / "programme.csv"
    source.write_text(table, encoding="utf-8")
    return drafted_from(source, folder, pinned=pinned)


def drafted_from(source: Path, folder: Path, *, pinned: bool) -> tuple[FirstDraft, Scenario]:
    target, candidate = folder / "week.yaml", folder / "as-it-was.csv"
    draft = draft_from(source, target, candidate.name, pinned=pinned)
    target.write_text(draft.text, encoding="utf-8")
    candidate.write_text(draft.schedule, encoding="utf-8")
    scenario = load_scenario(target)
    verdict = scenario.judge(scenario.candidate("as it was"))
    assert verdict.legal, verdict.breached
    assert set(verdict.off) == set(draft.broken)
    return draft, scenario


def test_days_sittings_rooms_and_sessions_are_those_of_the_rows(tmp_path: Path) -> None:
    _, scenario = drafted(tmp_path, LAKES)
    week = scenario.week
    assert [week.date_of(day).isoformat()[-2:] for day in week.days] == ["14", "15", "17"]
    assert {(one.name, clock(one.opens), clock(one.closes)) for one in week.sittings} == {
        ("morning", "09:00", "13:00"),
        ("lunch", "13:15", "14:45"),
        ("afternoon", "15:00", "18:00"),
        ("evening", "18:30", "20:00"),
    }
    assert [room.name for room in week.rooms] == [
        "Jetty Room",
        "Lake Hall",
        "Shore Room",
        "Terrace",
    ]
    fisheries = week.session["committee-on-fisheries"]
    assert (fisheries.least, fisheries.most_parts, fisheries.shortest) == (360, 2, 180)
    assert "lunch-break" not in week.session
    assert [week.body[body].kind for body in fisheries.bodies] == [Kind.STANDING_COMMITTEE]


def test_formats_are_assumed_from_titles_and_own_ones_are_named(tmp_path: Path) -> None:
    _, scenario = drafted(tmp_path, LAKES)
    found = {one.title: one.format_word for one in scenario.week.sessions}
    assert found == {
        "Bureau meeting": "coordination",
        "Opening and general debate": "plenary",
        "Side event: Launch of the atlas": "side_event",
        "Committee on Fisheries": "plenary",
        "Reception, hosted by Switzerland": "reception",
        "Reports and closing: what's next?": "plenary",
    }


def test_what_the_timetable_does_not_say_is_marked(tmp_path: Path) -> None:
    draft, _ = drafted(tmp_path, LAKES)
    assert "the date of rows 3, 5, 6 and 7 is that of the row above" in draft.text
    assert "nobody meets in row 4 (lunch, coffee and the like)" in draft.text
    assert "format: plenary   # assumption" in draft.text
    assert "{first: opening-and-general-debate, then: everything}" in draft.text


FRENCH = """\
Semaine des lacs 2027;;;;
Jour;Horaire;Intitulé de la réunion;Salle;Présidence
lundi 17 mai 2027;09h00 – 10h00;Réunion du Bureau;Salle 2;
;10h00 – 13h00;Ouverture et débat général;Grande salle;Norvège
;13h00-15h00;Pause déjeuner;;
;13h15-14h30;Événement parallèle : atlas;Salle 2;
;15h00-16h30;Comité des pêches;Grande salle;M. Dupont
;16h30-16h45;Pause café;;
;16h45-18h00;Rapports nationaux;Grande salle;
;18h30-20h00;Réception;Terrasse;
mardi 18 mai 2027;13h00-15h00;Pause de midi;;
;15h00-16h30;Petit groupe : le lac Tchad;Salle 2;Tchad
;15h00-16h30;Petit groupe : le lac Victoria;Grande salle;Ouganda
"""


@pytest.mark.slow
def test_a_french_timetable_is_read_as_an_english_one(tmp_path: Path) -> None:
    draft, scenario = drafted(tmp_path, FRENCH)
    assert {one.title: one.format_word for one in scenario.week.sessions} == {
        "Réunion du Bureau": "coordination",
        "Ouverture et débat général": "plenary",
        "Événement parallèle : atlas": "side_event",
        "Comité des pêches": "plenary",
        "Rapports nationaux": "plenary",
        "Réception": "reception",
        "Petit groupe : le lac Tchad": "small_group",
        "Petit groupe : le lac Victoria": "small_group",
    }
    assert scenario.title == "Semaine des lacs 2027"
    assert scenario.texts["fr"]["Rapports nationaux"] == "Rapports nationaux"
    assert scenario.texts["es"]["Plenary"] == "Plenario"
    assert scenario.texts["fr"]["reception"] == "réception"
    assert [room.name for room in scenario.week.rooms] == ["Salle 2", "Grande salle", "Terrasse"]
    assert "its names and titles are French, as its heads are" in draft.assumed
    assert "nobody meets in rows 5, 8 and 11 (lunch, coffee and the like)" in draft.assumed


@pytest.mark.parametrize("head", ["Objet", "Intitulé", "Asunto", "Betreff", "Titre de la réunion"])
def test_the_title_stands_below_many_heads(tmp_path: Path, head: str) -> None:
    _, scenario = drafted(tmp_path, f"date,start,end,{head}\n2027-06-14,10:00,12:00,Talks\n")
    assert [one.title for one in scenario.week.sessions] == ["Talks"]


def test_a_head_that_is_not_known_is_told_with_the_word_to_write(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"the column title is missing.*; write 'title' above"):
        drafted(tmp_path, "date,start,end,Sujet de discussion\n2027-06-14,10:00,12:00,Talks\n")


def test_without_a_title_above_it_the_week_is_called_as_its_file(tmp_path: Path) -> None:
    draft, scenario = drafted(tmp_path, LAKES)
    assert scenario.title == "programme"
    assert "title: programme   # assumption: the name of the file" in draft.text


FAR = """\
date,start,end,title
2027-05-17,10:00,13:00,Opening
2027-05-17,15:00,18:00,Reports
{day},10:00,13:00,Budget
2027-05-19,10:00,13:00,Closing
"""


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-05-18", "it lies a year before the others"),
        ("2029-05-18", "it lies 2 years after the others"),
        ("2027-06-18", "it lies a month after the others"),
        ("2027-04-18", "it lies a month before the others"),
        ("2027-06-03", "it lies 15 days after the others"),
    ],
)
def test_a_date_far_from_the_others_is_refused_with_its_row(
    tmp_path: Path, day: str, told: str
) -> None:
    with pytest.raises(BadInput) as error:
        drafted(tmp_path, FAR.format(day=day))
    (problem,) = error.value.problems
    assert problem.where.endswith("row 4, column date")
    assert problem.what.startswith(told)


@pytest.mark.parametrize(("day", "warned"), [("2027-05-26", False), ("2027-06-02", True)])
def test_a_date_in_the_week_after_next_is_warned_of(
    tmp_path: Path, day: str, warned: bool, caplog: pytest.LogCaptureFixture
) -> None:
    drafted(tmp_path, FAR.format(day=day))
    assert ("row 4, column date: it lies 14 days after" in caplog.text) == warned


@pytest.mark.slow
def test_solved_without_pins_it_looks_as_it_was_and_plenaries_stay_alone(tmp_path: Path) -> None:
    table = (
        "date,start,end,title,room\n"
        "2027-05-17,10:00,13:00,Opening and general debate,Lake Hall\n"
        "2027-05-17,15:00,18:00,National reports,Lake Hall\n"
        "2027-05-18,10:00,13:00,Water quality,Shore Room\n"
        "2027-05-18,15:00,18:00,Budget,Jetty Room\n"
        "2027-05-19,10:00,13:00,Reports and closing,Lake Hall\n"
    )
    _, scenario = drafted(tmp_path, table)
    result = solve(scenario.problem, Options(workers=1))
    assert result.timetable is not None
    assert set(result.timetable.parts) == set(scenario.candidate("as it was").parts)
    moved = Timetable(
        parts=tuple(
            part._replace(start=900) if part.day == 1 else part
            for part in scenario.candidate("as it was").parts
        )
    )
    broken = {breach.rule for breach in scenario.judge(moved).breached}
    assert "keep_plenaries_alone" in broken


@pytest.mark.slow
def test_pinned_it_can_only_be_as_it_was(tmp_path: Path) -> None:
    _, scenario = drafted(tmp_path, LAKES, pinned=True)
    timetable = scenario.candidate("as it was")
    pins = {pin for one in scenario.week.sessions for pin in one.pinned}
    assert pins == set(timetable.parts)
    _, free = drafted(tmp_path, LAKES)
    assert not any(one.pinned for one in free.week.sessions)


def test_other_heads_and_one_column_of_times_will_do(tmp_path: Path) -> None:
    table = (
        "Programme provisoire;;;;\nJour;Horaire;Titre;Salle;Présidence\n"
        "lundi 14 juin 2027;10h00 – 13h00;Ouverture;Grande salle;Norvège et Thaïlande\n"
        ";13h30-14h30;Événement parallèle : atlas;Salle 2;\n"
        ";15h00-18h00;Comité sur les pêches;Grande salle;M. Dupont\n"
        "mardi 15 juin 2027;9h00-17h00;Visite du lac;;\n"
        ";10h00-12h00;Comité sur les pêches (suite);Grande salle;M. Dupont\n"
        "mercredi 16 juin 2027;10h00-13h00;Comité sur les pêches (suite);Grande salle;\n"
        "jeudi 17 juin 2027;22h00-01h00;Rédaction;;\n"
    )
    _, scenario = drafted(tmp_path, table)
    week = scenario.week
    assert week.session["ouverture"].leaders == {"NOR", "THA"}
    assert week.session["comite-sur-les-peches"].most_parts == 3
    assert [(one.name, one.closes - one.opens) for one in week.sittings_on(1)] == [("morning", 480)]
    assert week.who("m-dupont") == "M. Dupont"
    assert max(one.closes for one in week.sittings) == 25 * 60


def test_two_parts_in_one_sitting_are_two_sessions(tmp_path: Path) -> None:
    rows = "date,start,minutes,title\n2027-06-14,10:00,60,Talks\n2027-06-14,11:30,60,Talks\n"
    _, scenario = drafted(tmp_path, rows)
    assert [one.id for one in scenario.week.sessions] == ["talks", "talks-2"]


def test_what_the_timetable_breaks_is_switched_off_and_said(tmp_path: Path) -> None:
    rows = "date,start,end,title,room\n"
    rows += "2027-06-14,10:00,12:00,Committee on Fish,A\n2027-06-14,10:00,12:00,Plenary,A\n"
    draft, scenario = drafted(tmp_path, rows)
    assert set(draft.broken) == {"keep_plenaries_alone", "use_rooms_once"}
    assert "use_rooms_once: off   # assumption: “" in draft.text
    assert set(scenario.off) == set(draft.broken)


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", sorted((LIBRARY / "candidates").glob("*.csv")), ids=lambda p: p.stem
)
def test_every_schedule_of_the_library_becomes_a_scenario(path: Path, tmp_path: Path) -> None:
    _, scenario = drafted_from(path, tmp_path, pinned=True)
    timetable = scenario.candidate("as it was")
    held = {line.split(",")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]}
    assert len(timetable.parts) >= len(held) - 2
    read_schedule(tmp_path / "as-it-was.csv", scenario.week)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2027-06-14,10:00,09:00,A,R", "row 2, column end: it ends at 09:00, not after 10:00"),
        ("2027-06-14,abc,11:00,A,R", "row 2, column start: 'abc' is not a time of day"),
        ("2027-06-14,10:00,,A,R", "row 2, column end: the cell is empty"),
        ("soon,10:00,11:00,A,R", "row 2, column date: 'soon' is not understood as a date"),
        ("05/06/2027,10:00,11:00,A,R", "row 2, column date"),
        (",10:00,11:00,A,R", "row 2, column date: the cell is empty, and no date stands above"),
        ("2027-06-14,10:00,11:00,,R", "row 2, column title: the cell is empty"),
        ("2027-06-14,10:00,11:00,A,R\n2027-06-14,10:00,11:00,A,R", "row 3, column title: this row"),
        ("2027-06-14,10:00,11:00,A,R\n2029-06-14,10:00,11:00,A,R", "its dates lie 732 days apart"),
        ("2027-06-14,,,A,R", "no row has a title, a date and times"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_row(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(BadInput) as error:
        drafted(tmp_path, f"date,start,end,title,room\n{row}\n")
    assert told in str(error.value)


def test_a_date_that_is_refused_is_told_once_for_all_rows_below_it(tmp_path: Path) -> None:
    table = "date,start,end,title\nsoon,10:00,11:00,A\n,11:00,12:00,B\n,12:00,13:00,C\n"
    with pytest.raises(BadInput) as error:
        drafted(tmp_path, table)
    assert len(error.value.problems) == 1


def test_a_table_without_times_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="columns for the start and the end"):
        drafted(tmp_path, "date,title\n2027-06-14,Talks\n")


@pytest.mark.parametrize(
    "seed", [*range(6), *(pytest.param(n, marks=pytest.mark.slow) for n in range(6, 60))]
)
def test_any_timetable_keeps_the_musts_of_its_own_scenario(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    titles = ["Opening", "Committee on Fish", "Committee: reports", "#1: 'nets'", "Réception", "no"]
    titles += ["Everything", "Plenaries", "Small group {A, B}", "会议", "12", "Bureau (part 2)"]
    rows = ["date,start,end,title,room,leaders,type"]
    for _ in range(chance.randint(1, 25)):
        start = chance.randrange(8 * 60, 21 * 60, chance.choice((15, 15, 10, 7)))
        day, minutes = chance.randint(14, 18), chance.choice((30, 60, 90, 180, 300))
        end = min(start + minutes, 23 * 60 + 59)
        room = chance.choice(("", "Hall", "Hall", "Room 2: east", "hall"))
        cells = [f"2027-06-{day}", clock(start), clock(end), chance.choice(titles), room]
        cells += [chance.choice(("", "Norway", "NOR; CHE", "Ms Ågot, Chair")), ""]
        cells[-1] = chance.choice(("", "", "Plenary", "side event", "Film"))
        row = ",".join(f'"{cell}"' for cell in cells)
        if row not in rows and not any(same(row, other) for other in rows):
            rows.append(row)
    draft, scenario = drafted(tmp_path, "\n".join(rows) + "\n", pinned=chance.random() < 0.5)
    parts = scenario.candidate("as it was").parts
    assert len(parts) == len(rows) - 1
    assert all(one.format in Format for one in scenario.week.sessions)
    assert draft.text.count("# assumption")
    assert draft.marks == sum("   # assumption: " in line for line in draft.text.splitlines())


def same(one: str, other: str) -> bool:
    """Whether two rows are of one meeting at one time in one room."""
    first, second = (row.lower().split('","') for row in (one, other))
    return len(second) > 4 and [first[n] for n in (0, 1, 3, 4)] == [second[n] for n in (0, 1, 3, 4)]
