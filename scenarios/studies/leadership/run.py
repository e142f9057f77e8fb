"""Solving the same week with teams of several sizes (Recommendation 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.loading.loading import load_scenario, load_variant
from scenarios.scenario import Scenario
from scenarios.studies.leadership.result import Load, Study, Team
from scheduler.solving.problem import Known
from scheduler.solving.result import Result
from scheduler.week.leadership import ROLES, TeamSize
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

if TYPE_CHECKING:
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options


AS_IT_STANDS = "as it stands"
"""The name of the scenario's own teams."""

LAST_TIER = 9

LEADERSHIP_PREFERENCES = ("represent_regions", "promote_co_rapporteurs", "pair_leaders")
"""Rules that choose between States. Where a scenario does not apply them, a study does so last."""


def study_team_sizes(
    path: str | Path,
    sizes: Iterable[TeamSize],
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> Study:
    """Solve a week as it stands, and again with teams of each size.

    For each size, the Co-Chairs and Co-Rapporteurs of every Standing Committee without a President
    make way, and States of the scenario's pool take the posts. Each search begins from the
    timetable that the one before it has found.

    Parameters
    ----------
    path
        A scenario file.
    sizes
        Co-Chairs and Co-Rapporteurs of a committee.
    options
        Limits of each search.

    Raises
    ------
    BadInput
        Where the scenario cannot be used, or a size does not fit it.
    """
    from scheduler.solving.solving import solve

    preferences = _preferences(load_scenario(path))
    scenario = load_variant(path, {"rules": preferences})
    variants = {AS_IT_STANDS: scenario}
    for size in sizes:
        variants[str(size)] = load_variant(path, _patch(scenario.week, size, preferences))
    teams: list[Team] = []
    begun: Known | None = None
    solved: dict[str, tuple[Result, int | None]] = {}
    for name, variant in variants.items():
        digest = variant.problem.digest
        if digest not in solved:
            each = None if watch is None else partial(_tell, watch, name)
            result = solve(variant.problem, options, begun=begun, watch=each)
            if result.timetable is not None:
                # Who leads differs from team to team; when bodies meet may well be the same.
                begun = Known(result.timetable)
            solved[digest] = result, _fewest_leaders(variant, result, options, each)
        teams.append(describe_team(name, variant.week, *solved[digest]))
        if teams[-1].result.interrupted:
            break
    units = {s.rule.name: s.rule.unit for s in scenario.settings if not s.must}
    return Study(title=scenario.title, teams=tuple(teams), units=units)


def _tell(watch: Callable[[Progress], None], team: str, progress: Progress) -> None:
    """Tell how far the search for one team has come."""
    watch(progress._replace(tier=f"teams {team}, {progress.tier}"))


def _preferences(scenario: Scenario) -> dict[str, Any]:
    """The rules that choose between States, as a last tier, where the scenario lacks them."""
    missing = set(LEADERSHIP_PREFERENCES) - {setting.rule.name for setting in scenario.settings}
    return {rule: {"prefer": {"tier": LAST_TIER}} for rule in sorted(missing)}


def _patch(week: Week, size: TeamSize, preferences: dict[str, Any]) -> dict[str, Any]:
    own: dict[str, Any] = {"posts": dict.fromkeys(TeamSize._fields)}
    return {
        "leadership": {"vacate": True, "team": size._asdict()},
        "bodies": {body.id: own for body in week.committees},
        "rules": preferences,
    }


def _fewest_leaders(
    scenario: Scenario,
    result: Result,
    options: Options | None,
    watch: Callable[[Progress], None] | None,
) -> int | None:
    """The fewest States that the posts need, where it is proven."""
    from scheduler.exploring.fewest_leaders import fewest_leaders

    if result.timetable is None or result.interrupted:
        return None
    committees = [body.id for body in scenario.week.committees]
    begun = Known(result.timetable, result.leadership)
    found = fewest_leaders(scenario.problem, committees, options, begun=begun, watch=watch)
    return found.states if found is not None and found.proven else None


def describe_team(name: str, week: Week, result: Result, needed: int | None = None) -> Team:
    """Describe who leads a solved week."""
    led = week.with_leaders(result.leadership)
    bodies = led.committees
    holders = [code for body in bodies for role in ROLES for code in body.holders(role)]
    posts = sum(body.posts(role) for body in bodies for role in ROLES)
    return Team(
        name=name,
        result=result,
        week=led,
        posts=posts,
        states=len(set(holders)),
        needed=needed,
        regions=_regions(led, holders, posts),
        led=_longest(led, result.timetable) if result.timetable else None,
        tasks=_most_tasks(led, holders) if result.timetable else None,
    )


def _regions(week: Week, holders: Iterable[str], posts: int) -> dict[str, tuple[int, float]]:
    """For each regional group: posts held, and the fair share by States Parties."""
    theirs = {body.instrument for body in week.committees}
    codes = {code for one in week.instruments if one.id in theirs for code in one.parties}
    parties = [state for state in week.delegations if state.code in codes]
    members = Counter(state.region for state in parties if state.region)
    held = Counter(week.delegation[code].region for code in holders)
    return {
        region: (held[region], posts * members[region] / len(parties)) for region in sorted(members)
    }


def _longest(week: Week, timetable: Timetable) -> Load | None:
    states = (state.code for state in week.delegations if state.region)
    return _greatest({s: sum(timetable.minutes(x.id) for x in week.led_by(s)) for s in states})


def _most_tasks(week: Week, holders: Iterable[str]) -> Load | None:
    held = Counter(holders)
    return _greatest({code: held[code] + len(week.delegation[code].tasks) for code in held})


def _greatest(amounts: dict[str, int]) -> Load | None:
    if not any(amounts.values()):
        return None
    state = max(sorted(amounts), key=lambda code: amounts[code])
    return Load(state=state, amount=amounts[state])
