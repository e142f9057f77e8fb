"""What a rule may tell whoever builds a timetable step by step, before any model exists.

A rule that tells nothing is kept all the same: every timetable that is built is judged, and the
search that follows knows the rule from its model. What is told makes the first timetable better.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from scheduler.rules.draft import Poster
from scheduler.week.week import Week

MOST_MINUTES = 10**6
"""More minutes than any week has."""


class Guide(Protocol):
    """The verbs of the guiding door; every price is in the unit of the rule that tells it.

    Sessions, sittings and rooms are named by their identifiers.
    """

    @property
    def week(self) -> Week:
        """The week that a timetable is built for."""

    def apart(
        self, rule: Poster, one: str, other: str, price: int = 1, *, by_pairs: bool = False
    ) -> None:
        """Two sessions overlap: each minute costs the price, or each two parts that do."""

    def at_once(self, rule: Poster, sessions: Collection[str], most: int, price: int = 1) -> None:
        """Each minute, times the sessions that run in it beyond a number, costs the price."""

    def in_order(self, rule: Poster, first: str, then: str, least: int = 0, price: int = 1) -> None:
        """One session ends before another begins: each minute the gap is short costs the price."""

    def avoid(
        self,
        rule: Poster,
        session: str,
        price: int = 1,
        *,
        sittings: Collection[str] | None = None,
        rooms: Collection[str] | None = None,
    ) -> None:
        """A part of a session in one of some sittings, or rooms, costs the price; None: in any."""

    def give(self, rule: Poster, session: str, price: int = 1) -> None:
        """Each minute of which a session is short, of those that it asks for, costs the price."""

    def hold(self, rule: Poster, session: str, price: int = 1) -> None:
        """Leaving out an optional session costs the price."""

    def end_early(self, rule: Poster, session: str, price: int = 1) -> None:
        """Each minute of open sittings before the end of a part costs the price."""

    def stay(self, rule: Poster, sessions: Collection[str], price: int = 1) -> None:
        """Each day from the first to the last on which one of the sessions sits costs the price."""

    def daily(self, rule: Poster, sessions: Collection[str], most: int, price: int = 1) -> None:
        """Each minute of the sessions beyond the most on a day costs the price."""

    def in_all(
        self,
        rule: Poster,
        sessions: Collection[str],
        *,
        least: int = 0,
        most: int = MOST_MINUTES,
        price: int = 1,
    ) -> None:
        """Each minute that the sessions in all have fewer than the least, or more than the most."""
