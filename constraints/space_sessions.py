"""The rule `space_sessions`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from constraints.tiny import at, tiny_session, tiny_timetable, tiny_week
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.linear import Linear, total
from scheduler.rules.rule import Breach, Detail, Example, Group, Principle, Rule
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

Relation = Literal["neighbouring", "not_neighbouring", "apart"]


class Spacing(Frozen):
    """Two sessions, and how their days are related."""

    first: str = Field(description="A session.", json_schema_extra={"refers_to": "session"})
    second: str = Field(description="Another session.", json_schema_extra={"refers_to": "session"})
    relation: Relation = Field(
        description="On neighbouring days, not on neighbouring days, or some days apart."
    )
    least_days_apart: int = Field(
        default=2,
        ge=1,
        le=366,
        description="For `apart`: the least days between the dates; Monday and Wednesday are 2 "
        "days apart.",
    )

    @model_validator(mode="after")
    def _of_two(self) -> Spacing:
        if self.first == self.second:
            raise ValueError(f"'{self.first}' has no distance from itself; name two sessions")
        return self


class SpaceSessions(Rule):
    """Two sessions stand on neighbouring days, not on neighbouring days, or some days apart.

    Why
    ---
    Some work is taken up again the next day while it is fresh; other work needs a day on which
    delegations can prepare, or ask their capitals.

    Counts
    ------
    For each relation that is asked for between two sessions, both held, and that is not kept: 2,
    for the two sessions. The day of a session is the day of its first part. Days apart are the
    difference of the dates: Monday and Wednesday are 2 days apart, and neighbouring days 1. Where
    one relation of two sessions is asked for several times, whichever of them is named first, it
    counts once, with the most days.

    Source
    ------
    The principle of effective preparation in Review ¶ 1. The measure is an assumption.
    """

    title: ClassVar = "Sessions keep the distance asked for"
    group: ClassVar = Group.SHAPE
    unit: ClassVar = "sessions"
    detail: ClassVar = Detail.DAY
    principles: ClassVar = (Principle.EFFECTIVE_PREPARATION,)
    usual: ClassVar = "prefer"

    name: Literal["space_sessions"] = "space_sessions"
    spacings: tuple[Spacing, ...] = Field(
        default=(), description="Pairs of sessions, and how their days are related."
    )

    def encode(self, draft: RuleDraft) -> None:
        for spacing in self._asked(draft.week):
            others = _first_days(draft, spacing.second)
            broken = []
            for day, here in _first_days(draft, spacing.first).items():
                against = [x for other, x in others.items() if not _kept(spacing, day, other)]
                if against:
                    broken.append((2 * (here + total(against) - 1), ()))
            draft.each_at_most(self, _case(spacing), broken)

    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        for spacing in self._asked(week):
            parts = timetable.of(spacing.first), timetable.of(spacing.second)
            if all(parts) and not _kept(spacing, parts[0][0].day, parts[1][0].day):
                yield Breach(_case(spacing), 2)

    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        spacing = next(found for found in self._asked(week) if _case(found) == case)
        both = f"{week.what(spacing.first)} and {week.what(spacing.second)}"
        how = {
            "neighbouring": "stand on neighbouring days",
            "not_neighbouring": "not stand on neighbouring days",
            "apart": f"be at least {count(spacing.least_days_apart, 'day')} apart",
        }[spacing.relation]
        return f"{both} {'must' if amount is None else 'should'} {how}."

    def _asked(self, week: Week) -> list[Spacing]:
        """The spacings between sessions of the week, each relation of two sessions once."""
        found: dict[tuple[frozenset[str], str], Spacing] = {}
        for spacing in self.spacings:
            if spacing.first in week.session and spacing.second in week.session:
                key = frozenset({spacing.first, spacing.second}), spacing.relation
                known = found.setdefault(key, spacing)
                most = max(known.least_days_apart, spacing.least_days_apart)
                found[key] = known.model_copy(update={"least_days_apart": most})
        return list(found.values())

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        week = tiny_week(tiny_session("opening"), tiny_session("closing"), days=4, minutes=30)

        def ask(relation: Relation) -> SpaceSessions:
            return cls(spacings=(Spacing(first="opening", second="closing", relation=relation),))

        both_ways = cls(
            spacings=(
                Spacing(first="opening", second="closing", relation="apart", least_days_apart=1),
                Spacing(first="closing", second="opening", relation="apart", least_days_apart=3),
            )
        )

        return (
            Example(
                rule=ask("neighbouring"),
                week=week,
                good=tiny_timetable(at("opening", 2, "10:00"), at("closing", 1, "10:00")),
                bad=tiny_timetable(at("opening", 1, "10:00"), at("closing", 1, "10:00")),
                amount=2,
                text="The same day is not a neighbouring day, and either session may come first.",
            ),
            Example(
                rule=ask("not_neighbouring"),
                week=week,
                good=tiny_timetable(at("opening", 1, "10:00"), at("closing", 1, "10:00")),
                bad=tiny_timetable(at("opening", 1, "10:00"), at("closing", 2, "10:00")),
                amount=2,
                text="The same day is not a neighbouring day.",
            ),
            Example(
                rule=ask("apart"),
                week=week,
                good=tiny_timetable(at("opening", 0, "10:00"), at("closing", 2, "10:00")),
                bad=tiny_timetable(
                    at("opening", 0, "10:00"), at("closing", 1, "10:00"), at("closing", 3, "10:00")
                ),
                amount=2,
                text="The day of a session is the day of its first part.",
            ),
            Example(
                rule=both_ways,
                week=week,
                good=tiny_timetable(at("opening", 3, "10:00"), at("closing", 0, "10:00")),
                bad=tiny_timetable(at("opening", 0, "10:00"), at("closing", 2, "10:00")),
                amount=2,
                text="Asked for from both sides, a distance is one and counts once.",
            ),
        )


def _case(spacing: Spacing) -> Case:
    return (spacing.first, spacing.second, spacing.relation)


def _kept(spacing: Spacing, one: int, other: int) -> bool:
    distance = abs(one - other)
    if spacing.relation == "apart":
        return distance >= spacing.least_days_apart
    return (distance == 1) == (spacing.relation == "neighbouring")


def _first_days(draft: RuleDraft, session: str) -> dict[int, Linear]:
    """For each day, whether the session has its first part there: 0 or 1."""
    found: dict[int, list[Linear]] = {}
    for slot in draft.slots_of(session):
        found.setdefault(draft.week.sitting[slot.sitting].day, []).append(draft.outermost(slot))
    return {day: total(literals) for day, literals in found.items()}
