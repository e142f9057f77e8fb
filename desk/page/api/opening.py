"""What lies on the desk: the weeks that are open, and those that can be opened or begun."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from desk.page.access import DeskAsked, Role, WeekAsked
from desk.page.api.answers import seen_from
from desk.page.folder import ENDINGS, checked_name, free_name, inside, write_new
from desk.page.open_weeks import OpenDesk, OpenWeek
from scenarios.beginning.openable import Lying, Openable, find_openable, kind_of
from scheduler.errors import BadInput

router = APIRouter()

LIBRARY = Path(__file__).parents[3] / "scenarios" / "library"

FIRST = "apmbc-2011.yaml"
"""The week of the library that is offered first."""


class OpenView(BaseModel):
    """A week that is open."""

    key: str = Field(description="Its key in addresses.")
    title: str = Field(description="What it is called.")
    file: str = Field(description="The file, by its name from the working folder.")
    people: int = Field(description="How many have it open in a browser.")


class FileView(BaseModel):
    """What lies in the working folder and can be opened."""

    path: str = Field(description="How it is reached from the working folder, with `/`.")
    kind: Openable = Field(
        description="A scenario, a workbook or a folder of revisions is opened; from a timetable, "
        "a new week can be drafted."
    )
    title: str = Field(description="What the week is called; empty where that is not seen at once.")


class LibraryView(BaseModel):
    """A week of the library."""

    name: str = Field(description="Its name in the library.")
    title: str = Field(description="What it is called.")


class ProblemView(BaseModel):
    """Something that is wrong in what was given."""

    where: str = Field(description="The file with line and column, row or cell; or empty.")
    what: str = Field(description="What is wrong, and what to do about it.")
    subject: str = Field(description="What it is about, in the words of the file; or empty.")


class RefusedView(BaseModel):
    """What could not be opened when the program was started."""

    path: str = Field(description="The file, as it is opened again.")
    problems: list[ProblemView] = Field(description="All that is wrong.")
    told: list[str] = Field(description="The same in sentences; a mistake made again comes once.")


class DeskView(BaseModel):
    """The desk."""

    folder: str = Field(description="The working folder.")
    role: str = Field(description="What the person who asks may do: `editor` or `viewer`.")
    shared: bool = Field(description="Whether it is open to other machines.")
    weeks: list[OpenView] = Field(description="The weeks that are open.")
    files: list[FileView] = Field(description="What can be opened.")
    library: list[LibraryView] = Field(description="The weeks of the library.")
    refused: RefusedView | None = Field(description="What could not be opened at the start.")


class OpenAsked(BaseModel):
    """What is to be opened."""

    path: str = Field(
        max_length=1_000,
        description="Its path from the working folder: a scenario, a workbook, a folder of "
        "revisions (`lakes-2027`, or `lakes-2027@2` for one of them).",
    )


class NewAsked(BaseModel):
    """A week that is to be begun."""

    name: str = Field(max_length=200, description="What its file is called, without an ending.")
    begin: Literal["small", "full", "timetable"] = Field(
        description="With a small scenario, with one that shows every key, or from a timetable."
    )
    form: Literal["yaml", "workbook"] = Field(
        default="yaml", description="Whether it is a text file (YAML) or a workbook."
    )
    timetable: str | None = Field(
        default=None, description="The timetable, by its path from the working folder."
    )
    pinned: bool = Field(
        default=False, description="Whether every meeting of the timetable stays in its place."
    )


class LibraryAsked(BaseModel):
    """A week of the library that is to be copied into the working folder, and opened."""

    name: str = Field(max_length=200, description="Its name in the library.")


class Opened(BaseModel):
    """A week that is open now."""

    key: str = Field(description="Its key in addresses.")
    file: str = Field(description="The file, by its name from the working folder.")
    notes: list[str] = Field(description="What was assumed of a timetable, in sentences.")


class Sent(BaseModel):
    """A file that was sent."""

    path: str = Field(description="What it is called in the working folder.")
    kind: Openable | None = Field(description="What it is; nothing where it cannot be opened.")


@router.get("/desk")
def the_desk(desk: DeskAsked, role: Role, request: Request) -> DeskView:
    """The weeks that are open, and what can be opened."""
    refused = None
    if desk.refused is not None:
        path, error = desk.refused[0], seen_from(desk.folder, desk.refused[1])
        refused = RefusedView(
            path=_from(desk, path),
            problems=[
                ProblemView(where=one.where, what=one.what, subject=one.subject)
                for one in error.problems
            ],
            told=list(error.told),
        )
    return DeskView(
        folder=str(desk.folder),
        role=role,
        shared=request.app.state.shared,
        weeks=[
            OpenView(
                key=one.key,
                title=one.now.edited.scenario.called,
                file=_from(desk, one.given),
                people=one.listeners.people,
            )
            for one in list(desk.weeks.values())
        ],
        files=[
            FileView(path=o.name, kind=o.kind, title=o.title) for o in find_openable(desk.folder)
        ],
        library=[LibraryView(name=one.name, title=one.title) for one in _library()],
        refused=refused,
    )


@router.post("/desk/open")
def open_week(asked: OpenAsked, desk: DeskAsked) -> Opened:
    """Open a week of the working folder; one that is open already stays so."""
    refused = desk.refused
    if refused is not None and asked.path == _from(desk, refused[0]):
        path = refused[0]  # the person who started the program gave it, wherever it lies
    else:
        path = inside(desk.folder, asked.path)
    try:
        return _opened(desk, desk.open(path))
    except BadInput as error:
        if refused is not None and path == refused[0]:
            desk.refused = (path, error)
        raise


@router.post("/desk/new")
def begin_week(asked: NewAsked, desk: DeskAsked) -> Opened:
    """Begin a new week in the working folder, and open it."""
    from scenarios.beginning.new_week import begin_week as begun

    ending = ".xlsx" if asked.form == "workbook" else ".yaml"
    stem = asked.name.strip()
    stem = stem.removesuffix(ending) if stem.lower().endswith(ending) else stem
    path = desk.folder / checked_name(f"{stem}{ending}" if stem else "")
    source = None
    if asked.begin == "timetable":
        if not asked.timetable:
            raise BadInput.at("", "choose the timetable from which the week is drafted")
        source = inside(desk.folder, asked.timetable)
    new = begun(path, full=asked.begin == "full", source=source, pinned=asked.pinned)
    write_new(new.files)
    notes = []
    if new.draft is not None:
        notes = [f"Assumed: {said}." for said in new.draft.assumed]
        notes += [
            f"The timetable breaks ‘{rule}’, which is switched off: {sentence}"
            for rule, sentence in new.draft.broken.items()
        ]
    return _opened(desk, desk.open(path), notes)


@router.post("/desk/library")
def copy_library(asked: LibraryAsked, desk: DeskAsked) -> Opened:
    """Copy a week of the library into a folder of its own in the working folder, and open it."""
    if asked.name not in {one.name for one in _library()}:
        raise BadInput.at(asked.name, "the library has no week of this name")
    return _opened(desk, desk.open(LIBRARY / asked.name))


@router.post(
    "/desk/upload",
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "The file as it is, 20 MB at most.",
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            },
        }
    },
)
async def upload(
    request: Request,
    desk: DeskAsked,
    name: Annotated[str, Query(max_length=300, description="What the file is called.")],
) -> Sent:
    """Put a file from the person's computer into the working folder; nothing is replaced."""
    name = checked_name(name.replace("\\", "/").rpartition("/")[2])
    if not name.lower().endswith(ENDINGS):
        what = "send a scenario (.yaml), a workbook (.xlsx) or a table (.csv)"
        raise BadInput.at(name, what)
    content = await request.body()
    path = desk.folder / free_name(desk.folder, name)
    write_new({path: content})
    found = kind_of(path)
    return Sent(path=path.name, kind=found and found[0])


@router.delete("/weeks/{key}", status_code=204, response_class=Response)
def close_week(week: WeekAsked, desk: DeskAsked) -> None:
    """Close a week; all that was done stays beside it, and it can be opened again."""
    desk.put_away(week)


@cache
def _library() -> tuple[Lying, ...]:
    """The weeks of the library, that of 2011 first."""
    weeks = [one for one in find_openable(LIBRARY) if one.kind == Openable.SCENARIO]
    return tuple(sorted(weeks, key=lambda one: one.name != FIRST))


def _opened(desk: OpenDesk, week: OpenWeek, notes: list[str] | None = None) -> Opened:
    return Opened(key=week.key, file=_from(desk, week.given), notes=notes or [])


def _from(desk: OpenDesk, path: Path) -> str:
    """A path as it is seen from the working folder."""
    if path.is_relative_to(desk.folder):
        return path.relative_to(desk.folder).as_posix()
    return str(path)
