"""The judge: reads any timetable, whoever made it, and says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.document.document import Block, Bullets, Document, Paragraph, Section
from scheduler.document.report import Report
from scheduler.rules.draft import Case
from scheduler.rules.rule import Must, Prefer, Setting, by_rule
from scheduler.week import structure
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

if TYPE_CHECKING:
    import pandas as pd

STRUCTURE = "structure"
"""The name under which findings stand that no rule can make: see `scheduler.week.structure`."""


class Finding(Frozen):
    """One breach of one rule."""

    rule: str
    case: Case
    amount: int
    unit: str
    must: bool
    tier: int | None = None
    cost: int = 0
    """Amount times weight; 0 for a must."""
    sentence: str


class Verdict(Report, Frozen):
    """Everything that the judge finds in a timetable, the musts first."""

    findings: tuple[Finding, ...]
    applied: tuple[str, ...] = ()
    """Names of the rules that were applied."""
    off: tuple[str, ...] = ()
    """Names of the usual must-rules that the scenario switches off."""
    tiers: tuple[int, ...] = ()
    """The tiers that the scenario has, settled in this order."""

    @cached_property
    def breached(self) -> tuple[Finding, ...]:
        """The findings against musts, structure included."""
        return tuple(finding for finding in self.findings if finding.must)

    @property
    def legal(self) -> bool:
        """Whether every must is kept."""
        return not self.breached

    def cost(self, tier: int) -> int:
        """What the preferences of one tier cost in all."""
        return sum(finding.cost for finding in self.findings if finding.tier == tier)

    @property
    def header(self) -> str:
        """What a reader must know first: the usual musts that are switched off, if any."""
        return f"Switched off in this scenario: {', '.join(self.off)}" if self.off else ""

    @property
    def costs(self) -> tuple[int, ...]:
        """The cost of each tier, in order: what two legal timetables are compared by."""
        return tuple(self.cost(tier) for tier in self.tiers)

    def __repr__(self) -> str:
        breaches = len(self.breached)
        kept = "every must is kept" if self.legal else f"breaches of musts: {breaches}"
        return f"<Verdict: {kept}, costs {self.costs}>"

    def amount(self, rule: str) -> int:
        """The amount of one rule in all, in its unit."""
        return sum(finding.amount for finding in self.findings if finding.rule == rule)

    def amounts(self) -> dict[str, int]:
        """The amount of every rule that was applied, in their order."""
        return {rule: self.amount(rule) for rule in self.applied}

    def to_frame(self) -> pd.DataFrame:
        """The findings as a table: a row for each, with the columns of `Finding`."""
        import pandas as pd

        columns = ["rule", "must", "tier", "amount", "unit", "cost", "sentence"]
        rows = [finding.model_dump(include=set(columns)) for finding in self.findings]
        return pd.DataFrame(rows, columns=columns)

    def document(self) -> Document:
        breaches = count(len(self.breached), "breach of a must", "breaches of musts")
        blocks: list[Block] = [Paragraph(self.header)]
        if self.legal:
            blocks.append(Paragraph("Every must is kept."))
        else:
            blocks.append(Section(breaches, (_listed(self.breached),)))
        for tier in self.tiers:
            findings = _listed(finding for finding in self.findings if finding.tier == tier)
            blocks.append(Section(f"Tier {tier} costs {self.cost(tier)}", (findings,)))
        return Document("", tuple(blocks))


def _listed(findings: Iterable[Finding]) -> Bullets:
    return by_rule((finding.rule, finding.sentence) for finding in findings)


def judge(
    week: Week, settings: Sequence[Setting], timetable: Timetable, off: Iterable[str] = ()
) -> Verdict:
    """Judge a timetable by the rules that a scenario applies.

    Parameters
    ----------
    week
        The week that the timetable is for.
    settings
        The rules applied, each as a must or a preference.
    timetable
        Any timetable, legal or not.
    off
        Names of must-rules that the scenario switches off, for the verdict's header.

    Returns
    -------
    Verdict
        Findings in this order: structure, musts, then preferences by tier; inside each in the
        order of the rules given. Where the structure is broken, rules judge the parts that are
        sound.
    """
    broken, sound = judge_structure(week, timetable)
    findings = [
        found
        for setting in sorted(settings, key=lambda setting: setting.rank)
        for found in judge_rule(week, setting, sound)
    ]
    return Verdict(
        findings=(*broken, *findings),
        applied=tuple(setting.rule.name for setting in settings),
        off=tuple(off),
        tiers=tiers_of(settings),
    )


def tiers_of(settings: Iterable[Setting]) -> tuple[int, ...]:
    """The tiers that occur in the settings, in the order in which they are settled."""
    return tuple(sorted({setting.rank for setting in settings if not setting.must}))


def judge_structure(week: Week, timetable: Timetable) -> tuple[tuple[Finding, ...], Timetable]:
    """Find what breaks the structure of a timetable, and the sound parts that rules can judge."""
    broken = tuple(structure.breaches(week, timetable))
    if not broken:
        return (), timetable
    findings = tuple(
        finding(STRUCTURE, "parts", Must(), tuple(timetable.parts[index][:4]), 1, sentence)
        for index, sentence in broken
    )
    unsound = {index for index, _ in broken}
    parts = enumerate(timetable.parts)
    sound = tuple(part for index, part in parts if index not in unsound)
    return findings, Timetable(parts=sound)


def judge_rule(week: Week, setting: Setting, timetable: Timetable) -> Iterable[Finding]:
    """Find what one rule has against a timetable of sound parts."""
    rule = setting.rule
    for case, amount in rule.check(week, timetable):
        sentence = rule.say(week, case, amount)
        yield finding(rule.name, rule.unit, setting.mode, case, amount, sentence)


def finding(
    rule: str, unit: str, mode: Must | Prefer, case: Case, amount: int, sentence: str
) -> Finding:
    """One breach, with what it costs where the rule is applied in this way."""
    preference = mode if isinstance(mode, Prefer) else None
    return Finding(
        rule=rule,
        case=case,
        amount=amount,
        unit=unit,
        must=preference is None,
        tier=None if preference is None else preference.tier,
        cost=0 if preference is None else amount * preference.weight,
        sentence=sentence,
    )
