"""What a person does to a week."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, model_validator

from desk.page.access import LanguageAsked, Person, Version, WeekAsked
from desk.page.api.week import WeekView, week_view
from desk.page.open_weeks import OpenWeek
from scenarios.editing.changing_text import NewValue
from scenarios.editing.differing import StepEffect, effects
from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.kept_week import StepMade
from scenarios.editing.steps.moving import move
from scenarios.editing.steps.pinning import pin, unpin
from scenarios.editing.steps.placing import place
from scenarios.editing.steps.removing import clear, remove
from scenarios.editing.steps.resizing import resize
from scenarios.editing.steps.setting import set_values
from scenarios.editing.steps.splitting import join, split
from scenarios.editing.steps.swapping import swap
from scenarios.editing.steps.taking import take, take_candidate

router = APIRouter()

Key = Annotated[str, Field(max_length=200, description="The key of a session.")]
Number = Annotated[
    int, Field(ge=1, description="Which part of its session, from 1 in the order of time.")
]
Day = Annotated[int, Field(description="Days after the first day of the week, from 0.")]
Start = Annotated[int, Field(description="Minutes after the midnight of its day.")]
Minutes = Annotated[int, Field(description="Its length in minutes, from 1.")]
RoomKey = Annotated[str, Field(max_length=200, description="The key of a room.")]


class _Step(BaseModel):
    """A step; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


class MoveStep(_Step):
    """Put a part elsewhere."""

    do: Literal["move"]
    session: Key
    number: Number
    day: Day
    start: Start
    room: RoomKey | None = Field(default=None, description="Null: the room in which it is.")
    minutes: Minutes | None = Field(default=None, description="Null: as long as it is.")

    def made(self, edited: EditedWeek) -> Edit:
        place = (self.day, self.start, self.room, self.minutes)
        return move(edited, self.session, self.number, *place)


class ResizeStep(_Step):
    """Lengthen or shorten a part at either end, on its day and in its room."""

    do: Literal["resize"]
    session: Key
    number: Number
    start: Start | None = Field(default=None, description="Null: it begins when it does.")
    minutes: Minutes | None = Field(default=None, description="Null: it ends when it does.")

    def made(self, edited: EditedWeek) -> Edit:
        return resize(edited, self.session, self.number, self.start, self.minutes)


class SplitStep(_Step):
    """Make two parts of one; without a place the second follows the first."""

    do: Literal["split"]
    session: Key
    number: Number
    after: int = Field(description="Minutes of the first of the two.")
    day: Day | None = None
    start: Start | None = None
    room: RoomKey | None = None

    def made(self, edited: EditedWeek) -> Edit:
        place = (self.day, self.start, self.room)
        return split(edited, self.session, self.number, self.after, *place)


class JoinStep(_Step):
    """Make one part of two, as long as both together, where the first one named is."""

    do: Literal["join"]
    session: Key
    number: Number
    other: Number

    def made(self, edited: EditedWeek) -> Edit:
        return join(edited, self.session, self.number, self.other)


class RemoveStep(_Step):
    """Take a part out of the week, or a session with all its parts."""

    do: Literal["remove"]
    session: Key
    number: Number | None = Field(default=None, description="Null: all parts.")

    def made(self, edited: EditedWeek) -> Edit:
        return remove(edited, self.session, self.number)


class ClearStep(_Step):
    """Take everything out of the week that is not pinned where it is."""

    do: Literal["clear"]

    def made(self, edited: EditedWeek) -> Edit:
        return clear(edited)


class PlaceStep(_Step):
    """Put a session into the week that has no part in it, or a further part of one that has."""

    do: Literal["place"]
    session: Key
    day: Day
    start: Start
    room: RoomKey | None = Field(
        default=None, description="Null: the smallest free one that suits it."
    )
    minutes: Minutes | None = Field(default=None, description="Null: the usual length.")

    def made(self, edited: EditedWeek) -> Edit:
        return place(edited, self.session, self.day, self.start, self.room, self.minutes)


class PartNamed(_Step):
    """A part by its session and number."""

    session: Key
    number: Number


class SwapStep(_Step):
    """Let two parts change places."""

    do: Literal["swap"]
    one: PartNamed
    other: PartNamed
    lengths: bool = Field(default=False, description="Whether they change lengths as well.")

    def made(self, edited: EditedWeek) -> Edit:
        one, other = ((part.session, part.number) for part in (self.one, self.other))
        return swap(edited, one, other, lengths=self.lengths)


class PinStep(_Step):
    """Pin a session where it is, in all its parts; it is written into the scenario."""

    do: Literal["pin"]
    session: Key
    number: Number | None = Field(
        default=None, description="A part of it; whichever it is, all of them are pinned."
    )

    def made(self, edited: EditedWeek) -> Edit:
        return pin(edited, self.session)


