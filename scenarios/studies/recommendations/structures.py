"""Recommendation 6: alternative structures of the week side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scenarios.scenario import Scenario
from scenarios.studies.comparison.shape import shape_changes
from scenarios.studies.comparison.structure import differs, minutes_elsewhere
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.committees import NO_COMMITTEES
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import keeps_musts
from scenarios.studies.sweep.outcome import Standing
from scenarios.studies.sweep.reading import SweptWay
from scheduler.judging.judge import Finding, Verdict
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Timetable
from scheduler.week.week import HeldExperiment
from scheduler.week.words import listed

_NO_TIMETABLE = {
    Standing.INFEASIBLE: "is proven impossible",
    Standing.UNKNOWN: "has no timetable that was found in the time given",
    Standing.BAD_INPUT: "cannot be used as it is written",
    Standing.LOST: "has not been solved",
    Standing.DEFECT: "has not been solved",
    Standing.NOT_SOLVED: "has not been solved",
}


class _Other(NamedTuple):
    """Another timetable, as a candidate or of a variant, and how it is judged by its own rules.

    Attributes
    ----------
    broken
        What breaks a must in it, as for all evidence: also a usual one that is switched off.
    eased
        The musts of the scenario that a variant does not have as musts.
    """

    name: str
    scenario: Scenario
    timetable: Timetable
    verdict: Verdict
    broken: tuple[Finding, ...] = ()
    eased: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it keeps every must, and none has been taken away for it."""
        return not self.broken and not self.eased


def _grade(evidence: Evidence) -> Graded:
    """Grade whether there is another structure of the week with which to compare the timetable.

    Looked at are the other candidates of the scenario, judged by its rules, and the variants that
    a finished sweep has solved, each judged by its own. Two weeks have *another structure* where
    parts of the programme that last an hour or more together stand, in one of them, on half-days on
    which the other has nothing of the same bodies in the same format (small groups are one
    format, whoever convenes them), and do not begin within an hour of anything of them. So neither
    other names, keys and rooms nor a quarter of an hour make another structure; nor does which of
    the proposed groups is held at a time at which groups are held anyhow. What has the structure of
    one that is counted already does not count again. A variant counts only if each must of the
    scenario is a must in it, too; and for each the usual musts count, also where they are switched
    off, see `evidence`.

    - *met*: at least one other structure keeps every must.
    - *partly met*: there is another structure, yet each breaks a must or has one taken away.
    - *not met*: is never given. That a scenario lists no other timetable does not say that none
      was considered.
    - *cannot say*: there is no other structure: nothing else is listed, what is listed has not been
      solved, or it has the structure of this timetable or holds nothing. Also where the week has no
      Standing Committee, or there is no timetable to lay others beside.

    What experiments came to, where the scenario notes it, is evidence and changes no grade.
    """
    if not evidence.intersessional:
        return NO_COMMITTEES
    noted = tuple(_experiments_said(evidence))
    waiting = tuple(_waiting_said(evidence))
    if evidence.timetable is None:
        candidates = (f"There is a candidate “{name}”." for name in evidence.others)
        return nothing_to_see((*candidates, *waiting, *noted))
    others = list(_others(evidence))
    different, said = list[_Other](), list[str]()
    for other in others:
        same = _same_as(evidence, other, different)
        said += _said(evidence, other, same)
        if same is None:
            different.append(other)
    said += (*waiting, *noted)
    usable = [other for other in different if other.usable]
    if usable:
        names, number = listed(f"“{other.name}”" for other in usable), len(usable)
        structure = "of another structure" if number == 1 else f"of {number} other structures"
        reason = f"Beside this timetable stands {names}, {structure}."
        if number > 1:
            reason = f"Beside this timetable stand {names}, {structure}."
        return Graded(Grade.MET, reason, tuple(said))
    if different:
        reason = "Each timetable of another structure breaks a must, or has one taken away."
        return Graded(Grade.PARTLY, reason, tuple(said))
    if others:
        reason = "No other timetable has another structure of the week than this one."
        return Graded(Grade.CANNOT_SAY, reason, tuple(said))
    reason = (
        "There is no other timetable to compare with; add one to the candidates of the scenario, "
        "such as a solved one, or give the results of a sweep."
    )
    return Graded(Grade.CANNOT_SAY, reason, tuple(said))


