"""Solving a changed week with as few changes to the published one as possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from constraints.keep_the_past import KeepThePast
from scenarios.exchange.schedule_csv import Published, read_published
from scenarios.reading.input_problems import InputProblems
from scenarios.scenario import Scenario
from scenarios.studies.comparison.moves import PartMove, find_moves
from scenarios.studies.replanning.changes import (
    Changed,
    change_in_words,
    lay_patches,
    patches_among,
)
from scenarios.studies.replanning.notices import who_to_tell
from scenarios.studies.replanning.publishing import parse_moment, with_published
from scenarios.studies.replanning.reasons import breaches_of, find_reasons, worse
from scenarios.studies.replanning.result import NAMES, Moved, Replanned, begun, moves_of, over
from scenarios.studies.replanning.saving import Origin
from scheduler.errors import BadInput, InputProblem
from scheduler.judging.judge import Finding
from scheduler.rules.requirement import Key, key_of
from scheduler.rules.rule import Group
from scheduler.week import structure
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Format, Session, Week

if TYPE_CHECKING:
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options


class ReplanCase(NamedTuple):
    """What a person gives, as `replan` takes it."""

    scenario: Scenario
    published: Timetable
    now: int | None
    known: Week
    changes: tuple[str, ...]
    origin: Origin
    contradictions: tuple[Finding, ...]


def read_case(
    before: Scenario,
    published: str | Path | Timetable,
    changes: Iterable[str],
    now: str | None = None,
    leadership: Leadership | None = None,
    *,
    option: str = "now",
) -> ReplanCase:
    """Read what has changed since a timetable was published.

    Parameters
    ----------
    before
        The scenario before the change.
    published
        The name of a candidate, a schedule CSV, or a timetable.
    changes, leadership
        See `scenarios.studies.replanning.changes.lay_patches`.
    now, option
        A moment in words, and where it was given; None: all lies ahead.

    Raises
    ------
    BadInput
        With every problem found.
    """
    problems = InputProblems()
    changes = list(changes)
    patched = problems.read("", lambda: lay_patches(before, changes, leadership))
    scenario, said = patched or Changed(before, ())
    moment = None
    if now is not None:
        moment = problems.read("", lambda: parse_moment(before.week, now, option))
    read: Published | None
    if isinstance(published, Timetable):
        read = Published(published, ())
    else:
        file = scenario.candidate_file
        read = problems.read(
            "", lambda: read_published(file(published), scenario.week, before.week)
        )
    timetable = Timetable() if read is None else read.timetable
    if patched is not None:
        worded = problems.read("", lambda: change_in_words(scenario, changes, timetable))
    problems.finish()
    assert read is not None
    assert worded is not None
    gone = (session for session in read.gone if session.id not in before.week.session)
    known = before.week.model_copy(update={"sessions": (*before.week.sessions, *gone)})
    origin = Origin(path=before.path, patches=tuple(patches_among(changes)), leadership=leadership)
    return ReplanCase(
        scenario=worded.scenario,
        published=timetable,
        now=moment,
        known=known,
        changes=(*said, *worded.sentences),
        origin=origin,
        contradictions=_contradictions(before, timetable) if changes else (),
    )


def _contradictions(before: Scenario, published: Timetable) -> tuple[Finding, ...]:
    """What a timetable that has gone out breaks of the musts of the scenario before any change."""
    if before.week.rooms and not all(part.room for part in published.parts):
        return ()
    settings = before.settings
    if before.week.open_posts():
        settings = tuple(s for s in settings if s.rule.group is not Group.LEADERSHIP)
    return tuple(breaches_of(before.week, settings, published).values())


def replan(
    scenario: Scenario,
    published: Timetable,
    now: int | None = None,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
    *,
    known: Week | None = None,
    changes: tuple[str, ...] = (),
    origin: Origin | None = None,
    contradictions: tuple[Finding, ...] = (),
) -> Replanned:
    """Solve a changed scenario with as few changes to a published timetable as possible.

    Of all timetables that keep every must, one with the fewest parts moved, dropped or added is
    found; of those, one that keeps most of the published days, times and rooms; and of those, the
    one that is best by the scenario's own tiers.

    Parameters
    ----------
    scenario
        As it is after the change.
    published
        The timetable that has gone out, its days counted in the scenario's week.
    now
        A moment of the week in minutes: what has begun by then stays. None: all lies ahead.
    known
        The week before the change: for the names of sessions and rooms that it has no longer, and
        for sessions that have begun before they were dropped.
    changes
        What became different in the scenario, in words.
    origin
        From what it was changed; None: it stands in no file.
    contradictions
        What the published timetable broke of the scenario before any change.

    Raises
    ------
    BadInput
        Where the scenario has no place any more for something that has begun.
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    from scheduler.solving.solving import solve

    known = scenario.week if known is None else known
    there = scenario.week.session.keys()
    if now is not None:
        scenario = _with_held(scenario, known, published, now)
    _check_past(scenario, published, now)
    kept = with_published(scenario, published, now)
    lost = _broken_for_good(kept)
    result = solve(kept.problem, options, eased=lost, watch=watch)
    led = kept.with_leaders(result.leadership)
    rules = kept.problem.rules
    replanned = Replanned(
        scenario=kept,
        origin=origin,
        held=tuple(key for key in kept.week.session if key not in there),
        contradictions=tuple(
            finding
            for finding in contradictions
            if finding.rule not in rules or key_of(rules[finding.rule], finding.case) not in lost
        ),
        words=_words(led.week, known, published),
        published=published,
        now=now,
        lost=lost,
        result=result,
        changes=changes,
    )
    if result.timetable is None:
        return replanned
    rows = changed_parts(replanned, result.timetable)
    week, settings = led.week, led.settings
    before, after = _with_rooms(published, result.timetable, week), result.timetable
    reasons = find_reasons(week, settings, before, after, rows)
    sentences = moves_of(replanned, rows).sentences()
    broken = worse(breaches_of(week, settings, before), breaches_of(week, settings, after))
    return replanned.model_copy(
        update={
            "moves": tuple(
                Moved(row=row, sentence=sentence, reason=reason)
                for row, sentence, reason in zip(rows, sentences, reasons, strict=False)
            ),
            "told": who_to_tell(replanned.words, rows),
            "as_published": tuple(broken.values()),
        }
    )


