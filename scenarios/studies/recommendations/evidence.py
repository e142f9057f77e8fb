"""What the recommendations are answered from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scenarios.scenario import Scenario
from scenarios.studies.leadership.result import Study
from scheduler.judging.judge import Finding, Verdict, judge
from scheduler.rules.rule import Must, Rule, Setting
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week
from scheduler.week.words import listed


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
    """

    scenario: Scenario
    timetable: Timetable | None
    verdict: Verdict | None = None
    others: Mapping[str, Timetable] = field(default_factory=dict)
    study: Study | None = None

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
        parts = self.parts(sessions)
        days = listed(self.week.day_name(day) for day in dict.fromkeys(part.day for part in parts))
        split = f" in {count(len(parts), 'part')}" if len(parts) > 1 else ""
        return f"{duration(self.minutes(sessions))}{split} on {days}"

    def rule(self, name: str) -> Rule | None:
        """A rule as the scenario applies it; None where it does not."""
        return next((s.rule for s in self.scenario.settings if s.rule.name == name), None)

    def found_by(self, rule: Rule) -> tuple[Finding, ...]:
        """What a rule finds, as the scenario applies it, or as it is given where it does not."""
        if self.timetable is None:
            return ()
        applied = Setting(rule=self.rule(rule.name) or rule, mode=Must())
        findings = judge(self.week, (applied,), self.timetable).findings
        return tuple(finding for finding in findings if finding.rule == rule.name)
