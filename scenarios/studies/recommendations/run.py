"""Answering the nine recommendations for a scenario and a timetable of it."""

from __future__ import annotations

from collections.abc import Iterable

from scenarios.scenario import Scenario
from scenarios.studies.leadership.result import Study
from scenarios.studies.recommendations.answer import Answer, Recommendation
from scenarios.studies.recommendations.coherence import COHERENCE
from scenarios.studies.recommendations.committees import COOPERATION, STOCKPILES
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.experiments import EXPERIMENTS
from scenarios.studies.recommendations.leaders import LEADERS
from scenarios.studies.recommendations.presidency import PRESIDENCY
from scenarios.studies.recommendations.principles import PRINCIPLES, scorecard
from scenarios.studies.recommendations.result import Answers
from scenarios.studies.recommendations.structures import STRUCTURES
from scenarios.studies.recommendations.synergy import SYNERGY
from scenarios.studies.recommendations.wording import keeps_musts
from scheduler.week.timetable import Timetable

RECOMMENDATIONS: tuple[Recommendation, ...] = (
    PRINCIPLES,
    COOPERATION,
    PRESIDENCY,
    LEADERS,
    EXPERIMENTS,
    STRUCTURES,
    STOCKPILES,
    COHERENCE,
    SYNERGY,
)
"""The nine recommendations of the Review, in their order."""


def answer_recommendations(
    scenario: Scenario,
    timetable: Timetable | None,
    *,
    name: str = "",
    notes: Iterable[str] = (),
    study: Study | None = None,
) -> Answers:
    """Say how a timetable meets each of the nine recommendations of the Review.

    Parameters
    ----------
    scenario
        The scenario whose rules judge the timetable. Where it leaves posts open, give the scenario
        with the leaders that go with the timetable, see `Scenario.with_leaders`.
    timetable
        Any timetable of it, legal or not; None where there is none: then what can be said without
        one is said.
    name
        What the timetable is called, such as ``held``, for the report.
    notes
        Sentences that a reader must know first, such as why there is no timetable.
    study
        A study of team sizes, for Recommendation 4; see `scenarios.studies.leadership.run`.

    Returns
    -------
    Answers
        Prints as text, and displays itself in a notebook.

    Raises
    ------
    BadInput
        Where the file of a candidate, which Recommendation 6 looks at, cannot be used.
    """
    verdict = None if timetable is None else scenario.judge(timetable)
    candidates = {name: scenario.candidate(name) for name in scenario.candidates}
    evidence = Evidence(
        scenario=scenario,
        timetable=timetable,
        verdict=verdict,
        others={key: other for key, other in candidates.items() if other != timetable},
        study=study,
    )
    header = (verdict.header,) if verdict and verdict.header else ()
    return Answers(
        title=scenario.title or scenario.path.name,
        speaks_of=_speaks_of(evidence, name),
        notes=(*notes, *header),
        answers=tuple(_answer(recommendation, evidence) for recommendation in RECOMMENDATIONS),
        scorecard=scorecard(evidence),
    )


def _answer(recommendation: Recommendation, evidence: Evidence) -> Answer:
    graded = recommendation.grade(evidence)
    return Answer(
        number=recommendation.number,
        title=recommendation.title,
        asks=recommendation.asks,
        grade=graded.grade,
        reason=graded.reason,
        evidence=graded.evidence,
    )


def _speaks_of(evidence: Evidence, name: str) -> str:
    if evidence.verdict is None:
        return "There is no timetable; what can be said without one is said."
    of = f", {name}," if name else ""
    return f"This report speaks of one timetable{of} which {keeps_musts(evidence.verdict)}."
