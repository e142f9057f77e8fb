"""Mutations of Recommendation 5: time for experiments, prudently."""

from __future__ import annotations

from functools import wraps

from scheduler.week.week import Session
from tests.laws.recommendations.committees import Of, forget
from tests.laws.recommendations.drafts import (
    Base,
    Draft,
    NothingToChangeError,
    Pick,
    minutes_of,
    placed_at,
)
from tests.laws.recommendations.mutations import (
    Change,
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


def _held(base: Base) -> list[Session]:
    groups = base.groups()
    if not groups:
        raise NothingToChangeError
    return groups


def withdraw_the_volunteer(base: Base, draft: Draft, group: str, pick: Pick) -> str:
    draft.session(group)["volunteered"] = False
    return f"nobody has volunteered for {group}"


def send_its_host_away(base: Base, draft: Draft, group: str, pick: Pick) -> str:
    proposal = base.week.session[group].proposal
    assert proposal is not None
    assert proposal.host is not None
    draft.attendance(proposal.host)["absent"] = sorted(base.dates_of(group))
    return f"{proposal.host}, the host of {group}, is away"


def disguise_it_beside_a_plenary(base: Base, draft: Draft, group: str, pick: Pick) -> str:
    """Its body has no instrument, and so it seems to be of no instrument's programme."""
    draft.data["bodies"]["friends"] = {
        "name": "Friends of the host",
        "kind": "other",
        "co_chairs": list(base.week.session[group].leaders),
    }
    said = put_it_beside_a_plenary(base, draft, group, pick)
    draft.session(group)["body"] = "friends"
    return f"{said}, convened by its friends"


def hide_that_it_is_an_experiment(base: Base, draft: Draft, group: str, pick: Pick) -> str:
    """It is no proposal any more, and so it seems that nobody need volunteer."""
    entry = draft.data["experiments"]["proposals"].pop(group)
    for key in ("host", "volunteered", "partners", "value"):
        entry.pop(key, None)
    if pick([True, False]):
        draft.data["bodies"]["friends"] = {"name": "Friends of the host", "kind": "other"}
        entry.setdefault("leaders", sorted(base.week.session[group].leaders))
        entry["body"] = "friends"
    draft.data["sessions"][group] = {**entry, "format": "small_group", "optional": True}
    return f"{group} is held without being proposed"


EVERY: tuple[Of, ...] = (
    withdraw_the_volunteer,
    send_its_host_away,
    disguise_it_beside_a_plenary,
    hide_that_it_is_an_experiment,
    send_a_leader_away,
    send_a_speaker_away,
    put_it_beside_a_plenary,
    put_it_where_nobody_meets,
    let_it_ask_for_another_day,
    put_it_in_a_small_room,
    put_it_where_another_is,
    break_its_order,
)
"""What is done to one group."""


def hold_none(base: Base, draft: Draft, pick: Pick) -> str:
    groups = {one.id for one in _held(base)}
    draft.rows[:] = [row for row in draft.rows if row["session"] not in groups]
    return "no small group is held"


def propose_none(base: Base, draft: Draft, pick: Pick) -> str:
    said = hold_none(base, draft, pick)
    for group in draft.data["experiments"].pop("proposals"):
        forget(draft.data, group)
    draft.data["order"] = [
        one for one in draft.data.get("order", []) if "small_groups" not in str(one)
    ]
    return f"{said}, and none proposed"


def set_too_much_aside(base: Base, draft: Draft, pick: Pick) -> str:
    """More than the groups that are held have."""
    used = _used(base)
    more = pick([15, 60])
    draft.data["experiments"]["floor"] = used + more
    return f"{used + more} minutes are set aside, and {used} are used"


def set_nothing_aside(base: Base, draft: Draft, pick: Pick) -> str:
    floor = pick([0, None])
    draft.data["experiments"]["floor"] = floor
    if floor is None:
        del draft.data["experiments"]["floor"]
    return "no time is set aside"


def name_no_share(base: Base, draft: Draft, pick: Pick) -> str:
    share = pick(["100%", 100, None])
    draft.data["experiments"]["share"] = share
    if share is None:
        del draft.data["experiments"]["share"]
    return "any share of the sittings may go to experiments"


def allow_less(base: Base, draft: Draft, pick: Pick) -> str:
    """A smaller share of the sittings than the groups take."""
    whole = sum(sitting.minutes for sitting in base.week.sittings if "plenary" in sitting.formats)
    share = 100 * _used(base) // whole  # a share in whole per cent that is at most what is used
    below = max(0, share - (1 if 100 * _used(base) % whole == 0 else 0))
    draft.data["experiments"]["share"] = pick(list(range(below + 1)))
    return f"experiments may take {draft.data['experiments']['share']} % of the sittings"


def allow_fewer_at_once(base: Base, draft: Draft, pick: Pick) -> str:
    most = _at_once(base)
    if most < 2:
        raise NothingToChangeError
    fewer = pick(list(range(1, most)))
    draft.rule("limit_groups_at_once")["most"] = fewer
    return f"{fewer} may run at once, and {most} do"


def hold_more_at_once(base: Base, draft: Draft, pick: Pick) -> str:
    """Others that were proposed and whose hosts have volunteered join in, up to one too many."""
    rule = draft.data["rules"].get("limit_groups_at_once")
    first = draft.rows_of(_held(base)[0].id)[0]
    held = {one.id for one in _held(base)}
    others = [
        one.id
        for one in base.week.sessions
        if one.proposal and one.proposal.volunteered and one.id not in held
    ]
    if not isinstance(rule, dict) or _at_once(base) + len(others) <= rule["most"]:
        raise NothingToChangeError
    for n, other in enumerate(others):
        draft.data["venue"]["rooms"][f"more-{n}"] = {"name": f"Further room {n}", "seats": 60}
        draft.rows.append({**first, "session": other, "room": f"more-{n}"})
    return f"{len(others)} more run at once with {len(held)}"


def hear_no_report(base: Base, draft: Draft, pick: Pick) -> str:
    """No plenary hears what the groups did."""
    last = max((row["date"], row["end"]) for one in _held(base) for row in draft.rows_of(one.id))
    gone = {
        row["session"]
        for row in draft.rows
        if (row["date"], row["start"]) >= last
        and base.week.session[row["session"]].format.value in ("report_back", "plenary")
    }
    draft.rows[:] = [row for row in draft.rows if row["session"] not in gone]
    return f"nothing that could hear a report is held: {sorted(gone)}"


def lengthen_them(base: Base, draft: Draft, pick: Pick) -> str:
    """The groups go on for days, one after the other, so that their share is too great."""
    sittings = [
        sitting
        for sitting in base.week.sittings
        if "small_group" in sitting.formats and sitting.minutes >= 120
    ]
    group = _held(base)[0].id
    [row, *_] = draft.rows_of(group)
    draft.rows[:] = [one for one in draft.rows if one["session"] != group]
    draft.data["venue"]["rooms"]["den"] = {"name": "Den", "seats": 60}
    dates = {day: base.dates[n] for n, day in enumerate(base.week.days)}
    for sitting in sittings:
        more = dict(row)
        placed_at(more, dates[sitting.day], sitting.opens, sitting.minutes, "den")
        draft.rows.append(more)
    draft.session(group).update(
        wanted=sum(s.minutes for s in sittings), parts={"at_most": len(sittings), "shortest": 15}
    )
    draft.session(group).pop("days", None)
    return f"{group} takes every sitting"


WHOLE: tuple[Change, ...] = (
    hold_none,
    propose_none,
    set_too_much_aside,
    set_nothing_aside,
    name_no_share,
    allow_less,
    allow_fewer_at_once,
    hold_more_at_once,
    hear_no_report,
    lengthen_them,
)
"""What is done to all groups."""


def _rows(base: Base) -> list[dict[str, str]]:
    groups = {one.id for one in _held(base)}
    return [row for row in base.rows if row["session"] in groups]


def _used(base: Base) -> int:
    """Minutes in which an experiment runs, each counted once."""
    used = {
        (row["date"], minute)
        for row in _rows(base)
        for minute in range(_start(row), _start(row) + minutes_of(row))
    }
    return len(used)


def _at_once(base: Base) -> int:
    rows = _rows(base)
    return max(
        sum(
            other["date"] == row["date"] and other["start"] <= row["start"] < other["end"]
            for other in rows
        )
        for row in rows
    )


def _start(row: dict[str, str]) -> int:
    hours, minutes = row["start"].split(":")
    return int(hours) * 60 + int(minutes)


def _of_one(change: Of) -> Mutation:
    @wraps(change)
    def changed(base: Base, draft: Draft, pick: Pick) -> str:
        return change(base, draft, pick([one.id for one in _held(base)]), pick)

    return Mutation((5,), changed)


MUTATIONS = (*map(_of_one, EVERY), *(Mutation((5,), change) for change in WHOLE))
