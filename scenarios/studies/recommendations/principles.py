"""Recommendation 1: the eight principles, as a scorecard of the rules that serve each."""

from __future__ import annotations

from enum import StrEnum
from itertools import compress

from constraints.fill_leadership_posts import FillLeadershipPosts
from constraints.honour_order import HonourOrder
from constraints.meet_at_once import MeetAtOnce
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.coherence import instruments_that_meet
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import verb
from scheduler.rules.rule import Principle, Rule
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.week import Format, Week
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
        Why the rule has nothing to speak of in this week; empty where it has.
    """

    rule: str
    tier: int | None
    amount: int | None
    unit: str
    idle: str = ""

    @property
    def kept(self) -> bool:
        """Whether the rule has something to speak of and finds nothing."""
        return self.amount == 0 and not self.idle

    @property
    def breached(self) -> bool:
        """Whether it is a must and finds something."""
        return self.tier is None and bool(self.amount)

    @property
    def mode(self) -> str:
        """How the scenario applies the rule: ``must`` or ``tier 1``."""
        return "must" if self.tier is None else f"tier {self.tier}"

    @property
    def word(self) -> str:
        """What it comes to: ``kept``, ``45 (minutes)``, or why it has nothing to speak of."""
        if self.idle:
            return f"has nothing to speak of: {self.idle}"
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
    """Less than half is kept, or a must is breached; also where no rule speaks for it."""


class PrincipleStanding(Frozen):
    """How one principle stands: the rules that serve it and that the scenario applies."""

    principle: Principle
    scores: tuple[Score, ...]

    @property
    def speaking(self) -> tuple[Score, ...]:
        """The rules that have something to speak of."""
        return tuple(score for score in self.scores if not score.idle)

    @property
    def upheld(self) -> Upheld:
        """How far it is upheld; a rule that has nothing to speak of counts as not applied."""
        kept = [score.kept for score in self.speaking]
        too_few = not kept or 2 * sum(kept) < len(kept)
        if too_few or any(score.breached for score in self.scores):
            return Upheld.NOT
        return Upheld.WHOLLY if all(kept) else Upheld.IN_PART

    @property
    def word(self) -> str:
        """How it stands, in words."""
        if not self.speaking:
            return "no rule speaks for it"
        if any(score.amount is None for score in self.speaking):
            return "no timetable"
        return f"{self.upheld.value}: {self._why}"

    @property
    def _why(self) -> str:
        if any(score.breached for score in self.scores):
            return "a must is breached"
        kept, rules = sum(score.kept for score in self.speaking), len(self.speaking)
        if kept in (0, rules):
            return "every rule kept" if kept else "no rule kept"
        others = verb(rules - kept, "other", "others")
        return f"{kept} of {count(rules, 'rule')} kept, the {others} paid for"


def scorecard(evidence: Evidence) -> tuple[PrincipleStanding, ...]:
    """How each of the eight principles stands, in the order in which the Review names them."""
    return tuple(PrincipleStanding(principle=p, scores=_scores(evidence, p)) for p in Principle)


def _scores(evidence: Evidence, principle: Principle) -> tuple[Score, ...]:
    verdict = evidence.verdict
    return tuple(
        Score(
            rule=setting.rule.name,
            tier=None if setting.must else setting.rank,
            amount=None if verdict is None else verdict.amount(setting.rule.name),
            unit=setting.rule.unit,
            idle=_idle(setting.rule, evidence.week),
        )
        for setting in sorted(evidence.scenario.settings, key=lambda setting: setting.rank)
        if principle in setting.rule.principles
    )


def _grade(evidence: Evidence) -> Graded:
    """Grade how far the timetable upholds the eight principles.

    A principle is *upheld* where every rule that serves it is kept; *upheld in part* where at least
    half of them are kept, and the others are preferences, whose price is paid; *not upheld* where
    fewer are kept, a must is breached, or no rule speaks for it. Rules that have nothing to speak
    of in the week, such as those on experiments where none is proposed, count as not applied: what
    cannot be broken says nothing. That half is enough, and each rule counts alike: assumption.

    - *met*: all eight are upheld. A week that pays for preferences of each principle, as most do,
      cannot be there.
    - *partly met*: at least one is upheld, be it in part.
    - *not met*: none is, not even in part.
    - *cannot say*: no rule speaks for any principle, or there is no timetable.
    """
    standings = scorecard(evidence)
    said = tuple(f"{s.principle.value.capitalize()}: {s.word}." for s in standings)
    if not any(standing.speaking for standing in standings):
        return Graded(
            Grade.CANNOT_SAY, "The scenario applies no rule that serves a principle.", said
        )
    if evidence.timetable is None:
        silent = (not standing.speaking for standing in standings)
        return nothing_to_see(tuple(compress(said, silent)))
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


def _idle(rule: Rule, week: Week) -> str:
    """Why the week gives a rule nothing to speak of; empty where it does."""
    experiment = (any(s.proposal for s in week.sessions), "no experiment is proposed")
    small = any(s.format == Format.SMALL_GROUP for s in week.sessions)
    group = (small or experiment[0], "no small group is proposed")
    several = (len(instruments_that_meet(week)) > 1, "one instrument meets")
    president = isinstance(rule, FillLeadershipPosts) and rule.president and rule.presides_over
    posts = president or any(body.asked for body in week.bodies)
    speaks = {
        "reserve_time_for_experiments": experiment,
        "keep_experiments_voluntary": experiment,
        "report_back_to_plenary": (small, "no small group is proposed"),
        "spread_national_contexts": experiment,
        "open_before_groups": group,
        "limit_groups_at_once": group,
        "keep_instruments_apart": several,
        "align_instruments": several,
        "save_trips": several,
        "fill_leadership_posts": (posts, "no post is asked for"),
        "respect_interpretation": (week.interpretation, "no interpretation is described"),
        "choose_a_fitting_room": (week.rooms, "no room is described"),
        "walk_between_buildings": (
            len({room.building for room in week.rooms}) > 1,
            "no two rooms are in different buildings",
        ),
        "meet_at_once": (isinstance(rule, MeetAtOnce) and rule.pairs, "no pair is named"),
        "honour_order": (isinstance(rule, HonourOrder) and rule.orders, "no order is asked for"),
    }
    something, lacking = speaks.get(rule.name, (True, ""))
    return "" if something else lacking


PRINCIPLES = Recommendation(
    1,
    "The eight principles",
    "The week keeps to the eight principles that the Review reaffirms.",
    _grade,
)
