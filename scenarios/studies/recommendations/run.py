"""Answering the nine recommendations for a scenario and a timetable of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

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
from scenarios.studies.sweep.reading import SweptWays
from scheduler.week.timetable import Timetable

REVIEWED = date(2010, 11, 24)
"""The day of the Review."""

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
    ways: SweptWays | None = None,
) -> Answers:
    """Say how a timetable meets each of the nine recommendations of the Review.

    Parameters
    ----------
    scenario
        The scenario whose rules judge the timetable. Where it leaves posts open, give the scenario
        with the leaders that go with the timetable, see `Scenario.with_leaders`.
    timetable
        Any timetable of it, legal or not; without one, the report says what can be said.
    name
        What the timetable is called, such as ``held``, for the report.
    notes
        What a reader must know first, such as why there is no timetable, as sentences.
    study
        A study of team sizes, for Recommendation 4; see `scenarios.studies.leadership.run`.
    ways
        Other ways to hold the week, for Recommendation 6; see `scenarios.studies.sweep.reading`.

    Raises
    ------
    BadInput
        Where the file of a candidate, which Recommendation 6 looks at, cannot be used.
    """
    evidence = gather_evidence(scenario, timetable, study=study, ways=ways)
    verdict = evidence.verdict
    speaks_of = "There is no timetable; what can be said without one is said."
    if verdict is not None:
        of = f", {name}," if name else ""
        speaks_of = (
            f"This report speaks of one timetable{of} which {keeps_musts(verdict.breached)}."
        )
    header = (verdict.header,) if verdict and verdict.header else ()
    return Answers(
        title=scenario.called,
        speaks_of=speaks_of,
        notes=(*notes, *header, *_before_the_review(scenario)),
        in_words="" if timetable is None else str(scenario.grid(timetable).summary),
        answers=tuple(answer(one, evidence) for one in RECOMMENDATIONS),
        scorecard=scorecard(evidence),
    )


def gather_evidence(
    scenario: Scenario,
    timetable: Timetable | None,
    *,
    study: Study | None = None,
    ways: SweptWays | None = None,
) -> Evidence:
    """Gather what the recommendations are answered from; see `answer_recommendations`."""
    candidates = {name: scenario.candidate(name) for name in scenario.candidates}
    return Evidence(
        scenario=scenario,
        timetable=timetable,
        verdict=None if timetable is None else scenario.judge(timetable),
        others={key: other for key, other in candidates.items() if other != timetable},
        study=study,
        ways=ways,
    )


def answer(recommendation: Recommendation, evidence: Evidence) -> Answer:
    """Answer one recommendation."""
    graded = recommendation.grade(evidence)
    return Answer(
        number=recommendation.number,
        title=recommendation.title,
        asks=recommendation.asks,
        **graded._asdict(),
    )


def _before_the_review(scenario: Scenario) -> Iterator[str]:
    """What is to be said of a week that nobody could yet plan by the Review."""
    week = scenario.week
    if week.first < REVIEWED and any(body.committee for body in week.committees):
        yield (
            "The week lies before the Review, which is of 24 November 2010: the grades say how it "
            "would meet what was recommended later."
        )
