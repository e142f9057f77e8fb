"""What the recommendations are answered from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scenarios.scenario import Scenario
from scenarios.studies.leadership.result import Study
from scheduler.judging.judge import Finding, Verdict, judge
from scheduler.rules.rule import Must, Rule, Setting
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


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
        """Whether the week has Standing Committees, of which the Review speaks."""
        return bool(self.week.committees)

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
