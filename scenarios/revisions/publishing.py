"""Publishing: a timetable and its scenario become a revision, which is never changed again."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scenarios.documents.issue import Issue
from scenarios.documents.programme.publishing import warn_untranslated
from scenarios.exchange.leadership_csv import leadership_text
from scenarios.exchange.schedule_csv import read_published, schedule_text
from scenarios.exchange.speakers import speakers_list
from scenarios.languages.language import language_of
from scenarios.languages.texts import LANGUAGES
from scenarios.loading.workbook.converting import as_file
from scenarios.reading.arguments import time_in_words
from scenarios.reading.files import is_file
from scenarios.reading.input_problems import InputProblems, warn, without_warnings
from scenarios.reading.names import Named, names_of, plain
from scenarios.reading.office import INSTALL
from scenarios.reading.revision_folders import (
    LEADERS,
    MANIFEST,
    SCENARIO,
    SCHEDULE,
    find_edits,
    is_number,
    revision_numbers,
)
from scenarios.reading.spelling import suggestion
from scenarios.revisions.differences import differences, in_words, same_keys
from scenarios.revisions.flattening import (
    Flattened,
    find_difference,
    flatten,
    leaders_of,
    read_back,
)
from scenarios.revisions.revision import Manifest, Revision, read_revision
from scenarios.revisions.staging import (
    check_target,
    give_number,
    next_number,
    remember_number,
    remove_unfinished,
    staged,
    write_staged,
)
from scenarios.revisions.taking_back import check_goes_on
from scenarios.revisions.writers import WORKBOOKS, WRITERS, WentBefore, missing
from scenarios.scenario import Scenario
from scenarios.studies.comparison.matching import Pair, matched
from scheduler.errors import BadInput, InputProblem
from scheduler.judging.judge import Finding
from scheduler.rules.requirement import Key, key_of
from scheduler.week.clock import count
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable
from scheduler.week.words import listed, one_line

SPEAKERS, WORKBOOK = "speakers.csv", "scenario.xlsx"
KINDS: tuple[Named, ...] = ("session", "room")
"""Of what a manifest has the names."""
NOTHING = "nothing"
"""What changed where nothing did."""

TRIES = 10
"""How often a revision is written anew where others publish into the folder meanwhile."""


class _Material(NamedTuple):
    """What a revision is made of, whatever number it gets."""

    flat: Flattened
    scenario: Scenario
    timetable: Timetable
    leadership: Leadership


def publish(
    scenario: Scenario,
    timetable: Timetable,
    folder: str | Path,
    *,
    note: str = "",
    asked: Sequence[str] = (),
    issued: datetime | None = None,
    codes: Sequence[str] | None = None,
    source: str = "",
    text: str | None = None,
    anyway: bool = False,
    lost: Collection[Key] = (),
    after: int | None = None,
    take_back: bool = False,
    unchanged: bool = True,
) -> Revision:
    """Publish a timetable as the next revision in a folder.

    The revision is written whole or not at all, never over another, and read back before anybody
    can see it.

    Parameters
    ----------
    scenario
        As it was loaded from its file, with States in the posts that somebody takes.
    folder
        Where the revisions of the week lie; it is made where its own folder is there.
    note
        What the secretariat says of it, in all that is sent.
    asked
        The changes that led to it, in words, for its manifest alone.
    issued
        With a time zone; None: now.
    codes
        The languages of the documents, ``en``, ``fr``, ``es``; of none, no document is written.
        None: those of the revision before, or else English.
    source
        What the timetable is called, for the manifest.
    text
        What stands in the scenario's file, where it is not written yet.
    anyway
        Whether to publish a timetable that breaks a must.
    lost
        Requirements of musts that what is past has broken for good: they keep nothing from being
        published, and the manifest names what is broken of them.
    after
        The number of the last revision, on which this one builds; it is refused where another has
        been published since. None: whatever is the last.
    take_back
        Whether to publish a scenario that comes from an earlier revision than the last; see
        `check_goes_on`.
    unchanged
        Whether to publish without a note where nothing has changed since the last revision.

    Raises
    ------
    BadInput
        Where it cannot be published; nothing is written then.
    """
    folder = Path(folder)
    check_codes(codes or ())
    check_target(folder)
    material = _material(scenario, timetable, text)
    check_known(scenario, timetable, source)
    breached = scenario.judge(timetable).breached
    breaches = tuple(finding.sentence for finding in breached)
    held_against = [] if anyway else [one for one in breached if not _is_lost(scenario, one, lost)]
    if held_against:
        raise BadInput(InputProblem(source, finding.sentence) for finding in held_against)
    issued = _moment(issued, scenario.week.timezone)
    for _ in range(TRIES):
        remove_unfinished(folder)
        _check_after(folder, after)
        before, left_out = last_readable(folder)
        check_same_week(before, scenario)
        if after is None and not take_back:
            check_goes_on(folder, material.flat.scenario)
        languages = tuple(codes if codes is not None else _languages(before))
        changes = changes_since(before, scenario, timetable)
        same = before is not None and languages == before.manifest.languages
        if not (unchanged or note) and before and same and changes == NOTHING:
            what = f"nothing has changed since revision {before.number}, so nothing is published; "
            what += "to send the week out once more all the same, say why with --note"
            raise BadInput.at(str(folder), what)
        with staged(folder) as fresh:
            number = next_number(folder)
            manifest = Manifest(
                number=number,
                issued=issued,
                timezone=scenario.week.timezone,
                note=note,
                asked=tuple(asked),
                title=scenario.title,
                published_from={"scenario": _called(scenario.path), "timetable": Path(source).name},
                program=f"meeting-week {version('meeting-week')}",
                languages=languages,
                since=0 if before is None else before.number,
                breaches=breaches,
                changes=changes,
                left_out=(*left_out, *_left_out(languages)),
                names={kind: names_of(scenario.week, kind) for kind in KINDS},
            )
            _write(fresh, material, WentBefore(folder, before), manifest)
            _check(fresh, material)
            if give_number(fresh, folder, number):
                remember_number(folder, number)
                return Revision(folder=folder / str(number), manifest=manifest)
    raise BadInput.at(str(folder), "others publish into this folder all the time; try again")


def _is_lost(scenario: Scenario, finding: Finding, lost: Collection[Key]) -> bool:
    """Whether what is broken is among the requirements that are lost."""
    rule = scenario.problem.rules.get(finding.rule)
    return rule is not None and key_of(rule, finding.case) in lost


def check_known(scenario: Scenario, timetable: Timetable, source: str) -> None:
    """Refuse a timetable with meetings that the scenario lacks: nobody could be told of them.

    Raises
    ------
    BadInput
        With each of them.
    """
    week = scenario.week
    unknown = {part.session: part for part in timetable.parts if part.session not in week.session}
    if unknown:
        raise BadInput(
            InputProblem(
                source,
                f"'{key}' ({time_in_words(week, part)}) is no session of the scenario, and nothing "
                "is known of it but its time; add it to the scenario, or take it out of the "
                "timetable",
            )
            for key, part in unknown.items()
        )


def _check_after(folder: Path, after: int | None) -> None:
    """Refuse a revision that builds on one after which another has been published."""
    last = max(revision_numbers(folder), default=0)
    if after is not None and after != last:
        what = f"revision {last} has been published meanwhile; begin from that"
        raise BadInput.at(str(folder), what)


def check_same_week(before: Revision | None, scenario: Scenario) -> None:
    """Refuse a week that has no session in common with the one published before.

    Raises
    ------
    BadInput
        Where it has none.
    """
    if before is None or not scenario.week.sessions or not before.scenario.week.sessions:
        return
    names = (
        {plain(name) for one in found.week.sessions for name in (one.id, one.title)}
        for found in (before.scenario, scenario)
    )
    if set.isdisjoint(*names):
        what = f"here lie the revisions of another week: {one_line(before.manifest.title)}"
        what += "; it has no session of this one; give another folder"
        raise BadInput.at(str(before.folder.parent), what)


def check_codes(codes: Iterable[str]) -> None:
    """Refuse languages that no document can be written in.

    Raises
    ------
    BadInput
        With each of them.
    """
    problems = InputProblems()
    for code in codes:
        if code not in LANGUAGES:
            problems.note(code, f"there is no language '{code}'{suggestion(code, LANGUAGES)}")
    problems.finish()


def _material(scenario: Scenario, timetable: Timetable, text: str | None) -> _Material:
    if text is None and not is_file(scenario.path):
        what = "the scenario was read from no file; write it to one, and load that"
        raise BadInput.at(str(scenario.path), what)
    flat = flatten(scenario.path, text)
    leadership = leaders_of(scenario.week, flat.scenario.week)
    other = find_difference(flat.scenario.with_leaders(leadership), scenario)
    if other:
        what = f"the file says something else than the scenario to be published: its {other}"
        raise BadInput.at(str(scenario.path), f"{what}; load it again")
    return _Material(flat, scenario, timetable, leadership)


def _moment(issued: datetime | None, zone: str) -> datetime:
    """When it is published, to the second, in the time zone of the week."""
    if issued is not None and issued.tzinfo is None:
        raise BadInput.at("issued", "give the date and time with a time zone")
    moment = issued or datetime.now(ZoneInfo(zone))
    return moment.astimezone(ZoneInfo(zone)).replace(microsecond=0)


def last_readable(folder: Path) -> tuple[Revision | None, tuple[str, ...]]:
    """The last revision in a folder, and what is left out where it cannot be read."""
    numbers = revision_numbers(folder)
    if not numbers:
        return None, ()
    try:
        found = read_revision(folder / str(numbers[-1]))
        _ = found.issue
    except BadInput as error:
        warn(str(folder / str(numbers[-1])), f"it cannot be read: {error.problems[0]}")
        return None, (f"what changed, since revision {numbers[-1]} cannot be read",)
    return found, ()


def _languages(before: Revision | None) -> tuple[str, ...]:
    return ("en",) if before is None else before.manifest.languages


def _left_out(languages: Sequence[str]) -> Iterator[str]:
    """What is not written, and why."""
    without = [writer.what for writer in WRITERS if languages and missing(writer)]
    if without:
        yield f"{listed(without)}: they {INSTALL}"


def _called(path: Path) -> str:
    """What a file is called by people: ``lakes-2027@2`` for the scenario of a revision."""
    number, folder = path.parent.name, path.parent.parent
    if is_number(number) and is_file(path.parent / MANIFEST):
        return f"{folder.name}@{number}"
    return path.name


def _write(fresh: Path, material: _Material, before: WentBefore, manifest: Manifest) -> None:
    """Write all files of the revision, with the manifest last."""
    issue = Issue(
        scenario=material.scenario,
        timetable=material.timetable,
        issued=manifest.issued,
        number=manifest.number,
        note=manifest.note,
    )
    digests: dict[str, str] = {}
    for name, content in _files(fresh, material, issue, before, manifest.languages):
        write_staged(fresh, name, content)
        digests[name] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    values = manifest.values(dict(sorted(digests.items())))
    text = json.dumps(values, ensure_ascii=False, indent=2)
    write_staged(fresh, MANIFEST, f"{text}\n".encode())


def _files(
    fresh: Path,
    material: _Material,
    issue: Issue,
    before: WentBefore,
    languages: Sequence[str],
) -> Iterator[tuple[str, bytes]]:
    """The files of the revision but for its manifest, each by its name.

    What the scenario leads to is taken from where it is written by then.
    """
    flat, week, timetable = material.flat, material.scenario.week, material.timetable
    yield from flat.files.items()
    yield SCHEDULE, schedule_text(week, timetable).encode()
    if flat.scenario.week.open_posts():
        yield LEADERS, leadership_text(flat.scenario.week, material.leadership).encode()
    yield SPEAKERS, speakers_list(week, timetable).csv().encode()
    shared = tuple(language_of(material.scenario.texts, code) for code in languages)
    for writer in WRITERS if languages else ():
        if writer is WORKBOOKS and not missing(writer):
            yield from _scenario_workbook(flat.files[SCENARIO], fresh)
        if not missing(writer):
            yield from writer.write(issue, before, shared)
    for language in shared:
        warn_untranslated(language)


def _scenario_workbook(content: bytes, fresh: Path) -> Iterator[tuple[str, bytes]]:
    """The scenario as a workbook, where one can say the same."""
    try:
        with without_warnings():
            found = as_file(content.decode(), fresh / WORKBOOK)
    except BadInput as error:
        warn(WORKBOOK, f"it is left out: {error.problems[0].what}")
        return
    assert isinstance(found, bytes)
    yield WORKBOOK, found


def _check(fresh: Path, material: _Material) -> None:
    """Read a revision back, and refuse it where it does not say what was to be published."""
    scenario, timetable = read_back(fresh)
    edits = tuple(find_edits(fresh))
    other = find_difference(scenario, material.scenario)
    if timetable != material.timetable:
        other = other or "timetable"
    if other or edits:
        what = f"read back, {listed(edits) if edits else f'the {other} would be another'}"
        raise BadInput.at(str(material.scenario.path), f"this cannot be published: {what}")


def changes_since(before: Revision | None, scenario: Scenario, timetable: Timetable) -> str:
    """What changed since the revision before, in one line; empty where there is none."""
    if before is None:
        return ""
    with without_warnings():
        week, was = scenario.week, before.scenario.week
        same = same_keys(was, week)
        earlier = read_published(before.folder / SCHEDULE, week, was, same).timetable
    found = Counter(map(_kind, matched(earlier, timetable)))
    said = [f"{count(found[kind], 'part')} {kind}" for kind in _KINDS if found[kind]]
    spoken = _spoken_otherwise(earlier, timetable)
    said += [f"other speakers in {count(spoken, 'part')}"] if spoken else []
    said += in_words(differences(before.scenario, scenario))
    return ", ".join(said) or NOTHING


def _spoken_otherwise(earlier: Timetable, timetable: Timetable) -> int:
    """In how many parts others speak, or at another place, where it was said who does."""
    said = {part.place: part.statements for part in earlier.parts if part.statements}
    return sum(said.get(part.place, part.statements) != part.statements for part in timetable.parts)


_KINDS = ("new", "dropped", "at another time", "in another room", "of another length")


def _kind(pair: Pair) -> str:
    """What became of a part."""
    one, other = pair
    if one is None or other is None:
        return "new" if one is None else "dropped"
    if (one.day, one.start) != (other.day, other.start):
        return "at another time"
    return "in another room" if one.room != other.room else "of another length"
