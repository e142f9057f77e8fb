"""Small seasons for the tests."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import strategies as st

from scheduler.rules.rule import Price
from scheduler.season.season import Aim, Closure, Dates, Meeting, OpenDays, Season
from scheduler.week.week import Instrument

MONDAY = date(2027, 6, 7)


def day(number: int) -> date:
    """A day, counted from a Monday: 0."""
    return MONDAY + timedelta(days=number)


def dates(first: int, last: int) -> Dates:
    return Dates(day(first), day(last))


def meeting(
    key: str,
    *candidates: tuple[int, int],
    held: tuple[int, int] | None = None,
    instruments: Iterable[str] = (),
    states: Iterable[str] = (),
    city: str = "Geneva",
    subjects: Iterable[str] = (),
    groups: Iterable[str] = (),
    leaders: Iterable[str] = (),
    days: int | None = None,
) -> Meeting:
    """A meeting; dates are counted from the Monday."""
    possible = tuple(dates(*each) for each in candidates)
    was = possible[0] if held is None else dates(*held)
    return Meeting(
        id=key,
        name=f"Meeting {key}",
        city=city,
        days=days or len(OpenDays().within(possible[0])) or 1,
        candidates=possible,
        held=was,
        instruments=frozenset(instruments),
        subjects=frozenset(subjects),
        groups=frozenset(groups),
        leaders=frozenset(leaders),
        attended_by=frozenset(states),
    )


def season(*meetings: Meeting, **more: object) -> Season:
    """A season of these meetings, with every instrument that they have."""
    keys = sorted({key for each in meetings for key in each.instruments})
    groups = {key: f"the {key}" for each in meetings for key in each.groups}
    return Season.model_validate(
        {
            "instruments": tuple(Instrument(id=key, name=key.title()) for key in keys),
            "groups": groups,
            "meetings": meetings,
            **more,
        }
    )


KEYS = "abcde"
CITIES = ("Geneva", "Vientiane")
STATES = ("ALB", "CHE", "KHM", "LAO")


@st.composite
def drawn_meetings(draw: st.DrawFn, key: str) -> Meeting:
    """A meeting of up to eleven days in four weeks, with up to three possible dates."""
    stretches = st.tuples(st.integers(0, 20), st.integers(0, 10)).map(
        lambda drawn: dates(drawn[0], sum(drawn))
    )
    candidates = sorted(draw(st.sets(stretches, min_size=1, max_size=3)))
    some = (st.sets(st.sampled_from(values)) for values in ("xyz", ("mines", "victims"), "pq"))
    instruments, subjects, groups = (frozenset(draw(each)) for each in some)
    return Meeting(
        id=key,
        name=f"Meeting {key}",
        city=draw(st.sampled_from(CITIES)),
        days=1,
        candidates=tuple(candidates),
        held=draw(st.sampled_from(candidates)),
        instruments=instruments,
        subjects=subjects,
        groups=groups,
        leaders=frozenset(draw(st.sets(st.sampled_from(STATES), max_size=2))),
        attended_by=frozenset(draw(st.sets(st.sampled_from(STATES)))),
    )


@st.composite
def drawn_seasons(draw: st.DrawFn) -> Season:
    """Two to five meetings; a day is closed in one city, and every limit is drawn."""
    number = draw(st.integers(2, len(KEYS)))
    feast = day(draw(st.integers(0, 30)))
    return season(
        *(draw(drawn_meetings(key)) for key in KEYS[:number]),
        open_days=OpenDays(
            closed=(Closure(first=feast, last=feast, cities=frozenset(CITIES[:1])),)
        ),
        missions={CITIES[0]: frozenset(draw(st.sets(st.sampled_from(STATES), max_size=1)))},
        several_at_once=frozenset(draw(st.sets(st.sampled_from(STATES), max_size=1))),
        most_days_apart=draw(st.integers(0, 5)),
        longest_stay=draw(st.integers(1, 30)),
        far=draw(st.integers(0, 12)),
        prices={aim: Price(tier=1) for aim in Aim},
    )


def random_season(seed: int) -> Season:
    """Two to five meetings in five weeks, some of which may move, with all that can be counted."""
    chance = random.Random(seed)
    closed = Closure(
        first=(shut := day(chance.randrange(35))),
        last=shut,
        cities=frozenset(chance.choice([[], ["Geneva"]])),
    )
    open_days = OpenDays(closed=(closed,))
    meetings = []
    for number in range(chance.randint(2, 5)):
        city = chance.choice(["Geneva", "Geneva", "Vientiane"])
        length = chance.randint(1, 4)
        begins = [day(n) for n in range(33) if open_days.open(day(n), city)]
        chosen = chance.sample(begins, chance.choice([1, 1, 2, 3, 4, 5]))
        runs = sorted(open_days.run(first, length, city) for first in chosen)
        meetings.append(
            Meeting(
                id="edcba"[number],
                name=f"Meeting {number}",
                city=city,
                days=length,
                candidates=tuple(runs),
                held=open_days.run(chance.choice(begins), length, city),
                instruments=frozenset(chance.sample("xyz", chance.choice([0, 1, 1, 1, 2]))),
                subjects=frozenset(chance.sample(["clearance", "victims"], chance.randint(0, 2))),
                groups=frozenset(chance.sample(["lawyers", "soldiers"], chance.choice([0, 0, 1]))),
                leaders=frozenset(chance.sample(["ALB", "KHM"], chance.choice([0, 0, 1]))),
                attended_by=frozenset(
                    chance.sample(["ALB", "CHE", "KHM", "LAO"], chance.randint(0, 4))
                ),
            )
        )
    tiers = chance.sample(range(1, 6), 5) if chance.random() < 0.5 else chance.choices([1, 2], k=5)
    prices = {
        aim: Price(tier=tier, weight=chance.choice([0, 1, 1, 1, 3]))
        for aim, tier in zip(Aim, tiers, strict=True)
    }
    near = chance.choice([0, 0, 1, 2])
    return season(
        *meetings,
        groups={"lawyers": "the lawyers", "soldiers": "the soldiers"},
        open_days=open_days,
        missions={"Geneva": frozenset(chance.sample(["CHE", "LAO"], chance.randint(0, 2)))},
        several_at_once=frozenset(chance.sample(["ALB", "CHE"], chance.choice([0, 0, 1]))),
        most_days_apart=chance.choice([0, 1, 3, 5]),
        longest_stay=chance.choice([1, 2, 3, 5, 8, 14, 366]),
        near=near,
        far=near + chance.choice([0, 3, 10]),
        prices=prices,
    )
