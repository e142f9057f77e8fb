"""The nine recommendations, answered for one timetable, and as a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scenarios.studies.recommendations.answer import Answer, Grade
from scenarios.studies.recommendations.principles import PrincipleStanding
from scheduler.document.document import (
    Bullets,
    Cell,
    Document,
    GroupRow,
    Mark,
    Marked,
    Paragraph,
    Section,
    Table,
)
from scheduler.document.report import Report
from scheduler.rules.rule import titled
from scheduler.week.frozen import Frozen

if TYPE_CHECKING:
    import pandas as pd

_SIGNS = {
    Grade.MET: ("●", Mark.GOOD),
    Grade.PARTLY: ("◐", Mark.FAIR),
    Grade.NOT: ("○", Mark.POOR),
    Grade.CANNOT_SAY: ("–", Mark.OPEN),
}
"""A sign for each grade, which prints without colour tell apart; the word stands beside it."""


class Answers(Report, Frozen):
    """The nine recommendations, answered for one timetable.

    Attributes
    ----------
    title
        Of the scenario.
    speaks_of
        Which timetable it is, as a sentence, and how it stands to the musts.
    notes
        What a reader must know first, such as why there is no timetable.
    in_words
        The week in five sentences; empty where there is no timetable.
    answers
        The recommendations in their order.
    scorecard
        The eight principles, each with its rules.
    """

    title: str
    speaks_of: str
    notes: tuple[str, ...] = ()
    in_words: str = ""
    answers: tuple[Answer, ...]
    scorecard: tuple[PrincipleStanding, ...]

    def grades(self) -> dict[int, Grade]:
        """The grade of each recommendation, by its number."""
        return {answer.number: answer.grade for answer in self.answers}

    @property
    def summary(self) -> str:
        """How many recommendations have which grade, as a sentence."""
        graded = list(self.grades().values())
        words = (f"{graded.count(grade)} {grade.value}" for grade in Grade if grade in graded)
        return f"Of the nine recommendations: {', '.join(words)}."

    def rows(self) -> list[dict[str, str]]:
        """A row for each recommendation: its number, title, grade and reason."""
        return [
            {
                "number": str(answer.number),
                "recommendation": answer.title,
                "grade": answer.grade.value,
                "reason": answer.reason,
            }
            for answer in self.answers
        ]

    def to_frame(self) -> pd.DataFrame:
        """The same as a table, by ``number``; all of it is text."""
        import pandas as pd

        return pd.DataFrame(self.rows()).set_index("number")

    def document(self) -> Document:
        """The grades at a glance, each answer with its evidence, and the scorecard."""
        overview = [(f"R{one.number}", one.title, _badge(one.grade)) for one in self.answers]
        return Document(
            f"The nine recommendations: {self.title}",
            (
                *map(Paragraph, (self.speaks_of, *self.notes, self.in_words, self.summary)),
                Table(("", "recommendation", "grade"), overview),
                *map(_section, self.answers),
                Section("The eight principles, rule by rule", (self._scorecard(),)),
            ),
        )

    def _scorecard(self) -> Table:
        rows: list[tuple[Cell, ...] | GroupRow] = []
        for standing in self.scorecard:
            rows.append(GroupRow((f"{standing.principle.value}: {standing.word}",)))
            rows += [(titled(one.rule), one.mode, one.word) for one in standing.scores]
        return Table(("principle or rule", "applied as", "what it finds"), rows)


def _section(answer: Answer) -> Section:
    grade = Marked(answer.grade.value, _SIGNS[answer.grade][1])
    heading = (f"R{answer.number}. {answer.title}: ", grade)
    asks, reason = Paragraph(Marked(answer.asks, Mark.QUIET)), Paragraph(answer.reason)
    evidence = (Bullets(answer.evidence),) if answer.evidence else ()
    return Section(heading, (asks, reason, *evidence))


def _badge(grade: Grade) -> Marked:
    sign, mark = _SIGNS[grade]
    return Marked(f"{sign} {grade.value}", mark)


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

    columns: dict[str, pd.Series[str]] = {}
    for name, answers in reports.items():
        frame = answers.to_frame()
        columns.setdefault("recommendation", frame["recommendation"])
        columns[name] = frame["grade"]
    return pd.DataFrame(columns).rename("R{}".format)
