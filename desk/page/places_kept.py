"""What is known of the places of held cards, kept as long as the week is the one of now."""

from __future__ import annotations

from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from desk.page.open_weeks import Now, OpenWeek
from scenarios.editing.steps.parts import part_named
from scenarios.studies.places.result import PartPlaces
from scheduler.errors import BadInput
from scheduler.judging.every_place import ColouredPlace, JudgedPlace, PlaceJudge, usual_minutes
from scheduler.week.timetable import Part


class Card(NamedTuple):
    """What is held: a part of a session by its number from 1, or none yet; minutes, or as usual."""

    session: str
    number: int | None = None
    minutes: int | None = None


class Places:
    """Answers of places on one version of a week. Every method may be called from any thread."""

    def __init__(self, now: Now) -> None:
        self.now = now
        self.scenario = now.edited.led
        week, settings = self.scenario.week, self.scenario.settings
        self._judge = PlaceJudge(week, settings, now.edited.timetable)
        self._found: dict[Card, PartPlaces] = {}
        self._lock = Lock()

    def part(self, card: Card) -> Part | None:
        """The part that a card is; None for one that is not in the timetable.

        Raises
        ------
        BadInput
            Where the week has no such session, or the timetable no such part.
        """
        if card.session not in self.scenario.week.session:
            raise BadInput.at("session", f"the week has no session ‘{card.session}’")
        if card.number is None:
            return None
        return part_named(self.now.edited, card.session, card.number)

    def length(self, card: Card) -> int:
        """The minutes of a card where it takes no sitting whole.

        Raises
        ------
        BadInput
            As `part`, and where the length that is asked for is none on the grid.
        """
        part, week = self.part(card), self.scenario.week
        minutes = card.minutes
        if minutes is not None and (minutes < 1 or minutes % week.grain):
            what = f"lengths are multiples of {week.grain} minutes, and more than 0"
            raise BadInput.at("minutes", what)
        return minutes or usual_minutes(week, week.session[card.session], part)

    def coloured(self, card: Card) -> list[ColouredPlace]:
        """Every place for a card with its colour, the best first; the errors are of `length`."""
        part = self.part(card)
        with self._lock:
            return self._judge.coloured(card.session, part, self.length(card))

    def judged(self, card: Card, to: Part) -> JudgedPlace:
        """What one place breaks, mends and costs; the errors are those of `part`."""
        part = self.part(card)
        there = to._replace(statements=() if part is None else part.statements)
        with self._lock:
            return JudgedPlace(there, self._judge.difference(part, there))

    def found(self, card: Card) -> PartPlaces:
        """Every place for a card with its reasons, the best first; the errors are of `length`."""
        places = self.coloured(card)
        with self._lock:
            if card not in self._found:
                part = self.part(card)
                self._found[card] = PartPlaces(
                    scenario=self.scenario,
                    timetable=self.now.edited.timetable,
                    session=card.session,
                    part=part,
                    minutes=self.length(card),
                    places=tuple(
                        JudgedPlace(one.part, self._judge.difference(part, one.part))
                        for one in places
                    ),
                )
            return self._found[card]


_BY_WEEK: WeakKeyDictionary[OpenWeek, Places] = WeakKeyDictionary()
_LOCK = Lock()


def places_now(week: OpenWeek) -> Places:
    """The places of a week as it is; the same value until something is done."""
    now = week.now
    with _LOCK:
        kept = _BY_WEEK.get(week)
        if kept is None or kept.now is not now:
            kept = _BY_WEEK[week] = Places(now)
        return kept
