"""Minutes for next year: what was used, with a reserve, on the grid."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from constraints.tiny import tiny_session, tiny_week
from scenarios.studies.next_year.assumptions import NextYearWeights
from scenarios.studies.next_year.minutes import propose_minutes, together
from scenarios.studies.next_year.run import propose_next_year
from scheduler.week.agenda import Item
from scheduler.week.timetable import Timetable
from scheduler.week.week import Session
from tests.scenarios.studies.next_year.weeks import BARE, clearance, noted, of, proposed


def test_a_session_that_used_95_of_120_minutes_asks_for_105_with_a_reserve_of_a_tenth() -> None:
    found = proposed(noted(opening={"used": 95}), "opening")
    assert found.then == 105
    assert found.why == (
        "used 95 of 120 minutes; with a reserve of 10 % rounded up to the grid: 105"
    )


def test_a_session_that_used_what_it_had_asks_for_the_same_without_a_reserve() -> None:
    found = proposed(noted(opening={"used": 120}), "opening", BARE)
    assert not found.changed
    assert found.why == "used 120 of 120 minutes; rounded up to the grid: 120"


def test_a_session_that_used_more_than_it_had_gets_more() -> None:
    found = proposed(noted(opening={"used": 125}), "opening", BARE)
    assert found.then == 135
    assert found.why.startswith("used 125 of 120 minutes, 5 more than it had")


def test_where_nothing_was_noted_all_stays_and_that_is_said() -> None:
    found = proposed(noted())
    assert not found.changed and not found.noted
    assert found.why == "nothing was noted; it stays as it is"


def test_no_minutes_are_no_measure_of_what_a_session_needs() -> None:
    found = proposed(noted(opening={"used": 0}), "opening")
    assert not found.changed
    assert found.why == "0 minutes were noted: it was not taken up, and stays as it is"


def test_what_it_cannot_do_without_stays_until_it_asks_for_less() -> None:
    kept = proposed(noted(opening={"used": 60}), "opening", BARE)
    assert (kept.then, kept.least) == (60, 60)
    # The report back is no committee's plenary, so nothing guarantees its length.
    less = proposed(noted(closing={"used": 40}), "closing", BARE)
    assert (less.least_now, less.then, less.least) == (60, 45, 45)
    assert less.why.endswith("it can do with 45, since it asks for no more")


def test_each_item_that_was_noted_is_proposed_by_itself() -> None:
    found = proposed(clearance(75, 100))
    updates, discussion = found.items
    assert (updates.then.each, discussion.then.topic) == (28, 110)
    assert updates.why == (
        "used 75 of 90 minutes; with a reserve of 10 %: 28 for each of 3 speakers"
    )
    assert discussion.why == (
        "used 100 of 150 minutes; with a reserve of 10 % rounded up to 5: 110"
    )
    assert found.then == 195  # 3 × 28 + 110 = 194
    assert found.why == "its items come to 194 minutes; rounded up to the grid: 195"


def test_an_item_that_used_more_than_it_had_gets_more() -> None:
    updates, _ = proposed(clearance(105, 150), weights=BARE).items
    assert updates.then.each == 35
    assert updates.why.startswith("used 105 of 90 minutes, 15 more than it had")


def test_where_only_the_session_was_noted_its_items_are_scaled() -> None:
    found = proposed(clearance(session=180), weights=BARE)
    updates, discussion = found.items
    assert found.then == 180  # of 240: three quarters
    assert (updates.then.each, discussion.then.topic) == (23, 110)
    assert updates.why == (
        "only its session was noted; scaled in proportion: 23 for each of 3 speakers"
    )


def test_what_the_items_noted_leave_of_a_session_goes_to_the_others() -> None:
    found = proposed(clearance(90, None, session=190), weights=BARE)
    updates, discussion = found.items
    assert (updates.then.each, discussion.then.topic, found.then) == (30, 100, 195)
    assert discussion.why == "it shares what the others left; scaled in proportion: 100"


def test_items_that_come_to_more_than_their_session_count_and_that_is_said() -> None:
    found = proposed(clearance(90, 160, session=200), weights=BARE)
    assert found.then == 255
    assert "its items come to more than the 200 that are noted for it" in found.why


def test_items_are_not_rounded_up_beyond_what_their_session_used() -> None:
    # 28 for each of 3 speakers and 115 would come to 199, the session with its reserve to 195.
    found = proposed(clearance(75, 102, session=177))
    updates, discussion = found.items
    assert found.then == 195
    assert (updates.then.each, discussion.then.topic) == (28, 110)
    assert discussion.why == (
        "used 102 of 150 minutes; with a reserve for which its session has room: 110"
    )


def test_what_the_timetable_as_held_does_not_hold_is_told() -> None:
    scenario = noted(opening={"used": 60})
    found = of(propose_next_year(scenario, Timetable(parts=())), "opening")
    assert found.why.startswith("used 60 minutes, and the timetable as held gives it none")


def test_an_item_that_was_not_taken_up_stays_as_it_is() -> None:
    _, discussion = proposed(clearance(90, 0), weights=BARE).items
    assert discussion.then == discussion.now
    assert discussion.why.startswith("0 minutes were noted")


def test_a_session_that_is_pinned_keeps_its_length_and_says_where_to_change_it() -> None:
    pin = {"at": "monday 10:00", "minutes": 120}
    found = proposed(noted(opening={"used": 95, "pinned": pin}), "opening")
    assert not found.changed
    assert found.why == (
        "used 95 of 120 minutes, but it is pinned to a place of 120 minutes: change it there"
    )


def test_no_committee_asks_for_less_than_it_is_guaranteed() -> None:
    found = proposed(noted(**{"victim-assistance": {"used": 30}}), "victim-assistance")
    assert (found.then, found.least) == (60, 60)
    assert found.why.endswith(
        "not under 60, which its committee is guaranteed (R2, R7); "
        "it can do with 60, since it asks for no more"
    )


def test_a_session_asks_for_no_more_than_its_parts_can_hold() -> None:
    found = proposed(noted(opening={"used": 200}), "opening")
    assert found.then == 180
    assert found.why.endswith("but 1 part of it can hold no more than 180: allow it more parts")


def test_items_ask_for_no_more_than_the_parts_of_their_session_can_hold() -> None:
    found = proposed(clearance(session=1560))
    assert found.then == 360
    assert sum(item.asked(item.then) for item in found.items) <= 360


def test_minutes_of_a_topic_beside_its_speakers_are_one_item() -> None:
    agenda = [{"item": "Reports", "speakers": ["COL", "THA"], "minutes_each": 30, "minutes": 60}]
    found = proposed(
        noted(clearance={"least": 60, "agenda": [{**agenda[0], "used": 60}]}), weights=BARE
    )
    (item,) = found.items
    assert (item.now, item.then) == ((60, 30), (30, 15))
    assert found.then == 60


# Whatever was noted

items = st.lists(
    st.builds(
        Item,
        title=st.sampled_from("abc"),
        minutes=st.integers(1, 60),
        speakers=st.sampled_from([(), ("ALB",), ("ALB", "CHL", "NOR")]),
        used=st.none() | st.integers(0, 300),
    ),
    max_size=4,
).map(tuple)


@st.composite
def noted_sessions(draw: Any) -> Session:
    agenda = draw(items)
    asked = -(-sum(item.asked for item in agenda) // 30) * 30
    wanted = max(30, asked + 30 * draw(st.integers(0, 2)))
    least = 30 * draw(st.integers(1, wanted // 30))
    return tiny_session(
        "one",
        agenda=agenda,
        wanted=wanted,
        least=least,
        shortest=draw(st.sampled_from([30, least])),
        most_parts=draw(st.integers(1, 4)),
        used=draw(st.none() | st.integers(0, 600)),
    )


@given(noted_sessions(), st.integers(0, 100), st.integers(0, 120))
def test_what_is_proposed_is_on_the_grid_and_asks_for_what_it_needs(
    session: Session, reserve: int, floor: int
) -> None:
    week = tiny_week(session, minutes=120, days=5)
    found = propose_minutes(week, session, None, NextYearWeights(reserve=reserve), floor=floor)
    assert found.then % week.grain == 0 < found.then
    assert found.least % week.grain == 0 < found.least
    assert found.least <= min(found.then, found.least_now)
    assert found.shortest <= found.then
    for item, places in zip(found.items, together(session.agenda), strict=True):
        assert item.places == places
        assert item.asked(item.then) > 0
        if item.used and session.used is not None:
            assert item.asked(item.then) >= item.used
        assert item.then.topic == item.now.topic or item.then.topic % 5 == 0 or item.now.topic < 5
    if not found.noted:
        assert not found.changed


@given(noted_sessions())
def test_a_year_in_which_all_went_as_planned_changes_nothing(session: Session) -> None:
    agenda = tuple(item.model_copy(update={"used": item.asked}) for item in session.agenda)
    exact = session.model_copy(update={"agenda": agenda, "used": None})
    whole = session.model_copy(
        update={
            "agenda": tuple(item.model_copy(update={"used": None}) for item in session.agenda),
            "used": session.wanted,
        }
    )
    for one in (exact, whole):
        week = tiny_week(one, minutes=120, days=5)
        found = propose_minutes(week, one, None, BARE)
        assert (found.then, found.least) == (one.wanted, one.least)
        assert all(item.then == item.now for item in found.items)


@given(noted_sessions(), st.integers(1, 300))
def test_more_minutes_used_never_make_it_ask_for_less(session: Session, more: int) -> None:
    agenda = tuple(item.model_copy(update={"used": None}) for item in session.agenda)
    week = tiny_week(session, minutes=120, days=5)
    asked = [
        propose_minutes(
            week,
            session.model_copy(update={"agenda": agenda, "used": used}),
            None,
            NextYearWeights(),
        ).then
        for used in (30, 30 + more)
    ]
    assert asked == sorted(asked)
