"""What a person does to a week."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from desk.page.access import LanguageAsked, Person, Version, WeekAsked
from desk.page.api.week import WeekView, week_view
from desk.page.open_weeks import Now, OpenWeek
from scenarios.editing.steps.moving import move
from scenarios.editing.steps.taking import take

router = APIRouter()


class MoveStep(BaseModel):
    """Put a part elsewhere: a day from 0, minutes after its midnight, a room by its key."""

    do: Literal["move"]
    session: str
    number: int = Field(ge=1)
    day: int
    start: int
    room: str | None = None


class TakeStep(BaseModel):
    """Take what a search has found, by the id of the offer."""

    do: Literal["take"]
    offer: str


class UndoStep(BaseModel):
    """Go back by one step."""

    do: Literal["undo"]


class RedoStep(BaseModel):
    """Go forward by one step."""

    do: Literal["redo"]


Step = Annotated[MoveStep | TakeStep | UndoStep | RedoStep, Field(discriminator="do")]


class Done(BaseModel):
    """What has come of a step."""

    said: str
    view: WeekView


@router.post("/weeks/{key}/steps")
def make_step(
    week: WeekAsked,
    step: Step,
    version: Version,
    person: Person,
    language: LanguageAsked,
    response: Response,
) -> Done:
    """Make a step on a version; a stale one is refused with what was done since (412)."""
    now, said = _made(week, step, version, person)
    response.headers["ETag"] = f'"{now.version}"'
    return Done(said=said, view=week_view(week, now, language))


def _made(
    week: OpenWeek, step: MoveStep | TakeStep | UndoStep | RedoStep, version: int, person: str
) -> tuple[Now, str]:
    if isinstance(step, UndoStep):
        said = f"Undone: {week.journal.undo_of}"
        return week.undo(person, version), said
    if isinstance(step, RedoStep):
        said = f"Done again: {week.journal.redo_of}"
        return week.redo(person, version), said
    if isinstance(step, TakeStep):
        found = week.searches.offer(step.offer).found
        said = f"Taken: {found.title}"
        return week.apply(lambda edited: take(edited, *found.known), said, person, version), said
    said = f"Move {week.now.edited.scenario.week.title_of(step.session)}"
    now = week.apply(
        lambda edited: move(edited, step.session, step.number, step.day, step.start, step.room),
        said,
        person,
        version,
    )
    return now, said
