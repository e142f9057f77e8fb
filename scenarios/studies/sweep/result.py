"""The variants of a scenario side by side, each against the scenario as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scenarios.exchange.csv_text import Cell, rows_text
from scenarios.studies.sweep.outcome import Outcome, Standing
from scheduler.document.document import Block, Bullets, Column, Document, Table, Text, pieces
from scheduler.document.report import Report
from scheduler.rules.rule import titled
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen

if TYPE_CHECKING:
    import pandas as pd


NOTHING_CHANGED = "The patch changes nothing: this is the scenario as it is."
"""What is said of a variant that asks for the same as the scenario does."""

MOST_BESIDE = 8
"""Variants whose amounts stand beside each other."""


class Sweep(Report, Frozen):
    """What came of a sweep.

    No table holds the seconds, which stand with each outcome: so two sweeps of the same variants
    are the same, byte for byte, wherever they were solved.

    Attributes
    ----------
    title
        Of the scenario.
    questions
        Those of its grid.
    outcomes
        A row for each variant, the scenario as it is first.
    stopped
        Whether a person stopped the sweep.
    unkept
        Why the file of results could not be written to the end; empty where it could.
    """

    title: str
    questions: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...]
    stopped: bool = False
    unkept: str = ""

    @property
    def as_it_is(self) -> Outcome:
        """The scenario itself."""
        return self.outcomes[0]

    def __getitem__(self, name: str) -> Outcome:
        """The row of a variant by its name."""
        return {outcome.name: outcome for outcome in self.outcomes}[name]

    @property
    def tiers(self) -> tuple[str, ...]:
        """Names of the tiers that any variant has, in order."""
        return tuple(sorted({tier.name for outcome in self.outcomes for tier in outcome.tiers}))

    @property
    def units(self) -> dict[str, str]:
        """What each preference is counted in, by rule, the first tier first."""
        solved = (outcome.solved for outcome in self.outcomes if outcome.solved is not None)
        found = sorted((one for each in solved for one in each.amounts), key=lambda one: one.tier)
        return {entry.rule: entry.unit for entry in found}

    def rows(self) -> list[dict[str, Cell]]:
        """A row for each variant.

        Its columns are ``variant``, ``title``, the choice for each question (``choice_days``),
        ``status``; for each tier its cost, the bound and the difference from the scenario as it is
        (``tier_1``, ``tier_1_bound``, ``tier_1_difference``); for each preference the amount in the
        rule's own unit and the difference (``give_wanted_time``, ``give_wanted_time_difference``);
        and ``reason``, which also says where a patch changes nothing. A cell is None where
        there is nothing to say.
        """
        units, tiers = tuple(self.units), self.tiers
        return [dict(self._cells(outcome, tiers, units)) for outcome in self.outcomes]

    def _cells(
        self, outcome: Outcome, tiers: Iterable[str], rules: Iterable[str]
    ) -> Iterator[tuple[str, Cell]]:
        yield "variant", outcome.name
        yield "title", outcome.title
        for question in self.questions:
            yield f"choice_{question}", outcome.choices.get(question)
        yield "status", outcome.standing.value
        found = {tier.name: tier for tier in outcome.tiers}
        for name in tiers:
            tier, column = found.get(name), name.replace(" ", "_")
            yield column, tier.value if tier else None
            yield f"{column}_bound", tier.bound if tier else None
            yield f"{column}_difference", self.cost_difference(outcome, name)
        for rule in rules:
            yield rule, outcome.amounts.get(rule)
            yield f"{rule}_difference", self.difference(outcome, rule)
        yield "reason", " ".join(filter(None, (outcome.reason, self.note(outcome)))) or None

    def note(self, outcome: Outcome) -> str:
        """That a variant asks for the same as the scenario as it is; empty where it does not."""
        same = bool(outcome.digest) and outcome.digest == self.as_it_is.digest
        return NOTHING_CHANGED if same and outcome is not self.as_it_is else ""

    def cost_difference(self, outcome: Outcome, tier: str) -> int | None:
        """What a tier costs more than in the scenario as it is; below 0 for less."""
        before, now = ({t.name: t.value for t in o.tiers} for o in (self.as_it_is, outcome))
        return now[tier] - before[tier] if tier in before and tier in now else None

    def difference(self, outcome: Outcome, rule: str) -> int | None:
        """What a preference counts more than in the scenario as it is; below 0 for less."""
        before, now = self.as_it_is.amounts, outcome.amounts
        return now[rule] - before[rule] if rule in before and rule in now else None

    def to_frame(self) -> pd.DataFrame:
        """The `rows` as a table, by ``variant``.

        Costs and amounts are whole numbers (``Int64``), missing where there is no timetable.
        """
        import pandas as pd

        rows = self.rows()
        frame = pd.DataFrame(rows, columns=list(rows[0])).set_index("variant")
        texts = {"title", "status", "reason", *(f"choice_{name}" for name in self.questions)}
        return frame.astype({name: "Int64" for name in frame.columns if name not in texts})

    def csv_text(self) -> str:
        """The table as the text of a CSV file; texts that look like formulas are guarded."""
        return rows_text(self.rows())

    def document(self, *, seconds: bool = False) -> Document:
        """What the sweep found in words, then what each tier costs and each preference counts.

        Parameters
        ----------
        seconds
            Whether a column says how long each variant took; in brackets where it was known before.
        """
        said = [*self.sentences(), *([self.unkept] if self.unkept else [])]
        blocks: list[Block] = [Bullets(said), self._costs(seconds)]
        if self.units and any(outcome.works for outcome in self.outcomes):
            blocks.append(self._amounts())
        return Document(self.title, blocks)

    def _costs(self, seconds: bool) -> Table:
        """A row for each variant: how it stands, and what each tier costs."""
        heads: list[Column | str] = ["variant", "status"]
        heads += (Column(tier, right=True) for tier in self.tiers)
        rows = [
            [o.name, o.standing.value, *(self._cost(o, tier) for tier in self.tiers)]
            for o in self.outcomes
        ]
        notes = [self.note(outcome) for outcome in self.outcomes]
        if any(notes):
            heads.append("note")
            rows = [[*row, note] for row, note in zip(rows, notes, strict=True)]
        if seconds:
            heads.append(Column("seconds", right=True))
            rows = [[*row, _seconds(o)] for row, o in zip(rows, self.outcomes, strict=True)]
        return Table(heads, rows)

    def _cost(self, outcome: Outcome, name: str) -> str:
        tier = {tier.name: tier for tier in outcome.tiers}.get(name)
        if tier is None:
            return ""
        bound = "" if tier.proven else f" (bound {tier.bound})"
        return f"{tier.value}{bound}{_beside(self.cost_difference(outcome, name))}"

    def _amounts(self) -> Table:
        """What each preference counts: a row for each, or for each variant where these are many."""
        works = [outcome for outcome in self.outcomes if outcome.works]
        cells = {
            rule: [
                f"{o.amounts[rule]}{_beside(self.difference(o, rule))}" if rule in o.amounts else ""
                for o in works
            ]
            for rule in self.units
        }
        if len(works) <= MOST_BESIDE:
            heads = [Column("preference"), *(Column(o.name, right=True) for o in works)]
            named: dict[str, Text] = {
                r: (*pieces(titled(r)), f", {unit}") for r, unit in self.units.items()
            }
            return Table(heads, [(named[rule], *row) for rule, row in cells.items()])
        heads = [Column("variant"), *(Column(titled(r), u, True) for r, u in self.units.items())]
        columns = zip(*cells.values(), strict=True)
        return Table(heads, [(o.name, *row) for o, row in zip(works, columns, strict=True)])

    def sentences(self) -> Iterator[str]:
        """What the sweep found, in words: first how many work, then each variant."""
        works = sum(outcome.works for outcome in self.outcomes)
        proven = sum(o.works and o.standing.settled for o in self.outcomes)
        total = count(len(self.outcomes), "way to hold the week", "ways to hold the week")
        yield f"{total}: {works} with a timetable, {proven} of them proven best."
        left = sum(outcome.standing is Standing.NOT_SOLVED for outcome in self.outcomes)
        if left:
            yield f"Stopped by hand: {count(left, 'variant')} not solved yet."
        for outcome in self.outcomes[1:]:
            if note := self.note(outcome):
                yield f"{outcome.title}: {outcome.standing.value}. {note}"
            elif outcome.works and self.as_it_is.works:
                yield f"{outcome.title}: {self._compared(outcome)}."
            elif not outcome.works and outcome.standing is not Standing.NOT_SOLVED:
                yield f"{outcome.title}: {outcome.standing.value}. {outcome.reason}".rstrip()

    def _compared(self, outcome: Outcome) -> str:
        """How a variant compares with the scenario as it is, rule by rule."""
        said = []
        for rule, unit in self.units.items():
            if difference := self.difference(outcome, rule):
                more = "more" if difference > 0 else "less"
                said.append(f"{rule} {abs(difference)} {more} ({unit})")
        return "; ".join(said) or "every preference counts the same"


def _beside(difference: int | None) -> str:
    """The difference from the scenario as it is, where there is one."""
    return f" ({difference:+d})" if difference else ""


def _seconds(outcome: Outcome) -> str:
    if outcome.solved is None:
        return ""
    seconds = f"{outcome.solved.seconds:.1f}"
    return f"({seconds})" if outcome.reused else seconds
