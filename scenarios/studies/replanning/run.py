"""Solving a changed week with as few changes to the published one as possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from constraints.keep_the_past import KeepThePast
from scenarios.reading.input_problems import InputProblems
from scenarios.scenario import Scenario
from scenarios.studies.comparison.moves import Moves, PartMove, find_moves
from scenarios.studies.comparison.statement_moves import (
    StatementMove,
    due_at,
    find_statement_moves,
)
from scenarios.studies.replanning.case import ReplanCase
from scenarios.studies.replanning.nearest_week import NearestWeek
from scenarios.studies.replanning.notices import who_to_tell
from scenarios.studies.replanning.publishing import KEPT, with_published
from scenarios.studies.replanning.reasons import (
    breaches_of,
    find_reasons,
    least_changed,
    why_not_there,
    worse,
)
from scenarios.studies.replanning.result import (
    NAMES,
    SHIFT,
    Moved,
    Replanned,
    Spoken,
    begun,
    moves_of,
    over,
)
from scheduler.judging.judge import Finding
from scheduler.repairing.attempts import Nearest
from scheduler.rules.requirement import Key, key_of
from scheduler.rules.rule import STRUCTURE
from scheduler.solving.result import CANONICAL, Result, Status
from scheduler.week import structure
from scheduler.week.agenda import Item, Statement
from scheduler.week.as_written import with_agendas
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format, Session, Week

if TYPE_CHECKING:
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options


def replan(
    case: ReplanCase,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> Replanned:
    """Solve a changed scenario with as few changes to a published timetable as possible.

    Of all timetables that keep every must, one with the fewest parts moved, dropped or added is
    found; of those, one that keeps most of the published days, times, rooms and speakers; and of
    those, the one that is best by the scenario's own tiers. Where none is found that keeps every
    must, and none is proven impossible, the nearest one that was tried says what it breaks.

    Raises
    ------
    BadInput
        Where the scenario has no place any more for something that has begun.
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    from scheduler.repairing.nearest import solve_near

    scenario, published, now = case.scenario, case.published, case.now
    known, there = case.known or scenario.week, scenario.week.session.keys()
    published = with_agendas(_words(scenario.week, known, published), published)
    if now is not None:
        scenario, published = _with_held(scenario, known, published, now)
    _check_past(scenario, published, now)
    kept = with_published(scenario, published, now)
    lost = _broken_for_good(kept)
    result, nearest = solve_near(kept.problem, published, options, lost=lost, watch=watch)
    result = with_least(result, least_changed(kept.week, kept.settings, published, lost))
    led = kept.with_leaders(result.leadership)
    rules = kept.problem.rules
    replanned = Replanned(
        scenario=kept,
        origin=case.origin,
        held=tuple(key for key in kept.week.session if key not in there),
        contradictions=tuple(
            finding
            for finding in case.contradictions
            if finding.rule not in rules or key_of(rules[finding.rule], finding.case) not in lost
        ),
        words=_words(led.week, known, published),
        published=published,
        now=now,
        lost=lost,
        result=result,
        changes=case.changes,
    )
    if result.timetable is None:
        return replanned if nearest is None else _with_nearest(replanned, nearest)
    rows = changed_parts(replanned, result.timetable)
    week, settings = led.week, led.settings
    before, after = _with_rooms(published, result.timetable, week), result.timetable
    reasons = find_reasons(week, settings, before, after, rows)
    speaking = changed_statements(replanned, result.timetable)
    sentences = moves_of(replanned, rows).sentences()
    staying = _of_agendas(week, before)
    broken = worse(breaches_of(week, settings, staying), breaches_of(week, settings, after))
    return replanned.model_copy(
        update={
            "moves": tuple(
                Moved(row=row, sentence=sentence, reason=reason)
                for row, sentence, reason in zip(rows, sentences, reasons, strict=False)
            ),
            "speaking": tuple(
                Spoken(move=move, reason=reason)
                for move, reason in zip(
                    speaking, why_not_there(week, settings, before, after, speaking), strict=True
                )
            ),
            "told": who_to_tell(replanned.words, rows, speaking),
            "as_published": tuple(_dropped(finding, replanned) for finding in broken.values()),
        }
    )