def _check_past(scenario: Scenario, published: Timetable, now: int | None) -> None:
    """Refuse a week that has no place any more for something that has begun in it."""
    week = scenario.week
    past = [part for part in published.parts if begun(part, now) and part.session in week.session]
    problems = []
    for part in past:
        for sentence in structure.misfits(week, part):
            when = week.moment_name(part.begin)
            what = (
                f"{week.what(part.session)} began on {when} and stays as it was, but the changed "
                f"week has no place for it: {sentence} Leave the days that are past as they were"
            )
            problems.append(InputProblem(str(scenario.path), what))
    if problems:
        raise BadInput(problems)


def _broken_for_good(scenario: Scenario) -> frozenset[Key]:
    """Requirements that what has begun has broken, whatever is still to come."""
    from scheduler.solving.broken_past import broken_for_good

    for setting in scenario.settings:
        if isinstance(setting.rule, KeepThePast):
            return broken_for_good(scenario.problem, setting, setting.rule.begun(scenario.week))
    return frozenset()


def _with_held(scenario: Scenario, known: Week, published: Timetable, now: int) -> Scenario:
    """The scenario with what has begun of sessions that it has no longer, and no more of them."""
    week = scenario.week
    held = []
    for session in known.sessions:
        past = [part for part in published.of(session.id) if begun(part, now)]
        people = session.followers <= week.delegation.keys()
        if past and session.id not in week.session and people:
            minutes = [part.minutes for part in past]
            update = {
                "least": sum(minutes),
                "wanted": sum(minutes),
                "shortest": min(minutes),
                "most_parts": len(past),
                "bodies": tuple(body for body in session.bodies if body in week.body),
                "sittings": None,
                "hours": None,
                "rooms": None,
                "pinned": (),
            }
            held.append(session.model_copy(update=update))
    return scenario.model_copy(
        update={"week": week.model_copy(update={"sessions": (*week.sessions, *held)})}
    )


def changed_parts(replanned: Replanned, timetable: Timetable) -> tuple[PartMove, ...]:
    """The parts of a timetable that are not as published, and those that are missing.

    Parts that were over by now are left aside.
    """
    published = _with_rooms(replanned.published, timetable, replanned.scenario.week)
    rows = find_moves(replanned.words, published, timetable, NAMES).rows
    ahead = (_ahead(row, replanned.now) for row in rows)
    return tuple(row for row in ahead if row is not None)


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
    there = {part._replace(room=None): part.room for part in timetable.parts}
    usual = {part.session: part.room for part in timetable.parts}

    def housed(part: Part) -> Part:
        room = there.get(part) or usual.get(part.session) or week.rooms[0].id
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
