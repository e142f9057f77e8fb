"""What a week comes to with a session elsewhere, whatever else moves for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from scenarios.exchange.csv_text import Cell
from scenarios.reading.arguments import part_in_words, place_in_words
from scenarios.scenario import Scenario
from scenarios.studies.comparison.moves import Moves, Names, PartMove, find_moves
from scheduler.document.document import (
    Block,
    Bullets,
    Document,
    Entry,
    Marked,
    Paragraph,
    Text,
    pieces,
)
from scheduler.document.report import Report
from scheduler.exploring.results import Spot, There
from scheduler.judging.every_place import difference_between
from scheduler.judging.judge import tiers_of
from scheduler.judging.verdict_changes import Difference
from scheduler.rules.rule import titled
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Week
from scheduler.week.words import listed, signed

if TYPE_CHECKING:
    import pandas as pd

MOVES = 6
"""Parts that move and are named, of the best week."""

FEW = 3
"""Parts that move and are named, of a week in which less changes."""

NOTHING_ELSE = "nothing else changes"

NAMES = Names("given", "then")

_FIRST = ("session", "sitting", "date", "now", "possible", "proven", "moves")
_LAST = ("changes", "moved", "against")


class WhatChanges(Frozen):
    """What becomes different from the timetable given to another week.

    Attributes
    ----------
    difference
        How the verdict on the week differs from that on the given one.
    moves
        Parts that move, change their length, are new or dropped.
    others
        How many of them are of other sessions.
    """

    difference: Difference
    moves: tuple[PartMove, ...] = ()
    others: int = 0

    def price(self, at_most: str = "", at_least: str = "") -> str:
        """What each tier costs more or less: ``10 more in tier 2``; empty where nothing does.

        Parameters
        ----------
        at_most, at_least
            What stands before it where the week costs more, or less.
        """
        said = _by_tier(self.difference.tiers, self.difference.costs)
        first = next((cost for cost in self.difference.costs if cost), 0)
        return f"{at_most if first > 0 else at_least}{said}" if said else ""


def _by_tier(tiers: Iterable[int], costs: Iterable[int]) -> str:
    """What each tier costs more or less, in words; empty where nothing does."""
    return listed(
        f"{abs(cost)} {'more' if cost > 0 else 'less'} in tier {tier}"
        for tier, cost in zip(tiers, costs, strict=True)
        if cost
    )


class WeekThere(Report, Frozen):
    """The best week with a session in a place, beside the timetable given.

    Attributes
    ----------
    given
        The timetable against which it is held.
    there
        What the search found.
    best
        The best that was found; None where none was.
    nearest
        One in which fewer parts of other sessions change, at the cost that it has; None where the
        best is that one, too.
    now
        Whether it asks after the place where the session is.
    """

    scenario: Scenario
    given: Timetable
    there: There
    best: WhatChanges | None = None
    nearest: WhatChanges | None = None
    now: bool = False

    @property
    def spot(self) -> Spot:
        """The place."""
        return self.there.spot

    @property
    def name(self) -> str:
        """The place in words: ``Tuesday 21 June, morning``."""
        return _named(self.scenario.week, self.spot.sittings)

    @property
    def answer(self) -> str:
        """Whether the session can be there, what has to change and what it costs, in words."""
        if self.there.impossible:
            return "no"
        if self.best is None:
            return "not settled with the effort given"
        proven = self.there.proven
        if self.now and not any(self.best.difference.costs):
            return "no week costs less" if proven else "no week was found that costs less"
        price = self.best.price(*(() if proven else ("at most ", "at least ")))
        if self.now:
            return f"another week costs {price}; {_others(self.best)}"
        same = "at the same cost" if proven else "at the same cost or less"
        return f"yes, {_others(self.best)}, {price or same}"

    def details(self) -> Iterator[Text]:
        """What moves and which preferences change; or the musts that stand against it."""
        yield from (requirement.sentence for requirement in self.there.against)
        if self.best is None:
            return
        yield from self._costs(self.best.difference)
        if not self.now:
            yield from self._sentences(self.best, MOVES)
        if self.nearest is not None:
            price = self.nearest.price() or "at the same cost"
            said = " ".join(self._sentences(self.nearest, FEW))
            yield f"With less changed: {_others(self.nearest)}, {price}. {said}"

    def _sentences(self, changed: WhatChanges, most: int) -> Iterator[str]:
        """What moves, the session itself first; and how many parts have only another length."""
        session = self.spot.session
        rows = sorted(changed.moves, key=lambda move: move.part.session != session)
        moved = [move for move in rows if move.what != ("length",)]
        cut, left = len(rows) - len(moved), len(moved[most:])
        yield from self._moves(moved[:most]).sentences() if moved else ()
        said = [f"{count(left, 'more part moves', 'more parts move')}"] if left else []
        said += [f"{count(cut, 'part has', 'parts have')} another length"] if cut else []
        if said:
            yield f"{'And ' if moved else ''}{'; '.join(said)}."

    def _costs(self, difference: Difference) -> Iterator[Text]:
        """The musts that are mended, and tier by tier the preferences that cost more or less."""
        for change in difference.musts:
            yield ("Mends ", *pieces(titled(change.rule)))
        for tier in difference.tiers:
            changes = [c for c in difference.preferences if c.tier == tier and c.cost]
            said: list[str | Marked] = []
            for change in sorted(changes, key=lambda one: -abs(one.cost)):
                said += ["; ", *pieces(titled(change.rule)), f" {signed(change.cost)}"]
            if said:
                yield (f"Tier {tier}: ", *said[1:])

    def _moves(self, rows: Iterable[PartMove]) -> Moves:
        assert self.there.timetable is not None
        week = self.scenario.week
        before, after = self.given, self.there.timetable
        return Moves(names=NAMES, before=before, after=after, rows=tuple(rows), week=week)

    def document(self) -> Document:
        """Whether the session can be there with other sessions moving, and at what cost."""
        items = [Entry(f"With other sessions moving: {self.answer}.", list(self.details()))]
        return Document("", [Bullets(items)])

    def rows(self) -> list[dict[str, Cell]]:
        """The week as the row that it is in `Elsewhere.rows`."""
        week, best = self.scenario.week, self.best
        found = best.difference if best else None
        sitting = week.sitting[self.spot.sittings[0]]
        tiers = tiers_of(self.scenario.settings)
        row: dict[str, Cell] = {
            "session": self.spot.session,
            "sitting": sitting.name,
            "date": week.date_of(sitting.day).isoformat(),
            "now": "yes" if self.now else "no",
            "possible": "no" if self.there.impossible else "yes" if found else "",
            "proven": "yes" if self.there.proven or self.there.impossible else "no",
            "moves": best.others if best else None,
        }
        for number, tier in enumerate(tiers):
            row[f"tier {tier}"] = found.costs[number] if found else None
        changes = found.preferences if found else ()
        sentences = self._moves(best.moves).sentences() if best and best.moves else ()
        row["changes"] = "; ".join(f"{c.rule} {signed(c.cost)}" for c in changes)
        row["moved"] = " ".join(sentences)
        row["against"] = " ".join(f"{one.rule}: {one.sentence}" for one in self.there.against)
        return [row]

    def to_frame(self) -> pd.DataFrame:
        """The week as a table of one row, with the columns of `rows`."""
        import pandas as pd

        return pd.DataFrame(self.rows())


class Elsewhere(Report, Frozen):
    """A session, and the best week with it in each half-day.

    Attributes
    ----------
    part
        The part that is asked about; None: any of the session.
    weeks
        First what a must rules out by itself, then where it is now, then the others by time.
    spots
        The half-days that were asked about; more than ``weeks`` where the search was stopped.
    """

    scenario: Scenario
    timetable: Timetable
    session: str
    part: Part | None = None
    weeks: tuple[WeekThere, ...] = ()
    spots: tuple[Spot, ...] = ()

    @property
    def asked(self) -> int:
        """How many half-days were asked about."""
        return len(self.spots)

    @cached_property
    def possible(self) -> tuple[WeekThere, ...]:
        """Those of other half-days that can hold the session, the best first."""
        found = [one for one in self.weeks if one.best is not None and not one.now]
        return tuple(sorted(found, key=lambda one: one.best.difference.costs if one.best else ()))

    @property
    def nowhere(self) -> bool:
        """Whether it is proven that no other half-day can hold the session."""
        others = [one for one in self.weeks if not one.now]
        return len(self.weeks) == self.asked and all(one.there.impossible for one in others)

    def opening(self) -> Document:
        """What is asked, before anything is found."""
        week, of = self.scenario.week, self.timetable.of(self.session)
        title = part_in_words(week, self.timetable, week.session[self.session], self.part)
        parts = (self.part,) if self.part else of
        now = listed(place_in_words(week, part) for part in parts)
        said = f"Now {now}." if now else "Not held in this timetable."
        blocks: list[Block] = [Paragraph(said)]
        breaches = len(self.scenario.judge(self.timetable).breached)
        if breaches:
            broken = count(breaches, "breach of a must", "breaches of musts")
            blocks.append(
                Paragraph(
                    f"The timetable given already has {broken} (see meeting-week check); "
                    "a week is possible where nothing gets worse."
                )
            )
        blocks.append(
            Paragraph(
                "For each half-day, the best week with the session there, whatever else moves. "
                "Costs are differences from the timetable given; “at most” where it is not proven "
                "that no week with the session there costs less."
            )
        )
        return Document(title, blocks)

    def sentences(self) -> Iterator[str]:
        """What all of it comes to."""
        answered = {one.spot for one in self.weeks}
        left = [spot for spot in self.spots if spot not in answered]
        if self.possible:
            best = self.possible[0]
            yield f"Least costly elsewhere: {best.name}: {best.answer.removeprefix('yes, ')}."
            yield from self._beside_now(best)
        elif self.nowhere:
            yield "In no other half-day can it be, whatever else moves."
        else:
            yield "In no other half-day was a week found."
        if left:
            number = count(len(left), "half-day is", "half-days are")
            sittings = [sitting for spot in left for sitting in spot.sittings]
            yield f"Stopped: {number} left open: {_named(self.scenario.week, sittings)}."

    def _beside_now(self, other: WeekThere) -> Iterator[str]:
        """How a week compares with the best where the session is now, if that is not the given."""
        now = next((one.best for one in self.weeks if one.now), None)
        if now is None or other.best is None or not any(now.difference.costs):
            return
        here, there = now.difference, other.best.difference
        costs = [cost - least for cost, least in zip(there.costs, here.costs, strict=True)]
        said = _by_tier(here.tiers, costs) or "the same"
        yield f"Beside the best week that was found with it where it is now: {said}."

    def document(self) -> Document:
        """The best week with the session in each half-day, and what stands against the others."""
        opening = self.opening()
        return Document(opening.title, [*opening.blocks, *self._found()])

    def _found(self) -> Iterator[Block]:
        yield from map(Bullets, in_entries(self.weeks))
        yield from map(Paragraph, self.sentences())

    def rows(self) -> list[dict[str, Cell]]:
        """The half-days as rows of a CSV file, in the order of `weeks`.

        ``moves`` counts parts of other sessions; tiers hold what they cost more than in the
        timetable given. Both are empty where no week was found, and ``possible`` is empty where it
        is not settled whether there is one.
        """
        return [row for one in self.weeks for row in one.rows()]

    def to_frame(self) -> pd.DataFrame:
        """The half-days as a table, with the columns of `rows`."""
        import pandas as pd

        tiers = [f"tier {tier}" for tier in tiers_of(self.scenario.settings)]
        return pd.DataFrame(self.rows(), columns=[*_FIRST, *tiers, *_LAST])


def in_entries(weeks: Iterable[WeekThere]) -> Iterator[list[Entry]]:
    """Weeks as entries of a list; those that a must rules out alike are one entry."""

    def alike(one: WeekThere) -> tuple[object, ...]:
        return one.there.against if one.there.closed and one.there.against else (one.spot,)

    for _, group in groupby(weeks, key=alike):
        found = list(group)
        first = found[0]
        name = _named(
            first.scenario.week, [sitting for one in found for sitting in one.spot.sittings]
        )
        place = f"Where it is now ({name})" if first.now else name
        yield [Entry(f"{place}: {first.answer}.", list(first.details()))]


def _named(week: Week, sittings: Iterable[str]) -> str:
    """Sittings in words, day by day: ``Monday 20 June; Tuesday 21 June, lunch``."""
    days: dict[int, list[str]] = {}
    for sitting in sittings:
        days.setdefault(week.sitting[sitting].day, []).append(sitting)
    return "; ".join(week.sitting_names(here) for _, here in sorted(days.items()))


def _others(changed: WhatChanges) -> str:
    verb = "changes" if changed.others == 1 else "change"
    return f"{count(changed.others, 'other part')} {verb}" if changed.others else NOTHING_ELSE


def week_there(
    scenario: Scenario, given: Timetable, there: There, *, now: bool = False
) -> WeekThere:
    """What a search found, beside the timetable given."""

    def changed(timetable: Timetable | None) -> WhatChanges | None:
        if timetable is None:
            return None
        week, settings = scenario.week, scenario.settings
        moves = find_moves(week, given, timetable, NAMES).rows
        others = sum(move.part.session != there.spot.session for move in moves)
        difference = difference_between(week, settings, given, timetable)
        return WhatChanges(difference=difference, moves=moves, others=others)

    best, nearest = changed(there.timetable), changed(there.nearest)
    fewer = best is not None and nearest is not None and nearest.others < best.others
    return WeekThere(
        scenario=scenario,
        given=given,
        there=there,
        best=best,
        nearest=nearest if fewer and not now else None,
        now=now,
    )
