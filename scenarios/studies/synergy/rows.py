"""What two instruments have in common, on one subject or in all: one row of the study."""

from __future__ import annotations

from pydantic import Field

from scheduler.week.frozen import Frozen


class Timing(Frozen):
    """What a timetable makes of two instruments; States and delegations stand by their codes."""

    not_held: tuple[str, ...] = Field(default=(), description="Sessions that it leaves out.")
    working_days: int | None = Field(
        default=None,
        ge=0,
        description="From where a session on the subject begins to where the next does.",
    )
    saved: dict[str, int] = Field(default_factory=dict, description="Journeys, by State.")
    doubled: dict[str, int] = Field(default_factory=dict, description="Journeys, by State.")
    in_two_places: dict[str, int] = Field(
        default_factory=dict, description="Minutes, by delegation."
    )


class SynergyRow(Frozen):
    """What two instruments have in common, on one subject or in all."""

    one: str = Field(description="Key of an instrument.")
    other: str = Field(description="Key of another.")
    subject: str | None = Field(default=None, description="None: all sessions of the two.")
    parties: tuple[str, ...] = Field(default=(), description="States Parties to both.")
    followers: tuple[str, ...] = Field(
        default=(), description="Of these, who must or wants to be in sessions of both."
    )
    leaders: tuple[str, ...] = Field(default=(), description="Who leads in both.")
    sessions_of_one: tuple[str, ...] = Field(default=(), description="Without the joint ones.")
    sessions_of_other: tuple[str, ...] = Field(default=(), description="Without the joint ones.")
    joint: tuple[str, ...] = ()
    timing: Timing | None = Field(default=None, description="None: there is no timetable.")

    @property
    def missing(self) -> tuple[str, ...]:
        """The instruments that have no session on the subject."""
        if self.joint:
            return ()
        found = ((self.one, self.sessions_of_one), (self.other, self.sessions_of_other))
        return tuple(instrument for instrument, sessions in found if not sessions)
