"""Solving a season, or judging a calendar of it, beside the calendar as held."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scenarios.season.plan import SeasonPlan
from scenarios.season.result import JudgedCalendar, SeasonStudy
from scheduler.season.season import SeasonCalendar

if TYPE_CHECKING:
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options


def study_season(
    plan: SeasonPlan,
    calendar: SeasonCalendar | None = None,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> SeasonStudy:
    """Lay a calendar beside the one as held: the one given or, without one, the best.

    The other parameters are those of `scheduler.season.solving.solve_season`.
    """
    result = None
    if calendar is None:
        from scheduler.season.solving import solve_season

        result = solve_season(
            plan.season, options, name=plan.path.name, digest=plan.digest, watch=watch
        )
    name, found = ("given", calendar) if result is None else ("best", result.calendar)

    def judged(name: str, calendar: SeasonCalendar) -> JudgedCalendar:
        return JudgedCalendar(name=name, calendar=dict(calendar), verdict=plan.judge(calendar))

    return SeasonStudy(
        plan=plan,
        held=judged("held", plan.held),
        other=None if found is None else judged(name, found),
        result=result,
    )
