"""The variants of a scenario side by side, each against the scenario as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from scenarios.reading.csv_file import Cell, csv_text
from scenarios.studies.sweep.outcome import Outcome, Standing
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen

if TYPE_CHECKING:
    import pandas as pd


class Sweep(Frozen):
    """What came of a sweep.

    Seconds stand in no table: two sweeps of the same variants are the same, byte for byte, wherever
    they were solved. They are kept with each outcome.

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
    """

    title: str
    questions: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...]
    stopped: bool = False

    @property
    def as_it_is(self) -> Outcome:
        """The scenario itself."""
        return self.outcomes[0]

    def __getitem__(self, name: str) -> Outcome:
        """The row of a variant by its name."""
        for outcome in self.outcomes:
            if outcome.name == name:
                return outcome
        raise KeyError(name)

    @property
    def tiers(self) -> tuple[str, ...]:
        """Names of the tiers that any variant has, in order."""
        return tuple(sorted({tier.name for outcome in self.outcomes for tier in outcome.tiers}))

    @property
    def units(self) -> dict[str, str]:
        """What each preference is counted in, by rule, the first tier first."""
        found = [
            entry
            for outcome in self.outcomes
            if outcome.solved is not None
            for entry in outcome.solved.amounts
        ]
        return {entry.rule: entry.unit for entry in sorted(found, key=lambda entry: entry.tier)}

    def rows(self) -> list[dict[str, Cell]]:
        """The sweep as rows of a table.

        Returns
        -------
        list
            A row for each variant: ``variant``, ``title``, the choice for each question
            (``choice_days``), ``status``; for each tier its cost, the bound and the difference from
            the scenario as it is (``tier_1``, ``tier_1_bound``, ``tier_1_difference``); for each
            preference the amount in the rule's own unit and the difference (``give_wanted_time``,
            ``give_wanted_time_difference``); ``reason``. None where there is nothing to be said.
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
        yield "reason", outcome.reason or None

    def cost_difference(self, outcome: Outcome, tier: str) -> int | None:
        """What a tier costs more than in the scenario as it is; below 0 for less."""
        before, now = ({t.name: t.value for t in o.tiers} for o in (self.as_it_is, outcome))
        return now[tier] - before[tier] if tier in before and tier in now else None

    def difference(self, outcome: Outcome, rule: str) -> int | None:
        """What a preference counts more than in the scenario as it is; below 0 for less."""
        before, now = self.as_it_is.amounts, outcome.amounts
        return now[rule] - before[rule] if rule in before and rule in now else None

    def to_frame(self) -> pd.DataFrame:
        """The sweep as a table.

        Returns
        -------
        pandas.DataFrame
            As `rows`, by ``variant``. Costs and amounts are whole numbers (``Int64``), missing
            where there is no timetable.
        """
        import pandas as pd

        rows = self.rows()
        frame = pd.DataFrame(rows, columns=list(rows[0])).set_index("variant")
        texts = {"title", "status", "reason", *(f"choice_{name}" for name in self.questions)}
        return frame.astype({name: "Int64" for name in frame.columns if name not in texts})

    def csv_text(self) -> str:
        """The table as the text of a CSV file; texts that look like formulas are guarded."""
        rows = self.rows()
        return csv_text(tuple(rows[0]), (tuple(row.values()) for row in rows))

    def markdown_text(self) -> str:
        """The table in Markdown, below the title and what the sweep found in words."""
        rows = self.rows()
        lines = [f"# {_plain(self.title)}", "", *(f"- {_plain(said)}" for said in self.sentences())]
        lines += ["", _line(rows[0]), _line("---" for _ in rows[0])]
        lines += [_line(_cell(value, _plain) for value in row.values()) for row in rows]
        return "\n".join([*lines, ""])

    def html_text(self) -> str:
        """A page of its own with the table and what the sweep found in words."""
        return (
            '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">\n'
            f"<title>{escape(self.title)}</title>\n<style>{_STYLE}</style></head>\n"
            f"<body>{self._repr_html_()}</body>\n</html>\n"
        )

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
            if outcome.works and self.as_it_is.works:
                yield f"{outcome.title}: {self._compared(outcome)}."
            elif not outcome.works and outcome.standing is not Standing.NOT_SOLVED:
                yield f"{outcome.title}: {outcome.standing.value}. {outcome.reason}".rstrip()

    def _compared(self, outcome: Outcome) -> str:
        """How a variant compares with the scenario as it is, rule by rule."""
        said = []
        for rule, unit in self.units.items():
            difference = self.difference(outcome, rule)
            if difference:
                said.append(
                    f"{rule} {abs(difference)} {'more' if difference > 0 else 'less'} ({unit})"
                )
        return "; ".join(said) or "every preference counts the same"

    def __str__(self) -> str:
        return "\n".join([self.title, *self.sentences()])

    def _repr_html_(self) -> str:
        said = "".join(f"<li>{escape(sentence)}</li>" for sentence in self.sentences())
        rows = self.rows()
        head = "".join(f"<th>{escape(column)}</th>" for column in rows[0])
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(v, escape)}</td>" for v in row.values()) + "</tr>\n"
            for row in rows
        )
        table = f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"
        return f"<h1>{escape(self.title)}</h1>\n<ul>{said}</ul>\n{table}"


_STYLE = (
    "body{font:15px/1.4 sans-serif;margin:2em}table{border-collapse:collapse}"
    "td,th{border:1px solid #999;padding:.2em .5em;text-align:left;vertical-align:top}"
)


def _cell(value: Cell, write: Callable[[str], str]) -> str:
    """A cell as text: numbers as they are, texts as the form needs them, nothing as nothing."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else write(value)


def _plain(text: str) -> str:
    """A text on one line that Markdown leaves as it is."""
    return " ".join(text.split()).replace("|", r"\|").replace("<", "&lt;")


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
