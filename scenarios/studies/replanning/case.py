"""What is to be replanned, as a person gives it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from scenarios.exchange.schedule_csv import Published, read_published
from scenarios.loading.extending import read_source
from scenarios.loading.loading import resolve
from scenarios.reading.input_problems import InputProblems
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
    """

    scenario: Scenario
    published: Timetable
    now: int | None = None
    known: Week | None = None
    changes: tuple[str, ...] = ()
    origin: Origin | None = None
    contradictions: tuple[Finding, ...] = ()


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
        The scenario before the change, as loaded from its file.
    published
        The name of a candidate, a schedule CSV, or a timetable.
    changes
        In words, or the names of patches: these are laid over the scenario first.
    leadership
        Who takes the posts that the file of the scenario leaves open, as in `before`.
    now, option
        A moment in words, and where it was given; None: all lies ahead.

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
        file = scenario.candidate_file
        read = problems.read(
            "", lambda: read_published(file(published), scenario.week, before.week)
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
