"""What the page can ask a search: each kind of question as a job, by the studies' own functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from desk.page.searching.running import FoundWeek, Job, Said, SearchOutcome, Watching
from scenarios.editing.edited_week import EditedWeek
from scenarios.studies.replanning.publishing import KEPT, NEAR
from scheduler.exploring.results import Terms
from scheduler.judging.judge import tiers_of
from scheduler.solving.problem import Known
from scheduler.solving.result import Result, Status
from scheduler.week.clock import count
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Part, Timetable

if TYPE_CHECKING:
    from scenarios.studies.elsewhere.result import WeekThere
    from scheduler.explaining.explanation import Explanation
    from scheduler.solving.search import Viewer
    from scheduler.solving.solving import Options


def solving(edited: EditedWeek, begun: Timetable, options: Options) -> Job:
    """Find the best timetable, beginning with one that is known; and why there is none."""
    return partial(_solve, edited, begun, options)


def rearranging(edited: EditedWeek, part: Part, options: Options, *, fewest: bool) -> Job:
    """Find the best week in which a part stays where it is."""
    return partial(_rearrange, edited, part, options, fewest)


def keeping(edited: EditedWeek, options: Options) -> Job:
    """Find the week that keeps every must and changes the fewest parts of what stands now."""
    return partial(_keep, edited, options)


def explaining(edited: EditedWeek, options: Options) -> Job:
    """Say why nothing fits, and what would be the least to give up."""
    return partial(_explain, edited, options)


def offering(edited: EditedWeek, terms: Terms, options: Options) -> Job:
    """Find timetables that are nearly as good as the best one."""
    return partial(_offer, edited, terms, options)


def weighing(
    edited: EditedWeek,
    between: Sequence[str],
    points: int | None,
    within: Decimal | None,
    options: Options,
) -> Job:
    """Find what some preferences allow each other."""
    return partial(_weigh, edited, between, points, within, options)


def asking_why(edited: EditedWeek, session: str, part: Part | None, options: Options) -> Job:
    """Find the best week with a session in each half-day, one after the other."""
    return partial(_why, edited, session, part, options)


def _viewer(watching: Watching, names: Mapping[str, str] = MappingProxyType({})) -> Viewer:
    """What the engine is watched with; the solver is loaded only here.

    Parameters
    ----------
    names
        What tiers are called on the page, where that is something else.
    """
    from scheduler.solving.search import Progress, Viewer

    class PageViewer(Viewer):
        def __call__(self, progress: Progress) -> None:
            name = names.get(progress.tier, progress.tier)
            watching.told(name, progress.best, progress.bound, progress.found)

        def stopped(self) -> bool:
            return watching.stopped()

    return PageViewer()


def _known(edited: EditedWeek, timetable: Timetable, result: Leadership | None = None) -> Known:
    """A timetable with those who lead: as they were set, and whom a search has chosen."""
    chosen = () if result is None else result.holders
    return Known(timetable, Leadership(holders=(*edited.leadership.holders, *chosen)))


def _of_result(edited: EditedWeek, title: str, result: Result, *said: str) -> list[FoundWeek]:
    """The timetable of a result as something that can be taken; nothing where it has none."""
    if result.timetable is None:
        return []
    return [FoundWeek(title, _known(edited, result.timetable, result.leadership), said)]


def _solve(
    edited: EditedWeek, begun: Timetable, options: Options, watching: Watching
) -> SearchOutcome:
    from scheduler.solving.solving import solve

    known = Known(begun) if begun.parts else None
    viewer, problem = _viewer(watching), edited.led.problem
    result = solve(problem, options, begun=known, watch=viewer)
    sentences = tuple(result.sentences())[1:]  # the page says the status in its own words
    found = _of_result(edited, "The best week that was found", result)
    if result.nearest is not None and not found:
        found = [FoundWeek("What came nearest", _known(edited, result.nearest))]
    explanation = _explained(edited, result, options, watching)
    return SearchOutcome(result.status.value, sentences, tuple(found), explanation)


def _explained(
    edited: EditedWeek, result: Result, options: Options, watching: Watching
) -> Explanation | None:
    """Why nothing fits, where that is so and there is time to say it."""
    left = options.time_limit - result.seconds
    if result.status is not Status.INFEASIBLE or watching.stopped() or left <= 0:
        return None
    from scheduler.explaining.explaining import explain

    rules = result.conflict if result.conflict_minimal else ()
    options = options.model_copy(update={"time_limit": left})
    viewer = _viewer(watching)
    return explain(edited.led.problem, options, rules=rules, timetable=False, watch=viewer)


def _rearrange(
    edited: EditedWeek, part: Part, options: Options, fewest: bool, watching: Watching
) -> SearchOutcome:
    from scenarios.studies.rearranging.run import rearrange

    viewer = _viewer(watching, _tiers_near(edited) if fewest else {})
    found = rearrange(edited.led, edited.timetable, part, options, fewest=fewest, watch=viewer)
    sentences = tuple(found.sentences())
    if found.stays is None:
        return SearchOutcome(Status.INFEASIBLE.value, sentences)
    offers = []
    if found.timetable is not None:
        week = edited.scenario.week
        reasons = {
            (move.row.before, move.row.after): tuple(move.reason.brief(week))
            for move in found.moves
        }
        known = _known(edited, found.timetable)
        offers.append(FoundWeek("The week rearranged", known, reasons=reasons))
    status, against = found.stays.result.status.value, found.stays.against
    return SearchOutcome(status, sentences, tuple(offers), against=against)


def _keep(edited: EditedWeek, options: Options, watching: Watching) -> SearchOutcome:
    from scenarios.studies.replanning.case import ReplanCase
    from scenarios.studies.replanning.run import replan

    case = ReplanCase(scenario=edited.led, published=edited.timetable)
    found = replan(case, options, watch=_viewer(watching, _tiers_near(edited)))
    result, week = found.result, edited.scenario.week
    if result.timetable is None:
        near = found.nearest
        nearest = () if near is None else (_known(edited, near.timetable),)
        offers = tuple(FoundWeek("What came nearest", known) for known in nearest)
        explanation = _explained(edited, result, options, watching)
        return SearchOutcome(result.status.value, (), offers, explanation)
    reasons = {
        (move.row.before, move.row.after): tuple(move.reason.brief(week)) for move in found.moves
    }
    known = _known(edited, result.timetable, result.leadership)
    kept = FoundWeek("The week with the fewest changes", known, reasons=reasons)
    number = len(found.moves)
    said = f"{count(number, 'part')} {'changes' if number == 1 else 'change'}."
    sure = "Whether fewer would do was not settled."
    sure = "It is proven that fewer would not do." if found.fewest else sure
    return SearchOutcome(result.status.value, (said, sure) if number else (said,), (kept,))


def _tiers_near(edited: EditedWeek) -> dict[str, str]:
    """What the tiers are called where as few parts as possible move: the scenario's come later."""
    own = tiers_of(edited.scenario.settings)
    later = {f"tier {NEAR + place}": f"tier {tier}" for place, tier in enumerate(own, 1)}
    return {f"tier {KEPT}": "parts that move", f"tier {NEAR}": "how far they move", **later}


