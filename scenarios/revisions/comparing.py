"""Two timetables side by side, each with the scenario that it belongs to.

Timetables of one scenario are compared by one judge, as `scenarios.studies.comparison` does; a
revision has a scenario of its own, and each is then judged by its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from scenarios.documents.changes.revised import Revised
from scenarios.documents.changes.sentences import ChangeTeller
from scenarios.documents.issue import Issue
from scenarios.revisions.differences import differences, in_words
from scenarios.revisions.flattening import find_difference
from scenarios.scenario import Scenario
from scenarios.studies.comparison.findings import FindingChange, find_changes
from scenarios.studies.comparison.moves import Names, PartMove
from scenarios.studies.comparison.table import Applied, rules_applied
from scheduler.document.document import said
from scheduler.judging.judge import Verdict
from scheduler.rules.rule import titled
from scheduler.week.timetable import Part, Timetable

if TYPE_CHECKING:
    from scenarios.languages.language import Language


class Side(NamedTuple):
    """A timetable that is compared.

    Attributes
    ----------
    scenario
        With States in the posts that somebody takes.
    """

    name: str
    scenario: Scenario
    timetable: Timetable


class MoveRow(NamedTuple):
    """A part that is not where it was, in words.

    Attributes
    ----------
    move
        Its parts as the second timetable counts days and calls sessions.
    title
        With the number of the part where its session has several.
    before, after
        Day, hours and room; empty where it is in one timetable only.
    matters
        What the rules find of its session in one timetable only, or more of in one.
    """

    move: PartMove
    title: str
    before: str
    after: str
    matters: tuple[FindingChange, ...]


class RuleOfBoth(NamedTuple):
    """What one rule finds in two timetables; None where its scenario does not apply it.

    Attributes
    ----------
    tiers
        ``must``, or ``tier 1`` and so on.
    amounts
        In the rule's unit.
    costs
        Amount times weight; 0 for a must.
    """

    rule: str
    title: str
    unit: str
    tiers: tuple[str | None, str | None]
    amounts: tuple[int | None, int | None]
    costs: tuple[int | None, int | None]


class BothSides(NamedTuple):
    """How two timetables differ.

    Attributes
    ----------
    moved
        The parts of each that are not where the other has them.
    other_scenario
        In what the scenario of the second differs from that of the first, in phrases; empty where
        both have the same one.
    sentences
        What changes from the first to the second, in the language.
    tiers
        By tier, 0 for the breaches of musts: what each costs; None where there is no such tier.
    """

    verdicts: tuple[Verdict, Verdict]
    moved: tuple[frozenset[Part], frozenset[Part]]
    other_scenario: tuple[str, ...]
    sentences: tuple[str, ...]
    moves: tuple[MoveRow, ...]
    findings: tuple[FindingChange, ...]
    rules: tuple[RuleOfBoth, ...]
    tiers: dict[int, tuple[int | None, int | None]]


def compare_sides(before: Side, after: Side, language: Language) -> BothSides:
    """Compare two timetables of one week; sessions and rooms go by the keys of the second."""
    verdicts = (
        before.scenario.judge(before.timetable),
        after.scenario.judge(after.timetable),
    )
    revised = Revised(_issue(before), _issue(after))
    teller = ChangeTeller(revised, language)
    found = find_changes(*verdicts, Names(before.name, after.name)).rows
    olds, news = {row.before for row in revised.moves}, {row.after for row in revised.moves}
    gone = (part for part in before.timetable.parts if revised.part_before(part) in olds)
    come = (part for part in after.timetable.parts if part.place in news)
    return BothSides(
        verdicts=verdicts,
        moved=(frozenset(gone), frozenset(come)),
        other_scenario=_other_scenario(before.scenario, after.scenario),
        sentences=teller.sentences(),
        moves=tuple(_row(revised, teller, move, found) for move in revised.moves),
        findings=found,
        rules=tuple(_rules((before.scenario, after.scenario), verdicts)),
        tiers=_tiers(*verdicts),
    )


def _issue(side: Side) -> Issue:
    moment = datetime.now(ZoneInfo(side.scenario.week.timezone))
    return Issue(scenario=side.scenario, timetable=side.timetable, issued=moment)


def _other_scenario(before: Scenario, after: Scenario) -> tuple[str, ...]:
    if before is after or not find_difference(before, after):
        return ()
    return tuple(in_words(differences(before, after)))


def _row(
    revised: Revised, teller: ChangeTeller, move: PartMove, found: tuple[FindingChange, ...]
) -> MoveRow:
    was = revised.session_before(move.part.session)
    keys = {move.part.session, *([was.id] if was is not None else [])}
    return MoveRow(
        move=move,
        title=teller.numbered(move.part.session, move.number_after or move.number_before),
        before=_place(teller, move.before, old=True),
        after=_place(teller, move.after),
        matters=tuple(one for one in found if _speaks_of(one, keys)),
    )


def _place(teller: ChangeTeller, part: Part | None, *, old: bool = False) -> str:
    return "" if part is None else teller.places([part], old=old)


def _speaks_of(change: FindingChange, keys: set[str]) -> bool:
    """Whether a finding is about a session: its case names it, maybe inside another tuple."""

    def named(case: object) -> bool:
        if isinstance(case, tuple | frozenset):
            return any(map(named, case))
        return case in keys

    return named(change.case)


def _rules(
    scenarios: tuple[Scenario, Scenario], verdicts: tuple[Verdict, Verdict]
) -> Iterator[RuleOfBoth]:
    """Every rule that either applies, those of the second scenario first."""
    first, second = ({one.rule: one for one in rules_applied(each)} for each in scenarios)
    for rule in dict.fromkeys((*second, *first)):
        pair = (first.get(rule), second.get(rule))
        amounts = (
            _amount(pair[0], verdicts[0]),
            _amount(pair[1], verdicts[1]),
        )
        applied = pair[1] or pair[0]
        assert applied is not None
        yield RuleOfBoth(
            rule=rule,
            title=said(titled(rule)).removesuffix(f" ({rule})"),
            unit=applied.unit,
            tiers=(pair[0] and pair[0].tier, pair[1] and pair[1].tier),
            amounts=amounts,
            costs=(_cost(pair[0], amounts[0]), _cost(pair[1], amounts[1])),
        )


def _amount(applied: Applied | None, verdict: Verdict) -> int | None:
    return None if applied is None else verdict.amount(applied.rule)


def _cost(applied: Applied | None, amount: int | None) -> int | None:
    return None if applied is None or amount is None else amount * applied.weight


def _tiers(before: Verdict, after: Verdict) -> dict[int, tuple[int | None, int | None]]:
    found: dict[int, tuple[int | None, int | None]] = {
        0: (len(before.breached), len(after.breached))
    }
    for tier in sorted({*before.tiers, *after.tiers}):
        found[tier] = (
            before.cost(tier) if tier in before.tiers else None,
            after.cost(tier) if tier in after.tiers else None,
        )
    return found
