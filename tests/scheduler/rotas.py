"""Small rotas for the tests."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import combinations, product

from scheduler.rota.judging import goes_on
from scheduler.rota.rota import (
    Rota,
    RotaAim,
    RotaState,
    Rotation,
    Seat,
    SteeredCommittee,
)
from scheduler.rules.rule import Price
from scheduler.week.leadership import Role, TeamSize

CHAIR, RAPPORTEUR, PRESIDENT = Role.CO_CHAIR, Role.CO_RAPPORTEUR, Role.PRESIDENT


def state(code: str, region: str = "AFR", **more: object) -> RotaState:
    return RotaState.model_validate({"code": code, "name": code.title(), "region": region, **more})


def committee(key: str, **more: object) -> SteeredCommittee:
    return SteeredCommittee.model_validate({"id": key, "name": key.title(), **more})


def seat(year: int, key: str, role: Role, code: str) -> Seat:
    return Seat(year, key, role, code)


def rota(states: Iterable[RotaState], *committees: SteeredCommittee, **more: object) -> Rota:
    """A rota of the years 1 to 3, in teams of one Co-Chair and one Co-Rapporteur."""
    return Rota.model_validate(
        {
            "years": (1, 2, 3),
            "committees": committees or (committee("a"),),
            "states": tuple(states),
            "size": TeamSize(1, 1),
            **more,
        }
    )


def random_rota(chance: random.Random) -> Rota:
    """A rota that is small enough to try every rotation, with all that can be counted."""
    years = (1, 2, 3) if chance.random() < 0.6 else (1, 2)
    two = len(years) == 2 or chance.random() < 0.3
    codes = ["s1", "s2", "s3", "s4"][: 4 if len(years) == 2 or not two else 3]
    states = tuple(
        state(
            code,
            chance.choice(["AFR", "APG", "AFR", ""]),
            willing=chance.random() < 0.2,
            may_lead=chance.random() < 0.9,
            tasks={
                year: ("one", "two")[: chance.randint(1, 2)]
                for year in years
                if chance.random() < 0.2
            },
        )
        for code in codes
    )
    committees = [committee("a", implementers=_some(chance, codes))]
    if two:
        begins = chance.choice([None, None, 2])
        committees.append(committee("b", implementers=_some(chance, codes), begins=begins))
    size = TeamSize(*chance.choice([(1, 1), (1, 1), (1, 0)] if two else [(1, 1), (2, 1), (1, 2)]))
    tiers = [chance.randint(1, 4) for _ in RotaAim]
    prices = {
        aim: Price(tier=tier, weight=chance.choice([0, 1, 1, 1, 2]))
        for aim, tier in zip(RotaAim, tiers, strict=True)
    }
    recorded = chance.choice([0, 0, 1])
    record = set[Seat]()
    for one in committees if recorded else ():
        free = [code for code in codes if all(code != taken.state for taken in record)]
        if one.begins is None and len(free) > 1:
            chair, rapporteur = chance.sample(free, 2)
            record.add(seat(1, one.id, chance.choice([CHAIR, CHAIR, PRESIDENT]), chair))
            record.add(seat(1, one.id, RAPPORTEUR, rapporteur))
    return Rota(
        years=years,
        committees=tuple(committees),
        states=states,
        recorded=recorded,
        record=frozenset(record),
        size=size,
        rest=chance.choice([0, 1, 1, 2]),
        most_tasks=chance.choice([1, 2, 2]),
        prices=prices,
    )


def _some(chance: random.Random, codes: list[str]) -> frozenset[str] | None:
    if chance.random() < 0.3:
        return None
    return frozenset(code for code in codes if chance.random() < 0.5)


def rotations(rota: Rota) -> Iterator[Rotation]:
    """Every possible rotation."""
    yield from _from(rota, rota.open_years, rota.record)


def _from(rota: Rota, years: tuple[int, ...], so_far: frozenset[Seat]) -> Iterator[Rotation]:
    if not years:
        yield so_far
        return
    for seats in _year(rota, years[0], so_far):
        yield from _from(rota, years[1:], so_far | seats)


def _year(rota: Rota, year: int, so_far: frozenset[Seat]) -> Iterator[frozenset[Seat]]:
    """Every way to fill the posts of a year, or to leave some open."""
    kinds = [
        (one.id, role, posts)
        for one in rota.in_year(year)
        for role, posts in rota.posts(one.id, year).items()
    ]
    before = {one.state: one for one in so_far if one.year == year - 1}
    ways = []
    for key, role, posts in kinds:
        able = []
        for each in rota.states:
            taken = seat(year, key, role, each.code)
            on = each.code in before and goes_on(before[each.code], taken)
            if each.may_lead or on:
                able.append(taken)
        ways.append([some for n in range(posts + 1) for some in combinations(able, n)])
    for chosen in product(*ways):
        seats = [one for some in chosen for one in some]
        if len({one.state for one in seats}) == len(seats):
            yield frozenset(seats)