def with_least(result: Result, least: int) -> Result:
    """The result with so many changed parts, or more, as the bound of the tier that counts them.

    Where nothing is open any more with it, the result is proven.
    """
    tiers = tuple(
        tier.model_copy(update={"bound": max(tier.bound, least)})
        if tier.name == f"tier {KEPT}"
        else tier
        for tier in result.tiers
    )
    proven = all(tier.proven for tier in tiers if tier.name != CANONICAL)
    best = result.status is Status.FEASIBLE and proven
    status = Status.PROVEN if best else result.status
    return result.model_copy(update={"tiers": tiers, "status": status})


def _with_nearest(replanned: Replanned, nearest: Nearest) -> Replanned:
    """With the nearest week, where none was found that keeps every must."""
    found = nearest.attempt.known
    moves = Moves(
        names=NAMES,
        before=replanned.published,
        after=found.timetable,
        rows=changed_parts(replanned, found.timetable),
        week=replanned.words,
    )
    led = replanned.scenario.with_leaders(found.leadership)
    week = NearestWeek(nearest=nearest, moves=moves, week=led.week)
    return replanned.model_copy(update={"nearest": week})


def _of_agendas(week: Week, timetable: Timetable) -> Timetable:
    """A timetable without statements that agendas have no longer."""

    def known(part: Part) -> Part:
        session = week.session.get(part.session)
        agenda = session.agenda if session is not None else ()
        left = tuple(
            one
            for one in part.statements
            if one.item < len(agenda) and one.speaker in (agenda[one.item].speakers or ("",))
        )
        return part._replace(statements=left)

    return Timetable(parts=tuple(map(known, timetable.parts)))


def _dropped(finding: Finding, replanned: Replanned) -> Finding:
    """A breach as it is; of a session that the scenario has no longer, with its title."""
    session = str(finding.case[0]) if finding.rule == STRUCTURE else ""
    if not session or session in replanned.scenario.week.session:
        return finding
    title = replanned.words.what(session)
    sentence = f"{title} is dropped: it is not in the scenario any more."
    return finding.model_copy(update={"sentence": sentence})


def _check_past(scenario: Scenario, published: Timetable, now: int | None) -> None:
    """Refuse a week that has no place any more for something that has begun in it."""
    week = scenario.week
    past = [part for part in published.parts if begun(part, now) and part.session in week.session]
    problems = InputProblems()
    for part in past:
        for sentence in structure.misfits(week, part):
            when = week.moment_name(part.begin)
            what = (
                f"{week.what(part.session)} began on {when} and stays as it was, but the changed "
                f"week has no place for it: {sentence} Leave the days that are past as they were"
            )
            problems.note(str(scenario.path), what)
    problems.finish()


def _broken_for_good(scenario: Scenario) -> frozenset[Key]:
    """Requirements that what has begun has broken, whatever is still to come."""
    from scheduler.repairing.broken_past import broken_for_good

    for setting in scenario.settings:
        if isinstance(setting.rule, KeepThePast):
            return broken_for_good(scenario.problem, setting, setting.rule.begun(scenario.week))
    return frozenset()


def _with_held(
    scenario: Scenario, known: Week, published: Timetable, now: int
) -> tuple[Scenario, Timetable]:
    """The scenario with what has begun of sessions that it has no longer, and no more of them.

    Of their agendas what was said is left, and it stands in the published parts that have begun.
    """
    week, parts = scenario.week, {part: part for part in published.parts}
    held = []
    for session in known.sessions:
        past = [part for part in published.of(session.id) if begun(part, now)]
        people = session.concerned <= week.delegation.keys()
        if past and session.id not in week.session and people:
            minutes = [part.minutes for part in past]
            agenda, numbered = _as_said(session, published.of(session.id), past)
            parts |= numbered
            update = {
                "least": sum(minutes),
                "wanted": sum(minutes),
                "shortest": min(minutes),
                "most_parts": len(past),
                "agenda": agenda,
                "bodies": tuple(body for body in session.bodies if body in week.body),
                "sittings": None,
                "hours": None,
                "rooms": None,
                "pinned": (),
            }
            held.append(session.model_copy(update=update))
    scenario = scenario.model_copy(
        update={"week": week.model_copy(update={"sessions": (*week.sessions, *held)})}
    )
    return scenario, Timetable(parts=tuple(parts.values()))


