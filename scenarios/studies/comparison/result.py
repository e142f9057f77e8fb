"""Timetables of one scenario side by side: rule by rule, and part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from pydantic import Field

from scenarios.exchange.csv_text import csv_text, rows_text
from scenarios.reading.spelling import suggestion
from scenarios.scenario import Scenario
from scenarios.studies.comparison import findings, moves
from scenarios.studies.comparison.findings import FindingChanges, find_changes
from scenarios.studies.comparison.moves import Moves, Names, find_moves
from scenarios.studies.comparison.shape import ShapeChange, shape_changes
from scenarios.studies.comparison.speaking import say_speaking
from scenarios.studies.comparison.standing import dominates, goes_before, say_domination, say_order
from scenarios.studies.comparison.table import (
    LEGEND,
    compare_costs,
    say_differences,
    table_block,
    table_of,
    tiers_of,
)
from scheduler.document.document import Block, Bullets, Document, Mark, Marked, Paragraph, Section
from scheduler.document.html import page_of
from scheduler.document.report import Report
from scheduler.document.text import WIDTH, text_of
from scheduler.document.week_grid import WeekGrid
from scheduler.errors import BadInput
from scheduler.judging.judge import Verdict
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable
from scheduler.week.words import listed

if TYPE_CHECKING:
    import pandas as pd

HEADING = "Timetables side by side"

FEW = 4
"""Up to this many timetables, a report compares every pair; beyond it, each with the first one."""


class Candidate(Frozen):
    """A timetable that is compared.

    Attributes
    ----------
    origin
        Where it comes from, in words.
    leadership
        Who takes the posts that the scenario leaves open, for the solved one.
    """

    name: str
    origin: str
    timetable: Timetable
    verdict: Verdict
    leadership: Leadership = Leadership()

    @property
    def word(self) -> str:
        """Where it comes from and whether it keeps the musts, in words."""
        number = len(self.verdict.breached)
        breaches = count(number, "breach of a must", "breaches of musts")
        return f"{self.origin}; {breaches if number else 'keeps every must'}"


class Comparison(Report, Frozen):
    """Timetables of one scenario side by side. Prints as text, and displays itself in a notebook.

    Wherever two of them are asked for, they go by their names; without a second one, every other
    is compared with the first.
    """

    scenario: Scenario
    candidates: tuple[Candidate, ...]
    notes: tuple[str, ...] = Field(default=(), description="What a reader must know first.")

    def __repr__(self) -> str:
        return f"<Comparison: {listed(self.names)}>"

    @property
    def title(self) -> str:
        return self.scenario.called

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(candidate.name for candidate in self.candidates)

    @property
    def verdicts(self) -> dict[str, Verdict]:
        return {candidate.name: candidate.verdict for candidate in self.candidates}

    def candidate(self, name: str) -> Candidate:
        """The candidate of a name.

        Raises
        ------
        BadInput
            Where there is none, with the nearest known spelling.
        """
        found = next((one for one in self.candidates if one.name == name), None)
        if found is None:
            hint = suggestion(name, list(self.names))
            raise BadInput.at(name, f"no timetable of this name is compared{hint}")
        return found

    def grid(self, name: str) -> WeekGrid:
        """A timetable as people look at it, with the leaders that go with it."""
        candidate = self.candidate(name)
        return self.scenario.with_leaders(candidate.leadership).grid(candidate.timetable)

    def to_frame(self) -> pd.DataFrame:
        """What each rule finds in each timetable; see `scenarios.studies.comparison.table`."""
        return table_of(self.scenario, self.verdicts)

    def costs(self) -> pd.DataFrame:
        """The breaches of musts and the cost of each tier; see `comparison.table`."""
        return compare_costs(self.scenario, self.verdicts)

    def standing(self) -> pd.DataFrame:
        """How every timetable stands to every other one.

        Returns
        -------
        pandas.DataFrame
            A row and a column for each. A cell says what the timetable of the row does to that of
            the column: ``dominates``, ``goes before`` (by the scenario's tiers, without dominating)
            or nothing; see `scenarios.studies.comparison.standing`.
        """
        import pandas as pd

        verdicts = self.verdicts
        words = [[_stands(one, other) for other in verdicts.values()] for one in verdicts.values()]
        return pd.DataFrame(words, index=list(verdicts), columns=list(verdicts), dtype=str)

    def say_standing(self) -> tuple[str, ...]:
        """Which dominates which, and in which order the scenario's tiers put them, in sentences."""
        return (*say_domination(self.verdicts), *say_order(self.verdicts))

    def shape_changes(self, before: str, after: str) -> tuple[ShapeChange, ...]:
        """Which committees sit at other times of the week, and who interrupts them, in words."""
        one, other = self.candidate(before), self.candidate(after)
        return tuple(shape_changes(self.scenario.week, one.timetable, other.timetable))

    def say_speaking(self, before: str, after: str) -> tuple[str, ...]:
        """Who speaks on other days in the second timetable, in a sentence for each session."""
        one, other = self.candidate(before), self.candidate(after)
        return tuple(say_speaking(self.scenario.week, one.timetable, other.timetable))

    def moves(self, before: str, after: str) -> Moves:
        """What moved from one timetable to another."""
        one, other = self.candidate(before), self.candidate(after)
        names = Names(before, after)
        return find_moves(self.scenario.week, one.timetable, other.timetable, names)

    def findings(self, before: str, after: str) -> FindingChanges:
        """The findings that differ between two timetables."""
        names = Names(before, after)
        return find_changes(self.candidate(before).verdict, self.candidate(after).verdict, names)

    def differences(self, before: str, after: str) -> Iterator[str]:
        """Where two timetables differ, rule by rule, as sentences: what the second one changes."""
        one, other = self.candidate(before).verdict, self.candidate(after).verdict
        return say_differences(self.scenario, one, other)

    def pairs(self) -> tuple[Names, ...]:
        """The pairs that a report tells of: every two of a few, else each from the first."""
        found = [Names(*pair) for pair in combinations(self.names, 2)]
        if len(self.names) <= FEW:
            return tuple(found)
        return tuple(pair for pair in found if pair.before == self.names[0])

    def document(self, *, brief: bool = False, weeks: bool = False) -> Document:
        """The table, which is better, and what moved and is found otherwise between every two.

        Parameters
        ----------
        brief
            Whether musts that all keep are only counted, and findings against musts told alone.
        weeks
            Whether the timetables are drawn as well.
        """
        named = ((Marked(c.name, Mark.STRONG), f": {c.word}") for c in self.candidates)
        blocks: list[Block] = [Bullets(tuple(named)), *map(Paragraph, self.notes)]
        if not self.candidates:
            blocks.append(Paragraph("There is no timetable to compare."))
            return Document(f"{HEADING}: {self.title}", blocks)
        blocks += [Paragraph(LEGEND), table_block(self.scenario, self.verdicts, brief=brief)]
        if len(self.candidates) > 1:
            blocks.append(Section("Which is better", (Bullets(self.say_standing()),)))
        shown = {name: self.grid(name) for name in self.names}
        drawn = [Section(n, g.blocks() if weeks else g.blocks()[:1]) for n, g in shown.items()]
        blocks.append(Section("The weeks" if weeks else "The weeks in words", drawn))
        blocks += [Section(str(pair), self._pair(pair, brief=brief)) for pair in self.pairs()]
        return Document(f"{HEADING}: {self.title}", blocks)

    def _pair(self, names: Names, *, brief: bool) -> list[Block]:
        moves, changes = self.moves(*names), self.findings(*names)
        differences = Bullets((changes.summary, *self.differences(*names)))
        found = changes.of_musts() if brief else changes.table()
        shape = Bullets([one.say(f"in “{names.before}”") for one in self.shape_changes(*names)])
        speaking = Bullets(self.say_speaking(*names))
        return [shape, Bullets(moves.sentences()), speaking, differences, *found]

    def text(self, width: int = WIDTH) -> str:
        """The comparison in brief, as an aligned block.

        Parameters
        ----------
        width
            Characters in a line, from 40: no line is longer.
        """
        return text_of(self.document(brief=True), width)

    def html(self) -> str:
        """The comparison as a page of HTML that needs nothing but itself, with the week grids."""
        return page_of(self.document(weeks=True))

    def rows(self) -> list[dict[str, str | int]]:
        """The table as rows of a CSV file: a row for each rule, then how its tier ends.

        Columns: ``tier``, ``principle``, ``rule``, ``unit``, ``weight``; ``amount of`` and ``cost
        of`` each timetable. The row of a whole tier follows its rules: ``rule`` is ``all``, and it
        has costs only. For the musts it has the number of cases breached, as amounts.
        """
        return [row for tier in tiers_of(self.scenario, self.verdicts) for row in tier.rows()]

    def csv(self) -> str:
        """The table as CSV: see `rows`."""
        return rows_text(self.rows())

    def moves_csv(self) -> str:
        """What moved between every two timetables, as CSV: ``from``, ``to``, `moves.COLUMNS`."""
        return self._pairs_csv(moves.COLUMNS, self.moves)

    def findings_csv(self) -> str:
        """The findings that differ between every two, as CSV: ``from``, ``to``, and their columns.

        See `findings.COLUMNS`.
        """
        return self._pairs_csv(findings.COLUMNS, self.findings)

    def _pairs_csv(
        self, columns: Iterable[str], told: Callable[[str, str], Moves | FindingChanges]
    ) -> str:
        found = ((pair, told(*pair).records()) for pair in combinations(self.names, 2))
        rows = ((*pair, *record.values()) for pair, records in found for record in records)
        return csv_text(("from", "to", *columns), rows)


def _stands(one: Verdict, other: Verdict) -> str:
    if dominates(one, other):
        return "dominates"
    return "goes before" if goes_before(one, other) else ""
