"""A week rearranged around a part that stays: what moves and why, and what cannot be mended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from scenarios.reading.arguments import part_in_words, place_in_words
from scenarios.scenario import Scenario
from scenarios.studies.comparison.moves import COLUMNS as MOVE_COLUMNS
from scenarios.studies.comparison.moves import Moves, Names
from scenarios.studies.replanning.notices import Notice, say_who
from scenarios.studies.replanning.publishing import KEPT
from scenarios.studies.replanning.result import Moved
from scheduler.document.document import Block, Bullets, Document, Paragraph, Section
from scheduler.document.report import Report
from scheduler.exploring.results import Stays
from scheduler.judging.verdict_changes import Difference
from scheduler.rules.rule import by_rule
from scheduler.solving.result import Status
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable

if TYPE_CHECKING:
    import pandas as pd

NAMES = Names("given", "rearranged")

COLUMNS = (*MOVE_COLUMNS, "reason")


class Rearranged(Report, Frozen):
    """A week in which a part stays where a person has put it.

    Attributes
    ----------
    given
        The week with the part there.
    part
        What stays.
    fewest
        Whether as few parts as possible move.
    misfits
        Why the week can have nothing where the part is, whatever moves; then nothing was searched.
    stays
        What the search found; None where there was none. Where ``fewest``, the tiers of its result
        are those of a replan.
    moves
        What else moves, in order of time.
    told
        Who must be told of which of the moves.
    difference
        How the verdict on the week differs from that on the given one.
    """

    scenario: Scenario
    given: Timetable
    part: Part
    fewest: bool = True
    misfits: tuple[str, ...] = ()
    stays: Stays | None = None
    moves: tuple[Moved, ...] = ()
    told: tuple[Notice, ...] = Field(default=(), repr=False)
    difference: Difference | None = None

    @property
    def timetable(self) -> Timetable | None:
        """The rearranged week; None where none was found."""
        return None if self.stays is None else self.stays.result.timetable

    @property
    def proven(self) -> bool:
        """Whether it is proven that fewer moves would not do, or that no week is better."""
        if self.stays is None:
            return False
        tiers = [tier for tier in self.stays.result.tiers if tier.name == f"tier {KEPT}"]
        if self.fewest and tiers:
            return tiers[0].proven
        return self.stays.result.status is Status.PROVEN

    def sentences(self) -> Iterator[str]:
        """What it comes to: whether it works, how much moves, and how sure that is."""
        if self.misfits:
            yield "It cannot stay there, whatever else moves."
            yield from self.misfits
            return
        if self.timetable is None:
            impossible = self.stays is not None and self.stays.result.status is Status.INFEASIBLE
            sure = "It cannot stay there, whatever else moves."
            yield sure if impossible else "No week was found in the time given."
            return
        number = len(self.moves)
        moves = f"{count(number, 'other part')} {'changes' if number == 1 else 'change'}"
        yield f"{moves}." if number else "Nothing else has to move."
        if number or not self.fewest:
            yield self._how_sure()
        assert self.stays is not None
        if self.stays.broken:
            breaches = count(len(self.stays.broken), "breach of a must", "breaches of musts")
            stay = "stays" if len(self.stays.broken) == 1 else "stay"
            yield f"{breaches} {stay}, with it there."

    def _how_sure(self) -> str:
        """Whether fewer moves, or another week, would be better still."""
        if self.proven:
            sure = "fewer would not do" if self.fewest else "no week with it there is better"
            return f"It is proven that {sure}."
        sure = "fewer would do" if self.fewest else "a week with it there is better"
        return f"Whether {sure} was not settled."

    def rows(self) -> list[dict[str, str]]:
        """What moves, with every column of `COLUMNS`, as text."""
        moved = tuple(move.row for move in self.moves)
        week, after = self.scenario.week, self.timetable or Timetable()
        moves = Moves(names=NAMES, before=self.given, after=after, rows=moved, week=week)
        return [
            {**row, "reason": " ".join(move.reason.brief(week))}
            for row, move in zip(moves.records(), self.moves, strict=True)
        ]

    def to_frame(self) -> pd.DataFrame:
        """What moves as a table, with the rows and columns of `rows`, as text."""
        import pandas as pd

        return pd.DataFrame(self.rows(), columns=list(COLUMNS), dtype=str)

    def document(self) -> Document:
        """What stays, what moves for it and why, who must be told, and what stays broken."""
        return Document(self.scenario.called, tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        week = self.scenario.week
        session = week.session[self.part.session]
        what = part_in_words(week, self.given, session, self.part)
        yield Paragraph(f"{what} stays on {place_in_words(week, self.part)}.")
        yield from map(Paragraph, self.sentences())
        stays = self.stays
        if stays is not None and stays.broken:
            said = by_rule((one.rule, one.sentence) for one in stays.broken)
            yield Section("What stays broken", [said])
        if stays is not None and stays.against:
            said = by_rule((one.rule, one.sentence) for one in stays.against)
            yield Section("With it there, these cannot all be kept", [said])
        for number, move in enumerate(self.moves, 1):
            reasons = list(move.reason.brief(week))
            yield Section(f"{number}. {move.sentence}", [Bullets(reasons)])
        if self.told:
            yield Section("Who must be told", [Bullets(list(say_who(self.told, len(self.moves))))])