def _explain(edited: EditedWeek, options: Options, watching: Watching) -> SearchOutcome:
    from scheduler.explaining.explaining import explain

    found = explain(edited.led.problem, options, watch=_viewer(watching))
    repaired = None if found.repair is None else found.repair.result
    offers = () if repaired is None else _of_result(edited, "The week with the repair", repaired)
    return SearchOutcome(found.status.value, (found.summary,), tuple(offers), found)


def _offer(edited: EditedWeek, terms: Terms, options: Options, watching: Watching) -> SearchOutcome:
    from scenarios.studies.alternatives.result import BEST
    from scenarios.studies.alternatives.run import find_alternatives

    choice = find_alternatives(edited.led, terms, options, _viewer(watching))
    found = list[FoundWeek]()
    for name, result in choice.results.items():
        best = name == BEST
        title = "The best week" if best else name.capitalize()
        said = result.sentences() if best else choice.differences(name)
        found += _of_result(edited, title, result, *said)
    sentences = filter(None, (choice.ending(), choice.cheaper()))
    return SearchOutcome(choice.alternatives.best.status.value, tuple(sentences), tuple(found))


def _weigh(
    edited: EditedWeek,
    between: Sequence[str],
    points: int | None,
    within: Decimal | None,
    options: Options,
    watching: Watching,
) -> SearchOutcome:
    from scenarios.studies.tradeoffs.run import weigh

    scenario = edited.led
    found = weigh(
        scenario, between, points=points, within=within, options=options, watch=_viewer(watching)
    )
    titles = {setting.rule.name: setting.rule.title for setting in scenario.settings}
    offers = list[FoundWeek]()
    for number, point in enumerate(found.front.points, 1):
        amounts = zip(between, point.amounts, found.units.values(), strict=True)
        said = [f"{titles[name]}: {amount} {unit}." for name, amount, unit in amounts]
        sure = "" if point.efficient else ["That nothing is better in both is not proven."]
        offers += _of_result(edited, f"Point {number}", point.result, *said, *sure)
    return SearchOutcome(found.front.best.status.value, tuple(found.sentences()), tuple(offers))


def _why(
    edited: EditedWeek,
    session: str,
    part: Part | None,
    options: Options,
    watching: Watching,
) -> SearchOutcome:
    from scenarios.studies.elsewhere.result import in_entries
    from scenarios.studies.elsewhere.run import elsewhere
    from scheduler.document.document import said

    offers = list[FoundWeek]()

    def told(weeks: tuple[WeekThere, ...]) -> None:
        for entries in in_entries(weeks):
            for entry in entries:
                watching.say(Said(said(entry.text), tuple(map(said, entry.inner))))

    found = elsewhere(
        edited.led,
        edited.timetable,
        session,
        part,
        options,
        watch=_viewer(watching),
        found=told,
    )
    title = edited.scenario.week.title_of(session)
    for one in found.possible:
        if one.there.timetable is not None:
            sentences = (f"{one.answer[:1].upper()}{one.answer[1:]}.", *map(said, one.details()))
            known = _known(edited, one.there.timetable)
            offers.append(FoundWeek(f"{title}: {one.name}", known, sentences))
    return SearchOutcome("", tuple(found.sentences()), tuple(offers))
