"""Answers for several timetables side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scenarios.studies.recommendations.answering import RECOMMENDATIONS, Answers

if TYPE_CHECKING:
    import pandas as pd


def compare_grades(reports: Mapping[str, Answers]) -> pd.DataFrame:
    """Compare timetables by how they meet the recommendations.

    Parameters
    ----------
    reports
        The answers for each timetable, by the name that it goes by.

    Returns
    -------
    pandas.DataFrame
        A row for each recommendation, ``R1`` to ``R9``; the column ``recommendation`` with its
        title, then a column of grades for each timetable.
    """
    import pandas as pd

    rows = {
        f"R{one.number}": {
            "recommendation": one.title,
            **{name: answers.grades()[one.number].value for name, answers in reports.items()},
        }
        for one in RECOMMENDATIONS
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["recommendation", *reports])
