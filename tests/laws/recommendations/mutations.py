"""What a mutation is: a change of a good week by which it no longer meets a recommendation."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.laws.recommendations.drafts import (
    Base,
    Draft,
    NothingToChangeError,
    Pick,
    minutes_of,
    placed_at,
)

Change = Callable[[Base, Draft, Pick], str]
"""Changes a draft and says what it has done; where it cannot, `NothingToChangeError`."""


class Mutation(NamedTuple):
    """A change, and the recommendations whose grade must fall by it."""

    numbers: tuple[int, ...]
    change: Change

    @property
    def name(self) -> str:
        return self.change.__name__.replace("_", " ")


def some_row(draft: Draft, session: str, pick: Pick) -> dict[str, str]:
    rows = draft.rows_of(session)
    if not rows:
        raise NothingToChangeError
    return pick(rows)


def keep_away(base: Base, draft: Draft, code: str, session: str, pick: Pick) -> None:
    """Let a delegation be away on the days of a session."""
    there = base.dates_of(session)
    others = [day for day in base.dates if day not in there]
    attends = draft.attendance(code)
    if others and pick([True, False]):
        attends["present"] = [pick(others)]
    else:
        attends["absent"] = sorted(there)


def send_a_leader_away(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    """A leader is away; that the rule is off makes the chair no less empty."""
    leaders = sorted(base.week.session[session].leaders)
    if not leaders:
        raise NothingToChangeError
    code = pick(leaders)
    keep_away(base, draft, code, session, pick)
    return f"{code}, who leads {session}, is away"


def send_a_speaker_away(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    one = base.week.session[session]
    speakers = sorted((one.heard | one.speakers) - one.leaders)
    if not speakers:
        raise NothingToChangeError
    code = pick(speakers)
    keep_away(base, draft, code, session, pick)
    return f"{code}, who speaks in {session}, is away"


def put_it_beside_a_plenary(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    """It runs in a room of its own while another committee of its instrument sits in plenary."""
    instrument = base.week.instruments_of(base.week.session[session])
    others = [
        row
        for row in draft.rows
        for committee in base.week.committees
        if row["session"] != session
        and row["session"] in {one.id for one in base.plenaries(committee.id)}
        and base.week.instruments_of(base.week.session[row["session"]]) == instrument
    ]
    if not others:
        raise NothingToChangeError
    other, row = pick(others), some_row(draft, session, pick)
    late = pick([0, 15, 30])
    begin = _minutes(other["start"]) + late
    room = draft.roomy() if base.week.session[session].languages else row["room"]
    placed_at(row, other["date"], begin, minutes_of(row), room)
    return f"{session} runs beside {other['session']}, {late} minutes after it has begun"


def put_it_where_nobody_meets(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    row = some_row(draft, session, pick)
    begin = pick([6 * 60, 22 * 60])
    placed_at(row, row["date"], begin, min(minutes_of(row), 90))
    return f"{session} is at {row['start']}, outside every sitting"


def let_it_ask_for_another_day(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    others = [day for day in base.dates if day not in base.dates_of(session)]
    if not others:
        raise NothingToChangeError
    day = pick(others)
    draft.session(session)["days"] = [day]
    return f"{session} may sit on {day} only, and does not"


def put_it_in_a_small_room(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    draft.data["venue"]["rooms"]["closet"] = {"name": "Closet", "seats": pick([0, 5, 10])}
    for row in draft.rows_of(session):
        row["room"] = "closet"
    return f"{session} is in a room that cannot hold it"


def put_it_where_another_is(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    """Two sessions are in one room at one hour."""
    row = some_row(draft, session, pick)
    kind = {"body": "visitors", "format": base.week.session[session].format.value, "least": 30}
    draft.data["bodies"]["visitors"] = {"name": "Visitors", "kind": "other"}
    draft.data["sessions"]["visit"] = {**kind, "title": "A visit", "leaders": []}
    begin = _minutes(row["start"]) + pick([0, 15])
    visit = {**row, "session": "visit"}
    placed_at(visit, row["date"], begin, 30)
    draft.rows.append(visit)
    return f"in the room of {session} another session is held at the same time"


def break_its_order(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    """It was to follow what comes after it."""
    last = max(draft.rows_of(session), key=lambda row: (row["date"], row["end"]))
    later = sorted(
        {
            row["session"]
            for row in draft.rows
            if (row["date"], row["start"]) >= (last["date"], last["end"])
        }
        - {session}
    )
    if not later:
        raise NothingToChangeError
    other = pick(later)
    draft.data.setdefault("order", []).append({"first": other, "then": session})
    return f"{session} was to come after {other}"


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)
