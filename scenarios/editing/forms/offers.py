"""What there is to choose from in a week, by the names of lists that fields offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from constraints import RULES
from scenarios.languages.language import Language
from scenarios.loading.patches import Values, mapping_at
from scenarios.loading.rules import EVERYTHING, GROUPS
from scenarios.reading.names import names_of
from scenarios.scenario import Scenario
from scheduler.week.week import Format, Week


class WordOffered(NamedTuple):
    """What is written, and what people call it."""

    word: str
    name: str = ""


def offers_of(scenario: Scenario, data: Values, language: Language) -> dict[str, list[WordOffered]]:
    """The lists by name.

    Parameters
    ----------
    data
        What stands in the file of the scenario, laid over what it extends.
    """
    week = scenario.week
    delegations = _named(names_of(week, "delegation"), language)
    bodies = _named(names_of(week, "body"), language)
    sessions = _named(names_of(week, "session"), language)
    instruments = _named(names_of(week, "instrument"), language)
    formats = {one.value: one.value.replace("_", " ") for one in Format}
    formats |= {one.word: one.name for one in week.formats}
    sources = dict.fromkeys(mapping_at(data, "sources"), "")
    groups = dict.fromkeys((*GROUPS, *(one.plural for one in week.formats)), "")
    lists = {
        "formats": _choices(formats),
        "rules": [WordOffered(rule.key(), rule.title) for rule in RULES],
        "rooms": _named(names_of(week, "room"), language),
        "bodies": bodies,
        "instruments": instruments,
        "sources": _choices(sources),
        "delegations": delegations,
        "sessions": sessions,
        "order": [WordOffered(EVERYTHING), *_choices(groups), *bodies, *sessions],
        "days": list(_days(week, language)),
        "times": [*_sittings(week), *_days(week, language), *_times(week)],
        "equipment": _words(word for room in week.rooms for word in room.equipment),
        "subjects": _words(one.subject for one in week.bodies),
        "groups": _words(one.region for one in week.delegations),
        "buildings": _words(room.building for room in week.rooms),
    }
    lists["sets"] = [*_sets(week), *delegations]
    return lists


def _choices(words: dict[str, str]) -> list[WordOffered]:
    return [WordOffered(word, name) for word, name in words.items()]


def _words(words: Iterable[str]) -> list[WordOffered]:
    return [WordOffered(word) for word in dict.fromkeys(words) if word]


def _named(names: dict[str, str], language: Language) -> list[WordOffered]:
    return [WordOffered(key, language.title(name)) for key, name in names.items()]


def _days(week: Week, language: Language) -> Iterator[WordOffered]:
    for day in week.days:
        date = week.date_of(day)
        yield WordOffered(_day(week, day), language.day(date))


def _day(week: Week, day: int) -> str:
    """A day as a file names it: its weekday, where the week has one of each at most."""
    date = week.date_of(day)
    return f"{date:%A}".lower() if week.length <= 7 else date.isoformat()


def _sittings(week: Week) -> list[WordOffered]:
    return _words(one.name for one in week.sittings)


def _times(week: Week) -> Iterator[WordOffered]:
    for one in week.sittings:
        yield WordOffered(f"{_day(week, one.day)} {one.name}")


def _sets(week: Week) -> Iterator[WordOffered]:
    yield WordOffered("everyone")
    yield WordOffered("nobody")
    for instrument in week.instruments:
        yield WordOffered(f"parties of {instrument.id}", instrument.name)
    for body in week.bodies:
        yield WordOffered(f"leaders of {body.id}", body.name)
        yield WordOffered(f"co-chairs of {body.id}", body.name)
