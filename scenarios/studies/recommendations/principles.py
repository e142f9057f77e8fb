"""Recommendation 1: the eight principles, as a scorecard of the rules that serve each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import compress

from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.committees import NO_COMMITTEES
from scenarios.studies.recommendations.evidence import Evidence, by_default
from scenarios.studies.recommendations.wording import verb
from scheduler.rules.rule import Principle, Rule
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.words import listed


class Score(Frozen):
    """What one rule finds, for the principles that it serves.

    Attributes
    ----------
    tier
        Of a preference; None for a must.
    amount
        In the rule's unit; None where there is no timetable.
    idle
        Whether the rule cannot fail in this week, and so says nothing: see `Attempts.can_fail`.
    usual
        Whether it is a usual must that could fail without anything that the scenario says of it:
        every week is held to it.
    off
        Whether it is a usual must that the scenario switches off.
    """

    rule: str
    tier: int | None
    amount: int | None
    unit: str
    idle: bool = False
    usual: bool = False
    off: bool = False

    @property
    def kept(self) -> bool:
        """Whether the rule could fail and finds nothing."""
        return self.amount == 0 and not self.idle

    @property
    def breached(self) -> bool:
        """Whether it is a must, usual or here, and finds something."""
        return (self.tier is None or self.usual or self.off) and bool(self.amount)

    @property
    def mode(self) -> str:
        """How the scenario applies the rule: ``must``, ``tier 1`` or ``must, off``."""
        must = "must, off" if self.off else "must"
        return must if self.tier is None else f"tier {self.tier}"

    @property
    def word(self) -> str:
        """What it comes to: ``kept``, ``45 (minutes)``, or that it cannot fail."""
        if self.idle:
            return "cannot fail in this week"
        if self.amount is None:
            return "no timetable"
        return "kept" if self.kept else f"{self.amount} ({self.unit})"


class Upheld(StrEnum):
    """How far the rules of a scenario show that a timetable upholds a principle."""

    WHOLLY = "upheld"
    """Every rule that speaks for it is kept."""
    IN_PART = "upheld in part"
    """At least half of these rules are kept, and no must is breached."""
    NOT = "not upheld"
    """Less than half is kept, a must is breached, or nothing is asked for it."""


class PrincipleStanding(Frozen):
    """How one principle stands: the rules that serve it and that the scenario applies."""

    principle: Principle
    scores: tuple[Score, ...]

    @property
    def speaking(self) -> tuple[Score, ...]:
        """The rules that could fail in this week."""
        return tuple(score for score in self.scores if not score.idle)

    @property
    def breached(self) -> bool:
        """Whether a must that serves it is broken."""
        return any(score.breached for score in self.scores)

    @property
    def asked_for(self) -> bool:
        """Whether a rule speaks for it that is more than what every week must keep anyway."""
        return any(not score.usual for score in self.speaking)

    @property
    def upheld(self) -> Upheld:
        """How far it is upheld; a rule that cannot fail counts as not applied."""
        kept = [score.kept for score in self.speaking]
        if self.breached or not self.asked_for or 2 * sum(kept) < len(kept):
            return Upheld.NOT
        return Upheld.WHOLLY if all(kept) else Upheld.IN_PART

    @property
    def word(self) -> str:
        """How it stands, in words."""
        if not self.speaking:
            return "no rule that could fail speaks for it"
        if any(score.amount is None for score in self.speaking):
            return "no timetable"
        return f"{self.upheld.value}: {self._why}"

    @property
    def _why(self) -> str:
        if self.breached:
            return "a must is breached"
        if not self.asked_for:
            return "beyond the usual musts, nothing that could fail is asked for it"
        kept, rules = sum(score.kept for score in self.speaking), len(self.speaking)
        if kept in (0, rules):
            return "every rule kept" if kept else "no rule kept"
        others = verb(rules - kept, "other", "others")
        return f"{kept} of {count(rules, 'rule')} kept, the {others} paid for"


def scorecard(evidence: Evidence) -> tuple[PrincipleStanding, ...]:
    """How each of the eight principles stands, in the order in which the Review names them."""
    scores = tuple(_scores(evidence))
    return tuple(
        PrincipleStanding(
            principle=principle,
            scores=tuple(score for rule, score in scores if principle in rule.principles),
        )
        for principle in Principle
    )


def _scores(evidence: Evidence) -> Iterator[tuple[Rule, Score]]:
    """The rules that the scenario applies, and the usual musts that are off and are broken."""
    found = Counter[str]()
    for one in evidence.broken:
        found[one.rule] += one.amount
    verdict, can_fail = evidence.verdict, evidence.attempts.can_fail
    applied = sorted(evidence.scenario.settings, key=lambda setting: setting.rank)
    for setting in applied:
        rule = setting.rule
        if not rule.principles:
            continue
        amount = None if verdict is None else max(verdict.amount(rule.name), found[rule.name])
        idle = not amount and not can_fail(rule)
        yield (
            rule,
            Score(
                rule=rule.name,
                tier=None if setting.must else setting.rank,
                amount=amount,
                unit=rule.unit,
                idle=idle,
                usual=rule.usual == "must" and not idle and can_fail(by_default(type(rule))),
            ),
        )
    known = {setting.rule.name for setting in applied}
    for rule in evidence.musts:
        if rule.name not in known and found[rule.name]:
            amount, unit = found[rule.name], rule.unit
            yield rule, Score(rule=rule.name, tier=None, amount=amount, unit=unit, off=True)


def _grade(evidence: Evidence) -> Graded:
    """Grade how far the timetable upholds the eight principles.

    Only a rule that could fail in this week speaks for a principle: one that finds something in
    some timetable of the week, however bad (`Attempts.can_fail`). One that has no case, a limit out
    of reach or nothing to count upholds nothing. A principle is *asked for* where a rule speaks for
    it that is more than a usual must as every week has it: a preference, or a must to which the
    scenario gives what it needs, such as the floor for experiments. It is *upheld* where it is
    asked for and every rule that speaks for it is kept; *upheld in part* where at least half of
    them are, and the others are preferences, whose price is paid; else *not upheld*. That half is
    enough, and each rule counts alike: assumption.

    - *met*: all eight are upheld, and no must is broken. A week that pays for preferences of each
      principle, as most do, cannot be there.
    - *partly met*: all eight are asked for, no must is broken, and at least one is upheld, be it in
      part.
    - *not met*: a must is broken, whether the scenario applies it or has switched it off, or the
      structure: what cannot be held upholds nothing; one of them is not asked for, so that any
      timetable would do for it; or none is upheld, not even in part.
    - *cannot say*: the week has no Standing Committee, so that the Review does not speak of it; no
      rule of the scenario serves a principle; or there is no timetable.
    """
    if not evidence.intersessional:
        return NO_COMMITTEES
    standings = scorecard(evidence)
    said = tuple(f"{s.principle.value.capitalize()}: {s.word}." for s in standings)
    if not any(standing.scores for standing in standings):
        return Graded(
            Grade.CANNOT_SAY, "The scenario applies no rule that serves a principle.", said
        )
    if evidence.timetable is None:
        silent = (not standing.speaking for standing in standings)
        return nothing_to_see(tuple(compress(said, silent)))
    if evidence.broken:
        return Graded(Grade.NOT, _broken(evidence, standings), said)
    unasked = [s.principle.value for s in standings if not s.asked_for]
    if unasked:
        reason = (
            f"Beyond the usual musts, the scenario asks for nothing that could fail in this week "
            f"for the sake of {listed(unasked)}."
        )
        return Graded(Grade.NOT, reason, said)
    by = {
        how: [s.principle.value for s in standings if s.upheld is how]
        for how in (Upheld.WHOLLY, Upheld.IN_PART, Upheld.NOT)
    }
    upheld = len(by[Upheld.WHOLLY])
    if upheld == len(standings):
        return Graded(Grade.MET, "All eight principles are upheld.", said)
    number = f"{upheld} of the eight principles {verb(upheld, 'is', 'are')} upheld"
    others = (f"{how.value}: {listed(by[how])}" for how in (Upheld.IN_PART, Upheld.NOT) if by[how])
    nothing = len(by[Upheld.NOT]) == len(standings)
    return Graded(Grade.NOT if nothing else Grade.PARTLY, f"{'; '.join([number, *others])}.", said)


def _broken(evidence: Evidence, standings: tuple[PrincipleStanding, ...]) -> str:
    """Which principles the musts serve that are broken, and the sentence of one of these."""
    serving = {score.rule for s in standings for score in s.scores if score.breached}
    sentences = [one.sentence for one in evidence.broken if one.rule in serving]
    if not sentences:
        return f"A must is broken. {evidence.broken[0].sentence}"
    principles = listed(s.principle.value for s in standings if s.breached)
    return f"What serves {principles} is broken. {sentences[0]}"


PRINCIPLES = Recommendation(
    1,
    "The eight principles",
    "The week keeps to the eight principles that the Review reaffirms.",
    _grade,
)
