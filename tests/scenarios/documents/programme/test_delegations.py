"""A page for each delegation."""

from __future__ import annotations

from scenarios.documents.issue import Issue
from scenarios.documents.programme.delegations import DelegationPage, delegations_of
from scenarios.languages.language import language_of
from scheduler.week.timetable import Part, Timetable


def page(issue: Issue, code: str, language: str = "en") -> DelegationPage:
    [found] = delegations_of(issue, language_of(issue.scenario.texts, language), [code]).pages
    return found


def test_a_leader_is_told_what_it_presides_over_and_when_it_can_leave(held: Issue) -> None:
    colombia = page(held, "COL")
    assert colombia.name == "Colombia"
    assert colombia.sentences[:3] == (
        "You must be there from Monday 20 June 2011 at 09:00 to Friday 24 June 2011 at 14:30.",
        "You can leave on Friday 24 June 2011 after 14:30.",
        "Of what you only follow, the last meeting ends on Friday 24 June 2011 at 18:00.",
    )
    assert colombia.sentences[3].startswith("Preside: Mine Clearance, ")
    assert "Small group: mine clearance in Colombia" in colombia.sentences[3]


def test_a_co_rapporteur_assists_and_presides_over_nothing(held: Issue) -> None:
    zambia = page(held, "ZMB")
    does = {one.does for day in zambia.days for one in day.engagements}
    assert "assist as Co-Rapporteur" in does
    assert "preside" not in does


def test_a_speaker_is_told_the_time_the_item_and_the_room(held: Issue) -> None:
    chile = page(held, "CHL")
    spoken = [one for day in chile.days for one in day.engagements if one.speaks]
    assert spoken[0].does == "speak"
    assert spoken[0].needed
    assert spoken[0].speaks == ("at about 17:10: Extension requests",)
    assert spoken[0].room == "Salle Obasi"
    assert "The distribution of items and speakers is provisional." in chile.sentences


def test_who_only_follows_is_told_so(held: Issue) -> None:
    comoros = page(held, "COM")
    assert comoros.sentences == (
        "You are not needed to lead or to speak at any time.",
        "The last meeting that you follow ends on Friday 24 June 2011 at 18:00.",
    )
    assert {one.does for day in comoros.days for one in day.engagements} == {"follow"}


def test_whom_nothing_concerns_has_a_page_only_if_it_is_asked_for(held: Issue) -> None:
    pages = delegations_of(held, language_of(held.scenario.texts, "en"))
    assert len(pages.pages) == 163
    assert "POL" in pages.idle
    assert page(held, "POL").sentences == ("Nothing in this week concerns you.",)


def test_pages_come_in_the_order_of_the_names_in_their_language(held: Issue) -> None:
    french = delegations_of(held, language_of(held.scenario.texts, "fr"))
    names = [one.name for one in french.pages]
    assert names[0] == "Afghanistan"
    assert names.index("Éthiopie") < names.index("France")


def test_the_cover_names_a_delegation_that_is_alone(held: Issue) -> None:
    told = delegations_of(held, language_of(held.scenario.texts, "en"), ["NOR"])
    assert told.cover.kind == "Programme of the delegation: Norway"
    everybody = delegations_of(held, language_of(held.scenario.texts, "en"))
    assert everybody.cover.kind == "Programme by delegation"


def test_what_ends_after_midnight_lets_leave_on_the_day_after(hard: Issue) -> None:
    assert "You can leave on Wednesday 16 June 2027 after 01:00." in page(hard, "X05").sentences


def test_a_page_speaks_its_language(held: Issue) -> None:
    french, spanish = page(held, "COL", "fr"), page(held, "COL", "es")
    assert french.name == "Colombie"
    assert french.sentences[0].startswith("Votre présence est nécessaire du lundi 20 juin 2011 à ")
    assert spanish.sentences[1].startswith("Pueden marcharse el viernes 24 de junio de 2011")
    assert {"présider", "suivre"} <= {one.does for day in french.days for one in day.engagements}


def test_the_host_of_a_small_group_hosts_it(held: Issue) -> None:
    week = held.scenario.week
    group = week.session["uganda-victim-assistance"].model_copy(update={"leaders": frozenset()})
    sessions = tuple(group if one.id == group.id else one for one in week.sessions)
    scenario = held.scenario.model_copy(
        update={"week": week.model_copy(update={"sessions": sessions})}
    )
    uganda = page(held.model_copy(update={"scenario": scenario}), "UGA")
    assert "host" in {one.does for day in uganda.days for one in day.engagements}


def test_what_begins_after_midnight_is_marked(hard: Issue) -> None:
    late = Part("night", 1, 24 * 60 + 30, 60, "two")
    issue = hard.model_copy(update={"timetable": Timetable(parts=(late,))})
    [day] = page(issue, "X05").days
    assert (day.name, day.engagements[0].times) == ("Tuesday 15 June 2027", "00:30–01:30 (+1)")


def test_who_is_needed_on_one_day_is_told_the_day_once(hard: Issue) -> None:
    said = {code: needed_on_one_day(hard, code) for code in ("en", "fr", "es")}
    assert said == {
        "en": "You must be there on Tuesday 15 June 2027, 10:00–13:00.",
        "fr": "Votre présence est nécessaire le mardi 15 juin 2027, "
        "10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}"
        "13\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}00.",
        "es": "Su presencia es necesaria el martes 15 de junio de 2027, "
        "10:00\N{NO-BREAK SPACE}a\N{NO-BREAK SPACE}13:00.",
    }
    only = Part("night", 1, 23 * 60, 60, "two")
    until = needed_on_one_day(hard, "en", only)
    assert until == "You must be there on Tuesday 15 June 2027, 23:00–24:00."


MORNING = Part("night", 1, 600, 180, "two")


def needed_on_one_day(issue: Issue, language: str, part: Part = MORNING) -> str:
    alone = issue.model_copy(update={"timetable": Timetable(parts=(part,))})
    leader = min(issue.scenario.week.session["night"].leaders)
    return page(alone, leader, language).sentences[0]
