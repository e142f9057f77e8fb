"""A revision as it lies in its folder, and the list of all in one folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ConfigDict, Field, ValidationError

from scenarios.documents.issue import Issue
from scenarios.reading.files import is_file, is_folder
from scenarios.reading.revision_folders import (
    MANIFEST,
    SEAL,
    find_edits,
    find_revision,
    highest_given,
    read_manifest,
    revision_numbers,
    seal,
    warn_of_edits,
)
from scenarios.revisions.flattening import read_back
from scenarios.revisions.staging import unfinished
from scenarios.scenario import Scenario
from scheduler.document.document import Block, Bullets, Column, Document, Paragraph, Table
from scheduler.document.report import Report
from scheduler.errors import BadInput
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable
from scheduler.week.words import listed, one_line

KIND = "meeting-week revision"
FORMAT = 1
"""The version of what a manifest says."""


class Manifest(Frozen):
    """What a manifest says of its revision, besides what the files are.

    Attributes
    ----------
    published_from
        What the scenario and the timetable were called by whoever published them.
    note
        What the secretariat says of it; it stands in all that is sent.
    asked
        The changes of which a replan made it, in words; they are for the secretariat alone.
    languages
        Those of the documents.
    breaches
        The musts that the timetable breaks, a sentence for each finding.
    since
        The number of the revision before; 0 where there is none that can be read.
    changes
        What changed since that, in one line; empty in the first.
    left_out
        What is not in the revision and why, a sentence for each.
    names
        What the keys of its schedule mean: the names of sessions and of rooms, by kind and key.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: int = Field(ge=1)
    issued: datetime
    timezone: str = "UTC"
    note: str = ""
    asked: tuple[str, ...] = ()
    title: str = ""
    published_from: dict[str, str] = Field(default_factory=dict)
    program: str = ""
    languages: tuple[str, ...] = ()
    breaches: tuple[str, ...] = ()
    since: int = 0
    changes: str = ""
    left_out: tuple[str, ...] = ()
    names: dict[str, dict[str, str]] = Field(default_factory=dict)

    def values(self, files: Mapping[str, str]) -> dict[str, Any]:
        """What stands in the file, given the digests of all others, with its seal."""
        found = {
            "kind": KIND,
            "format": FORMAT,
            **self.model_dump(mode="json"),
            "issued": self.issued.isoformat(),
            "files": dict(files),
        }
        return {**found, SEAL: seal(found)}

    @classmethod
    def read(cls, revision: Path) -> Manifest:
        """Read that of a revision.

        Raises
        ------
        BadInput
            Where it cannot be used.
        """
        values, where = read_manifest(revision), str(revision / MANIFEST)
        if values.get("kind") != KIND:
            raise BadInput.at(where, "this is the manifest of something else than a revision")
        if values.get("format") != FORMAT:
            what = "this revision was published by a later version of the program; use that one"
            raise BadInput.at(where, what)
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            key = ".".join(map(str, error.errors()[0]["loc"]))
            what = f"the manifest is damaged at '{key}'; take it from a copy of the revision"
            raise BadInput.at(where, what) from None


class Revision(Frozen):
    """A timetable that has been published, with the scenario it belongs to.

    Attributes
    ----------
    folder
        Where its files are.
    """

    folder: Path
    manifest: Manifest

    @property
    def number(self) -> int:
        return self.manifest.number

    @property
    def issued(self) -> datetime:
        """When it was published, in the time zone of the week."""
        try:
            return self.manifest.issued.astimezone(ZoneInfo(self.manifest.timezone))
        except (ZoneInfoNotFoundError, ValueError):
            return self.manifest.issued

    @property
    def note(self) -> str:
        return self.manifest.note

    @cached_property
    def _read(self) -> tuple[Scenario, Timetable]:
        return read_back(self.folder)

    @property
    def scenario(self) -> Scenario:
        """The scenario as it was, with its posts filled; `BadInput` where it cannot be read."""
        return self._read[0]

    @property
    def timetable(self) -> Timetable:
        """The timetable that was published; `BadInput` where it cannot be read."""
        return self._read[1]

    @property
    def issue(self) -> Issue:
        """What its documents are made of."""
        return Issue(
            scenario=self.scenario,
            timetable=self.timetable,
            issued=self.issued,
            number=self.number,
            note=self.note,
        )

    def content(self, name: str) -> bytes | None:
        """What stands in one of its files, named from its folder; None where there is none."""
        path = self.folder / name
        return path.read_bytes() if is_file(path) else None

    def edits(self) -> tuple[str, ...]:
        """What is no longer as it was published, a phrase for each file."""
        return tuple(find_edits(self.folder))


def read_revision(path: str | Path) -> Revision:
    """Read a revision: ``lakes-2027`` for the last in this folder, ``lakes-2027@2``.

    Its scenario and timetable are read when they are asked for. It is warned of one that was edited
    after it was published.

    Raises
    ------
    BadInput
        Where there is none, or its manifest cannot be used.
    """
    found = find_revision(path)
    if found is None:
        raise BadInput.at(str(path), "this is no folder of revisions, and no revision in one")
    warn_of_edits(found)
    return _of(found)


def _of(folder: Path) -> Revision:
    return Revision(folder=folder, manifest=Manifest.read(folder))


