"""Every place that the parts of a session could have, as a table: a row for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from scenarios.reading.csv_file import Cell, csv_text
from scenarios.studies.places.rows import (
    because,
    best_rows,
    cost_in_words,
    impossible_rows,
    now_in,
    rooms_in_words,
    times,
    times_in_words,
)
from scheduler.judging.every_place import JudgedPlace
from scheduler.judging.judge import tiers_of
from scheduler.week.clock import clock
from scheduler.week.words import listed, signed

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.scenario import Scenario
    from scheduler.week.timetable import Part
    from scheduler.week.week import Week

_FIRST = (
    "session",
    "part",
    "number",
    "date",
    "start",
    "end",
    "minutes",
    "room",
    "now",
    "possible",
)
_LAST = ("changes", "against")


class PartPlaces(NamedTuple):
    """A part of a session, and all its places, the best first.

    Attributes
    ----------
    session
        Identifier of the session.
    number
        Which part of the session it is, from 1 in order of time; None where it is not held.
    part
        Where it is now; None where the session is not held.
    places
        See `scheduler.judging.every_place.all_places`.
    """

    session: str
    number: int | None
    part: Part | None
    places: list[JudgedPlace]

    @property
    def possible(self) -> list[JudgedPlace]:
        """The places against which no must stands."""
        return [place for place in self.places if place.difference.possible]


def places_columns(scenario: Scenario) -> tuple[str, ...]:
    """The columns: the place, what each tier costs more, and why.

    ``number`` counts the places from the best one. Tiers and ``changes`` are empty where a must
    stands against the place, and ``against`` is where none does.
    """
    return (*_FIRST, *(f"tier {tier}" for tier in tiers_of(scenario.settings)), *_LAST)


def places_text(scenario: Scenario, parts: Sequence[PartPlaces]) -> str:
    """The places of several parts as the text of a CSV file."""
    rows = (row for found in parts for row in _rows(scenario.week, found))
    return csv_text(places_columns(scenario), rows)


def places_table(scenario: Scenario, parts: Sequence[PartPlaces]) -> pd.DataFrame:
    """The places of several parts as a table, with the columns of the CSV file."""
    import pandas as pd

    rows = [row for found in parts for row in _rows(scenario.week, found)]
    return pd.DataFrame(rows, columns=list(places_columns(scenario)))


def _rows(week: Week, found: PartPlaces) -> Iterator[tuple[Cell, ...]]:
    for number, (part, difference) in enumerate(found.places, 1):
        yield (
            part.session,
            found.number,
            number,
            week.date_of(part.day).isoformat(),
            clock(part.start),
            clock(part.start + part.minutes),
            part.minutes,
            part.room,
            "yes" if part == found.part else "no",
            "yes" if difference.possible else "no",
            *(difference.costs if difference.possible else [None] * len(difference.tiers)),
            "; ".join(map(cost_in_words, difference.preferences)),
            " ".join(f"{finding.rule}: {finding.sentence}" for finding in difference.breaches),
        )


def best_places(scenario: Scenario, found: PartPlaces) -> pd.DataFrame:
    """The places that a part can have, the best first, as people read them.

    Returns
    -------
    pandas.DataFrame
        A row for each run of neighbouring times that cost the same: ``begins``; ``room``, those
        that are alike; what each tier costs more than the timetable given, such as ``+15``; and
        ``because``, the preferences that change.
    """
    import pandas as pd

    week, tiers = scenario.week, tiers_of(scenario.settings)
    rows = [
        (
            f"{week.day_name(row.first.part.day)}, {times(row)}{now_in(row, found.part)}",
            rooms_in_words(week, row.rooms),
            *map(signed, row.difference.costs),
            because(row.difference),
        )
        for row in best_rows(week, found.places)
    ]
    columns = ["begins", "room", *(f"tier {tier}" for tier in tiers), "because"]
    return pd.DataFrame(rows, columns=columns)


def ruled_out_places(scenario: Scenario, found: PartPlaces) -> pd.DataFrame:
    """The times at which a part can be in no room, by the musts that stand against the best one.

    Returns
    -------
    pandas.DataFrame
        ``musts``, the fewest first; ``times``; and ``for example``, what each of these musts says
        of the first of the times.
    """
    import pandas as pd

    week = scenario.week
    rows = [
        (
            listed(musts),
            times_in_words(week, runs),
            " ".join(finding.sentence for finding in runs[0].difference.breaches),
        )
        for musts, runs in impossible_rows(week, found.places).items()
    ]
    return pd.DataFrame(rows, columns=["musts", "times", "for example"])
