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


class Choice(NamedTuple):
    """What is written, and what people call it."""

    word: str
    name: str = ""


def offers_of(scenario: Scenario, data: Values, language: Language) -> dict[str, list[Choice]]:
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
    sources = {key: "" for key in mapping_at(data, "sources")}
    groups = {word: "" for word in (*GROUPS, *(one.plural for one in week.formats))}
    lists = {
        "formats": _choices(formats),
        "rules": [Choice(rule.key(), rule.title) for rule in RULES],
        "rooms": _named(names_of(week, "room"), language),
        "bodies": bodies,
        "instruments": instruments,
        "sources": _choices(sources),
        "delegations": delegations,
        "sessions": sessions,
        "order": [Choice(EVERYTHING), *_choices(groups), *bodies, *sessions],
        "days": list(_days(week, language)),
        "times": [*_sittings(week), *_days(week, language), *_times(week)],
        "equipment": _words(word for room in week.rooms for word in room.equipment),
        "subjects": _words(one.subject for one in week.bodies),
        "groups": _words(one.region for one in week.delegations),
        "buildings": _words(room.building for room in week.rooms),
    }
    lists["sets"] = [*_sets(week), *delegations]
    return lists


def _choices(words: dict[str, str]) -> list[Choice]:
    return [Choice(word, name) for word, name in words.items()]


def _words(words: Iterable[str]) -> list[Choice]:
    return [Choice(word) for word in dict.fromkeys(words) if word]


def _named(names: dict[str, str], language: Language) -> list[Choice]:
    return [Choice(key, language.title(name)) for key, name in names.items()]


def _days(week: Week, language: Language) -> Iterator[Choice]:
    for day in week.days:
        date = week.date_of(day)
        alone = week.last.toordinal() - week.first.toordinal() < 7
        yield Choice(_weekday(week, day) if alone else date.isoformat(), language.day(date))


def _weekday(week: Week, day: int) -> str:
    return f"{week.date_of(day):%A}".lower()


def _sittings(week: Week) -> list[Choice]:
    return _words(one.name for one in week.sittings)


def _times(week: Week) -> Iterator[Choice]:
    for one in week.sittings:
        alone = week.last.toordinal() - week.first.toordinal() < 7
        day = _weekday(week, one.day) if alone else week.date_of(one.day).isoformat()
        yield Choice(f"{day} {one.name}")


def _sets(week: Week) -> Iterator[Choice]:
    yield Choice("everyone")
    yield Choice("nobody")
    for instrument in week.instruments:
        yield Choice(f"parties of {instrument.id}", instrument.name)
    for body in week.bodies:
        yield Choice(f"leaders of {body.id}", body.name)
        yield Choice(f"co-chairs of {body.id}", body.name)
