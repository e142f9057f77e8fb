"""What changed between two issues, in sentences, and who is told what."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from scenarios.documents.changes.notices import ToldAs, notices
from scenarios.documents.changes.revised import Revised
from scenarios.documents.changes.run import change_files
from scenarios.documents.changes.sentences import ChangeTeller
from scenarios.documents.issue import Issue
from scenarios.languages.language import language_of
from scheduler.week.agenda import Item, Statement
from scheduler.week.timetable import Part
from scheduler.week.week import Delegation, Session, Week
from tests.scenarios.documents.changes.test_redline import PLACES
from tests.scenarios.documents.feeds.weeks import (
    ELEVEN,
    ENGLISH,
    NOON,
    SESSIONS,
    TEN,
    THREE,
    clearance,
    issued,
    tiny_week,
    victims,
)


def second(*parts: Part, week: Week | None = None) -> Issue:
    return issued(*parts, number=2, week=week)


def said(before: Issue, after: Issue) -> tuple[str, ...]:
    return ChangeTeller(Revised(before, after), ENGLISH).sentences()


def changed(**updates: object) -> Week:
    """The week with another clearance session."""
    return tiny_week(SESSIONS[0].model_copy(update=updates), SESSIONS[1])


ONE = issued(clearance(0, TEN), victims(1, TEN))


def test_nothing_has_changed() -> None:
    again = second(clearance(0, TEN), victims(1, TEN))
    assert said(ONE, again) == ("Nothing in the programme has changed.",)
    assert notices(ONE, again, ENGLISH) == ()


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            [clearance(1, THREE), victims(1, TEN)],
            "“Mine Clearance” takes place on Tuesday 15 June, 15:00–16:00, instead of Monday 14 "
            "June, 10:00–11:00, still in Great Hall.",
        ),
        (
            [clearance(1, THREE, room="annex"), victims(1, TEN)],
            "“Mine Clearance” takes place on Tuesday 15 June, 15:00–16:00, Annex, instead of "
            "Monday 14 June, 10:00–11:00, Great Hall.",
        ),
        (
            [clearance(0, TEN, 90), victims(1, TEN)],
            "“Mine Clearance” takes place on Monday 14 June, 10:00–11:30, instead of Monday 14 "
            "June, 10:00–11:00, still in Great Hall.",
        ),
        (
            [clearance(0, TEN, room="annex"), victims(1, TEN)],
            "“Mine Clearance” takes place in Annex instead of Great Hall: Monday 14 June, "
            "10:00–11:00.",
        ),
        (
            [clearance(0, TEN, room=None), victims(1, TEN)],
            "“Mine Clearance” takes place in a room to be announced instead of Great Hall: Monday "
            "14 June, 10:00–11:00.",
        ),
        (
            [clearance(0, TEN), clearance(1, THREE), victims(1, TEN)],
            "“Mine Clearance (part 2)” has been given more time: Tuesday 15 June, 15:00–16:00, "
            "Great Hall.",
        ),
        (
            [victims(1, TEN)],
            "“Mine Clearance” is cancelled: Monday 14 June, 10:00–11:00, Great Hall.",
        ),
    ],
)
def test_what_became_of_a_session_is_said_with_old_and_new_time_and_room(
    parts: list[Part], sentence: str
) -> None:
    assert said(ONE, second(*parts)) == (sentence,)


def test_parts_of_one_day_are_said_together_and_those_that_stay_are_not() -> None:
    before = issued(clearance(0, TEN), clearance(1, TEN), clearance(1, THREE))
    after = second(clearance(0, TEN), clearance(2, TEN), clearance(2, THREE))
    assert said(before, after) == (
        "“Mine Clearance (parts 2 and 3)” takes place on Wednesday 16 June, 10:00–11:00 and "
        "15:00–16:00, instead of Tuesday 15 June, 10:00–11:00 and 15:00–16:00, still in Great "
        "Hall.",
    )


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (
            [clearance(0, TEN), clearance(1, TEN), clearance(2, TEN)],
            [clearance(0, TEN), clearance(2, TEN, 120)],
            [
                "“Mine Clearance (part 2)” is no longer held: Tuesday 15 June, 10:00–11:00, Great "
                "Hall.",
                "“Mine Clearance (part 3, now part 2)” takes place on Wednesday 16 June, "
                "10:00–12:00, instead of Wednesday 16 June, 10:00–11:00, still in Great Hall.",
            ],
        ),
        (
            [clearance(0, TEN), clearance(1, TEN), clearance(1, THREE)],
            [clearance(0, TEN), clearance(1, THREE), clearance(2, TEN)],
            [
                "“Mine Clearance (part 2, now part 3)” takes place on Wednesday 16 June, "
                "10:00–11:00, instead of Tuesday 15 June, 10:00–11:00, still in Great Hall.",
            ],
        ),
        (
            [clearance(0, TEN), clearance(1, TEN)],
            [clearance(1, THREE, 120)],
            [
                "“Mine Clearance” takes place on Tuesday 15 June, 15:00–17:00, instead of Monday "
                "14 June, 10:00–11:00; Tuesday 15 June, 10:00–11:00, still in Great Hall.",
            ],
        ),
        (
            [clearance(0, TEN), clearance(1, TEN, 120)],
            [clearance(0, TEN), clearance(1, TEN), clearance(2, TEN)],
            [
                "“Mine Clearance (part 2)” takes place on Tuesday 15 June, 10:00–11:00, instead "
                "of Tuesday 15 June, 10:00–12:00, still in Great Hall.",
                "“Mine Clearance (part 3)” has been added: Wednesday 16 June, 10:00–11:00, Great "
                "Hall.",
            ],
        ),
        (
            [clearance(0, TEN), clearance(1, TEN, room="annex")],
            [clearance(0, TEN, room="annex"), clearance(1, TEN)],
            [
                "“Mine Clearance (part 1)” takes place in Annex instead of Great Hall: Monday 14 "
                "June, 10:00–11:00.",
                "“Mine Clearance (part 2)” takes place in Great Hall instead of Annex: Tuesday 15 "
                "June, 10:00–11:00.",
            ],
        ),
    ],
    ids=["one of three falls away", "another order", "merged", "split", "rooms swapped"],
)
def test_parts_go_by_the_numbers_that_readers_know_and_those_that_stay_are_not_said(
    old: list[Part], new: list[Part], sentences: list[str]
) -> None:
    week = changed(agenda=())
    assert list(said(issued(*old, week=week), second(*new, week=week))) == sentences


def test_what_is_new_what_is_called_otherwise_and_who_leads_is_said() -> None:
    before = issued(clearance(0, TEN))
    week = changed(title="Clearing Mines", leaders=frozenset(["NOR"]))
    assert said(before, second(clearance(0, TEN), victims(1, TEN), week=week)) == (
        "“Victim Assistance” has been added: Tuesday 15 June, 10:00–11:00, Annex.",
        "“Clearing Mines” is now led by Norway instead of Colombia.",
        "“Mine Clearance” is now called “Clearing Mines”.",
    )


def test_a_session_whose_key_changed_has_not_moved() -> None:
    week = changed(id="mines")
    after = second(Part("mines", 0, TEN, 60, "hall"), victims(1, TEN), week=week)
    assert said(ONE, after) == ("Nothing in the programme has changed.",)


def test_a_room_whose_key_changed_is_no_change() -> None:
    rooms = tuple(
        room.model_copy(update={"id": "big"}) if room.id == "hall" else room
        for room in tiny_week().rooms
    )
    after = second(clearance(0, TEN, room="big"), victims(1, TEN), week=tiny_week(rooms=rooms))
    assert said(ONE, after) == ("Nothing in the programme has changed.",)
    assert notices(ONE, after, ENGLISH) == ()


def test_sessions_of_one_title_whose_keys_changed_are_no_change() -> None:
    def repeated(*keys: str) -> Week:
        return tiny_week(*(SESSIONS[1].model_copy(update={"id": key}) for key in keys))

    def held(number: int, one: str, other: str) -> Issue:
        parts = (victims(0, TEN)._replace(session=one), victims(1, TEN)._replace(session=other))
        return issued(*parts, number=number, week=repeated(one, other))

    assert said(held(1, "bureau-a", "bureau-b"), held(2, "mesa-a", "mesa-b")) == (
        "Nothing in the programme has changed.",
    )


def test_days_are_those_of_the_calendar_where_the_week_begins_earlier() -> None:
    week = tiny_week(first=ONE.scenario.week.date_of(-1))
    assert said(ONE, second(clearance(1, TEN), victims(2, TEN), week=week)) == (
        "Nothing in the programme has changed.",
    )


def test_what_is_no_longer_there_has_the_names_that_it_had_in_each_language() -> None:
    texts = {"fr": {"Mine Clearance": "Déminage", "Great Hall": "Grande Salle"}}
    before = issued(clearance(0, TEN))
    before = before.model_copy(
        update={"scenario": before.scenario.model_copy(update={"texts": texts})}
    )
    revised = Revised(before, second(week=tiny_week(SESSIONS[1])))
    (french,) = ChangeTeller(revised, language_of(revised.texts, "fr")).sentences()
    said = french.replace("\N{NO-BREAK SPACE}", " ")
    assert said == "« Déminage » n’a plus lieu : lundi 14 juin, 10 h 00 – 11 h 00, Grande Salle."


# Who speaks when


def statement(item: int, speaker: str) -> Statement:
    return Statement(item, speaker, 10)


AGENDA = (Item(title="Updates", minutes=10, speakers=("UGA", "NOR")),)


def spoken(first: str, then: str, number: int = 1) -> Issue:
    """Two parts, in each of which one of two speaks."""
    parts = [
        clearance(day, TEN)._replace(statements=(statement(0, who),))
        for day, who in ((0, first), (1, then))
    ]
    return issued(*parts, number=number, week=changed(agenda=AGENDA))


def test_who_speaks_in_another_part_is_named_and_told() -> None:
    before, after = spoken("UGA", "NOR"), spoken("NOR", "UGA", 2)
    assert said(before, after) == ("At another time in “Mine Clearance”: Norway and Uganda.",)
    assert {one.who: one.text for one in notices(before, after, ENGLISH)} == {
        "NOR": "The programme has changed with revision 2 of Monday 3 May 2027. You speak on "
        "“Updates” in “Mine Clearance”: Monday 14 June, about 10:00, instead of Tuesday 15 June, "
        "about 10:00.",
        "UGA": "The programme has changed with revision 2 of Monday 3 May 2027. You speak on "
        "“Updates” in “Mine Clearance”: Tuesday 15 June, about 10:00, instead of Monday 14 June, "
        "about 10:00.",
    }


def test_who_goes_along_with_a_part_is_told_and_not_listed() -> None:
    after = second(clearance(0, THREE), victims(1, TEN))
    (sentence,) = said(ONE, after)
    assert "takes place" in sentence
    [text] = [one.text for one in notices(ONE, after, ENGLISH) if one.who == "UGA"]
    assert text.endswith(
        "You speak on “Updates”: Monday 14 June, about 15:00, instead of about 10:00."
    )


def test_who_speaks_no_longer_and_who_does_now_are_told() -> None:
    week = changed(agenda=(Item(title="Updates", minutes=10, speakers=("NOR",)),))
    after = second(clearance(0, TEN), victims(1, TEN), week=week)
    assert said(ONE, after) == (
        "Speaking now in “Mine Clearance”: Norway.",
        "No longer speaking in “Mine Clearance”: Uganda.",
    )
    texts = {one.who: one.text.split(". ", 1)[1] for one in notices(ONE, after, ENGLISH)}
    assert texts == {
        "NOR": "You now speak on “Updates” in “Mine Clearance”: Monday 14 June, about 10:00.",
        "UGA": "You no longer speak on “Updates” in “Mine Clearance”.",
    }


# Notices


@dataclass(frozen=True)
class Told:
    """Who is told as what, and what, without the first sentence."""

    role: ToldAs
    text: str


def told(before: Issue, after: Issue) -> dict[str, Told]:
    return {
        one.who: Told(one.role, one.text.split(". ", 1)[1])
        for one in notices(before, after, ENGLISH)
    }


MOVED = (
    "“Mine Clearance” takes place on Tuesday 15 June, 15:00–16:00, Annex, instead of Monday 14 "
    "June, 10:00–11:00, Great Hall."
)


def test_each_is_told_once_by_its_nearest_role() -> None:
    found = told(ONE, second(clearance(1, THREE, room="annex"), victims(1, TEN)))
    assert found["COL"] == Told(ToldAs.LEADER, f"{MOVED} You lead this meeting.")
    assert found["NOR"] == Told(ToldAs.DELEGATION, MOVED)
    assert found["UGA"].role is ToldAs.SPEAKER
    assert list(found) == ["COL", "UGA", "NOR", "annex", "hall"]


def test_a_room_is_told_when_it_is_needed_and_when_no_longer() -> None:
    found = told(ONE, second(clearance(1, THREE, room="annex"), victims(2, TEN)))
    assert found["annex"].text == (
        "This concerns Annex. “Mine Clearance” needs it now: Tuesday 15 June, 15:00–16:00. “Victim "
        "Assistance” needs it on Wednesday 16 June, 10:00–11:00, instead of Tuesday 15 June, "
        "10:00–11:00."
    )
    assert found["hall"].text == (
        "This concerns Great Hall. “Mine Clearance” no longer needs it: Monday 14 June, "
        "10:00–11:00."
    )


def test_interpreters_are_told_of_what_is_interpreted_alone() -> None:
    week = changed(languages=6)
    before = issued(clearance(0, TEN), victims(1, TEN), week=week)
    after = second(clearance(0, ELEVEN), victims(1, NOON), week=week)
    text = told(before, after)["interpreters"].text
    assert "Mine Clearance" in text
    assert "Victim" not in text
    assert "interpreters" not in told(
        before, second(clearance(0, TEN), victims(1, NOON), week=week)
    )


def test_whose_own_days_stay_as_they_are_is_told_nothing() -> None:
    week = tiny_week(
        delegations=(
            *tiny_week().delegations,
            Delegation(code="PER", name="Peru"),
        )
    )
    before = issued(clearance(0, TEN), victims(1, TEN), week=week)
    found = told(before, second(clearance(0, TEN), victims(1, ELEVEN), week=week))
    assert set(found) == {"UGA", "NOR", "annex"}


def test_who_leads_now_and_who_does_no_longer_is_told() -> None:
    week = changed(leaders=frozenset(["NOR"]))
    found = told(ONE, second(clearance(0, TEN), victims(1, TEN), week=week))
    assert found == {
        "COL": Told(
            ToldAs.LEADER,
            "You no longer lead “Mine Clearance”. You need not be there: “Mine Clearance”, Monday "
            "14 June, 10:00–11:00, Great Hall.",
        ),
        "NOR": Told(
            ToldAs.LEADER,
            "You now lead “Mine Clearance”: Monday 14 June, 10:00–11:00, Great Hall.",
        ),
    }


def test_who_is_new_in_the_week_is_told_and_who_has_left_it_too() -> None:
    def with_leader(code: str) -> Week:
        leaders = SESSIONS[1].model_copy(update={"leaders": frozenset([code])})
        others = tuple(one for one in tiny_week().delegations if one.code != "UGA")
        own = Delegation(code=code, name=code.title())
        return tiny_week(plain_session(), leaders, delegations=(*others, own))

    before = issued(victims(1, TEN), week=with_leader("UGA"))
    found = told(before, second(victims(1, THREE), week=with_leader("PER")))
    assert found["UGA"].text == (
        "You no longer lead “Victim Assistance”. You need not be there: “Victim Assistance”, "
        "Tuesday 15 June, 10:00–11:00, Annex."
    )
    assert found["PER"].text.endswith("15:00–16:00, Annex.")


AWAY = tiny_week(
    delegations=tuple(
        one.model_copy(update={"sittings": frozenset({"0 morning", "0 afternoon"})})
        if one.code == "NOR"
        else one
        for one in tiny_week().delegations
    )
)
"""The week from which Norway is away after its first day."""


def test_who_is_away_is_told_that_it_need_not_be_there_and_nothing_of_other_days() -> None:
    before = issued(clearance(0, TEN), clearance(1, TEN), clearance(2, TEN))
    after = second(clearance(0, TEN), clearance(1, THREE), clearance(2, TEN), week=AWAY)
    assert told(before, after)["NOR"] == Told(
        ToldAs.DELEGATION,
        "You need not be there: “Mine Clearance (part 2)”, Tuesday 15 June, 10:00–11:00, Great "
        "Hall; “Mine Clearance (part 3)”, Wednesday 16 June, 10:00–11:00, Great Hall.",
    )


def test_who_speaks_elsewhere_is_told_of_other_parts_that_it_need_no_longer_attend() -> None:
    agenda = (Item(title="Updates", minutes=10, speakers=("NOR",)),)
    away, here = (
        tiny_week(SESSIONS[0].model_copy(update={"agenda": agenda}), delegations=one.delegations)
        for one in (AWAY, tiny_week())
    )
    parts = [clearance(0, TEN), clearance(1, TEN), clearance(2, TEN)]
    spoken = (statement(0, "NOR"),)
    before = issued(parts[0], parts[1]._replace(statements=spoken), parts[2], week=here)
    after = second(parts[0]._replace(statements=spoken), *parts[1:], week=away)
    assert told(before, after)["NOR"].text == (
        "You speak on “Updates” in “Mine Clearance”: Monday 14 June, about 10:00, instead of "
        "Tuesday 15 June, about 10:00. You need not be there: “Mine Clearance (part 3)”, Wednesday "
        "16 June, 10:00–11:00, Great Hall."
    )


def test_who_comes_after_all_is_told_where_it_can_be_and_where_it_is_expected() -> None:
    before = issued(clearance(0, TEN), clearance(1, TEN), week=AWAY)
    after = second(clearance(0, TEN), clearance(1, TEN))
    assert set(told(before, after)) == {"NOR"}
    assert told(before, after)["NOR"].text == (
        "You can be there now: “Mine Clearance (part 2)”, Tuesday 15 June, 10:00–11:00, Great Hall."
    )
    expected = changed(speakers=frozenset(["NOR"]))
    again = second(clearance(0, TEN), clearance(1, TEN), week=expected)
    assert told(before, again)["NOR"].text.startswith("You are now expected to take part: “Mine")


def test_who_attends_a_session_is_told_of_its_new_title() -> None:
    week = changed(title="Clearing Mines")
    found = told(ONE, second(clearance(0, TEN), victims(1, TEN), week=week))
    assert {who: one.text for who, one in found.items()} == dict.fromkeys(
        ("COL", "NOR", "UGA"), "“Mine Clearance” is now called “Clearing Mines”."
    )


def test_names_are_in_the_order_of_a_dictionary() -> None:
    week = tiny_week(
        delegations=tuple(
            one.model_copy(update={"name": name})
            for one, name in zip(
                tiny_week().delegations, ("Spain", "Croatia", "Côte d’Ivoire"), strict=True
            )
        )
    )
    before = issued(clearance(0, TEN), week=week)
    found = notices(before, second(clearance(1, TEN), week=week), ENGLISH)
    assert [one.name for one in found][:3] == ["Spain", "Côte d’Ivoire", "Croatia"]


def test_french_has_a_space_before_a_semicolon() -> None:
    french = language_of({}, "fr")
    assert french.series(["A", "B"]) == "A\N{NO-BREAK SPACE}; B"
    assert ENGLISH.series(["A", "B"]) == "A; B"


def plain_session() -> Session:
    """The clearance session that concerns Colombia alone."""
    empty = frozenset[str]()
    return SESSIONS[0].model_copy(update={"audience": empty, "agenda": ()})


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(PLACES, max_size=4, unique=True), st.lists(PLACES, max_size=4, unique=True))
def test_who_is_told_is_exactly_who_has_another_week(one: list[Part], other: list[Part]) -> None:
    """Told is whom a part concerns that is not where it was; nobody else, and nobody twice."""
    before, after = issued(*one), second(*other)
    found = notices(before, after, ENGLISH)
    assert len({notice.who for notice in found}) == len(found)
    differ = {part.session for part in {*one} ^ {*other}}
    whom = {"clearance": {"COL", "NOR", "UGA"}, "victims": {"UGA", "NOR"}}
    concerned = {code for session in differ for code in whom[session]}
    rooms = {part.room for part in {*one} ^ {*other}} - {None}
    assert {notice.who for notice in found} == concerned | rooms


# Files


@pytest.mark.slow
def test_files_are_written_in_each_language_and_notices_stand_in_one_list() -> None:
    after = second(clearance(1, THREE), victims(1, TEN))
    found = dict(change_files(ONE, after, ["en"]))
    assert list(found) == [
        "changes/changes.en.docx",
        "changes/changes.en.txt",
        "notices/notices.en.txt",
        "notices/notices.xlsx",
    ]
    assert found == dict(change_files(ONE, after, ["en"])), "the same each time"
    text = found["changes/changes.en.txt"].decode()
    assert "Changes since revision 1 · Revision 2 · issued on Monday 3 May 2027" in text
    letters = found["notices/notices.en.txt"].decode()
    assert "Leading: Colombia\n\nThe programme has changed" in letters
    sheet = load_workbook(BytesIO(found["notices/notices.xlsx"])).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Code", "Name", "Role", "Text (en)")
    assert [row[0] for row in rows[1:]] == [one.who for one in notices(ONE, after, ENGLISH)]


@pytest.mark.slow
def test_where_nobody_is_concerned_there_are_no_notices() -> None:
    again = second(clearance(0, TEN), victims(1, TEN))
    assert [name for name, _ in change_files(ONE, again, ["en"]) if "notices" in name] == []
