"""A requirement: what a must asks for in one case, or in several that come from one wish."""

from __future__ import annotations

from typing import TypeAlias

from scheduler.rules.draft import Case, Poster
from scheduler.week.frozen import Frozen

Key: TypeAlias = tuple[str, Case]
"""The name of a rule, and the case of one of its requirements."""

WHOLE: Case = ()
"""The case of a requirement that is all of a rule."""


def key_of(rule: Poster, case: Case) -> Key:
    """The requirement to which a case of a rule belongs."""
    return rule.name, rule.requirement(case)


class Requirement(Frozen):
    """A requirement as people read it.

    Attributes
    ----------
    rule
        The name of the must.
    case
        What it speaks about; `WHOLE` where it is all of the rule.
    sentence
        What it asks for; or what is wrong in a timetable that does not keep it.
    """

    rule: str
    case: Case
    sentence: str

    @property
    def key(self) -> Key:
        return self.rule, self.case
