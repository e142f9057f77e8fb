"""What the rules of a week tell of prices, as the board needs it: the guide that builders read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from scheduler.judging.judge import tiers_of
from scheduler.rules.draft import Poster
from scheduler.rules.guide import MOST_MINUTES
from scheduler.rules.rule import Prefer, Setting
from scheduler.week.week import Week

_RATIO = 1e4
"""What a unit of a tier counts in units of the next, where there are three tiers."""

_WIDEST = 1e12
"""What a unit of the musts counts in the last tier: sums stay whole numbers in floating point."""


class OverlapPrice(NamedTuple):
    """What an overlap with another session costs."""

    minutes: float
    """Each minute of it."""
    parts: float
    """Each two parts that overlap."""


class Before(NamedTuple):
    """An order of two sessions, as one of them sees it."""

    other: str
    first: bool
    """Whether the other comes first."""
    least: int
    price: float


class Crowd(NamedTuple):
    """Sessions of which no more than some may run at once."""

    sessions: frozenset[str]
    most: int
    price: float


class Total(NamedTuple):
    """Sessions that are given some minutes in all."""

    sessions: frozenset[str]
    least: int
    most: int
    price: float


class PriceList:
    """Prices by session, in one number: a unit of a must outweighs all tiers, and so on down.

    Parameters
    ----------
    week, settings
        The week, and the rules applied to it.
    """

    def __init__(self, week: Week, settings: Sequence[Setting]) -> None:
        self._week = week
        tiers = tiers_of(settings)
        ratio: float = min(_RATIO, _WIDEST ** (1 / max(1, len(tiers))))
        self.must: float = ratio ** len(tiers)
        self._units: dict[str, float] = {}
        for setting in settings:
            unit = self.must
            if isinstance(setting.mode, Prefer):
                unit = ratio ** (len(tiers) - 1 - tiers.index(setting.rank)) * setting.mode.weight
            self._units[setting.rule.name] = unit
        self.pairs: dict[str, dict[str, OverlapPrice]] = defaultdict(dict)
        self.orders: dict[str, list[Before]] = defaultdict(list)
        self.sittings: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.rooms: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.short: dict[str, float] = defaultdict(float)
        self.left_out: dict[str, float] = defaultdict(float)
        self.late: dict[str, float] = defaultdict(float)
        self._crowds: dict[tuple[frozenset[str], int], float] = defaultdict(float)
        self._stays: dict[frozenset[str], float] = defaultdict(float)
        self._loads: dict[tuple[frozenset[str], int], float] = defaultdict(float)
        self._totals: dict[tuple[frozenset[str], int, int], float] = defaultdict(float)
        for setting in settings:
            setting.rule.guide(self)

    @property
    def week(self) -> Week:
        return self._week

    @property
    def crowds(self) -> list[Crowd]:
        return [Crowd(*key, price) for key, price in self._crowds.items()]

    @property
    def stays(self) -> list[tuple[frozenset[str], float]]:
        return list(self._stays.items())

    @property
    def loads(self) -> list[Crowd]:
        return [Crowd(*key, price) for key, price in self._loads.items()]

    @property
    def totals(self) -> list[Total]:
        return [Total(*key, price) for key, price in self._totals.items()]

    def _price(self, rule: Poster, price: int) -> float:
        return self._units[rule.name] * price

    def apart(
        self, rule: Poster, one: str, other: str, price: int = 1, *, by_pairs: bool = False
    ) -> None:
        paid = self._price(rule, price)
        more = OverlapPrice(0.0, paid) if by_pairs else OverlapPrice(paid, 0.0)
        for here, there in ((one, other), (other, one)) if one != other else ():
            known = self.pairs[here].get(there, OverlapPrice(0.0, 0.0))
            self.pairs[here][there] = OverlapPrice(
                known.minutes + more.minutes, known.parts + more.parts
            )

    def at_once(self, rule: Poster, sessions: Collection[str], most: int, price: int = 1) -> None:
        if len(sessions) > most:
            self._crowds[frozenset(sessions), most] += self._price(rule, price)

    def in_order(self, rule: Poster, first: str, then: str, least: int = 0, price: int = 1) -> None:
        paid = self._price(rule, price)
        self.orders[then].append(Before(first, True, least, paid))
        self.orders[first].append(Before(then, False, least, paid))

    def avoid(
        self,
        rule: Poster,
        session: str,
        price: int = 1,
        *,
        sittings: Collection[str] | None = None,
        rooms: Collection[str] | None = None,
    ) -> None:
        paid = self._price(rule, price)
        if rooms is not None:
            _add(self.rooms[session], rooms, paid)
        else:
            where = self._week.sitting if sittings is None else sittings
            _add(self.sittings[session], where, paid)

    def give(self, rule: Poster, session: str, price: int = 1) -> None:
        self.short[session] += self._price(rule, price)

    def hold(self, rule: Poster, session: str, price: int = 1) -> None:
        self.left_out[session] += self._price(rule, price)

    def end_early(self, rule: Poster, session: str, price: int = 1) -> None:
        self.late[session] += self._price(rule, price)

    def stay(self, rule: Poster, sessions: Collection[str], price: int = 1) -> None:
        if len(sessions) > 1:
            self._stays[frozenset(sessions)] += self._price(rule, price)

    def daily(self, rule: Poster, sessions: Collection[str], most: int, price: int = 1) -> None:
        self._loads[frozenset(sessions), most] += self._price(rule, price)

    def in_all(
        self,
        rule: Poster,
        sessions: Collection[str],
        *,
        least: int = 0,
        most: int = MOST_MINUTES,
        price: int = 1,
    ) -> None:
        self._totals[frozenset(sessions), least, most] += self._price(rule, price)


def _add(prices: dict[str, float], keys: Iterable[str], paid: float) -> None:
    for key in keys:
        prices[key] += paid
