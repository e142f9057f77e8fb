"""Solving a week in which some preferences may not cost more than so much."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from scheduler.draft import Draft
from scheduler.requirement import Key
from scheduler.result import Result
from scheduler.rule import Setting
from scheduler.search import Progress
from scheduler.solving import Options, begin, finish, refuse, tier_goals
from scheduler.week import Week


def solve_within(
    week: Week,
    settings: Sequence[Setting],
    limits: Mapping[str, int],
    options: Options | None = None,
    *,
    eased: Collection[Key] = (),
    off: Iterable[str] = (),
    name: str = "",
    digest: str = "",
    watch: Callable[[Progress], None] | None = None,
) -> Result:
    """Find the best timetable in which preferences stay within limits, and prove that it is.

    Parameters
    ----------
    week, settings, options, eased, off, name, digest, watch
        As for `scheduler.solving.solve`.
    limits
        By the name of a preference, the most of it that there may be, in its unit.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    work = begin(
        week, settings, options, eased=eased, off=off, name=name, digest=digest, watch=watch
    )
    refused = refuse(work)
    if refused is not None:
        return refused
    with work.search.listening():
        draft = Draft(week, settings, eased=eased)
        for rule, most in limits.items():
            draft.model.at_most(draft.amount(rule), most)
        result, _ = finish(work, draft, tier_goals(draft, settings))
    return result.model_copy(update={"seconds": work.search.seconds})
