"""The file of a week, which somebody else may have saved meanwhile."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from desk.page.access import LanguageAsked, Person, Version, WeekAsked
from desk.page.api.steps import Done, done
from scenarios.editing.kept_week import FileState

router = APIRouter()

MOST = 100
"""Values that are named; the rest are counted."""


class DifferingView(BaseModel):
    """A value that the page and the file have otherwise."""

    path: list[str | int] = Field(description="Its keys in the scenario.")
    words: str = Field(description="The same, as a person reads it.")
    mine: Any = Field(description="What the page has; null for nothing.")
    theirs: Any = Field(description="What the file has; null for nothing.")


class FileProblem(BaseModel):
    """What is wrong with the file."""

    where: str = Field(description="The file with line and column, or the cell.")
    what: str
    subject: str


class FileStateView(BaseModel):
    """How the file of a week stands to what the page shows."""

    state: Literal["saved", "theirs", "gone", "unsaved", "none"] = Field(
        description="``theirs``: somebody else has saved something else; ``gone``: there is no "
        "file any more; ``unsaved``: it cannot be written; ``none``: the week has no file."
    )
    file: str = Field(description="Its name.")
    problems: list[FileProblem] = Field(
        description="Why theirs cannot be taken, why it cannot be written, or what of it was lost."
    )
    differs: list[DifferingView]
    more: int = Field(description="Values that differ besides.")


class FileChoice(BaseModel):
    """What is to become of a file that somebody else has saved."""

    keep: Literal["mine", "theirs"] = Field(
        description="``mine``: the page's is written, and theirs stays beside it as a copy; "
        "``theirs``: it is taken as a step, which can be undone."
    )


@router.get("/weeks/{key}/file")
def file(week: WeekAsked) -> FileStateView:
    """Look at the file now."""
    return _view(week.name, week.look())


@router.post("/weeks/{key}/file")
def keep(
    week: WeekAsked,
    choice: FileChoice,
    version: Version,
    person: Person,
    language: LanguageAsked,
    response: Response,
) -> Done:
    """Keep the page's, or take theirs; a stale version is refused as for a step."""
    keeping = week.keep_mine if choice.keep == "mine" else week.take_theirs
    return done(week, keeping(person, version), language, response)


def _view(name: str, state: FileState) -> FileStateView:
    return FileStateView(
        state=state.state,
        file=name,
        problems=[
            FileProblem(where=one.where, what=one.what, subject=one.subject)
            for one in state.problems
        ],
        differs=[
            DifferingView(path=list(one.path), words=one.words, mine=one.mine, theirs=one.theirs)
            for one in state.differs[:MOST]
        ],
        more=max(0, len(state.differs) - MOST),
    )
