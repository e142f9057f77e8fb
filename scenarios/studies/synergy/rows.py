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
        return tuple(key for key, sessions in self._sides() if not sessions)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The instruments that the timetable gives none of their sessions on the subject."""
        not_held = set(self.timing.not_held) if self.timing else set()
        return tuple(key for key, sessions in self._sides() if set(sessions) <= not_held)

    def _sides(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        one, other = self.sessions_of_one, self.sessions_of_other
        return (self.one, (*one, *self.joint)), (self.other, (*other, *self.joint))
