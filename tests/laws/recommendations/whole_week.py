"""Mutations of Recommendations 1, 4 and 6: principles, leaders and other structures."""

from __future__ import annotations

from typing import Any

from constraints import RULE_BY_NAME
from scenarios.studies.leadership.result import Study
from scheduler.solving.result import Status
from scheduler.week.clock import parse_clock
from tests.laws.recommendations.drafts import (
    Base,
    Draft,
    NothingToChangeError,
    Pick,
    Row,
    minutes_of,
    placed_at,
)
from tests.laws.recommendations.mutations import Mutation, send_a_leader_away

VACUOUS: dict[str, dict[str, Any]] = {
    "reserve_slack": {"minutes_a_day": 0},
    "keep_time_informal": {"lunches": 0, "break_minutes": 0},
    "sit_back_to_back": {},
    "space_sessions": {},
    "keep_bodies_apart": {},
}
"""Preferences that say nothing of any week, with what they say."""


def ask_for_nothing(base: Base, draft: Draft, pick: Pick) -> str:
    """Every preference is left out or has nothing to count, so that none can fail."""
    for name, rule in RULE_BY_NAME.items():
        if rule.usual == "prefer":
            draft.data["rules"].pop(name, None)
    asked = [name for name in VACUOUS if pick([True, False])]
    for name in asked:
        draft.data["rules"][name] = {"prefer": {"tier": 1, "weight": 1}, **VACUOUS[name]}
    return f"no preference but {asked}, which have nothing to count"


def switch_everything_off(base: Base, draft: Draft, pick: Pick) -> str:
    ask_for_nothing(base, draft, pick)
    for name, rule in RULE_BY_NAME.items():
        if rule.usual == "must":
            draft.data["rules"][name] = "off"
    return "no rule is applied that has anything to count"


def hold_nothing(base: Base, draft: Draft, pick: Pick) -> str:
    draft.rows.clear()
    return "the timetable is empty"


def send_some_leader_away(base: Base, draft: Draft, pick: Pick) -> str:
    """Of a plenary of some committee."""
    sessions = [
        one.id for body in base.week.committees for one in base.plenaries(body.id) if one.leaders
    ]
    if not sessions:
        raise NothingToChangeError
    return send_a_leader_away(base, draft, pick(sessions), pick)


def open_a_post(base: Base, draft: Draft, pick: Pick) -> str:
    """There is to be one Co-Chair more than anybody is named for."""
    bodies = [one for one in base.week.committees if one.co_chairs]
    if not bodies:
        raise NothingToChangeError
    body = pick(bodies)
    draft.data["bodies"][body.id]["posts"] = {"co_chairs": len(body.co_chairs) + pick([1, 2])}
    return f"a post of {body.id} is open"


def give_a_state_two_posts(base: Base, draft: Draft, pick: Pick) -> str:
    """Who leads one committee leads another as well."""
    bodies = [one for one in base.week.committees if one.co_chairs]
    if len(bodies) < 2:
        raise NothingToChangeError
    one, other = pick([(a, b) for a in bodies for b in bodies if a != b])
    code = pick(one.co_chairs)
    draft.data["bodies"][other.id]["co_chairs"] = [code, *other.co_chairs[1:]]
    return f"{code} leads both {one.id} and {other.id}"


def study_one_size(base: Base, draft: Draft, pick: Pick) -> str:
    study = _study_of(draft)
    draft.study = study.model_copy(update={"teams": (pick(study.teams),) * pick([1, 2])})
    return "one team size was studied"


def study_nothing(base: Base, draft: Draft, pick: Pick) -> str:
    _study_of(draft)
    draft.study = None
    return "no team size was studied"


def leave_it_unsettled(base: Base, draft: Draft, pick: Pick) -> str:
    """The search for a size ended without a result, or did not prove how few would do."""
    study = _study_of(draft)
    number = pick(range(len(study.teams)))
    teams = list(study.teams)
    result = teams[number].result
    lost = result.model_copy(update={"status": Status.UNKNOWN, "timetable": None})
    update = pick([{"result": lost}, {"needed": None}])
    teams[number] = teams[number].model_copy(update=update)
    draft.study = study.model_copy(update={"teams": tuple(teams)})
    return f"teams {teams[number].name} are not settled"


