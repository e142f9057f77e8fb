"""Asking of each price whether the best week depends on it: one question after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from scenarios.reading.input_problems import InputProblems
from scenarios.scenario import Scenario
from scenarios.studies.sensitivity.asking import (
    AboutTiers,
    AboutWeight,
    Answered,
    Base,
    Question,
    answer,
    find_best,
    forget,
    unanswered,
)
from scenarios.studies.sensitivity.prices import PreferencePrice, TierExchange
from scenarios.studies.sensitivity.result import Sensitivity
from scenarios.studies.sweep.outcome import Limits
from scenarios.studies.sweep.workforce import Workforce, check_workforce
from scheduler.exploring.results import Stretch
from scheduler.judging.judge import tiers_of
from scheduler.rules.rule import Prefer
from scheduler.solving.result import Status

USUAL, WIDE = 2, 8
"""How far weights go: for all sessions together, and where one session is asked about."""

LARGEST = 64
"""The farthest that weights may go."""


class SensitivityProgress(NamedTuple):
    """How far it has come.

    Attributes
    ----------
    done, total
        Questions; the first is for the best timetable.
    reused
        How many of those done were known before: none.
    """

    done: int
    total: int
    reused: int = 0


Watch = Callable[[SensitivityProgress], None]


def find_sensitivity(
    scenario: Scenario,
    *,
    session: str | None = None,
    factor: int | None = None,
    limits: Limits | None = None,
    workforce: Workforce | None = None,
    watch: Watch | None = None,
) -> Sensitivity:
    """Find which of the best week's decisions depend on which price.

    Each preference's weight goes from ``1/factor`` to ``factor`` times what it is, and neighbouring
    tiers change places: one such change at a time, all else as it is. For each weight the corners
    are found exactly at which another timetable becomes best, and what is best between them is
    proven by tiers; of several such timetables it is one that is nearest to the best of today.

    Parameters
    ----------
    session
        Identifier of one session that is asked about: of several best timetables those count in
        which it stays.
    factor
        How far each weight goes, 2 to 64; None: 2, and 8 where a session is asked about.
    limits
        How far the best timetable, and each question, is searched.
    workforce
        Where questions are answered, as for a sweep; by default in this process, without Dask.
    watch
        Called as each question is answered.

    Returns
    -------
    Sensitivity
        Without prices where the best timetable is not proven. Ctrl-C ends it early, and keeps what
        is known.

    Raises
    ------
    BadInput
        Where the workforce cannot be used, the factor is out of range, or the scenario has no
        preference.
    """
    limits, workforce = limits or Limits(), workforce or Workforce()
    factor = factor or (USUAL if session is None else WIDE)
    _check(scenario, factor, workforce)
    abouts = list(_abouts(scenario, factor))
    answers: dict[AboutWeight | AboutTiers, Answered] = {}
    total = 1 + len(abouts)

    def tell() -> None:
        if watch is not None:
            watch(SensitivityProgress(len(answers) + (best is not None), total))

    best = None
    stopped = False
    tell()
    try:
        best, values = find_best(scenario.problem, limits)
        if best.status is Status.PROVEN and not best.interrupted:
            tell()
            home = () if session is None else (session,)
            base = Base(scenario.problem, best, tuple(values), home, limits)
            for question, answered in _answers(base, abouts, workforce):
                answers[question.about] = answered
                tell()
    except KeyboardInterrupt:
        stopped = True
    finally:
        forget()
    asked = best is not None and best.status is Status.PROVEN
    return Sensitivity(
        scenario=scenario,
        factor=factor,
        session=session,
        best=best,
        prices=tuple(_prices(scenario, factor, answers)) if asked else (),
        exchanges=tuple(_exchanges(scenario, answers)) if asked else (),
        stopped=stopped or (best is not None and best.interrupted),
    )


def _check(scenario: Scenario, factor: int, workforce: Workforce) -> None:
    problems = InputProblems()
    if workforce != Workforce():
        problems.read("", check_workforce, workforce)
    if not USUAL <= factor <= LARGEST:
        problems.note("--factor", f"this is a whole number from {USUAL} to {LARGEST}, not {factor}")
    if not tiers_of(scenario.settings):
        what = "it has no preference, so that no price decides anything; write one under 'rules'"
        problems.note(scenario.path.name, what)
    problems.finish()


def _abouts(scenario: Scenario, factor: int) -> Iterator[AboutWeight | AboutTiers]:
    """What is asked: of each weight downwards and upwards, and of neighbouring tiers.

    The weight of a preference that is alone in its tier decides nothing.
    """
    modes = _modes(scenario)
    for rule, mode in modes.items():
        if not _alone(rule, modes):
            yield AboutWeight(rule, Fraction(mode.weight, factor))
            yield AboutWeight(rule, Fraction(mode.weight * factor))
    for tier in tiers_of(scenario.settings)[:-1]:
        yield AboutTiers(tier)


def _answers(
    base: Base, abouts: list[AboutWeight | AboutTiers], workforce: Workforce
) -> Iterator[tuple[Question, Answered]]:
    """The questions with their answers, as they come."""
    questions = (Question(base, about) for about in abouts)
    if workforce == Workforce():
        for question in questions:
            answered = answer(question)
            yield question, answered
            if answered.stopped:
                raise KeyboardInterrupt
        return
    from scenarios.studies.sweep.engine import carry_out, engine

    with engine(workforce) as client:
        yield from carry_out(client, answer, questions, unanswered)


def _prices(
    scenario: Scenario, factor: int, answers: dict[AboutWeight | AboutTiers, Answered]
) -> Iterator[PreferencePrice]:
    modes = _modes(scenario)
    for rule, mode in sorted(modes.items(), key=lambda one: one[1].tier):
        if _alone(rule, modes):
            yield PreferencePrice(rule=rule, tier=mode.tier, weight=mode.weight, alone=True)
            continue
        low, high = Fraction(mode.weight, factor), Fraction(mode.weight * factor)
        below, above = (answers.get(AboutWeight(rule, end)) for end in (low, high))
        yield PreferencePrice(
            rule=rule,
            tier=mode.tier,
            weight=mode.weight,
            below=_stretches(below, low, Fraction(mode.weight)),
            above=_stretches(above, Fraction(mode.weight), high),
            reasons=_reasons(below, above),
        )


def _stretches(answered: Answered | None, low: Fraction, high: Fraction) -> tuple[Stretch, ...]:
    """What was found, or that nothing is settled."""
    found = answered.stretches if answered else ()
    return found or (Stretch(low, high, settled=False),)


def _exchanges(
    scenario: Scenario, answers: dict[AboutWeight | AboutTiers, Answered]
) -> Iterator[TierExchange]:
    tiers = tiers_of(scenario.settings)
    for tier, after in pairwise(tiers):
        answered = answers.get(AboutTiers(tier))
        found = answered.exchanged if answered else None
        yield TierExchange(
            tier=tier,
            after=after,
            settled=found is not None and found.settled,
            timetable=found.timetable if found else None,
            reasons=_reasons(answered),
        )


def _reasons(*answers: Answered | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.reason for one in answers if one and one.reason))


def _modes(scenario: Scenario) -> dict[str, Prefer]:
    """The preferences by name: tier and weight."""
    return {one.rule.name: one.mode for one in scenario.settings if isinstance(one.mode, Prefer)}


def _alone(rule: str, modes: dict[str, Prefer]) -> bool:
    """Whether a preference has its tier for itself."""
    return all(one == rule or modes[one].tier != modes[rule].tier for one in modes)