def _others(evidence: Evidence) -> Iterator[_Other]:
    """The other timetables that hold anything: candidates first, then variants."""
    scenario = evidence.scenario
    for name, timetable in evidence.others.items():
        if _holds_something(scenario, timetable):
            yield _other(name, scenario, timetable)
    musts = [setting.rule.name for setting in scenario.settings if setting.must]
    for way in evidence.ways.found if evidence.ways is not None else ():
        if way.scenario is not None and way.timetable is not None:
            kept = {setting.rule.name for setting in way.scenario.settings if setting.must}
            eased = tuple(name for name in musts if name not in kept)
            if _holds_something(way.scenario, way.timetable):
                yield _other(way.title, way.scenario, way.timetable)._replace(eased=eased)


def _other(name: str, scenario: Scenario, timetable: Timetable) -> _Other:
    broken = Evidence(scenario, timetable).broken
    return _Other(name, scenario, timetable, scenario.judge(timetable), broken)


def _holds_something(scenario: Scenario, timetable: Timetable) -> bool:
    return any(s.programme and timetable.holds(s.id) for s in scenario.week.sessions)


def _same_as(evidence: Evidence, other: _Other, counted: list[_Other]) -> str | None:
    """What has the structure of another: ``this timetable`` or one that is counted; or None."""
    assert evidence.timetable is not None
    week, there = other.scenario.week, other.timetable
    if not differs(evidence.week, evidence.timetable, week, there):
        return "this timetable"
    alike = (one for one in counted if not differs(one.scenario.week, one.timetable, week, there))
    found = next(alike, None)
    return None if found is None else f"“{found.name}”"


def _said(evidence: Evidence, other: _Other, same: str | None) -> Iterator[str]:
    assert evidence.timetable is not None
    musts = keeps_musts(other.broken)
    if same is not None:
        yield f"“{other.name}” {musts} and has the structure of {same}: it does not count."
        return
    week = other.scenario.week
    time = duration(minutes_elsewhere(evidence.week, evidence.timetable, week, other.timetable))
    yield f"“{other.name}” {musts} and has {time} of the programme on other half-days."
    if other.eased:
        taken = listed(other.eased)
        yield f"In “{other.name}” what this scenario demands is no must: {taken}."
    if week is not evidence.week:
        return
    changes = shape_changes(evidence.week, other.timetable, evidence.timetable)
    yield from (change.say(f"in “{other.name}”") for change in changes)
    mine = evidence.verdict
    if mine is not None and mine.tiers:
        costs = (
            f"tier {tier} costs {other.verdict.cost(tier)} in it and {mine.cost(tier)} here"
            for tier in mine.tiers
        )
        yield f"Of the preferences, {listed(costs)}."


def _waiting_said(evidence: Evidence) -> Iterator[str]:
    """The variants that have no timetable, and why."""
    ways = evidence.ways
    if ways is None:
        return
    if ways.unreadable:
        yield f"{ways.file} lies beside the scenario, and cannot be used as it is written."
    yield from (_without_timetable(way) for way in ways.found if way.timetable is None)
    if ways.listed:
        number = count(len(ways.listed), "other way", "other ways")
        yield (
            f"{ways.file} lists {number} to hold the week that this report has no result for "
            f"({listed(f'“{title}”' for title in ways.listed)}): “meeting-week sweep” solves them, "
            "and the option --sweep of this report reads the results."
        )


def _without_timetable(way: SweptWay) -> str:
    if way.unchanged:
        return f"“{way.title}” changes nothing: it is the scenario as it is, and does not count."
    return f"“{way.title}” {_NO_TIMETABLE.get(way.standing, 'has no timetable')}."


def _experiments_said(evidence: Evidence) -> Iterator[str]:
    """What experiments came to, where it was noted after they were held."""
    week = evidence.week
    noted = {
        session.id: session.proposal.held
        for session in week.sessions
        if session.proposal is not None and session.proposal.held is not None
    }
    for key, held in noted.items():
        yield f"Of the experiments carried out, {week.what(key)}: {_came_to(held)}."


def _came_to(held: HeldExperiment) -> str:
    said = []
    if held.participants is not None:
        said.append(count(held.participants, "participant"))
    if held.reported is not None:
        said.append("reported to a plenary" if held.reported else "not reported to a plenary")
    if held.useful is not None:
        said.append("found useful" if held.useful else "not found useful")
    return ", ".join(said) or "held, with nothing further noted"


STRUCTURES = Recommendation(
    6,
    "Alternative structures side by side",
    "Other ways to structure the week are considered with an open mind, on the basis of the "
    "experimentation carried out.",
    _grade,
)
