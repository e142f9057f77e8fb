"""Every place that a part of a session could have, the best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scenarios.exchange.csv_text import Cell, rows_text
from scenarios.reading.arguments import part_in_words, place_in_words
from scenarios.scenario import Scenario
from scenarios.studies.places.rows import (
    PlaceRow,
    because,
    best_rows,
    breached,
    impossible_rows,
    never,
    now_in,
    reasons,
    rooms_in_words,
    rules_in_words,
    times,
    times_in_words,
)
from scheduler.document.document import (
    Block,
    Bullets,
    Column,
    Document,
    Entry,
    Paragraph,
    Section,
    Table,
    Text,
    pieces,
)
from scheduler.document.report import Report
from scheduler.judging.every_place import JudgedPlace, starts
from scheduler.judging.judge import Verdict, tiers_of
from scheduler.rules.rule import titled
from scheduler.week.clock import clock, count, duration
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Sitting
from scheduler.week.words import listed, signed

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 20
"""Rows of possible places that are shown, unless all are asked for."""

_FIRST = (
    *("session", "part", "number", "date", "start", "end", "minutes", "room"),
    *("now", "possible"),
)
_LAST = ("changes", "against")


class PartPlaces(Report, Frozen):
    """A part of a session, and all its places.

    Attributes
    ----------
    timetable
        The one against which places are judged.
    session
        Identifier of the session.
    part
        Where it is now; None where the session is not held.
    minutes
        How long it would be, but for sittings that a part takes whole.
    places
        The best first; see `scheduler.judging.every_place.all_places`.
    """

    scenario: Scenario
    timetable: Timetable
    session: str
    part: Part | None = None
    minutes: int
    places: tuple[JudgedPlace, ...]

    @property
    def number(self) -> int | None:
        """Which part of its session it is, from 1 in order of time; None where it is not held."""
        return self.timetable.of(self.session).index(self.part) + 1 if self.part else None

    @property
    def possible(self) -> tuple[JudgedPlace, ...]:
        """The places against which no must stands."""
        return tuple(place for place in self.places if place.difference.possible)

    @property
    def tiers(self) -> tuple[str, ...]:
        """The headings of the tiers that the scenario has."""
        return tuple(f"tier {tier}" for tier in tiers_of(self.scenario.settings))

    def rows(self) -> list[dict[str, Cell]]:
        """The places as rows of a CSV file: the place, what each tier costs more, and why.

        ``number`` counts the places from the best one. Tiers and ``changes`` are empty where a must
        stands against the place, and ``against`` is empty where none does.
        """
        columns = (*_FIRST, *self.tiers, *_LAST)
        return [dict(zip(columns, row, strict=True)) for row in self._rows()]

    def to_frame(self) -> pd.DataFrame:
        """The places as a table, with the columns of `rows`."""
        import pandas as pd

        return pd.DataFrame(self.rows(), columns=[*_FIRST, *self.tiers, *_LAST])

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        for number, (part, difference) in enumerate(self.places, 1):
            day, start = part.starts
            yield (
                part.session,
                self.number,
                number,
                self.scenario.week.date_of(day).isoformat(),
                clock(start),
                clock(start + part.minutes),
                part.minutes,
                part.room,
                "yes" if part == self.part else "no",
                "yes" if difference.possible else "no",
                *(difference.costs if difference.possible else [None] * len(difference.tiers)),
                "; ".join(f"{c.rule} {signed(c.cost)}" for c in difference.preferences),
                " ".join(f"{finding.rule}: {finding.sentence}" for finding in difference.breaches),
            )

    def best(self) -> pd.DataFrame:
        """The possible places, the best first, as people read them.

        Returns
        -------
        pandas.DataFrame
            A row for each run of neighbouring times that cost the same: ``begins``; ``room``, those
            that are alike; what each tier costs more than the timetable given, such as ``+15``; and
            ``because``, the preferences that change.
        """
        import pandas as pd

        week = self.scenario.week
        rows = [
            (
                self._when(run),
                rooms_in_words(week, run.rooms),
                *map(signed, run.difference.costs),
                because(run.difference),
            )
            for run in best_rows(week, self.places)
        ]
        return pd.DataFrame(rows, columns=["begins", "room", *self.tiers, "because"])

    def ruled_out(self) -> pd.DataFrame:
        """The times at which no room is possible, by the musts that stand against the best one.

        Returns
        -------
        pandas.DataFrame
            ``musts``, the fewest first; ``times``; and ``for example``, what each of these musts
            says of the first of the times.
        """
        import pandas as pd

        week = self.scenario.week
        rows = [
            (
                listed(musts),
                times_in_words(week, runs),
                " ".join(finding.sentence for finding in runs[0].difference.breaches),
            )
            for musts, runs in impossible_rows(week, self.places).items()
        ]
        return pd.DataFrame(rows, columns=["musts", "times", "for example"])

    def document(self, *, all_rooms: bool = False, everything: bool = False) -> Document:
        """Which places are possible at what cost, and what stands against the others.

        Parameters
        ----------
        all_rooms
            Whether rooms are shown that cost more than another at the same time.
        everything
            Whether every place is shown, also those that are not possible.
        """
        week = self.scenario.week
        title = part_in_words(week, self.timetable, week.session[self.session], self.part)
        blocks = [
            *self._summary(),
            *self._possible(all_rooms=all_rooms, everything=everything),
            *(self._every_impossible() if everything else self._impossible()),
        ]
        return Document(title, blocks)

    def _when(self, run: PlaceRow) -> str:
        day = self.scenario.week.day_name(run.first.part.starts[0])
        return f"{day}, {times(run)}{now_in(run, self.part)}"

    def _summary(self) -> Iterator[Block]:
        week = self.scenario.week
        now = (
            f"now {place_in_words(week, self.part)}" if self.part else "not held in this timetable"
        )
        yield Paragraph(f"{duration(self.minutes)}, {now}.")
        yield from left_aside(self.scenario.judge(self.timetable))
        elsewhere = [place for place in self.possible if place.part != self.part]
        if elsewhere:
            number, other = (
                len({place.part.begin for place in elsewhere}),
                "other " * bool(self.part),
            )
            yield Paragraph(
                f"{count(len(elsewhere), f'{other}place is', f'{other}places are')} possible, at "
                f"{count(number, 'time')}. Costs are differences from the timetable given; "
                f"times are in steps of {count(week.grain, 'minute')}."
            )
        elif self.possible:
            yield Paragraph(f"No other place is possible, out of {len(self.places)}.")
        elif self.places:
            yield Paragraph(f"No place keeps every must, out of {len(self.places)}.")
        else:
            longest = max((sitting.minutes for sitting in self._sittings), default=0)
            said = f"No sitting is long enough; the longest has {duration(longest)}."
            yield Paragraph(said)
        short = list(self._too_short())
        if short and self.places:
            yield Paragraph(f"Sittings too short for it: {listed(dict.fromkeys(short))}.")

    @property
    def _sittings(self) -> tuple[Sitting, ...]:
        """Those in which the session could lie at all."""
        return self.scenario.week.sittings_for(self.scenario.week.session[self.session].format_word)

    def _too_short(self) -> Iterator[str]:
        """The sittings that are too short, by name where all of that name are."""
        week = self.scenario.week
        long = {s.name for s in self._sittings if starts(week, s, self.minutes)}
        for sitting in self._sittings:
            if not starts(week, sitting, self.minutes):
                mixed = sitting.name in long
                yield week.sitting_name(sitting.id) if mixed else sitting.name

    def _possible(self, *, all_rooms: bool, everything: bool) -> Iterator[Block]:
        week = self.scenario.week
        runs = best_rows(week, self.places, all_rooms=all_rooms)
        shown = runs if everything else runs[:SHOWN]
        rows = []
        for run in shown:
            why = [
                piece
                for word, rule, cost in reasons(run.difference)
                for piece in (f"\n- {word}", *pieces(titled(rule)), cost)
            ]
            room = (rooms_in_words(week, run.rooms, in_full=all_rooms),) if week.rooms else ()
            rows.append(((self._when(run), *why), *room, *map(signed, run.difference.costs)))
        if rows:
            tiers = (Column(tier, right=True) for tier in self.tiers)
            yield Table(("begins", *(["room"] if week.rooms else []), *tiers), rows)
        if left := len(runs) - len(shown):
            yield Paragraph(f"Not shown: {count(left, 'row')}; --all shows every one.")

    def _impossible(self) -> Iterator[Block]:
        """What stands against the other times, like with like; each must is shown once."""
        week = self.scenario.week
        groups = impossible_rows(week, self.places)
        known: set[str] = set()
        items = []
        for rules, runs in groups.items():
            first, inner = runs[0].first, []
            for finding in first.difference.breaches:
                if finding.rule not in known:
                    known.add(finding.rule)
                    inner.append(f"{week.moment_name(first.part.begin)}: {finding.sentence}")
            items.append(Entry((*rules_in_words(rules), f": {times_in_words(week, runs)}"), inner))
        if groups:
            number = sum(len(run.places) for runs in groups.values() for run in runs)
            heading = f"{count(number, 'starting time is', 'starting times are')} not possible"
            yield Section(heading, [Bullets(items)])
        for rules, rooms in never(self.places).items():
            names = listed(week.room_name(room) for room in rooms)
            yield Paragraph((f"Never in {names}: ", *rules_in_words(rules), "."))

    def _every_impossible(self) -> Iterator[Block]:
        """Each place that is not possible, with the musts that stand against it."""
        week = self.scenario.week
        items: list[Text] = [
            (f"{place_in_words(week, part)}: ", *rules_in_words(breached(difference)))
            for part, difference in self.places
            if not difference.possible
        ]
        if items:
            heading = f"{count(len(items), 'place is', 'places are')} not possible"
            yield Section(heading, [Bullets(items)])


def places_csv(parts: Sequence[PartPlaces]) -> str:
    """The places of several parts of one session as the text of a CSV file."""
    rows = (row for found in parts for row in found.rows())
    return rows_text(rows, [*_FIRST, *(parts[0].tiers if parts else ()), *_LAST])


def left_aside(given: Verdict) -> Iterator[Block]:
    """That breaches of the timetable given are not held against a place, where it has any."""
    if given.breached:
        breaches = count(len(given.breached), "breach of a must", "breaches of musts")
        yield Paragraph(
            f"The timetable given already has {breaches} (see meeting-week check); "
            "only what gets worse counts against a place."
        )
