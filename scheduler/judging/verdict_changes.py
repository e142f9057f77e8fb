"""A timetable with one part moved, and how its verdict differs.

What a move is worth can only be said against the timetable that is there: which musts it breaks or
mends, and what it costs more or less, rule by rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from scheduler.document.document import (
    Block,
    Bullets,
    Column,
    Document,
    Entry,
    Paragraph,
    Table,
    Text,
    pieces,
)
from scheduler.document.report import Report
from scheduler.judging.judge import Finding
from scheduler.rules.rule import STRUCTURE, by_rule, titled
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.words import listed, signed


def moved(timetable: Timetable, part: Part | None, to: Part | None) -> Timetable:
    """The timetable with one part in another place.

    A part takes along the statements that stand in it. Where one is added or taken out, nobody
    says what of the agenda of its session then stands where: it runs as it is written.

    Parameters
    ----------
    part
        A part of the timetable; None to add one.
    to
        Where it is to be, with its length; None to take the part out.

    Raises
    ------
    ValueError
        Where the timetable has no such part.
    """
    parts = list(timetable.parts)
    if part is not None:
        if part not in parts:
            raise ValueError(f"the timetable has no such part: {part}")
        parts.remove(part)
    if part is not None and to is not None:
        return Timetable(parts=(*parts, to._replace(statements=part.statements)))
    gone = {one.session for one in (part, to) if one is not None}
    parts = [one.place if one.session in gone else one for one in parts]
    return Timetable(parts=(*parts, *([] if to is None else [to.place])))


class Altered(NamedTuple):
    """A case that a rule finds in both timetables, with another amount."""

    before: Finding
    after: Finding

    @property
    def grown(self) -> int:
        """How much greater the amount is now; below 0 where it is less."""
        return self.after.amount - self.before.amount

    def __str__(self) -> str:
        word = "more" if self.grown > 0 else "less"
        return (
            f"{word} ({self.before.amount} before, now {self.after.amount}): {self.after.sentence}"
        )


class RuleChange(Frozen):
    """How what one rule finds differs between two timetables.

    Amounts are those of the rule in all, in its unit; costs are amounts times weight, 0 for a must.
    """

    rule: str
    unit: str
    tier: int | None = None
    """None for a must."""
    before: int = 0
    after: int = 0
    cost_before: int = 0
    cost_after: int = 0
    new: tuple[Finding, ...] = ()
    """Findings on the later timetable alone."""
    gone: tuple[Finding, ...] = ()
    """Findings on the earlier timetable alone."""
    altered: tuple[Altered, ...] = ()
    """Cases that both have, with another amount."""

    @property
    def must(self) -> bool:
        return self.tier is None

    @property
    def cost(self) -> int:
        """What the later timetable pays more; below 0 where it pays less."""
        return self.cost_after - self.cost_before

    @property
    def worse(self) -> tuple[Finding, ...]:
        """What is found anew, or in a greater amount."""
        return (*self.new, *(one.after for one in self.altered if one.grown > 0))

    @property
    def better(self) -> tuple[Finding, ...]:
        """What was found before and is gone, or was found in a greater amount."""
        return (*self.gone, *(one.before for one in self.altered if one.grown < 0))

    @property
    def added(self) -> int:
        """The amounts by which findings are new or greater; what is less does not count."""
        grown = sum(max(0, one.grown) for one in self.altered)
        return sum(finding.amount for finding in self.new) + grown

    @property
    def heading(self) -> Text:
        """The rule and how it applies; a must with the number of breaches that are mended."""
        if not self.must:
            return (f"tier {self.tier}, ", *pieces(titled(self.rule)))
        mended = count(len(self.better), "breach", "breaches")
        return ("must, ", *pieces(titled(self.rule)), f": {mended} mended")

    def findings(self) -> Iterator[str]:
        """What is found anew, in another amount, and no longer, in sentences."""
        yield from (f"new: {finding.sentence}" for finding in self.new)
        yield from map(str, self.altered)
        yield from (f"gone: {finding.sentence}" for finding in self.gone)


class Difference(Report, Frozen):
    """How the verdict on one timetable differs from that on another.

    Breaches that both timetables have in the same amount are no difference: a timetable that is not
    legal can be mended step by step.
    """

    changes: tuple[RuleChange, ...] = ()
    """Rules whose findings differ: structure, musts, then preferences by tier. Where the later
    timetable breaks the structure anew, that stands alone: the rules cannot speak of it."""
    tiers: tuple[int, ...] = ()
    """The tiers that the scenario has, in order."""

    @property
    def musts(self) -> tuple[RuleChange, ...]:
        return tuple(change for change in self.changes if change.must)

    @property
    def preferences(self) -> tuple[RuleChange, ...]:
        return tuple(change for change in self.changes if not change.must)

    @cached_property
    def breaches(self) -> tuple[Finding, ...]:
        """The findings against musts that are new, or greater than they were."""
        return tuple(finding for change in self.musts for finding in change.worse)

    @cached_property
    def mended(self) -> tuple[Finding, ...]:
        """The earlier findings against musts that are gone, or less than they were."""
        return tuple(finding for change in self.musts for finding in change.better)

    @property
    def possible(self) -> bool:
        """Whether no must is broken that was not broken before, and none more than before."""
        return not self.breaches

    @cached_property
    def costs(self) -> tuple[int, ...]:
        """What each tier costs more, in order; below 0 where it costs less."""
        return tuple(sum(c.cost for c in self.changes if c.tier == tier) for tier in self.tiers)

    @cached_property
    def rank(self) -> tuple[int, ...]:
        """What several differences are sorted by, the best first.

        Breaches of musts by number and amount, what is mended likewise, then the cost of each tier.
        """
        return (
            len(self.breaches),
            sum(change.added for change in self.musts),
            -len(self.mended),
            sum(change.after - change.before - change.added for change in self.musts),
            *self.costs,
        )

    @property
    def answer(self) -> str:
        """Whether the later timetable is possible, and what it costs, tier by tier, in words."""
        if not self.possible:
            return "This is not possible:"
        said = [
            f"{abs(cost)} {'less' if cost < 0 else 'more'} in tier {tier}"
            for tier, cost in zip(self.tiers, self.costs, strict=True)
            if cost
        ]
        if said:
            return f"This is possible. Against the timetable given it costs {listed(said)}."
        if self.preferences:
            return "This is possible. In every tier it costs what the timetable given costs."
        return "This is possible, and no preference changes."

    def document(self) -> Document:
        """Whether the later timetable is possible; what it costs, or what stands against it."""
        return Document("", list(self.blocks()))

    def blocks(self) -> Iterator[Block]:
        """What `document` holds, for a report in which it stands."""
        yield Paragraph(self.answer)
        if not self.possible:
            yield by_rule((finding.rule, finding.sentence) for finding in self.breaches)
            return
        if self.preferences:
            rows = [
                (c.tier, titled(c.rule), c.before, c.after, c.unit, signed(c.cost))
                for c in self.preferences
            ]
            cost = Column("cost", right=True)
            yield Table(("tier", "preference", "before", "after", "unit", cost), rows)
        yield Bullets([Entry(change.heading, list(change.findings())) for change in self.changes])


def difference_of(changes: Iterable[RuleChange | None], tiers: tuple[int, ...]) -> Difference:
    """A difference made of the changes of single rules; None for a rule without any."""
    order = sorted(
        (change for change in changes if change),
        key=lambda change: (change.rule != STRUCTURE, change.tier or 0),
    )
    if order and order[0].rule == STRUCTURE and order[0].new:
        order = order[:1]
    return Difference(changes=tuple(order), tiers=tiers)


def change_of(before: Sequence[Finding], after: Sequence[Finding]) -> RuleChange | None:
    """How the findings of one rule differ between two timetables; None where they do not."""
    old, new = ({finding.key: finding for finding in found} for found in (before, after))
    if {key: f.amount for key, f in old.items()} == {key: f.amount for key, f in new.items()}:
        return None
    first = [*before, *after][0]
    return RuleChange(
        rule=first.rule,
        unit=first.unit,
        tier=first.tier,
        before=sum(finding.amount for finding in before),
        after=sum(finding.amount for finding in after),
        cost_before=sum(finding.cost for finding in before),
        cost_after=sum(finding.cost for finding in after),
        new=tuple(finding for key, finding in new.items() if key not in old),
        gone=tuple(finding for key, finding in old.items() if key not in new),
        altered=tuple(
            Altered(old[key], finding)
            for key, finding in new.items()
            if key in old and old[key].amount != finding.amount
        ),
    )