class UnpinStep(_Step):
    """Take away the pins of a session."""

    do: Literal["unpin"]
    session: Key
    number: Number | None = Field(
        default=None, description="A part of it; whichever it is, none stays pinned."
    )

    def made(self, edited: EditedWeek) -> Edit:
        return unpin(edited, self.session)


class ValueSet(_Step):
    """A value for a place of the scenario."""

    path: list[StrictStr | StrictInt] = Field(
        min_length=1, max_length=20, description="Its keys; places in lists count from 0."
    )
    value: Any = Field(description="As in a scenario file; null takes it away.")


class SetStep(_Step):
    """Give values of the scenario anew, all or none; the timetable keeps what it can."""

    do: Literal["set"]
    values: list[ValueSet] = Field(min_length=1, max_length=1000)
    said: str = Field(default="", max_length=500, description="What this does, in a sentence.")

    def made(self, edited: EditedWeek) -> Edit:
        values = [NewValue(tuple(one.path), one.value) for one in self.values]
        return set_values(edited, values, self.said)


class TakeStep(_Step):
    """Take another timetable: an offer of a search, a candidate of the scenario, or a draft."""

    do: Literal["take"]
    offer: str | None = Field(default=None, max_length=200, description="The id of an offer.")
    candidate: str | None = Field(default=None, max_length=200, description="Its name.")
    draft: str | None = Field(
        default=None, max_length=200, description="The name of a draft; its scenario comes with it."
    )

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(one is not None for one in (self.offer, self.candidate, self.draft)) != 1:
            raise ValueError("say one of offer, candidate and draft")
        return self

    def on(self, week: OpenWeek, edited: EditedWeek) -> Edit:
        if self.candidate is not None:
            return take_candidate(edited, self.candidate)
        if self.draft is not None:
            return Edit(week.kept.draft(self.draft), f"Took the draft {self.draft}")
        found = week.searches.offer(self.offer or "").found
        return Edit(take(edited, *found.known), f"Taken: {found.title}")


class UndoStep(_Step):
    """Go back by one step."""

    do: Literal["undo"]


class RedoStep(_Step):
    """Go forward by one step."""

    do: Literal["redo"]


AnyStep = (
    MoveStep
    | ResizeStep
    | SplitStep
    | JoinStep
    | RemoveStep
    | ClearStep
    | PlaceStep
    | SwapStep
    | PinStep
    | UnpinStep
    | SetStep
    | TakeStep
    | UndoStep
    | RedoStep
)

Step = Annotated[AnyStep, Field(discriminator="do")]


class EffectView(BaseModel):
    """A finding that a step made, or made greater; or took away, or made less."""

    rule: str
    must: bool
    tier: int | None = Field(description="Null for a must.")
    sentence: str = Field(description="In English.")
    amount: int = Field(description="By how much, from 1, in its unit.")
    unit: str
    cost: int = Field(description="By how much the tier costs more, or less; 0 for a must.")


class Done(BaseModel):
    """What has come of a step."""

    said: str = Field(description="What was done, in English.")
    notes: list[str] = Field(description="What followed that nobody asked for, in sentences.")
    breaks: list[EffectView] = Field(description="What is worse now, musts first.")
    mends: list[EffectView] = Field(description="What is better now, musts first.")
    file: str = Field(
        description="How the file stands: saved; theirs, gone or unsaved, see ``…/file``; none."
    )
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
    return done(week, _made(week, step, version, person), language, response)


def done(week: OpenWeek, made: StepMade, language: str, response: Response) -> Done:
    """What has come of a step, as the page is told."""
    response.headers["ETag"] = f'"{made.now.version}"'
    broken, mended = effects(made.difference)
    return Done(
        said=made.said,
        notes=list(made.notes),
        breaks=[_effect(one) for one in broken],
        mends=[_effect(one) for one in mended],
        file=week.file_state.state,
        view=week_view(week, made.now, language),
    )


def _effect(one: StepEffect) -> EffectView:
    finding = one.finding
    return EffectView(
        rule=finding.rule,
        must=finding.must,
        tier=finding.tier,
        sentence=finding.sentence,
        amount=one.amount,
        unit=finding.unit,
        cost=one.cost,
    )


def _made(week: OpenWeek, step: AnyStep, version: int, person: str) -> StepMade:
    match step:
        case UndoStep():
            return week.undo(person, version)
        case RedoStep():
            return week.redo(person, version)
        case TakeStep():
            return week.step(lambda edited: step.on(week, edited), person, version)
        case _:
            return week.step(step.made, person, version)
