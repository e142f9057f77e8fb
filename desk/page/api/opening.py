"""What lies on the desk."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from desk.page.access import DeskAsked

router = APIRouter()


class OpenView(BaseModel):
    """A week that is open."""

    key: str
    title: str
    file: str


class DeskView(BaseModel):
    """The desk."""

    folder: str
    weeks: list[OpenView]


@router.get("/desk")
def the_desk(desk: DeskAsked) -> DeskView:
    """The weeks that are open."""
    weeks = [
        OpenView(key=one.key, title=one.now.edited.scenario.called, file=one.path.name)
        for one in desk.weeks.values()
    ]
    return DeskView(folder=str(desk.folder), weeks=weeks)