def _as_said(
    session: Session, parts: Sequence[Part], past: Sequence[Part]
) -> tuple[tuple[Item, ...], dict[Part, Part]]:
    """What of an agenda stands in the parts that are past, as an agenda of its own.

    Where nothing says what stood in them, all of it did. With it come the published parts, whose
    statements count its items; those that are not in it have numbers beyond it.
    """
    minutes = Counter[tuple[int, str]]()
    for part in past:
        for one in part.statements:
            minutes[one.item, one.speaker] += one.minutes
    if not minutes:
        return session.agenda, {}
    kept, left = dict[int, int](), list[Item]()
    for number, item in enumerate(session.agenda):
        speakers = tuple(speaker for speaker in item.speakers if minutes[number, speaker])
        topic = 0 if item.speakers else minutes[number, ""]
        if speakers or topic:
            kept[number] = len(left)
            update = {"speakers": speakers, "minutes": topic or item.minutes}
            if topic and item.least is not None:
                update["least"] = min(item.least, topic)
            left.append(item.model_copy(update=update))

    def numbered(one: Statement) -> Statement:
        said = (one.item, one.speaker) in minutes
        return one._replace(item=kept[one.item] if said else len(left) + one.item)

    return tuple(left), {
        part: part._replace(statements=tuple(map(numbered, part.statements))) for part in parts
    }


def changed_parts(replanned: Replanned, timetable: Timetable) -> tuple[PartMove, ...]:
    """The parts of a timetable that are not as published, and those that are missing.

    Parts that were over by now are left aside.
    """
    published = _with_rooms(replanned.published, timetable, replanned.scenario.week)
    rows = find_moves(replanned.words, published, timetable, NAMES).rows
    ahead = (_ahead(row, replanned.now) for row in rows)
    return tuple(row for row in ahead if row is not None)


def changed_statements(replanned: Replanned, timetable: Timetable) -> tuple[StatementMove, ...]:
    """The statements of a timetable that are not made when they were published.

    They stand in another part, or are due `SHIFT` minutes earlier or later in their own. Those that
    were published for a part that is over are left aside, and those that only shift in theirs and
    had begun: they were made.
    """
    week, now = replanned.scenario.week, replanned.now
    published = _with_rooms(replanned.published, timetable, week)
    return tuple(
        move
        for move in find_statement_moves(week, published, timetable, SHIFT)
        if move.before is None
        or not (
            over(move.before, now)
            or (
                move.shifted
                and now is not None
                and due_at(week, move.before, move.item, move.speaker) < now
            )
        )
    )


def _ahead(row: PartMove, now: int | None) -> PartMove | None:
    """What of a change is still to come: where its published part is past, the new part alone.

    A part that is running is past but for its end.
    """
    if row.before is not None and begun(row.before, now):
        if row.after is not None and row.after.begin == row.before.begin:
            return None if over(row.before, now) else row
        new = row.after is not None and not begun(row.after, now)
        return row._replace(before=None, number_before=0) if new else None
    return row


def _with_rooms(published: Timetable, timetable: Timetable, week: Week) -> Timetable:
    """The published timetable with a room for each part that names none.

    The one that the part has now; where it is not kept, one that makes no difference.
    """
    if not week.rooms:
        return published
    there = {part.place._replace(room=None): part.room for part in timetable.parts}
    usual = {part.session: part.room for part in timetable.parts}

    def housed(part: Part) -> Part:
        room = there.get(part.place) or usual.get(part.session) or week.rooms[0].id
        return part._replace(room=part.room or room)

    return Timetable(parts=tuple(map(housed, published.parts)))


def _words(week: Week, known: Week, published: Timetable) -> Week:
    """The week with the sessions and rooms that it has no longer, to speak of them."""
    unknown = {part.session: _unknown(part.session) for part in published.parts}
    sessions, rooms = known.session | week.session, known.room | week.room
    sessions |= {key: one for key, one in unknown.items() if key not in sessions}
    return week.model_copy(
        update={"sessions": tuple(sessions.values()), "rooms": tuple(rooms.values())}
    )


def _unknown(session: str) -> Session:
    """A session known by its key alone."""
    return Session(
        id=session,
        title=session,
        bodies=(),
        format=Format.PLENARY,
        least=1,
        wanted=1,
        shortest=1,
    )
