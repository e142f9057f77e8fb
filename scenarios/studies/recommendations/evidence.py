"""What the recommendations are answered from, and what is no evidence.

The report stands by the judge: **a part of a session that breaks a must is no evidence that a
recommendation is met.** What cannot be held as it stands has not been given to anybody.

- *Which musts.* Those of the scenario; and every usual must (`Rule.usual`), also where the scenario
  switches it off or makes it a preference: what is no longer asked for is not thereby kept. A usual
  must has the scenario's parameters where the scenario applies it, and its own by default
  elsewhere. Two are held to more than a scenario may loosen: `keep_plenaries_alone` knows no
  exceptions, and also sees experiments of whatever format; `guarantee_every_committee` promises no
  less than it does by default. The structure is a must.
- *Which parts.* A finding is about a part where the timetable without that part, all else as it is,
  has less of it: a leader who is away during the part, a session beside which it runs, a room that
  is too small for it. Nobody's key and no word is read for this. A part that breaks the structure
  is found by itself. What `guarantee_every_committee` finds is about the committee, and no part's.
- *What follows.* The part does not count: a committee has the time of its sound parts alone. Where
  none is left, the recommendation is not met; where some are left, it is partly met at most. The
  same holds where a finding would be greater without a part: the session is there, and too short.
  The sentence of the finding is quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from constraints import RULES
from constraints.guarantee_every_committee import GuaranteeEveryCommittee
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from scenarios.scenario import Scenario
from scenarios.studies.leadership.result import Study
from scenarios.studies.recommendations.can_fail import Attempts
from scenarios.studies.sweep.reading import SweptWays
from scheduler.judging.judge import (
    Finding,
    Verdict,
    judge_rule,
    judge_structure,
)
from scheduler.rules.rule import Group, Must, Rule, Setting
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format, Session, Week
from scheduler.week.words import listed


class Objection(NamedTuple):
    """What the judge has against a part of a session.

    Attributes
    ----------
    rule
        The must that is broken, or ``structure``.
    sentence
        The finding's.
    spoils
        Whether the part does not count: without it there would be less of the finding. False where
        there would be more: then the part is too short.
    """

    part: Part
    rule: str
    sentence: str
    spoils: bool = True


@dataclass(frozen=True)
class Evidence:
    """A scenario and a timetable of it, with what is known besides.

    Attributes
    ----------
    timetable, verdict
        None where the scenario has no timetable.
    others
        Further timetables of the scenario by name, each other than ``timetable``.
    study
        Of team sizes; None where there is none.
    ways
        Other ways to hold the week, with what a sweep has found of them; None where none is listed.
    """

    scenario: Scenario
    timetable: Timetable | None
    verdict: Verdict | None = None
    others: Mapping[str, Timetable] = field(default_factory=dict)
    study: Study | None = None
    ways: SweptWays | None = None

    @property
    def week(self) -> Week:
        return self.scenario.week

    @property
    def intersessional(self) -> bool:
        """Whether the week has Standing Committees, as the Review presumes."""
        return bool(self.week.committees)

    def parts(self, sessions: Iterable[str]) -> tuple[Part, ...]:
        """The parts of sessions; none without a timetable."""
        return self.timetable.among(sessions) if self.timetable else ()

    def holds(self, session: str) -> bool:
        """Whether there is a timetable, and it holds a session."""
        return bool(self.parts([session]))

    def minutes(self, sessions: Iterable[str]) -> int:
        """How long sessions sit in all."""
        return sum(part.minutes for part in self.parts(sessions))

    def sits(self, *sessions: str) -> str:
        """How long sessions sit and when: ``1 h 45 on Tuesday 21 June``."""
        return self.span(self.parts(sessions))

    def span(self, parts: Iterable[Part]) -> str:
        """How long parts last and when they are: ``1 h 45 in 2 parts on Tuesday 21 June``."""
        parts = tuple(parts)
        days = listed(self.week.day_name(day) for day in dict.fromkeys(part.day for part in parts))
        split = f" in {count(len(parts), 'part')}" if len(parts) > 1 else ""
        return f"{duration(sum(part.minutes for part in parts))}{split} on {days}"

    def rule(self, name: str) -> Rule | None:
        """A rule as the scenario applies it; None where it does not."""
        return next((s.rule for s in self.scenario.settings if s.rule.name == name), None)

    def found_by(self, rule: Rule) -> tuple[Finding, ...]:
        """What a rule finds, as the scenario applies it, or as it is given where it does not.

        A part that lies outside every sitting is looked at, too: it clashes all the same.
        """
        if self.timetable is None:
            return ()
        applied = Setting(rule=self.rule(rule.name) or rule, mode=Must())
        placed = judge_structure(self.week, self.timetable).placed
        return tuple(judge_rule(self.week, applied, placed))

    @cached_property
    def attempts(self) -> Attempts:
        """Timetables of the week that try to break rules, to see which can fail at all."""
        return Attempts(self.week)

    @cached_property
    def musts(self) -> tuple[Rule, ...]:
        """The rules that no evidence may break, see above."""
        return tuple(_musts(self.scenario.settings))

    @cached_property
    def broken(self) -> tuple[Finding, ...]:
        """All that breaks a must, or the structure, in the timetable."""
        if self.timetable is None:
            return ()
        structure = judge_structure(self.week, self.timetable).findings
        return (*structure, *(finding for _, found in self._breached for finding in found))

    @cached_property
    def _breached(self) -> tuple[tuple[_BrokenMust, tuple[Finding, ...]], ...]:
        """The musts that find something, each as it sees the timetable, with what it finds."""
        if self.timetable is None:
            return ()
        structure = judge_structure(self.week, self.timetable)
        found = list[tuple[_BrokenMust, tuple[Finding, ...]]]()
        for rule in self.musts:
            week = undisguised(self.week) if isinstance(rule, KeepPlenariesAlone) else self.week
            seen = _BrokenMust(rule, week, structure.seen_by(rule))
            findings = tuple(judge_rule(week, Setting(rule=rule, mode=Must()), seen.timetable))
            if findings:
                found.append((seen, findings))
        return tuple(found)

    def objections(self, sessions: Iterable[str]) -> tuple[Objection, ...]:
        """What the judge has against the parts of sessions, part by part."""
        return tuple(one for part in self.parts(sessions) for one in self._against(part))

    def sound(self, sessions: Iterable[str]) -> tuple[Part, ...]:
        """The parts of sessions that break no must: those that count."""
        spoilt = {one.part for one in self.objections(sessions) if one.spoils}
        return tuple(part for part in self.parts(sessions) if part not in spoilt)

    def quoted(self, sessions: Iterable[str]) -> tuple[str, ...]:
        """The sentences of what the judge has against sessions, each once."""
        return tuple(dict.fromkeys(one.sentence for one in self.objections(sessions)))

    def _against(self, part: Part) -> Iterator[Objection]:
        """What the judge has against one part."""
        assert self.timetable is not None
        for finding in judge_structure(self.week, self.timetable).findings:
            agenda = finding.case[:2] == (part.session, "agenda")
            if agenda or finding.case == part[:4]:
                yield Objection(part, finding.rule, finding.sentence, spoils=not agenda)
        for seen, findings in self._breached:
            if isinstance(seen.rule, GuaranteeEveryCommittee):
                continue
            left = seen.without(part)
            for one in findings:
                if left.get(one.case, 0) != one.amount:
                    less = left.get(one.case, 0) < one.amount
                    yield Objection(part, one.rule, one.sentence, spoils=less)


class _BrokenMust(NamedTuple):
    """A must, and the parts of the timetable that it judges."""

    rule: Rule
    week: Week
    timetable: Timetable

    def without(self, part: Part) -> dict[tuple[str | int, ...], int]:
        """What it would find without a part, by case."""
        left = (one for one in self.timetable.parts if one.place != part.place)
        return dict(self.rule.check(self.week, Timetable.made_of(left)))


def _musts(settings: Iterable[Setting]) -> Iterator[Rule]:
    applied = {setting.rule.name: setting for setting in settings}
    # What the Review and the people ask for is said before what rooms and hours do.
    for kind in sorted(RULES, key=lambda rule: rule.group not in (Group.REVIEW, Group.PEOPLE)):
        setting = applied.get(kind.key())
        if kind.usual != "must" and (setting is None or not setting.must):
            continue
        rule = by_default(kind) if setting is None else setting.rule
        if isinstance(rule, KeepPlenariesAlone):
            yield KeepPlenariesAlone()
        elif isinstance(rule, GuaranteeEveryCommittee):
            floor = max(rule.floor, GuaranteeEveryCommittee().floor)
            yield rule.model_copy(update={"floor": floor})
        else:
            yield rule


def by_default(kind: type[Rule]) -> Rule:
    """A usual must as a scenario applies it that does not mention it."""
    return kind(name=kind.key())


def undisguised(week: Week) -> Week:
    """The week with every experiment as the small group that it is, and plenaries as plenaries."""
    return week.model_copy(update={"sessions": tuple(map(_undisguised, week.sessions))})


def _undisguised(session: Session) -> Session:
    if session.is_group:
        return session.model_copy(update={"format": Format.SMALL_GROUP, "own_format": None})
    if session.format is Format.PLENARY and session.own_format is not None:
        return session.model_copy(update={"own_format": None})
    return session
