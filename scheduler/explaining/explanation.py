"""Why nothing fits, as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pydantic import Field

from scheduler.document.document import (
    Block,
    Bullets,
    Document,
    Mark,
    Marked,
    Paragraph,
    Section,
    Text,
    pieces,
)
from scheduler.document.report import Report
from scheduler.explaining.repairs import Repair, Way
from scheduler.judging.preflight import IMPOSSIBLE, said_by_counting
from scheduler.rules.requirement import Requirement
from scheduler.rules.rule import Count, by_rule, titled
from scheduler.solving.conflicts import Conflict
from scheduler.solving.result import CANONICAL, GIVEN_UP, Result, Status
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.words import listed

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 7
"""Requirements of one rule in a conflict that are said in words; the tables hold all."""


class Explanation(Report, Frozen):
    """Why a week is impossible, and the least that would have to give way."""

    status: Status
    """``INFEASIBLE`` where it is proven, ``FEASIBLE`` where a timetable keeps every must after all,
    and ``UNKNOWN`` where neither was settled in the time given."""
    counts: tuple[Count, ...] = ()
    """Counts that cannot hold: proofs by themselves."""
    counted: tuple[tuple[str, ...], ...] = ()
    """For each of the counts, the rules that it rests on."""
    conflicts: tuple[Conflict, ...] = ()
    """No two have a requirement in common."""
    complete: bool | None = None
    """Whether all that is in none of the conflicts can be kept; None where that stayed open."""
    ways: tuple[tuple[Way, ...], ...] = ()
    """For each conflict: its requirements that would each be enough to give up, beside what the
    least repair gives up for the other conflicts."""
    unsettled: tuple[int, ...] = ()
    """For each conflict: of how many further requirements it stayed open whether one is enough."""
    repair: Repair | None = None
    """The least; None where none was found in the time given."""
    irreparable: bool = False
    """Whether it is proven that there is no repair: firm rules and those to be kept clash."""
    found_after: float = Field(default=0.0, ge=0)
    """Seconds until the conflicts and the least to give up were known; what is left of ``seconds``
    went into the other ways out, and into the timetable that results."""
    seconds: float = Field(default=0.0, ge=0)
    interrupted: bool = False
    """Whether a person stopped the search."""

    @property
    def summary(self) -> str:
        """In one sentence, whether anything fits."""
        if self.status is Status.FEASIBLE:
            return "Nothing stands in the way: there is a timetable that keeps every must."
        if self.status is Status.UNKNOWN:
            return "Whether a timetable keeps every must was not settled in the time given."
        return IMPOSSIBLE

    @property
    def completeness(self) -> str:
        """Whether anything else stands in the way, in a sentence."""
        if self.complete is None or (not self.conflicts and not self.complete):
            return "Which requirements clash besides was not settled in the time given."
        if self.complete:
            these = "these conflicts" if len(self.conflicts) > 1 else "this conflict"
            return f"Everything outside {these} can be kept."
        return "More stands in the way: once this is mended, ask again."

    @property
    def heading_of_repair(self) -> str:
        """How much is to be given up, or that nothing is known to help."""
        if self.repair is None:
            return (
                "There is no repair: what is not to be given up clashes by itself."
                if self.irreparable
                else "No repair was found in the time given."
            )
        number = count(len(self.repair.given_up), "requirement")
        if self.repair.proven:
            return f"The least repair gives up {number}:"
        return f"A repair gives up {number}; whether less would do was not settled:"

    @property
    def more(self) -> str:
        """Why a repair gives up more than one requirement for each conflict; empty where not so."""
        if self.repair is None or not len(self.repair.given_up) > len(self.conflicts) > 0:
            return ""
        whatever = "That is more than there are conflicts: whatever is given up of these alone"
        return f"{whatever}, others clash in turn." if self.repair.proven else ""

    def document(self) -> Document:
        return Document("", (Paragraph(self.summary), *self.blocks()))

    def blocks(self) -> tuple[Block, ...]:
        """Why nothing fits, and what would have to give way; nothing where something may fit."""
        counted = () if self.status is not Status.INFEASIBLE else said_by_counting(self.counts)
        return (*counted, *self.clashes())

    def clashes(self) -> tuple[Block, ...]:
        """What `blocks` says besides the counts."""
        if self.status is not Status.INFEASIBLE:
            return ()
        return (
            *filter(None, map(self._conflict, range(len(self.conflicts)))),
            Paragraph(self.completeness),
            Section("The least to give up", tuple(self._repair())),
        )

    def counts_say(self, conflict: Conflict) -> bool:
        """Whether a count says of a conflict all that there is to say."""
        return any(set(conflict.rules) <= set(rules) for rules in self.counted)

    def _conflict(self, number: int) -> Section | None:
        """A conflict and the ways out of it; where a count says it, only these."""
        conflict = self.conflicts[number]
        several = len(self.conflicts) > 1
        outs = self._ways_out(number)
        if self.counts_say(conflict):
            title = f"Ways out of conflict {number + 1}" if several else "Ways out"
            return Section(title, outs) if outs else None
        said = by_rule(
            (rule, sentence)
            for rule in conflict.rules
            for sentence in _some([one for one in conflict.requirements if one.rule == rule])
        )
        blocks: list[Block] = [Paragraph(conflict.clash), said]
        if outs:
            blocks.append(Section("Ways out", outs))
        return Section(f"Conflict {number + 1}" if several else "The conflict", tuple(blocks))

    def _ways_out(self, number: int) -> tuple[Block, ...]:
        ways = self.ways[number] if self.ways else ()
        if not ways:
            return ()
        beside = ", beside what is given up for the rest" if len(self.conflicts) > 1 else ""
        heading = f"Giving up any one of these would be enough{beside}:"
        found = Paragraph(heading), Bullets(tuple(map(self._way, ways)))
        more = self.unsettled[number] if self.unsettled else 0
        if not more:
            return found
        said = f"Whether {more:,} more would be enough was not settled in the time given."
        return (*found, Paragraph(said))

    def _way(self, way: Way) -> Text:
        taken = {one.key: one for one in (self.repair.given_up if self.repair else ())}
        least = "" if way.proven else " (less may do)"
        # Of the one that the repair gives up, both say what is wrong in the same timetable.
        chosen = taken.get(way.given_up.key)
        mark = Marked("" if chosen is None else " The repair gives up this one.", Mark.STRONG)
        return (*pieces(_given_up(chosen or way.given_up)), least, mark)

    def _repair(self) -> Iterator[Block]:
        yield Paragraph(self.heading_of_repair)
        if self.repair is not None:
            yield Bullets(tuple(map(_given_up, self.repair.given_up)))
            yield Paragraph(self.more)
            if self.repair.result is not None:
                yield Paragraph(_price(self.repair.result))

    def to_frame(self) -> pd.DataFrame:
        """The conflicts as a table: a row for each requirement, the conflicts counted from 1."""
        import pandas as pd

        rows = [
            (number, one.rule, one.sentence)
            for number, conflict in enumerate(self.conflicts, 1)
            for one in conflict.requirements
        ]
        return pd.DataFrame(rows, columns=["conflict", "rule", "sentence"])

    def ways_frame(self) -> pd.DataFrame:
        """The ways out as a table: a row for each requirement that is enough to give up.

        Returns
        -------
        pandas.DataFrame
            ``conflict``, counted from 1; ``rule``; ``amount``, how much of it is given up, in
            ``unit``; ``sentence``, what is then wrong; and ``proven``, whether less would not do.
        """
        import pandas as pd

        rows = [
            (number, way.given_up.rule, way.amount, way.unit, way.given_up.sentence, way.proven)
            for number, ways in enumerate(self.ways, 1)
            for way in ways
        ]
        columns = ["conflict", "rule", "amount", "unit", "sentence", "proven"]
        return pd.DataFrame(rows, columns=columns)


def _given_up(one: Requirement) -> Text:
    return (*pieces(titled(one.rule)), f": {one.sentence}")


def _price(result: Result) -> str:
    """What the timetable that results costs, tier by tier."""
    if result.timetable is None:
        return "No timetable with this repair was found in the time given."
    tiers = [tier for tier in result.tiers if tier.name not in (GIVEN_UP, CANONICAL)]
    if not tiers:
        return "There is a timetable with this repair."
    costs = listed(f"{tier.value} in {tier.name}" for tier in tiers)
    sure = "proven to be the least" if all(tier.proven for tier in tiers) else "not proven"
    return f"The timetable that results costs {costs}, {sure}."


def _some(requirements: Sequence[Requirement]) -> Iterator[str]:
    """Requirements of one rule as sentences, but for those that are too many to be read."""
    shown = requirements if len(requirements) <= SHOWN + 1 else requirements[:SHOWN]
    yield from (one.sentence for one in shown)
    if len(shown) < len(requirements):
        yield f"and {len(requirements) - len(shown)} more such requirements"
