"""Mutations of Recommendations 8 and 9: related instruments in one week."""

from __future__ import annotations

from typing import NamedTuple

from scheduler.week.week import Session
from tests.laws.recommendations.drafts import (
    Base,
    Draft,
    NothingToChangeError,
    Pick,
    minutes_of,
    placed_at,
)
from tests.laws.recommendations.mutations import Mutation


class Pair(NamedTuple):
    """A plenary of each of two instruments."""

    one: Session
    other: Session


def pairs(base: Base, *, same_subject: bool) -> list[Pair]:
    """Plenaries of two instruments that the timetable holds, each of one instrument alone."""
    held = {row["session"] for row in base.rows}
    plenaries = [
        (session, base.week.instruments_of(session))
        for session in base.week.sessions
        if session.id in held and session.format.value == "plenary"
    ]
    found = [
        Pair(one, other)
        for one, of_one in plenaries
        for other, of_other in plenaries
        if len(of_one) == len(of_other) == 1 and of_one != of_other
        if not same_subject or one.subject.casefold() == other.subject.casefold() != ""
    ]
    if not found:
        raise NothingToChangeError
    return found


def meet_at_one_hour(base: Base, draft: Draft, pick: Pick) -> str:
    """Two instruments take one subject up at one hour, and most States have one delegate."""
    pair = pick(pairs(base, same_subject=True))
    draft.data["delegations"].setdefault("default", {})["delegates"] = 1
    _move_beside(draft, pair, pick)
    return f"{pair.other.id} is beside {pair.one.id}, on the same subject"


def need_a_leader_twice(base: Base, draft: Draft, pick: Pick) -> str:
    """Who leads under one instrument leads under the other at the same time."""
    pair = pick([one for one in pairs(base, same_subject=False) if one.one.leaders])
    code = pick(sorted(pair.one.leaders))
    _move_beside(draft, pair, pick)
    draft.session(pair.other.id)["leaders"] = sorted(pair.other.leaders | {code})
    return f"{code} leads {pair.one.id} and {pair.other.id} at once"


def need_a_speaker_twice(base: Base, draft: Draft, pick: Pick) -> str:
    """Who must be in the one room all the time must be in the other, with one delegate."""
    single = {one.code for one in base.week.delegations if one.region and len(one.code) == 3}
    pair = pick(pairs(base, same_subject=False))
    code = pick(sorted(single))
    draft.attendance(code)["delegates"] = 1
    _move_beside(draft, pair, pick)
    for session in pair:
        draft.session(session.id)["speakers"] = sorted({*session.speakers, code})
    return f"{code}, one delegate, must be in {pair.one.id} and {pair.other.id} at once"


def decide_jointly(base: Base, draft: Draft, pick: Pick) -> str:
    """One session of both instruments takes their decisions."""
    pair = pick(pairs(base, same_subject=False))
    joint = draft.session(pair.one.id)
    joint["body"] = [*pair.one.bodies, *pair.other.bodies]
    joint["format"] = pick(["plenary", "special", "workshop"])
    if joint["format"] != "plenary" or pick([True, False]):
        joint["decides"] = True
    joint.setdefault("leaders", sorted(pair.one.leaders | pair.other.leaders))
    return f"{pair.one.id}, a joint {joint['format']}, decides for both instruments"


def add_a_joint_plenary(base: Base, draft: Draft, pick: Pick) -> str:
    """All that there is stays as it is, and a joint plenary is held besides, at the end."""
    pair = pick(pairs(base, same_subject=False))
    draft.data["sessions"]["joint"] = {
        "title": pick(["Joint decision", "Informal exchange of views", "Tea"]),
        "body": [*pair.one.bodies, *pair.other.bodies],
        "leaders": sorted(pair.one.leaders | pair.other.leaders),
        "format": "plenary",
        "least": 30,
    }
    row = {"session": "joint", "date": "", "start": "", "end": "", "room": ""}
    sitting = [one for one in base.week.sittings if "plenary" in one.formats][-1]
    dates = dict(zip(base.week.days, base.dates, strict=True))
    placed_at(row, dates[sitting.day], sitting.closes - 30, 30, draft.roomy())
    draft.rows.append(row)
    return "a joint plenary is held besides"


def silence_an_instrument(base: Base, draft: Draft, pick: Pick) -> str:
    """One of the two instruments has no session in the timetable."""
    one = pick(_meeting(base))
    of = {session.id for session in base.week.sessions if one in base.week.instruments_of(session)}
    draft.rows[:] = [row for row in draft.rows if row["session"] not in of]
    return f"nothing of {one} is held"


def have_nothing_in_common(base: Base, draft: Draft, pick: Pick) -> str:
    """The sessions of one instrument are about something else, and no session is joint."""
    one = pick(_meeting(base))
    for key, body in draft.data["bodies"].items():
        if body.get("instrument") == one:
            body["subject"] = f"matter of {key}"
    for session in base.week.sessions:
        of = base.week.instruments_of(session)
        if one in of and len(of) > 1:
            draft.rows[:] = [row for row in draft.rows if row["session"] != session.id]
        elif one in of:
            draft.session(session.id)["subject"] = f"matter of {session.id}"
    return f"{one} speaks of other subjects"


def have_no_states_in_common(base: Base, draft: Draft, pick: Pick) -> str:
    one = pick(_meeting(base))
    parties = [base.week.instrument[other].parties for other in _meeting(base) if other != one]
    states = {state.code for state in base.week.delegations if state.region}
    strangers = sorted(states - frozenset().union(*parties))
    if not strangers:
        raise NothingToChangeError
    draft.data["instruments"][one]["parties"] = strangers
    return f"no State is party to {one} and another instrument"


def _meeting(base: Base) -> list[str]:
    """The instruments that meet, where there are two or more."""
    held = {row["session"] for row in base.rows}
    found = {
        one
        for session in base.week.sessions
        if session.id in held
        for one in base.week.instruments_of(session)
    }
    if len(found) < 2:
        raise NothingToChangeError
    return sorted(found)


def _move_beside(draft: Draft, pair: Pair, pick: Pick) -> None:
    row = pick(draft.rows_of(pair.other.id))
    beside = pick(draft.rows_of(pair.one.id))
    hours, minutes = beside["start"].split(":")
    begin = int(hours) * 60 + int(minutes) + pick([0, 15, 30])
    placed_at(row, beside["date"], begin, minutes_of(row), draft.roomy())


MUTATIONS = (
    Mutation((8,), meet_at_one_hour),
    Mutation((8,), need_a_leader_twice),
    Mutation((8,), need_a_speaker_twice),
    Mutation((8, 9), decide_jointly),
    Mutation((8, 9), add_a_joint_plenary),
    Mutation((8, 9), silence_an_instrument),
    Mutation((9,), have_nothing_in_common),
    Mutation((9,), have_no_states_in_common),
)
