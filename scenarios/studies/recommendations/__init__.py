"""The nine recommendations of the Review: how a timetable meets each, with the evidence."""

from __future__ import annotations

from scenarios.studies.recommendations.answer import Answer, Grade
from scenarios.studies.recommendations.principles import Score, Standing
from scenarios.studies.recommendations.result import Answers, compare_grades
from scenarios.studies.recommendations.run import RECOMMENDATIONS, answer_recommendations

__all__ = [
    "RECOMMENDATIONS",
    "Answer",
    "Answers",
    "Grade",
    "Score",
    "Standing",
    "answer_recommendations",
    "compare_grades",
]
