"""What is said of the nearest week where no timetable was found that keeps every must."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from scenarios.exchange.schedule_csv import schedule_rows
from scenarios.exchange.schedule_workbook import Schedule
from scenarios.studies.comparison.moves import Moves
from scheduler.document.document import Block, Bullets, Paragraph, Section
from scheduler.document.week_grid import WeekGrid
from scheduler.judging.judge import Finding
from scheduler.repairing.attempts import Nearest
from scheduler.rules.rule import by_rule
from scheduler.week.clock import count, counted
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week
from scheduler.week.words import listed


class NearestWeek(Frozen):
    """The nearest week to a published one, with all that it breaks.

    Attributes
    ----------
    moves
        How its parts differ from what was published.
    week
        With States in all posts, as it has them.
    """

    nearest: Nearest
    moves: Moves
    week: Week

    @property
    def timetable(self) -> Timetable:
        return self.nearest.attempt.known.timetable

    @property
    def breached(self) -> tuple[Finding, ...]:
        """What it breaks of the musts."""
        return self.nearest.attempt.verdict.breached

    def sentences(self) -> Iterator[str]:
        """How much it breaks, and what stood against everything that was tried."""
        amounts, units = Counter[str](), dict[str, str]()
        for finding in self.breached:
            amounts[finding.rule] += finding.amount
            units[finding.rule] = finding.unit
        by = listed(counted(amount, units[rule]) for rule, amount in amounts.items())
        musts = count(len(amounts), "must")
        yield f"It is no week to be published: it breaks {musts}, by {by}."
        tried, everywhere = self.nearest.tried, self.nearest.everywhere
        if tried > 1 and len(everywhere) < len(self.breached):
            if not everywhere:
                yield f"No one requirement stood against each of the {tried} timetables tried."
            else:
                yield f"Against each of the {tried} timetables tried stood:"

    def section(self) -> Section:
        """The breaches, what stands against everything that was tried, and what would change."""
        first, *more = self.sentences()
        said = [(finding.rule, finding.sentence) for finding in self.breached]
        blocks: list[Block] = [Paragraph(first), by_rule(said), *map(Paragraph, more)]
        if more and self.nearest.everywhere:
            blocks.append(Bullets([finding.sentence for finding in self.nearest.everywhere]))
        changed = count(len(self.moves.rows), "part")
        verb = "changes" if len(self.moves.rows) == 1 else "change"
        blocks.append(Paragraph(f"In it {changed} {verb}."))
        blocks.append(Bullets(self.moves.sentences() if self.moves.rows else ()))
        blocks.append(WeekGrid(self.week, self.timetable).summary.paragraph())
        return Section("The nearest week that was found", blocks)

    def schedule(self, venue: str = "") -> Schedule:
        """The week as it goes to a file."""
        return Schedule(self.week, self.timetable, venue)

    def record(self) -> dict[str, Any]:
        """What it breaks and changes, for other programs."""
        return {
            "timetable": schedule_rows(self.week, self.timetable),
            "tried": self.nearest.tried,
            "breached": [finding.model_dump() for finding in self.breached],
            "everywhere": [finding.model_dump() for finding in self.nearest.everywhere],
            "moves": self.moves.records(),
        }
