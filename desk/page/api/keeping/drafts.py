"""Drafts: states of a week that are kept by a name, to be compared and taken later."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, Field

from desk.page.access import Person, WeekAsked
from scenarios.editing.journal import KeptDraft

router = APIRouter()


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise ValueError("give it a name of one line")
    return name


DraftName = Annotated[str, AfterValidator(_name), Field(max_length=100)]


class DraftAsked(BaseModel):
    """The name of a draft."""

    name: DraftName = Field(description="A draft that has it already makes way.")


class DraftRenamed(BaseModel):
    """A draft, and what it is to be called."""

    name: str = Field(max_length=100)
    to: DraftName


class DraftView(BaseModel):
    """A state that is kept by a name."""

    name: str
    who: str = Field(description="Who kept it; empty where that is not known.")
    at: datetime = Field(description="When, in universal time.")


@router.get("/weeks/{key}/drafts")
def drafts(week: WeekAsked) -> list[DraftView]:
    """The drafts of a week, in the order of their names."""
    return _views(week.journal.drafts)


@router.post("/weeks/{key}/drafts")
def keep_draft(week: WeekAsked, asked: DraftAsked, person: Person) -> list[DraftView]:
    """Keep the week as it is now by a name."""
    week.kept.keep_draft(asked.name, person)
    return _views(week.journal.drafts)


@router.patch("/weeks/{key}/drafts")
def rename_draft(week: WeekAsked, asked: DraftRenamed) -> list[DraftView]:
    """Give a draft another name."""
    week.journal.rename_draft(asked.name, asked.to)
    return _views(week.journal.drafts)


@router.delete("/weeks/{key}/drafts")
def drop_draft(week: WeekAsked, name: str) -> list[DraftView]:
    """Take a draft away."""
    week.journal.drop_draft(name)
    return _views(week.journal.drafts)


def _views(drafts: tuple[KeptDraft, ...]) -> list[DraftView]:
    return [DraftView(name=one.name, who=one.who, at=one.at) for one in drafts]