def ask_everybody(base: Base, draft: Draft, pick: Pick) -> str:
    """No pool is named, so that any State Party could take a post."""
    study = _study_of(draft)
    everybody = frozenset[str]().union(*(one.parties for one in base.week.instruments))
    week = base.week.model_copy(update={"pool": everybody})
    teams = tuple(team.model_copy(update={"week": week}) for team in study.teams)
    draft.study = study.model_copy(update={"teams": teams})
    return "any State Party could take a post"


def forget_an_aim(base: Base, draft: Draft, pick: Pick) -> str:
    """Neither the study nor the scenario looks at regions, or at continuity."""
    study = _study_of(draft)
    aim = pick(sorted(study.units))
    units = {key: unit for key, unit in study.units.items() if key != aim}
    draft.study = study.model_copy(update={"units": units})
    draft.data["rules"].pop(aim, None)
    return f"{aim} is no aim of the study"


def name_nobody_of_last_year(base: Base, draft: Draft, pick: Pick) -> str:
    _study_of(draft)
    for body in draft.data["bodies"].values():
        body.pop("co_rapporteurs_before", None)
    return "no Co-Rapporteur of last year is named"


def _study_of(draft: Draft) -> Study:
    if draft.study is None:
        raise NothingToChangeError
    return draft.study


def have_no_other(base: Base, draft: Draft, pick: Pick) -> str:
    draft.others.clear()
    return "nothing stands beside it"


def repeat_the_same_week(base: Base, draft: Draft, pick: Pick) -> str:
    """What stands beside it is the same week by another name, or nearly the same."""
    same = pick([as_it_is, in_another_room, a_little_shorter, with_a_side_event_elsewhere])
    draft.others = {name: same(base, [dict(row) for row in base.rows]) for name in pick(NAMES)}
    return f"beside it stands the same week {same.__name__.replace('_', ' ')}"


NAMES = (["another"], ["another", "a-third"], ["four-days"])


def as_it_is(base: Base, rows: list[Row]) -> list[Row]:
    return rows


def in_another_room(base: Base, rows: list[Row]) -> list[Row]:
    """The small groups trade their rooms."""
    groups = [one.id for one in base.groups()]
    mine = [row for row in rows if row["session"] in groups]
    rooms = [row["room"] for row in mine]
    for row, room in zip(mine, [*rooms[1:], *rooms[:1]], strict=True):
        row["room"] = room
    return rows


def a_little_shorter(base: Base, rows: list[Row]) -> list[Row]:
    """A committee gives up its last quarter of an hour."""
    for row in rows:
        if row["session"] == "cooperation":
            placed_at(row, row["date"], parse_clock(row["start"]), minutes_of(row) - 15)
    return rows


def with_a_side_event_elsewhere(base: Base, rows: list[Row]) -> list[Row]:
    """Side events are no part of the programme."""
    side = {one.id for one in base.week.sessions if one.format.value == "side_event"}
    mine = [row for row in rows if row["session"] in side]
    dates = [row["date"] for row in mine]
    for row, day in zip(mine, [*dates[1:], *dates[:1]], strict=True):
        row["date"] = day
    return rows


def let_the_other_break_a_must(base: Base, draft: Draft, pick: Pick) -> str:
    """What stands beside it could not be held."""
    if not draft.others:
        raise NothingToChangeError
    [rows] = draft.others.values()
    how = pick(["outside the sittings", "without a committee", "two in one room"])
    plenary = pick([one.id for body in base.week.committees for one in base.plenaries(body.id)])
    row = next(row for row in rows if row["session"] == plenary)
    if how == "outside the sittings":
        placed_at(row, row["date"], 6 * 60, minutes_of(row))
    elif how == "without a committee":
        rows[:] = [one for one in rows if one["session"] != plenary]
    else:
        other = next(one for one in rows if one["session"] == "completion-briefing")
        placed_at(other, row["date"], parse_clock(row["start"]), 60, row["room"])
    return f"what stands beside it could not be held: {plenary} {how}"


MUTATIONS = (
    Mutation((1,), ask_for_nothing),
    Mutation((1,), switch_everything_off),
    Mutation((1,), hold_nothing),
    Mutation((4,), send_some_leader_away),
    Mutation((4,), open_a_post),
    Mutation((4,), give_a_state_two_posts),
    Mutation((4,), study_one_size),
    Mutation((4,), study_nothing),
    Mutation((4,), leave_it_unsettled),
    Mutation((4,), ask_everybody),
    Mutation((4,), forget_an_aim),
    Mutation((4,), name_nobody_of_last_year),
    Mutation((6,), have_no_other),
    Mutation((6,), repeat_the_same_week),
    Mutation((6,), let_the_other_break_a_must),
)
