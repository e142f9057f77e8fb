"""Which rules cannot be kept together, where a search has proven that a week is impossible."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.draft import Draft
from scheduler.rule import Setting
from scheduler.search import Search
from scheduler.week import Week

EFFORT = 2.0
"""Effort for each question whether the week would do without a rule, in the solver's measure."""


def conflicting_rules(
    week: Week, settings: Sequence[Setting], search: Search
) -> tuple[tuple[str, ...], bool]:
    """Find musts that cannot be kept together, in the order of the settings.

    Rule after rule is left out, the last first; where the week stays impossible, the rule has no
    part in the conflict and stays out. So what is named is as elementary as can be: rooms and
    hours rather than what the Review recommends.

    Parameters
    ----------
    week, settings
        An impossible week.
    search
        Its remaining time bounds the questions.

    Returns
    -------
    tuple of str
        Names of rules that together make the week impossible.
    bool
        Whether each of them is really needed for it: False where a question stayed open.
    """
    kept = [setting for setting in settings if setting.must]
    settled = True
    for setting in reversed(tuple(kept)):
        rest = [other for other in kept if other is not setting]
        if search.over:
            return tuple(other.rule.name for other in kept), False
        found = search.run(Draft(week, rest).model, "conflict", quick=True, effort=EFFORT)
        if found.infeasible:
            kept = rest
        settled = settled and (found.infeasible or found.values is not None)
    return tuple(setting.rule.name for setting in kept), settled
