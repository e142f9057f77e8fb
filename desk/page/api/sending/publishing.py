"""Publishing: what has been published, what would be next, its documents, and the next revision."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Response
from pydantic import BaseModel, Field

from desk.page.access import DeskAsked, LanguageAsked, Person, Version, WeekAsked
from desk.page.api.sending.documents import file_answer, picture
from desk.page.api.steps import Done, done
from desk.page.open_weeks import Now, OpenDesk, OpenWeek
from scenarios.documents.changes.notice_files import role_in_words
from scenarios.documents.changes.notices import notices_of
from scenarios.documents.changes.revised import Revised
from scenarios.documents.changes.sentences import ChangeTeller
from scenarios.documents.issue import Issue
from scenarios.documents.programme.programme import programme_of
from scenarios.documents.programme.publishing import AS_WRITTEN
from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.journal import Stale
from scenarios.editing.steps.taking import take_revision
from scenarios.languages.language import language_of
from scenarios.reading.files import is_folder
from scenarios.reading.input_problems import gathered_warnings, without_warnings
from scenarios.reading.revision_folders import MANIFEST, files_in, of_revision, read_manifest
from scenarios.revisions.drafts import DOCUMENTS, DraftIssue, make_document, zipped
from scenarios.revisions.next_revision import NextRevision, next_revision
from scenarios.revisions.publishing import check_codes, publish
from scenarios.revisions.revision import Listed, Revisions, list_revisions
from scenarios.revisions.taking_back import check_goes_on
from scenarios.revisions.writers import last_calendar
from scheduler.errors import BadInput
from scheduler.week.words import one_line

router = APIRouter()

_press = Lock()
"""Held while a revision is being written: one at a time."""

Codes = Annotated[list[str], Query(alias="language")]


class RevisionFileView(BaseModel):
    """A file of a revision: its name from the folder of the revision, and its size in bytes."""

    name: str
    size: int


class RevisionView(BaseModel):
    """A revision in a list; ``issued`` is empty where its manifest cannot be read."""

    number: int
    readable: bool
    issued: str = ""
    title: str = ""
    note: str = ""
    asked: list[str] = []
    changes: str = ""
    languages: list[str] = []
    breaches: list[str] = []
    left_out: list[str] = []
    edits: list[str] = []
    files: list[RevisionFileView] = []


class PublishingView(BaseModel):
    """What has been published of a week.

    ``folder`` is where, as it is asked for; ``fixed`` says that it can be no other, since the week
    is that of a revision in it. ``gone`` are numbers that no revision has any more.
    """

    version: int
    folder: str
    fixed: bool
    revisions: list[RevisionView]
    gone: list[int]
    unfinished: list[str]
    last: int
    languages: list[str]
    documents: list[str]


class AgainstView(BaseModel):
    """Why a week is not published as it is; see `ReasonKind`."""

    kind: str
    sentences: list[str]


class NoticeView(BaseModel):
    """Who is told what, in each language that was asked for."""

    who: str
    name: str
    role: str
    texts: dict[str, str]


class PreviewView(BaseModel):
    """What the next revision would be.

    By language: ``sentences`` say what changed, ``missing`` are the texts of the week without a
    translation.
    """

    version: int
    number: int
    last: int
    since: int
    changes: str
    sentences: dict[str, list[str]]
    missing: dict[str, list[str]]
    notices: list[NoticeView]
    against: list[AgainstView]


class Publication(BaseModel):
    """What is to be published: ``after`` is the last revision that the person saw, 0 for none."""

    folder: str = ""
    note: str = Field(default="", max_length=10_000)
    languages: list[str] = ["en"]
    documents: bool = True
    anyway: bool = False
    take_back: bool = False
    after: int = Field(ge=0)


class PublishedView(BaseModel):
    """What was published; ``doubts`` are what must not be passed over in silence."""

    number: int
    changes: str
    doubts: list[str]
    view: PublishingView


@router.get("/weeks/{key}/publishing")
def publishing(week: WeekAsked, desk: DeskAsked, folder: str = "") -> PublishingView:
    """What has been published in a folder, by default the one beside the week."""
    return _publishing(desk, week, revisions_folder(desk, week, folder))


@router.get("/weeks/{key}/publishing/preview")
def preview(
    week: WeekAsked,
    desk: DeskAsked,
    language: LanguageAsked,
    codes: Codes = [],  # noqa: B006  (FastAPI copies it)
    folder: str = "",
    note: str = "",
) -> PreviewView:
    """What the next revision would be, what changed, and who is told; nothing is written."""
    check_codes(codes)
    now = week.now
    found = _next(now, revisions_folder(desk, week, folder), note)
    said = {code: list[str]() for code in codes or [language]}
    told: dict[str, NoticeView] = {}
    if found.before is not None and not any(one.kind == "folder" for one in found.against):
        revised = Revised(found.before.issue, found.issue)
        for code in said:
            tongue = language_of(revised.texts, code)
            said[code] = list(ChangeTeller(revised, tongue).sentences())
            for one in notices_of(revised, tongue):
                role = role_in_words(one.role, language_of(revised.texts, language))
                row = NoticeView(who=one.who, name=one.name, role=role, texts={})
                told.setdefault(one.who, row).texts[code] = one.text
    return PreviewView(
        version=now.version,
        number=found.issue.number or 1,
        last=found.last,
        since=0 if found.before is None else found.before.number,
        changes=found.changes,
        sentences=said,
        missing={code: _untranslated(found.issue, code) for code in said},
        notices=list(told.values()),
        against=[
            AgainstView(kind=one.kind.value, sentences=list(one.sentences)) for one in found.against
        ],
    )


@router.get("/weeks/{key}/documents/{name}")
def document(
    week: WeekAsked,
    desk: DeskAsked,
    name: str,
    asked: LanguageAsked,
    language: str = "",
    folder: str = "",
    note: str = "",
    download: bool = False,
) -> Response:
    """A document of the week as it is now: the next revision, not published yet."""
    now = week.now
    where = revisions_folder(desk, week, folder)
    found = _next(now, where, note)
    tongue = language_of(found.issue.scenario.texts, language or asked)
    with without_warnings():
        if name.startswith("week."):
            content = picture(name, found.issue, tongue)
        else:
            calendar = last_calendar(where) if "calendar" in name else None
            draft = DraftIssue(found.issue, week.path, now.edited.text, found.before, calendar)
            content = make_document(name, draft, tongue)
    stem, dot, ending = name.rpartition(".")
    spoken = name not in DOCUMENTS or DOCUMENTS[name].spoken
    called = f"{stem}.{tongue.code}" if spoken else stem
    return file_answer(f"{Path(week.name).stem} {called}{dot}{ending}", content, download=download)


@router.post("/weeks/{key}/revisions")
def make_revision(
    week: WeekAsked, desk: DeskAsked, asked: Publication, version: Version
) -> PublishedView:
    """Publish the week as the next revision, whole or not at all.

    Refused where the week has changed since (412), where another is being published (409), and
    where something is against it (422), such as another that was published meanwhile.
    """
    if not _press.acquire(blocking=False):
        raise HTTPException(409, "another revision is being published; wait until it is there")
    try:
        with week.lock:
            now = week.now
            if now.version != version:
                raise Stale(now.version, week.journal.since(version))
        folder = revisions_folder(desk, week, asked.folder)
        edited = now.edited
        with gathered_warnings() as warned:
            if not asked.take_back and is_folder(folder):
                check_goes_on(folder, edited.scenario)
            revision = publish(
                edited.led,
                edited.timetable,
                folder,
                note=asked.note.strip(),
                codes=tuple(dict.fromkeys(asked.languages)) if asked.documents else (),
                source=week.name,
                text=edited.text,
                anyway=asked.anyway,
                after=asked.after,
                take_back=asked.take_back,
                unchanged=False,
            )
        # What is not translated has been said in the preview, with every text.
        said = (f"{one}" for one in warned if AS_WRITTEN not in one.what)
        doubts = [*revision.manifest.left_out, *said]
        week.listeners.tell("published", number=revision.number)
        return PublishedView(
            number=revision.number,
            changes=revision.manifest.changes,
            doubts=list(dict.fromkeys(doubts)),
            view=_publishing(desk, week, folder),
        )
    finally:
        _press.release()


@router.post("/weeks/{key}/revisions/{number}/take")
def take_back(
    week: WeekAsked,
    desk: DeskAsked,
    number: int,
    version: Version,
    person: Person,
    language: LanguageAsked,
    response: Response,
    folder: str = "",
) -> Done:
    """Take the timetable of a revision back, as a step; the scenario stays as it is."""
    name = f"{revisions_folder(desk, week, folder)}@{number}"

    def taken(edited: EditedWeek) -> Edit:
        said = f"Took the timetable of revision {number}"
        return take_revision(edited, name)._replace(said=said)

    return done(week, week.step(taken, person, version), language, response)


@router.get("/weeks/{key}/revisions/{number}/files/{name:path}")
def revision_file(
    week: WeekAsked,
    desk: DeskAsked,
    number: int,
    name: str,
    folder: str = "",
    download: bool = False,
) -> Response:
    """A file of a revision that its manifest names; ``all.zip``: all of them in one."""
    where = revisions_folder(desk, week, folder)
    files = _files(where / str(number))
    called = f"{where.name} {number}"
    if name == "all.zip":
        found = tuple((one, path.read_bytes()) for one, path in files.items())
        if found:
            return file_answer(f"{called}.zip", zipped(found), download=True)
    if name not in files:
        raise HTTPException(404, f"revision {number} has no file ‘{name}’")
    last = name.rpartition("/")[2]
    return file_answer(f"{called} {last}", files[name].read_bytes(), download=download)


def revisions_folder(desk: OpenDesk, week: OpenWeek, asked: str) -> Path:
    """Where the revisions of a week lie.

    The week of a revision goes on where it lies. Of another they lie beside its file, by its name,
    or in a folder below that of the desk.

    Raises
    ------
    BadInput
        Where another folder is asked for.
    """
    if of_revision(week.path):
        return week.path.parent.parent
    if not asked.strip():
        return week.path.with_suffix("")
    here = desk.folder.resolve()
    try:
        folder = (here / asked.strip()).resolve()
        inside = folder != here and folder.is_relative_to(here)
    except (OSError, ValueError):
        inside = False
    if not inside and folder_name(desk, week.path.with_suffix("")) != asked.strip():
        raise BadInput.at(asked, f"give a folder inside {here}")
    return folder if inside else week.path.with_suffix("")


def folder_name(desk: OpenDesk, folder: Path) -> str:
    """A folder as it is asked for: seen from that of the desk, where it is inside it."""
    here = desk.folder.resolve()
    return folder.relative_to(here).as_posix() if folder.is_relative_to(here) else str(folder)


def _untranslated(issue: Issue, code: str) -> list[str]:
    """The texts of a programme that are not in its language."""
    language = language_of(issue.scenario.texts, code)
    programme_of(issue, language)
    return [one_line(text) for text in language.missing]


def _next(now: Now, folder: Path, note: str) -> NextRevision:
    edited = now.edited
    return next_revision(edited.led, edited.scenario, edited.timetable, folder, note)


def _publishing(desk: OpenDesk, week: OpenWeek, folder: Path) -> PublishingView:
    listed = list_revisions(folder) if is_folder(folder) else Revisions(folder=folder, each=())
    each = [_revision(one, folder) for one in reversed(listed.each)]
    return PublishingView(
        version=week.now.version,
        folder=folder_name(desk, folder),
        fixed=of_revision(week.path),
        revisions=each,
        gone=list(listed.gone),
        unfinished=list(listed.unfinished),
        last=max((one.number for one in listed.each), default=0),
        languages=next((one.languages for one in each if one.languages), ["en"]),
        documents=list(DOCUMENTS),
    )


def _revision(one: Listed, folder: Path) -> RevisionView:
    files = [
        RevisionFileView(name=name, size=path.stat().st_size)
        for name, path in _files(folder / str(one.number)).items()
    ]
    if one.revision is None:
        return RevisionView(number=one.number, readable=False, edits=list(one.edits), files=files)
    manifest = one.revision.manifest
    return RevisionView(
        number=one.number,
        readable=True,
        issued=_moment(one.revision.issued),
        title=manifest.title,
        note=manifest.note,
        asked=list(manifest.asked),
        changes=manifest.changes,
        languages=list(manifest.languages),
        breaches=list(manifest.breaches),
        left_out=list(manifest.left_out),
        edits=list(one.edits),
        files=files,
    )


def _moment(issued: datetime) -> str:
    return f"{issued:%Y-%m-%d %H:%M}"


def _files(revision: Path) -> dict[str, Path]:
    """The files that the manifest of a revision names and that lie in its folder."""
    try:
        named = read_manifest(revision).get("files")
    except BadInput:
        return {}
    known = {*named, MANIFEST} if isinstance(named, dict) else {MANIFEST}
    inside = revision.resolve()
    return {
        name: path
        for name, path in files_in(revision)
        if name in known and path.resolve().is_relative_to(inside)
    }
