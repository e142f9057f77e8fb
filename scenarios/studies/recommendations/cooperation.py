"""Recommendation 2: the committee on cooperation and assistance sits."""

from __future__ import annotations

from scenarios.studies.recommendations.answer import Graded, Recommendation
from scenarios.studies.recommendations.committees import grade_committee
from scenarios.studies.recommendations.evidence import Evidence

SUBJECT = "cooperation"
"""The word in the subject of a body by which the committee is known."""


def _grade(evidence: Evidence) -> Graded:
    """Grade as `grade_committee` says, for bodies whose subject contains ``cooperation``."""
    return grade_committee(evidence, SUBJECT)


COOPERATION = Recommendation(
    2,
    "The committee on cooperation and assistance sits",
    "A Standing Committee on resources, cooperation and assistance meets in the week.",
    _grade,
)