class Listed(Frozen):
    """A revision in a list: how it is, and what it is where that can be read."""

    number: int
    revision: Revision | None
    edits: tuple[str, ...] = ()

    def row(self) -> dict[str, str | int]:
        """Its row, with every column as text or a number."""
        one = self.revision
        manifest = None if one is None else one.manifest
        return {
            "revision": self.number,
            "issued": "" if one is None else f"{one.issued:%Y-%m-%d %H:%M}",
            "note": "" if manifest is None else manifest.note,
            "asked": "" if manifest is None else " ".join(manifest.asked),
            "changes": "" if manifest is None else manifest.changes,
            "breaches": "" if manifest is None else len(manifest.breaches),
            "edits": "; ".join(self.edits),
        }


class Revisions(Report, Frozen):
    """All revisions in a folder, the first one first."""

    folder: Path
    each: tuple[Listed, ...]
    gone: tuple[int, ...] = Field(
        default=(), description="Numbers up to the highest that was given, which no revision has."
    )
    unfinished: tuple[str, ...] = Field(
        default=(), description="Folders in which one is being written, or never was to the end."
    )

    def rows(self) -> list[dict[str, str | int]]:
        """A row for each revision."""
        return [one.row() for one in self.each]

    def record(self) -> dict[str, Any]:
        """All of it as a record, with every breach and every edit."""
        each = (
            {
                **one.row(),
                "breaches": [*one.revision.manifest.breaches] if one.revision else [],
                "edits": [*one.edits],
            }
            for one in self.each
        )
        return {"revisions": [*each], "gone": [*self.gone], "unfinished": [*self.unfinished]}

    def document(self) -> Document:
        titles = (one.revision.manifest.title for one in self.each if one.revision)
        title = next(iter([*titles][-1:]), "")
        if not self.each:
            blocks: list[Block] = [Paragraph("No revision has been published here.")]
        else:
            blocks = [Table(_COLUMNS, [_cells(one) for one in self.each])]
        said = [*self._sentences()]
        if said:
            blocks.append(Bullets(said))
        return Document(one_line(title) or str(self.folder), blocks)

    def _sentences(self) -> Iterator[str]:
        if self.gone:
            is_gone = "Revision {} is" if len(self.gone) == 1 else "Revisions {} are"
            said = is_gone.format(listed(_ranges(self.gone)))
            yield f"{said} not here any more: deleted or moved away, or without {MANIFEST}."
        for one in self.each:
            if one.edits:
                edits = listed(one.edits)
                yield f"Revision {one.number} was edited after it was published: {edits}."
        for one in self.each:
            broken = one.revision.manifest.breaches if one.revision else ()
            if broken:
                number = count(len(broken), "breach of a must", "breaches of musts")
                yield f"Revision {one.number} was published with {number}: {broken[0]}"
        for name in self.unfinished:
            yield (
                f"{name} is no revision: one is being written there now, or a publish was stopped. "
                "The next publish removes what nobody writes any more."
            )


def _ranges(numbers: tuple[int, ...]) -> list[str]:
    """Numbers in order as people write them: ``2``, ``4 to 7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [
        text
        for run in runs
        for text in (map(str, run) if len(run) < 3 else [f"{run[0]} to {run[-1]}"])
    ]


_COLUMNS = (
    Column("revision", right=True),
    Column("issued"),
    Column("note"),
    Column("what changed"),
    Column("as published"),
)


def _cells(one: Listed) -> tuple[str, ...]:
    row = one.row()
    state = "yes" if not one.edits else f"no: {count(len(one.edits), 'file')}"
    if one.revision is None:
        state = "no: it cannot be read"
    changes = row["changes"] or ("the first" if one.revision and one.number == 1 else "")
    return tuple(map(str, (one.number, row["issued"], row["note"] or row["asked"], changes, state)))


def list_revisions(folder: str | Path) -> Revisions:
    """All revisions in a folder, also those that were edited or cannot be read.

    Raises
    ------
    BadInput
        Where there is no such folder.
    """
    path = Path(folder)
    if not is_folder(path):
        what = "this is a file; give the folder" if is_file(path) else "there is no such folder"
        folder_of = Path(str(folder).rpartition("@")[0])
        if "@" in path.name and revision_numbers(folder_of):
            what = f"this names one revision; give the folder of all of them, {folder_of}"
        raise BadInput.at(str(folder), what)
    found = []
    for number in revision_numbers(path):
        here, edits = path / str(number), tuple(find_edits(path / str(number)))
        try:
            revision = _of(here)
            if revision.number != number:
                edits = (*edits, f"its manifest says that it is revision {revision.number}")
        except BadInput as error:
            revision, edits = None, (error.problems[0].what,)
        found.append(Listed(number=number, revision=revision, edits=edits))
    names = tuple(one.name for one in unfinished(path))
    there = {one.number for one in found}
    gone = tuple(one for one in range(1, highest_given(path) + 1) if one not in there)
    return Revisions(folder=path, each=tuple(found), gone=gone, unfinished=names)


def revisions(folder: str | Path) -> tuple[Revision, ...]:
    """The revisions in a folder, the first one first, without those that cannot be read.

    Raises
    ------
    BadInput
        Where there is no such folder.
    """
    return tuple(one.revision for one in list_revisions(folder).each if one.revision)
