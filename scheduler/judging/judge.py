"""The judge: reads any timetable, whoever made it, and says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from scheduler.document.document import Block, Bullets, Document, Paragraph, Section
from scheduler.document.report import Report
from scheduler.rules.draft import Case
from scheduler.rules.rule import STRUCTURE, Breach, Detail, Must, Prefer, Rule, Setting, by_rule
from scheduler.week import structure
from scheduler.week.as_written import with_agendas
from scheduler.week.clock import count, counted
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable, overlap
from scheduler.week.week import Week

if TYPE_CHECKING:
    import pandas as pd


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

    @property
    def key(self) -> tuple[object, ...]:
        """What tells two findings of a rule apart; a part can break the structure in two ways."""
        return (self.case, self.sentence) if self.rule == STRUCTURE else (self.case,)


class Verdict(Report, Frozen):
    """Everything that the judge finds in a timetable, the musts first."""

    findings: tuple[Finding, ...]
    applied: tuple[str, ...] = ()
    """Names of the rules that were applied."""
    off: tuple[str, ...] = ()
    """Names of the usual must-rules that the scenario switches off."""
    tiers: tuple[int, ...] = ()
    """The tiers that the scenario has, settled in this order."""

    judged: tuple[Week, tuple[Setting, ...]] | None = Field(default=None, exclude=True, repr=False)
    """The week, and the rules that were applied to it."""

    @cached_property
    def unavoidable(self) -> frozenset[tuple[str, Case]]:
        """The findings, by rule and case, that no timetable that keeps the musts can lower."""
        if self.judged is None:
            return frozenset()
        return frozenset(_unavoidable(*self.judged, self.findings))

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
            blocks.append(Section(breaches, (self._listed(self.breached),)))
        for tier in self.tiers:
            findings = self._listed(finding for finding in self.findings if finding.tier == tier)
            blocks.append(Section(f"Tier {tier} costs {self.cost(tier)}", (findings,)))
        return Document("", tuple(blocks))

    def _listed(self, findings: Iterable[Finding]) -> Bullets:
        """The sentences under their rules; what no timetable can lower is one line of each."""
        said = list[tuple[str, str]]()
        for rule, found in groupby(findings, key=lambda finding: finding.rule):
            fixed, open_ = list[Finding](), list[Finding]()
            for one in found:
                (fixed if self.cannot_be_lower(one) else open_).append(one)
            said += [(rule, finding.sentence) for finding in open_]
            if len(fixed) == 1:
                said.append((rule, f"{fixed[0].sentence} No timetable can lower this."))
            elif fixed:
                number, amount = count(len(fixed), "finding"), sum(one.amount for one in fixed)
                what = f"{number} that no timetable can lower: {counted(amount, fixed[0].unit)}."
                said.append((rule, f"And {what}" if open_ else what))
        return by_rule(said)

    def cannot_be_lower(self, finding: Finding) -> bool:
        """Whether no timetable that keeps the musts can have less of a finding."""
        return (finding.rule, finding.case) in self.unavoidable


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
        sound, and those that look only at days judge all parts of the week's sessions.
    """
    broken = judge_structure(week, timetable)
    findings = [
        found
        for setting in sorted(settings, key=lambda setting: setting.rank)
        for found in judge_rule(week, setting, broken.seen_by(setting.rule))
    ]
    return Verdict(
        findings=(*broken.findings, *findings),
        applied=tuple(setting.rule.name for setting in settings),
        off=tuple(off),
        tiers=tiers_of(settings),
        judged=(week, tuple(settings)),
    )


def _unavoidable(
    week: Week, settings: Sequence[Setting], findings: Iterable[Finding]
) -> Iterator[tuple[str, Case]]:
    """The findings of preferences that are at the least that their rules know of."""
    musts = {setting.rule.name for setting in settings if setting.must}
    rules = {
        setting.rule.name: setting.rule
        for setting in settings
        if not setting.must and musts.issuperset(setting.rule.least_assumes)
    }
    for one in findings:
        if one.rule in rules:
            rule = rules[one.rule]
            known = week.leasts.setdefault(id(rule), (rule, {}))[1]
            if one.case not in known:
                known[one.case] = rule.least(week, one.case)
            if one.amount <= known[one.case]:
                yield one.rule, one.case


def tiers_of(settings: Iterable[Setting]) -> tuple[int, ...]:
    """The tiers that occur in the settings, in the order in which they are settled."""
    return tuple(sorted({setting.rank for setting in settings if not setting.must}))


class Structure(NamedTuple):
    """What breaks the structure of a timetable, and the parts that rules can judge."""

    findings: tuple[Finding, ...]
    sound: Timetable
    """The parts that break nothing."""
    placed: Timetable
    """Every part of a session of the week, wherever it lies; one that was entered twice, once."""

    def seen_by(self, rule: Rule) -> Timetable:
        """The parts that a rule judges: one that looks only at days sees where the rest are, too.

        So a part outside every sitting is said to be that, and its session not to be missing.
        """
        return self.placed if rule.detail <= Detail.DAY else self.sound


def judge_structure(week: Week, timetable: Timetable) -> Structure:
    """Find what breaks the structure of a timetable, and the parts that rules can judge."""
    misplaced = tuple(
        finding(STRUCTURE, "statements", Must(), case, 1, sentence)
        for case, sentence in structure.misplaced_statements(week, timetable)
    )
    timetable = with_agendas(week, timetable)
    broken = tuple(structure.breaches(week, timetable))
    if not broken:
        return Structure(misplaced, timetable, timetable)
    findings = tuple(
        finding(STRUCTURE, "parts", Must(), tuple(timetable.parts[index][:4]), 1, sentence)
        for index, sentence in broken
    )
    unsound = {index for index, _ in broken}
    parts = enumerate(timetable.parts)
    sound = tuple(part for index, part in parts if index not in unsound)
    placed = tuple(_placed(week, timetable))
    return Structure((*findings, *misplaced), Timetable(parts=sound), Timetable(parts=placed))


def _placed(week: Week, timetable: Timetable) -> Iterator[Part]:
    """The parts that have a day and a length; of several in one sitting, only the first."""
    taken: dict[str, list[Part]] = {}
    for part in timetable.parts:
        before = taken.setdefault(part.session, [])
        sitting = week.sitting_of(part)
        again = any(
            overlap(part, other) > 0 or (sitting is not None and week.sitting_of(other) == sitting)
            for other in before
        )
        if part.session in week.session and part.minutes > 0 and not again:
            before.append(part)
            yield part


def judge_rule(week: Week, setting: Setting, timetable: Timetable) -> Iterable[Finding]:
    """Find what one rule has against the parts of a timetable that it judges."""
    for breach in setting.rule.check(week, timetable):
        yield judge_case(week, setting, timetable, breach)


def judge_case(week: Week, setting: Setting, timetable: Timetable, breach: Breach) -> Finding:
    """One breach of one rule with its sentence, in the parts that the rule judges."""
    rule, (case, amount) = setting.rule, breach
    sentence = rule.tell(week, timetable, case, amount)
    return finding(rule.name, rule.unit, setting.mode, case, amount, sentence)


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
