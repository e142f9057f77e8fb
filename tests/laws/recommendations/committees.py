"""Mutations of Recommendations 2, 3 and 7: the committees sit, and the President presides."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from scheduler.week.week import Committee, Session
from tests.laws.recommendations.drafts import (
    Base,
    Draft,
    NothingToChangeError,
    Pick,
    minutes_of,
    placed_at,
)
from tests.laws.recommendations.mutations import (
    Mutation,
    break_its_order,
    let_it_ask_for_another_day,
    put_it_beside_a_plenary,
    put_it_in_a_small_room,
    put_it_where_another_is,
    put_it_where_nobody_meets,
    send_a_leader_away,
    send_a_speaker_away,
)

WHICH = {2: Committee.COOPERATION, 3: Committee.COOPERATION, 7: Committee.STOCKPILE_DESTRUCTION}

Of = Callable[[Base, Draft, str, Pick], str]


def its_session(base: Base, committee: Committee) -> Session:
    """The plenary that shows that a committee sits."""
    sessions = base.plenaries(base.committee(committee).id)
    if not sessions:
        raise NothingToChangeError
    return sessions[0]


def take_it_out(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    draft.rows[:] = [row for row in draft.rows if row["session"] != session]
    return f"{session} is not held"


def take_it_out_of_the_week(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    """Not even the scenario has it any more."""
    take_it_out(base, draft, session, pick)
    del draft.data["sessions"][session]
    forget(draft.data, session)
    return f"the scenario has no {session}"


def absorb_its_committee(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    """Another committee takes over its sessions; its name and subject may say so."""
    [own] = base.week.session[session].bodies
    other = pick([one.id for one in base.week.committees if one.id != own])
    gone = draft.data["bodies"].pop(own)
    for one in (*draft.data["sessions"].values(), *_proposals(draft)):
        if one["body"] == own:
            one["body"] = other
    forget(
        draft.data, own, kinds=("co_chairs_of", "leaders_of", "leave_out", "presides_over", "pairs")
    )
    if pick([True, False]):
        draft.data["bodies"][other].update(name=gone["name"], subject=gone["subject"])
    if pick([True, False]):
        draft.session(session)["subject"] = gone["subject"]
    return f"{own} is absorbed into {other}"


def call_it_another_committee(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    """Its name and its subject stay, and it is not the committee that the Review speaks of."""
    [own] = base.week.session[session].bodies
    kind = pick([None, "other"])
    draft.data["bodies"][own]["committee"] = kind
    if kind is None:
        del draft.data["bodies"][own]["committee"]
    return f"{own} is said to be another committee: {kind}"


def make_it_no_committee(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    [own] = base.week.session[session].bodies
    body = draft.data["bodies"][own]
    body.pop("committee", None)
    body["kind"] = pick(["other", "coordinating_committee"])
    return f"{own} is no Standing Committee"


def cut_it_short(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    """Under the floor, be it that the session asks for no more."""
    rows = draft.rows_of(session)
    minutes = pick([15, 30, 45])
    draft.rows[:] = [row for row in draft.rows if row not in rows[1:]]
    row = rows[0]
    placed_at(row, row["date"], _start(row), minutes)
    if pick([True, False]):
        asked = draft.session(session)
        asked.pop("agenda", None)
        asked.update(least=minutes, wanted=minutes, parts={"at_most": 1, "shortest": 15})
    draft.rule("guarantee_every_committee").setdefault("floor", 60)
    return f"{session} has {minutes} minutes"


def promise_it_more(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    """The floor is more than it is given."""
    given = sum(map(minutes_of, draft.rows_of(session)))
    more = pick([15, 30, 60])
    draft.rule("guarantee_every_committee")["floor"] = given + more
    return f"{session} was promised {more} minutes more"


def hold_it_jointly(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    [own] = base.week.session[session].bodies
    other = pick([one.id for one in base.week.committees if one.id != own])
    draft.session(session)["body"] = [own, other]
    return f"{session} is held jointly with {other}"


def make_it_less_than_a_plenary(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    kind = pick(["side_event", "coordination", "workshop", "small_group"])
    draft.session(session)["format"] = kind
    draft.session(session).pop("sittings", None)
    return f"{session} is a {kind}"


def let_others_lead_it(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    [own] = base.week.session[session].bodies
    strangers = _strangers(base, base.week.body[own].leaders)
    code = pick(strangers)
    draft.session(session)["leaders"] = [code]
    return f"{session} is led by {code}"


def send_a_leader_away_with_the_rule_off(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    draft.data["rules"]["lead_in_person"] = "off"
    return send_a_leader_away(base, draft, session, pick) + "; lead_in_person is off"


def let_another_state_preside(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    [own] = base.week.session[session].bodies
    code = pick(_strangers(base, base.week.body[own].leaders))
    draft.data["bodies"][own]["president"] = code
    return f"{own} has {code} for its President"


def let_the_meeting_have_another_president(
    base: Base, draft: Draft, session: str, pick: Pick
) -> str:
    [own] = base.week.session[session].bodies
    code = pick(_strangers(base, base.week.body[own].leaders))
    draft.data["presidency"]["state"] = code
    return f"{code} presides over the latest meeting"


def need_the_president_elsewhere(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    """It leads a side event at the same hour."""
    row = pick(draft.rows_of(session))
    code = pick(sorted(base.week.session[session].leaders))
    draft.data["bodies"]["hosts"] = {"name": "Hosts", "kind": "other"}
    draft.data["sessions"]["reception"] = {
        "title": "A reception",
        "body": "hosts",
        "format": "side_event",
        "leaders": [code],
        "least": 30,
    }
    other = {**row, "session": "reception"}
    placed_at(other, row["date"], _start(row) + pick([0, 15]), 30, draft.roomy())
    draft.rows.append(other)
    return f"{code} leads a reception during {session}"


def leave_the_chair_to_nobody(base: Base, draft: Draft, session: str, pick: Pick) -> str:
    [own] = base.week.session[session].bodies
    del draft.data["bodies"][own]["president"]
    draft.session(session)["leaders"] = []
    return f"{own} has no President"


def _strangers(base: Base, but_not: frozenset[str]) -> list[str]:
    known = {one.code for one in base.week.delegations if len(one.code) == 3 and one.region}
    return sorted(known - but_not)


def _proposals(draft: Draft) -> list[dict[str, Any]]:
    return list(draft.data.get("experiments", {}).get("proposals", {}).values())


def _start(row: dict[str, str]) -> int:
    hours, minutes = row["start"].split(":")
    return int(hours) * 60 + int(minutes)


def forget(data: Any, key: str, kinds: tuple[str, ...] | None = None, under: str = "") -> None:
    """Take a key out of every list, and with it what says something of it alone.

    Under the keys ``kinds`` only, where they are given.
    """
    if isinstance(data, dict):
        for name, value in list(data.items()):
            forget(value, key, kinds, under if kinds and under in kinds else str(name))
            if value == [] and kinds is None and name in ("first", "then"):
                data[name] = None
    elif isinstance(data, list):
        for value in list(data):
            forget(value, key, kinds, under)
        if kinds is None or under in kinds:
            data[:] = [value for value in data if not _speaks_of(value, key, kinds)]


def _speaks_of(value: Any, key: str, kinds: tuple[str, ...] | None) -> bool:
    if isinstance(value, dict):
        return kinds is None and any(one is None or one == key for one in value.values())
    return bool(value == key or (isinstance(value, list) and key in value))


def _of(number: int, change: Of) -> Mutation:
    """A mutation of the session that is the evidence for a recommendation."""

    @wraps(change)
    def changed(base: Base, draft: Draft, pick: Pick) -> str:
        return change(base, draft, its_session(base, WHICH[number]).id, pick)

    return Mutation((number,), changed)


EVERY: tuple[Of, ...] = (
    take_it_out,
    take_it_out_of_the_week,
    absorb_its_committee,
    call_it_another_committee,
    make_it_no_committee,
    make_it_less_than_a_plenary,
    let_others_lead_it,
    send_a_leader_away,
    send_a_leader_away_with_the_rule_off,
    put_it_beside_a_plenary,
    put_it_where_nobody_meets,
    let_it_ask_for_another_day,
    put_it_in_a_small_room,
    put_it_where_another_is,
    break_its_order,
)
"""What breaks Recommendations 2, 3 and 7."""

COMMITTEES: tuple[Of, ...] = (cut_it_short, promise_it_more, hold_it_jointly)
"""What breaks Recommendations 2 and 7."""

PRESIDENT: tuple[Of, ...] = (
    let_another_state_preside,
    let_the_meeting_have_another_president,
    need_the_president_elsewhere,
    leave_the_chair_to_nobody,
)
"""What breaks Recommendation 3."""

MUTATIONS = (
    *(_of(number, change) for number in WHICH for change in EVERY),
    *(_of(number, change) for number in (2, 7) for change in COMMITTEES),
    *(_of(3, change) for change in PRESIDENT),
    _of(7, send_a_speaker_away),  # nobody is listed to speak in the other committee
)
