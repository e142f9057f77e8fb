"""Changes to a scenario, as people say them.

Such as ``UGA away thursday``, ``obasi closed thursday morning``, ``mine-clearance longer 30``. The
forms, and what each means, stand in `scenarios.studies.replanning.words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from scenarios.loading.loading import resolve
from scenarios.reading.input_problems import InputProblems, gathered_warnings, warn
from scenarios.reading.revision_folders import of_revision
from scenarios.reading.yaml.yaml_source import Source
from scenarios.scenario import Scenario
from scenarios.studies.comparison.statement_moves import Said, due_at
from scenarios.studies.replanning.words.changes import (
    Change,
    Dropped,
    FileChange,
    Length,
    NewHours,
    NobodyMeets,
    with_session,
)
from scenarios.studies.replanning.words.parsing import parse_change, place_of
from scenarios.studies.replanning.words.phrase import Situation
from scenarios.studies.replanning.words.writing import no_shorter, rewritten, written
from scheduler.errors import BadInput
from scheduler.week.as_written import with_agendas
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


class Changed(NamedTuple):
    """A scenario with changes made.

    Attributes
    ----------
    scenario
        The scenario after the changes.
    sentences
        Each change in words.
    source
        What stands in its file then; None where it stands in none.
    """

    scenario: Scenario
    sentences: tuple[str, ...]
    source: Source | None = None


def change_in_words(
    scenario: Scenario,
    texts: Iterable[str],
    published: Timetable | None = None,
    now: int | None = None,
    source: Source | None = None,
    leadership: Leadership | None = None,
) -> Changed:
    """Make changes to a scenario, in their order.

    Where the scenario stands in a file, each change is laid over what stands there, and all of it
    is checked as a file is.

    Parameters
    ----------
    texts
        Each in one of the forms.
    published
        What has gone out: a session that needs longer needs longer than it was given there.
    now
        A moment of the week in minutes; a session that is over by then can last no longer.
    source
        What stands in the file of the scenario, over what it extends; None: it stands in none.
    leadership
        Who takes the posts that the file leaves open.

    Raises
    ------
    BadInput
        With every change that cannot be made.
    """
    gone_out = Timetable() if published is None else published
    given = {part.session: gone_out.minutes(part.session) for part in gone_out.parts}
    sentences, problems = list[str](), InputProblems()
    at = Changed(scenario, (), source)
    for text in texts:
        situation = Situation(
            week=at.scenario.week,
            values={} if at.source is None else at.source.data,
            texts=at.scenario.texts,
            published=gone_out,
            given=given,
            over=_over(at.scenario.week, gone_out, now),
            said=_said(at.scenario.week, gone_out, now),
            now=now,
            revision=scenario.path.parent if of_revision(scenario.path) else None,
        )
        change = problems.read("", parse_change, situation, text)
        if change is None:
            continue
        found = problems.read("", partial(_made, at, change, text, leadership))
        if found is None:
            continue
        if isinstance(change, FileChange) and change.hint:
            warn(place_of(text), change.hint)
        sentences += found.sentences
        at = found
        if isinstance(change, Length) and change.given:
            given[change.session] = change.given + change.minutes
    problems.finish()
    return Changed(at.scenario, tuple(sentences), at.source)


def _made(at: Changed, change: Change, text: str, leadership: Leadership | None) -> Changed:
    """A scenario with one change made, and what is said of it."""
    scenario, source = at.scenario, at.source
    said = [change.say(scenario.week)]
    if source is None:
        if isinstance(change, FileChange):
            what = "this is written into the file of the scenario, and the scenario stands in none"
            raise BadInput.at(place_of(text), what)
        return Changed(_another(scenario, change.apply(scenario), text, said), tuple(said))
    if isinstance(change, FileChange):
        after = rewritten(source, change, scenario.path.parent)
        found = _checked(after, scenario, text, leadership, said, source)
        return found._replace(scenario=_another(scenario, found.scenario, text, said))
    if isinstance(change, NobodyMeets | NewHours):
        for drop in _left_without(scenario.week, change):
            title = scenario.week.what(drop.session)
            said.append(f"{title} is left out: nobody meets any more when it may be held.")
            before, scenario = scenario, drop.apply(scenario)
            source = written(before, scenario, source)
    applied = _another(scenario, change.apply(scenario), text, said)
    after = written(scenario, applied, source)
    return _checked(after, applied, text, leadership, said, at.source)


def _another(before: Scenario, after: Scenario, text: str, said: Sequence[str]) -> Scenario:
    """The scenario after a change, which is refused where it is the same as before."""
    if (before.week, before.settings, before.texts) == (after.week, after.settings, after.texts):
        what = f"nothing changes: {said[0].rstrip('.')} already, as the scenario stands"
        raise BadInput.at(place_of(text), what)
    return after


def _left_without(week: Week, change: NobodyMeets | NewHours) -> list[Dropped]:
    """The sessions that may be left out, and may no longer be held in any sitting."""
    if isinstance(change, NobodyMeets):
        gone = change.sittings
    else:
        gone = frozenset(one.id for one, new in change.changed(week) if new is None)
    return [
        Dropped(session=one.id)
        for one in week.sessions
        if one.optional and one.sittings and not one.sittings - gone
    ]


def _checked(
    source: Source,
    known: Scenario,
    text: str,
    leadership: Leadership | None,
    said: list[str],
    before: Source | None,
) -> Changed:
    """The scenario of a file with a change in it; what is wrong there is wrong in the change.

    Parameters
    ----------
    known
        The scenario as far as it is known. How short the one part of a session may be makes no
        difference, and is not written; it stays, so that a part is not too short twice.
    before
        What stood in the file; what it is doubtful in by itself is not said of the change.
    """
    try:
        with gathered_warnings() as doubts:
            scenario = resolve(source, known.path)
    except BadInput as error:
        problems = InputProblems()
        for one in error.problems:
            problems.note(place_of(text), one.what, one.subject)
        raise problems.error from None
    if doubts and before is not None:
        with gathered_warnings() as old:
            resolve(before, known.path)
        told = {(one.what, one.subject) for one in old}
        for one in doubts:
            if (one.what, one.subject) not in told:
                warn(place_of(text), one.what, one.subject)
    if leadership is not None:
        scenario = scenario.with_leaders(leadership)
    for session in known.week.sessions:
        new = scenario.week.session.get(session.id)
        if (
            new is not None
            and session.shortest < new.shortest
            and no_shorter(session) == (no_shorter(new))
        ):
            scenario = with_session(scenario, session.id, shortest=session.shortest)
    return Changed(scenario, tuple(said), source)


def _over(week: Week, published: Timetable, now: int | None) -> dict[str, int]:
    """When the sessions ended that are over, and of which no further part can come, in minutes."""
    if now is None:
        return {}
    over = {}
    for session in week.sessions:
        parts = published.of(session.id)
        ended = max((part.end for part in parts), default=now + 1)
        later = any(one.end > now for one in week.sittings if session.may_use(one))
        if ended <= now and not (later and len(parts) < session.most_parts):
            over[session.id] = ended
    return over


def _said(week: Week, published: Timetable, now: int | None) -> frozenset[Said]:
    """The statements that were due by a moment; in a session in one part, all once it has begun."""
    found = set[Said]()
    for part in with_agendas(week, published).parts:
        session = week.session.get(part.session)
        if session is None or now is None or part.begin >= now:
            continue
        if session.divided:
            found.update(
                (session.id, one.item, one.speaker)
                for one in part.statements
                if one.speaker and due_at(week, part, one.item, one.speaker) < now
            )
        else:
            found.update(
                (session.id, number, speaker)
                for number, item in enumerate(session.agenda)
                for speaker in item.speakers
            )
    return frozenset(found)
