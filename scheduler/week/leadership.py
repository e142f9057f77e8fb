"""Who leads: roles, posts, and who holds them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pydantic import Field, field_validator

from scheduler.week.frozen import Frozen


class Role(StrEnum):
    """What a State does for a body, the first among them first."""

    PRESIDENT = "president"
    CO_CHAIR = "co_chair"
    CO_RAPPORTEUR = "co_rapporteur"

    @property
    def words(self) -> str:
        """The role as people say it."""
        return {"president": "President", "co_chair": "Co-Chair"}.get(self, "Co-Rapporteur")


ROLES = tuple(Role)


class Post(NamedTuple):
    """A post of a body: all that a session needs to know of who leads it.

    A body may have several posts of one kind, such as two Co-Chairs.
    """

    body: str
    role: Role


class TeamSize(NamedTuple):
    """How many lead each Standing Committee that has no President."""

    co_chairs: int
    co_rapporteurs: int

    def __str__(self) -> str:
        return f"{self.co_chairs} + {self.co_rapporteurs}"


class Holder(NamedTuple):
    """A State in a post."""

    body: str
    role: Role
    state: str

    @property
    def post(self) -> Post:
        return Post(self.body, self.role)


class Leadership(Frozen):
    """Who takes the posts that a week leaves open, in the order of bodies, roles and codes."""

    holders: tuple[Holder, ...] = Field(default=())

    @field_validator("holders", mode="after")
    @classmethod
    def _in_order(cls, holders: tuple[Holder, ...]) -> tuple[Holder, ...]:
        return tuple(sorted(holders, key=lambda h: (h.body, ROLES.index(h.role), h.state)))

    def of(self, body: str, role: Role) -> tuple[str, ...]:
        """The States that take posts of one kind."""
        return tuple(h.state for h in self.holders if (h.body, h.role) == (body, role))
