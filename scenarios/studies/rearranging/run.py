"""Rearranging the rest of a week around a part that a person has put somewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scenarios.scenario import Scenario
from scenarios.studies.comparison.moves import find_moves
from scenarios.studies.rearranging.result import NAMES, Rearranged
from scenarios.studies.replanning.notices import who_to_tell
from scenarios.studies.replanning.publishing import with_published
from scenarios.studies.replanning.reasons import find_reasons
from scenarios.studies.replanning.result import Moved
from scheduler.week.structure import misfits
from scheduler.week.timetable import Part, Timetable

if TYPE_CHECKING:
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options


def rearrange(
    scenario: Scenario,
    timetable: Timetable,
    part: Part,
    options: Options | None = None,
    *,
    fewest: bool = True,
    watch: Callable[[Progress], None] | None = None,
) -> Rearranged:
    """Find the best week in which a part stays exactly where it is, whatever else moves.

    Musts that the given timetable breaks are mended as far as they can be. Where some cannot, it is
    said which, and what stands against the part there.

    Parameters
    ----------
    timetable
        The week with the part where it is to stay; legal or not.
    part
        A part of it.
    options
        Limits of the search.
    fewest
        Whether as few parts as possible move, and only then the scenario's own tiers count; else
        these alone.

    Raises
    ------
    ValueError
        Where the timetable has no such part.
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    from scheduler.exploring.rearranging import solve_with_part
    from scheduler.exploring.results import Stays
    from scheduler.judging.every_place import difference_between

    week, settings = scenario.week, scenario.settings
    if part not in timetable.parts:
        raise ValueError(f"the timetable has no such part: {part}")
    found = Rearranged(scenario=scenario, given=timetable, part=part, fewest=fewest)
    unfit = tuple(misfits(week, part))
    if unfit:
        return found.model_copy(update={"misfits": unfit})
    asked = with_published(scenario, timetable) if fewest else scenario
    stays: Stays = solve_with_part(asked.problem, timetable, part, options, watch=watch)
    update: dict[str, object] = {"stays": stays}
    after = stays.result.timetable
    if after is not None:
        rows = find_moves(week, timetable, after, NAMES).rows
        moves = find_moves(week, timetable, after, NAMES)
        reasons = find_reasons(week, settings, timetable, after, rows)
        update |= {
            "moves": tuple(
                Moved(row=row, sentence=sentence, reason=reason)
                for row, sentence, reason in zip(rows, moves.sentences(), reasons, strict=False)
            ),
            "told": who_to_tell(week, rows),
            "difference": difference_between(week, settings, timetable, after),
        }
    return found.model_copy(update=update)
