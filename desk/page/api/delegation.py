"""What a delegation does in a week, part by part."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from desk.page.access import WeekAsked
from scenarios.exchange.delegation_week import DelegationTask, delegation_week
from scheduler.week.timetable import Part, most_at_once, side_by_side

router = APIRouter()


class DutyView(BaseModel):
    """A part that concerns the delegation, by session and number, and what it does there."""

    session: str
    number: int
    task: DelegationTask
    needed: bool = Field(description="Whether it must be in the room; else it wants to be.")


class DelegationDutiesView(BaseModel):
    """What one delegation does in the week."""

    version: int
    code: str
    duties: list[DutyView]
    twice: list[tuple[str, int]] = Field(
        description="The parts, by session and number, for which it would have to be in more rooms "
        "at once than it has delegates."
    )


@router.get("/weeks/{key}/delegations/{code}")
def delegation(week: WeekAsked, code: str) -> DelegationDutiesView:
    """What a delegation leads, speaks in and follows, in order of time."""
    now = week.now
    timetable, plan = now.edited.timetable, now.edited.led.week
    known = plan.delegation.get(code)
    if known is None:
        raise HTTPException(404, f"no delegation ‘{code}’ is in this week")
    numbered = {part.place: max(1, timetable.number(part)) for part in timetable.parts}
    duties = delegation_week(plan, timetable, code).duties
    needed = [one.part for one in duties if one.needed]
    return DelegationDutiesView(
        version=now.version,
        code=code,
        duties=[
            DutyView(
                session=one.part.session,
                number=numbered[one.part.place],
                task=one.task,
                needed=one.needed,
            )
            for one in duties
        ],
        twice=[(part.session, numbered[part.place]) for part in _crowded(needed, known.delegates)],
    )


def _crowded(parts: list[Part], delegates: int) -> list[Part]:
    """The parts during which more run at once than there are delegates."""
    return [
        part
        for part in side_by_side(parts)
        if most_at_once(
            other for other in parts if other.begin < part.end and part.begin < other.end
        )
        > delegates
    ]
