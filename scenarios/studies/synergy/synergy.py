"""The potential for synergy between instruments: Recommendation 9, by pair and by subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from pydantic import Field

from scenarios.studies.synergy.report import (
    COLUMNS,
    COUNTED,
    Block,
    remarks,
    say_states,
    synergy_block,
    synergy_html,
    synergy_lines,
    synergy_records,
)
from scenarios.studies.synergy.shared_parties import (
    Sides,
    followed_parts,
    followers_of_both,
    journeys,
    leaders_of_both,
    minutes_in_two_places,
    parties_to_both,
    sides,
    subjects,
    working_days_apart,
)
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.scenario import Scenario

MOST_DAYS_APART = 3
"""The most days between two dates of meeting for which a delegation stays in the city."""


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


class Synergy(Frozen):
    """The potential for synergy in a week; a notebook shows it as tables.

    Attributes
    ----------
    rows
        Pair by pair in the order of the instruments: first a row for all sessions of the two, then
        one for each subject. Those on subjects do not add up to the first: one journey may serve
        several subjects.
    most_days_apart
        Calendar days: see `scenarios.studies.synergy.shared_parties.number_journeys`.
    """

    week: Week
    rows: tuple[SynergyRow, ...]
    most_days_apart: int = Field(default=MOST_DAYS_APART, ge=1)

    def of(self, one: str, other: str) -> tuple[SynergyRow, ...]:
        """The rows of one pair of instruments."""
        return tuple(row for row in self.rows if {row.one, row.other} == {one, other})

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of instruments, by key."""
        return tuple(dict.fromkeys((row.one, row.other) for row in self.rows))

    def to_frame(self) -> pd.DataFrame:
        """The rows as a table.

        Returns
        -------
        pandas.DataFrame
            The columns of `COLUMNS`. Counts are whole numbers, missing where there is no timetable
            or nothing to count; several keys or codes in a cell are joined by ``;``.
        """
        import pandas as pd

        frame = pd.DataFrame(list(synergy_records(self)), columns=list(COLUMNS))
        return frame.astype(dict.fromkeys(COUNTED, "Int64"))

    def blocks(self) -> Iterator[Block]:
        """Each pair of instruments, in words and figures for people."""
        for one, other in self.pairs:
            yield synergy_block(self.week, self.of(one, other))

    def remarks(self) -> Iterator[str]:
        """What holds for all figures, in sentences."""
        yield from remarks(self)

    def say_states(self) -> Iterator[str]:
        """Which States stand behind the figures, line by line, by their names."""
        for one, other in self.pairs:
            yield from say_states(self.week, self.of(one, other))

    def __str__(self) -> str:
        return "\n".join(synergy_lines(self))

    def _repr_html_(self) -> str:
        return synergy_html(self)


def evaluate_synergy(
    week: Week, timetable: Timetable | None = None, *, most_days_apart: int = MOST_DAYS_APART
) -> Synergy:
    """Evaluate what the instruments of a week could gain from one another.

    Subjects are those of the sessions; a scenario file gives a session the subject of its body
    where it names none of its own.

    Parameters
    ----------
    timetable
        Any timetable of the week, legal or not; None for what does not depend on one.
    most_days_apart
        Calendar days, from 0: where more lie between two days of meeting, the second is another
        journey, as in the rule `save_trips`. That a weekend breaks no journey, as with the usual
        2, is an assumption.
    """
    pairs = combinations((instrument.id for instrument in week.instruments), 2)
    rows = tuple(row for pair in pairs for row in _rows(week, timetable, pair, most_days_apart))
    return Synergy(week=week, rows=rows, most_days_apart=most_days_apart)


def usual_days_apart(scenario: Scenario) -> int:
    """The days apart of the scenario's own rule on journeys, so that both count the same."""
    rules = (setting.rule for setting in scenario.settings)
    own = (getattr(rule, "most_days_apart", None) for rule in rules if rule.name == "save_trips")
    return next((days for days in own if days is not None), MOST_DAYS_APART)


def _rows(
    week: Week, timetable: Timetable | None, pair: tuple[str, str], most_days_apart: int
) -> Iterator[SynergyRow]:
    """The row of all sessions, then the subjects; no subjects where one side has no session."""
    everything = sides(week, *pair)
    both_meet = bool(everything.of_one and everything.of_other)
    for subject in [None, *(subjects(week, *pair) if both_meet else ())]:
        here = everything if subject is None else sides(week, *pair, subject)
        parties = parties_to_both(week, *pair)
        row = SynergyRow(
            one=pair[0],
            other=pair[1],
            subject=subject,
            parties=_sorted(parties),
            followers=_sorted(parties & followers_of_both(here)),
            leaders=_sorted(leaders_of_both(week, *pair, here, subject)),
            sessions_of_one=tuple(session.id for session in here.one),
            sessions_of_other=tuple(session.id for session in here.other),
            joint=tuple(session.id for session in here.joint),
        )
        if timetable is not None:
            timing = _timing(week, timetable, here, row, most_days_apart)
            row = row.model_copy(update={"timing": timing})
        yield row


def _timing(
    week: Week, timetable: Timetable, here: Sides, row: SynergyRow, most_days_apart: int
) -> Timing:
    parts = followed_parts(week, timetable)
    found = dict(journeys(week, parts, here, row.followers, most_days_apart))
    clashes = {
        delegation.code: minutes_in_two_places(
            parts.get(delegation.code, ()), here, delegation.delegates
        )
        for delegation in week.delegations
    }
    sessions = (*here.one, *here.other, *here.joint)
    days = working_days_apart(week, timetable, here) if row.subject is not None else None
    return Timing(
        not_held=tuple(s.id for s in sessions if not timetable.holds(s.id)),
        working_days=days,
        saved={code: journey.saved for code, journey in found.items() if journey.saved},
        doubled={code: journey.doubled for code, journey in found.items() if journey.doubled},
        in_two_places={code: minutes for code, minutes in clashes.items() if minutes},
    )


def _sorted(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes))
