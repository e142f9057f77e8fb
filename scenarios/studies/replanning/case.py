"""What is to be replanned, as a person gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scenarios.exchange.schedule_csv import Published, read_published
from scenarios.loading.extending import read_source
from scenarios.loading.loading import resolve
from scenarios.reading.input_problems import InputProblems, warn
from scenarios.reading.spelling import nearest
from scenarios.reading.yaml.yaml_source import Source
from scenarios.scenario import Scenario
from scenarios.studies.replanning.changes_in_words import change_in_words
from scenarios.studies.replanning.patches import (
    lay_patches,
    names_patch,
    patched,
    patches_among,
)
from scenarios.studies.replanning.publishing import parse_moment
from scenarios.studies.replanning.reasons import breaches_of
from scenarios.studies.replanning.saving import Origin
from scenarios.studies.replanning.words.phrase import named_in
from scheduler.errors import BadInput
from scheduler.judging.judge import Finding
from scheduler.rules.rule import Group
from scheduler.week.as_written import with_agendas
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


class ReplanCase(NamedTuple):
    """What is to be replanned.

    Attributes
    ----------
    scenario
        As it is after the change.
    published
        The timetable that has gone out, its days counted in the scenario's week.
    now
        A moment of the week in minutes: what has begun by then stays. None: all lies ahead.
    known
        The week before the change: for the names of sessions and rooms that it has no longer, and
        for sessions that have begun before they were dropped. None: it is as it was.
    changes
        What became different in the scenario, in words.
    origin
        Where the scenario comes from; None: it stands in no file.
    contradictions
        What the published timetable broke in the scenario before any change.
    before
        The scenario before any change; None: as it is after.
    gone_out
        The published timetable as it stands in that; None: as ``published``.
    """

    scenario: Scenario
    published: Timetable
    now: int | None = None
    known: Week | None = None
    changes: tuple[str, ...] = ()
    origin: Origin | None = None
    contradictions: tuple[Finding, ...] = ()
    before: Scenario | None = None
    gone_out: Timetable | None = None


def read_case(
    before: Scenario,
    published: str | Path | Timetable,
    changes: Iterable[str],
    now: str | None = None,
    leadership: Leadership | None = None,
    *,
    same: Iterable[str] = (),
    option: str = "now",
) -> ReplanCase:
    """Read what has changed since a timetable was published.

    Parameters
    ----------
    before
        The scenario before the change, as loaded from its file.
    published
        The name of a candidate, a schedule CSV, or a timetable.
    changes
        In words, or the names of patches: these are laid over the scenario first.
    leadership
        Who takes the posts that the file of the scenario leaves open, as in `before`.
    now, option
        A moment in words, and where it was given; None: all lies ahead.
    same
        What is called by another key now, as ``OLD=NEW``, or ``OLD=`` where it is gone: sessions
        and rooms of a schedule CSV.

    Raises
    ------
    BadInput
        With every problem found.
    """
    problems, changes = InputProblems(), list(changes)
    patches, worded = patches_among(changes), [one for one in changes if not names_patch(one)]
    laid = problems.read("", lambda: lay_patches(before, patches))
    scenario = laid or before
    if patches and leadership is not None:  # its file was read again
        scenario = scenario.with_leaders(leadership)
    moment = None
    if now is not None:
        moment = problems.read("", lambda: parse_moment(before.week, now, option))
    read: Published | None
    if isinstance(published, Timetable):
        read = Published(published, ())
    else:
        pairs = problems.read("", parse_same, scenario.week, same)
        read = problems.read(
            "", lambda: _read_published(scenario, str(published), before.week, pairs or {})
        )
    timetable = Timetable() if read is None else read.timetable
    if laid is not None:
        source = _source(scenario, patches, leadership) if worded else None
        changed = problems.read(
            "",
            lambda: change_in_words(scenario, worded, timetable, moment, source, leadership),
        )
    problems.finish()
    assert read is not None
    assert changed is not None
    gone = (session for session in read.gone if session.id not in before.week.session)
    patched = (f"The scenario changes as {patch.name} says." for patch in patches)
    return ReplanCase(
        scenario=changed.scenario,
        published=_renumbered(timetable, scenario.week, changed.scenario.week),
        now=moment,
        known=before.week.model_copy(update={"sessions": (*before.week.sessions, *gone)}),
        changes=(*patched, *changed.sentences),
        origin=Origin(
            path=before.path,
            patches=patches,
            values=None if changed.source is None else changed.source.data,
            leadership=leadership,
        ),
        contradictions=_contradictions(before, timetable) if changes else (),
        before=before,
        gone_out=timetable,
    )


def parse_same(week: Week, pairs: Iterable[str]) -> dict[str, str]:
    """Read keys of sessions and rooms that are others now, as ``OLD=NEW`` or ``OLD=``.

    Raises
    ------
    BadInput
        With all that are not understood, or mean nothing in the week.
    """
    found, problems = dict[str, str](), InputProblems()
    for text in pairs:
        old, sign, new = map(str.strip, text.partition("="))
        where = f"--same '{text}'"
        if not (old and sign):
            problems.note(
                where, "write the old key, =, and the new one, or nothing where it is gone"
            )
        elif new:
            named = problems.read(where, named_in, week, new, ("session", "room"))
            if named and len(named) > 1:
                problems.note(where, f"'{new}' is a session and a room; give one another key")
            elif named:
                found[old] = named[0][1]
        else:
            found[old] = ""
    problems.finish()
    return found


def _read_published(
    scenario: Scenario, name: str, before: Week, same: Mapping[str, str]
) -> Published:
    """The published timetable; where a key may have become another, that is asked."""
    week, path = scenario.week, scenario.candidate_file(name)
    read, problems = read_published(path, week, before, same), InputProblems()
    unplaced = {one.id: one.title for one in week.sessions if one.id not in read.named}
    for gone in read.gone:
        if gone.id not in same:
            key = nearest(gone.title, unplaced) or nearest(gone.id, unplaced)
            if key is not None:
                what = f"session “{gone.title}” ({gone.id}), which the scenario does not have"
                _ask(problems, path, what, gone.id, f"{week.what(key)} ({key})", key)
    used = {part.room for part in read.timetable.parts if part.room}
    unused = {room.id: room.name for room in week.rooms if room.id not in used}
    for room in sorted(used - week.room.keys() - before.room.keys() - same.keys()):
        key = nearest(room, unused)
        if key is not None:
            what = f"the room '{room}', which the scenario does not have"
            _ask(problems, path, what, room, f"{week.room_name(key)} ({key})", key)
    problems.finish()
    for key, session in week.session.items():
        if key not in read.named and key in before.session and not session.optional:
            what = f"there is no row of {week.what(key)} ({key}), whose parts count as new"
            warn(str(path), what)
    return read


def _ask(problems: InputProblems, path: Path, what: str, old: str, has: str, new: str) -> None:
    """Ask whether something that is gone and something that is new are the same."""
    problems.note(
        str(path),
        f"this has {what}; the scenario has {has}, which this does not have. If they are the same, "
        f"add --same '{old}={new}'; if not, --same '{old}='",
    )


def _source(
    scenario: Scenario, patches: Sequence[Path], leadership: Leadership | None
) -> Source | None:
    """What stands in the file of a scenario; None where it stands in none, or is another by now."""
    try:
        source = patched(read_source(scenario.path), patches)
        found = resolve(source, scenario.path)
    except BadInput:
        return None
    if leadership is not None:
        found = found.with_leaders(leadership)
    return source if found.week == scenario.week and found.settings == scenario.settings else None


def _renumbered(published: Timetable, before: Week, after: Week) -> Timetable:
    """A timetable whose statements count the items of agendas that have lost some.

    Statements of an item that is gone have a number beyond those that are left.
    """
    numbers: dict[str, list[int]] = {}
    for session in after.sessions:
        was = before.session.get(session.id)
        if was is not None and len(was.agenda) != len(session.agenda):
            left = [item.title for item in session.agenda]
            numbers[session.id], here = [], 0
            for item in was.agenda:
                kept = here < len(left) and left[here] == item.title
                numbers[session.id].append(here if kept else len(left) + len(numbers[session.id]))
                here += kept
    if not numbers:
        return published
    return Timetable(
        parts=tuple(
            part._replace(
                statements=tuple(
                    one._replace(item=numbers[part.session][one.item]) for one in part.statements
                )
            )
            if part.session in numbers
            else part
            for part in with_agendas(before, published).parts
        )
    )


def _contradictions(before: Scenario, published: Timetable) -> tuple[Finding, ...]:
    """The musts that a published timetable breaks in the scenario before any change."""
    if before.week.rooms and not all(part.room for part in published.parts):
        return ()
    settings = before.settings
    if before.week.open_posts():
        settings = tuple(s for s in settings if s.rule.group is not Group.LEADERSHIP)
    return tuple(breaches_of(before.week, settings, published).values())
