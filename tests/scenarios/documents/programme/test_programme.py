"""What a programme says: names, times, who presides, who speaks, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios import LIBRARY
from scenarios.documents.issue import Issue
from scenarios.documents.programme.delegations import delegations_of
from scenarios.documents.programme.programme import Programme, ProgrammePart, programme_of
from scenarios.documents.programme.publishing import written
from scenarios.languages.language import CODES, language_of
from scheduler.document.document import GroupRow, Section, Table, said
from scheduler.week.agenda import Statement
from scheduler.week.timetable import Part, Timetable
from tests.scenarios.documents.conftest import ARABIC, CHINESE, LONG, UNBROKEN, issue_of

KNOWN = ("forty", "night", "left-out", "g1", "g2", "g3", "g4", "g5")
ANY_STATEMENT = st.builds(
    Statement,
    item=st.integers(0, 3),
    speaker=st.sampled_from(["", "X01", "unknown"]),
    minutes=st.integers(0, 60),
)
ANY_PART = st.builds(
    Part,
    session=st.sampled_from([*KNOWN, "unknown"]),
    day=st.integers(0, 9),
    start=st.integers(0, 1500),
    minutes=st.integers(1, 400),
    room=st.sampled_from([None, "one", "left", "unknown"]),
    statements=st.lists(ANY_STATEMENT, max_size=3).map(tuple),
)


def programme(issue: Issue, code: str = "en") -> Programme:
    return programme_of(issue, language_of(issue.scenario.texts, code))


def parts(told: Programme) -> list[ProgrammePart]:
    return [part for day in told.days for part in day.parts]


def part_of(told: Programme, title: str) -> ProgrammePart:
    return next(part for part in parts(told) if part.title.startswith(title))


def test_the_cover_says_which_week_where_and_which_issue(held: Issue) -> None:
    cover = programme(held).cover
    assert cover.title.startswith("Intersessional week of the Anti-Personnel Mine Ban")
    assert (cover.kind, cover.year) == ("Programme", "2011")
    assert cover.place == "Building of the World Meteorological Organization, Geneva"
    assert cover.dates == "Monday 20 June 2011 to Friday 24 June 2011"
    assert cover.foot == "Revision 2 · issued on Tuesday 3 May 2011"
    assert cover.note == ("After the Bureau of 2 May.", "Rooms are to be confirmed.")


def test_without_a_number_it_is_a_draft(hard: Issue) -> None:
    assert programme(hard).cover.revision == "Draft"


def test_days_have_their_sittings_in_order_of_time(held: Issue) -> None:
    days = programme(held).days
    assert [day.name for day in days][:2] == ["Monday 20 June 2011", "Tuesday 21 June 2011"]
    monday = [(sitting.name, sitting.times) for sitting in days[0].sittings]
    assert monday == [
        ("Early morning", "09:00–10:00"),
        ("Morning", "10:00–13:00"),
        ("Lunch", "13:00–15:00"),
        ("Afternoon", "15:00–18:00"),
    ]


def test_a_part_says_its_body_who_presides_its_room_and_its_speakers(held: Issue) -> None:
    clearance = part_of(programme(held), "Mine Clearance")
    assert (clearance.times, clearance.which) == ("16:45–18:00", "Part 1 of 5")
    assert (clearance.kind, clearance.room) == ("Plenary", "Salle Obasi")
    assert clearance.led.presiding == (("Co-Chairs", "Colombia and Switzerland"),)
    assert clearance.led.assisting == (("Co-Rapporteurs", "Indonesia and Zambia"),)
    facts = dict(clearance.facts)
    assert facts["Convened by"].startswith("Standing Committee on Mine Clearance")
    assert facts["Interpretation"] == "6 languages"
    (requests,) = clearance.agenda
    assert requests.title == "Extension requests"
    assert requests.speakers == "Algeria, Chile and Democratic Republic of the Congo"
    second = next(one for one in parts(programme(held)) if one.which == "Part 2 of 5")
    _, completion, updates = second.agenda
    assert completion == ("Declaration of completion", "Nigeria")
    assert updates.speakers.startswith("Afghanistan, Angola")
    assert clearance.remark == "The distribution of items and speakers is provisional."


def test_a_session_in_one_part_is_heard_as_it_is_written(held: Issue) -> None:
    stocks = part_of(programme(held), "Stockpile Destruction")
    assert (stocks.which, stocks.remark) == ("", "")
    assert [line.title for line in stocks.agenda] == ["Updates on Article 4", "Views", "Discussion"]
    assert stocks.agenda[-1].speakers == ""


def test_who_is_heard_in_a_part_is_what_the_timetable_says(held: Issue) -> None:
    first, *rest = held.timetable.of("mine-clearance")
    agenda = held.scenario.week.session["mine-clearance"].agenda
    said = first._replace(statements=tuple(agenda[1].statements(1)))
    others = [part for part in held.timetable.parts if part not in (first, *rest)]
    timetable = Timetable(parts=(said, *rest, *others))
    told = part_of(programme(held.model_copy(update={"timetable": timetable})), "Mine Clearance")
    assert told.agenda == (("Declaration of completion", "Nigeria"),)
    assert told.remark == ""


def test_groups_at_the_same_time_stand_together(held: Issue) -> None:
    thursday = programme(held).days[3]
    groups = thursday.sittings[-1].groups
    assert [(group.times, len(group.parts)) for group in groups] == [
        ("15:00–17:15", 3),
        ("17:30–18:00", 1),
    ]


def test_an_experiment_names_its_host_and_its_partners(held: Issue) -> None:
    albania = part_of(programme(held), "Small group: resources")
    facts = dict(albania.facts)
    assert facts["Small group on a national context"] == "hosted by Albania"
    assert facts["Partners"] == "European Union and Germany"
    assert "Taking part" not in facts
    assert albania.led.presiding == (("President", "Albania"),)


def test_a_section_without_a_name_goes_by_that_of_its_hall(hard: Issue) -> None:
    assert part_of(programme(hard), UNBROKEN).room == f"{CHINESE} (LEFT)"


def test_what_leads_by_no_post_leads_by_name_and_side_events_have_no_body(held: Issue) -> None:
    briefing = part_of(programme(held), "Briefing by survivors")
    assert briefing.led.presiding == (("Led by", "International Campaign to Ban Landmines"),)
    assert not briefing.has_details


def test_what_is_not_held_stands_at_the_end(held: Issue) -> None:
    assert programme(held).left_out == (
        "Small group: victim assistance in Tajikistan",
        "Small group: mine clearance in Guinea-Bissau",
        "Small group: mine clearance in Eritrea",
    )


def test_an_open_post_is_to_be_announced() -> None:
    issue = issue_of(LIBRARY / "apmbc-2011-open-posts.yaml", "held")
    clearance = part_of(programme(issue), "Mine Clearance")
    assert clearance.led.presiding == (("Co-Chairs", "to be announced"),)
    [cooperation] = part_of(programme(issue), "Resources").led.presiding
    assert cooperation.role == "President"


def test_a_post_filled_beside_an_open_one_says_how_many_are_to_come(held: Issue) -> None:
    week = held.scenario.week
    bodies = tuple(
        body.model_copy(update={"co_chairs": ("COL",), "asked": {"co_chair": 2}})
        if body.id == "mine-clearance"
        else body
        for body in week.bodies
    )
    scenario = held.scenario.model_copy(update={"week": week.model_copy(update={"bodies": bodies})})
    told = programme(held.model_copy(update={"scenario": scenario}))
    presiding = part_of(told, "Mine Clearance").led.presiding
    assert ("Co-Chairs", "Colombia; 1 more to be announced") in presiding


def test_a_day_without_meetings_says_so(hard: Issue) -> None:
    told = programme(hard)
    assert told.days[2].sittings == ()
    [paragraph] = told.blocks()[3].blocks  # type: ignore[union-attr]
    assert paragraph.text == "No meetings on this day."  # type: ignore[union-attr]


def test_parts_outside_every_sitting_are_told_as_well(held: Issue) -> None:
    early = Part("stockpile-destruction", 1, 7 * 60, 60, "b")
    unknown = Part("no-such-session", 1, 20 * 60, 60, "nowhere")
    issue = held.model_copy(update={"timetable": Timetable(parts=(early, unknown))})
    sittings = programme(issue).days[1].sittings
    assert [sitting.name for sitting in sittings] == ["", ""]
    first, last = parts(programme(issue))
    assert (first.times, first.title) == ("07:00–08:00", "Stockpile Destruction")
    assert (last.title, last.room, last.kind) == ("no-such-session", "nowhere", "")


def test_a_night_is_told_on_the_day_on_which_it_begins(hard: Issue) -> None:
    tuesday = programme(hard).days[1]
    [sitting] = tuesday.sittings
    [part] = tuesday.parts
    assert (tuesday.name, sitting.times) == ("Tuesday 15 June 2027", "22:00–01:30")
    assert part.times == "23:30–01:00"


def test_five_groups_side_by_side_are_one_group(hard: Issue) -> None:
    afternoon = programme(hard).days[0].sittings[-1]
    [group] = afternoon.groups
    assert len(group.parts) == 5
    assert group.times == "15:00–17:00"
    assert {ARABIC, f"{LONG} (g4)"} <= {part.title for part in group.parts}


def test_the_week_at_a_glance_has_days_as_columns_and_sittings_as_rows(held: Issue) -> None:
    told = programme(held)
    glance = told.blocks()[0]
    assert isinstance(glance, Section)
    [table] = glance.blocks
    assert isinstance(table, Table)
    days = [said(head.heading) for head in table.heads()]
    assert days == ["Time", "Mon 20 Jun", "Tue 21 Jun", "Wed 22 Jun", "Thu 23 Jun", "Fri 24 Jun"]
    rows = [[said(cell) for cell in row] for row in table.rows if not isinstance(row, GroupRow)]
    assert [row[0] for row in rows] == ["Early morning", "Morning", "Lunch", "Afternoon"]
    assert rows[0][2] == rows[0][4] == rows[0][5] == ""
    assert rows[0][3].splitlines()[0] == "08:30–10:00"
    tuesday = rows[-1][2].splitlines()
    assert tuesday[0] == "15:00–18:00"
    assert tuesday[2:] == ["Salle Obasi"]
    monday = rows[-1][1].splitlines()
    assert monday[:3] == ["15:00–16:30", "Stockpile Destruction", "Salle Obasi"]
    assert monday[3] == "16:45–18:00"


@pytest.mark.slow
def test_two_weeks_at_a_glance_are_two_tables() -> None:
    told = programme(issue_of(LIBRARY / "apmbc-ccm-2011.yaml", "held"))
    glance = told.blocks()[0]
    assert isinstance(glance, Section)
    assert [len(table.columns) for table in glance.blocks if isinstance(table, Table)] == [6, 5]


@pytest.mark.parametrize("code", CODES)
def test_no_key_stands_in_a_programme(held: Issue, code: str) -> None:
    told = programme(held, code).model_dump_json()
    for key in (
        "mine-clearance",
        "obasi",
        "small_group",
        "co_chair",
        '"COL"',
        "colombia-clearance",
    ):
        assert key not in told


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fr", ("Programme", "Lundi 20 juin 2011", "Séance plénière", "Colombie et Suisse")),
        ("es", ("Programa", "Lunes 20 de junio de 2011", "Sesión plenaria", "Colombia y Suiza")),
    ],
)
def test_a_programme_speaks_its_language(held: Issue, code: str, words: tuple[str, ...]) -> None:
    told = programme(held, code).model_dump_json()
    for word in words:
        assert word in told
    for word in ("Plenary", "Morning", "Co-Chairs", "Convened by", "Presiding", "Draft"):
        assert f'"{word}"' not in told


@pytest.mark.slow
@given(st.lists(ANY_PART, max_size=6), st.sampled_from(CODES))
def test_any_timetable_can_be_told(hard: Issue, placed: list[Part], code: str) -> None:
    """Also one made by hand, with parts at any time, in any room, of sessions nobody knows."""
    issue = hard.model_copy(update={"timetable": Timetable(parts=tuple(placed))})
    language = language_of(issue.scenario.texts, code)
    told = programme_of(issue, language)
    assert len(parts(told)) == len(placed)
    assert len(told.left_out) == len(KNOWN) - len({one.session for one in placed} & set(KNOWN))
    pages = delegations_of(issue, language)
    for document in (told, pages):
        assert written(document, ".html").startswith(b"<!DOCTYPE html>")


def test_a_week_without_rooms_has_no_column_for_them(held: Issue) -> None:
    placed = tuple(part._replace(room=None) for part in held.timetable.parts)
    told = programme(held.model_copy(update={"timetable": Timetable(parts=placed)}))
    monday = told.blocks()[1]
    assert isinstance(monday, Section)
    table = monday.blocks[0]
    assert isinstance(table, Table)
    assert [said(head.heading) for head in table.heads()] == ["Time", "Meeting", "Presiding"]
    assert {len(row) for row in table.rows if not isinstance(row, GroupRow)} == {3}


def test_hours_keep_their_order_beside_what_is_written_to_the_left(hard: Issue) -> None:
    glance, monday, *_ = programme(hard).blocks()
    assert isinstance(glance, Section)
    assert isinstance(monday, Section)
    [table] = glance.blocks
    assert isinstance(table, Table)
    afternoon = said([*table.rows][1][1])  # type: ignore[index]
    assert "\u200e15:00–16:30\u200e" in afternoon.splitlines()
    headings = [said(one.heading) for one in monday.blocks if isinstance(one, Section)]
    assert f"\u200e15:00–16:30\u200e  {ARABIC}" in headings
    assert f"15:00–16:30  {CHINESE}" in headings
