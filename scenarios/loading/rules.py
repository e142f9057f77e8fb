"""From a scenario file to settings: which rules apply, how, and with what parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from itertools import chain, product
from typing import Any

from pydantic import BaseModel

from constraints import RULE_BY_NAME, RULES
from constraints.keep_bodies_apart import KeepBodiesApart
from constraints.keep_plenaries_alone import KeepPlenariesAlone
from constraints.sit_back_to_back import SitBackToBack
from scenarios.loading.problems import FileProblems
from scenarios.loading.schema import OrderEntry
from scenarios.loading.schema_errors import validate
from scenarios.loading.sessions import called_sessions
from scenarios.reading.moments import Calendar
from scenarios.reading.names import meetings, names_of, read_session_name
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml.yaml_source import Path_
from scheduler.rules.rule import Must, Prefer, Rule, Setting
from scheduler.week.week import Format, Week

MODES = ("must", "prefer", "off")
"""The words with which a scenario applies a rule."""

_TO_WRITE = {
    "must": "write 'must: true' for a must, or 'off: true' to switch the rule off",
    "prefer": "write 'prefer: true', or 'prefer' with tier and weight; 'off: true' switches it off",
    "off": "write 'off: true' to switch the rule off, or 'must: true' for a must",
}
"""By the word that a scenario gives no possible value: what to write."""

SESSIONS = ("session", "session or body")
"""What words can refer to for which meetings that repeat may stand together."""

REFERS_TO = "refers_to"
"""The mark, in a rule's field, of what its words mean: names in the week, a moment or sittings."""

GROUPS: dict[str, str] = {
    "plenaries": Format.PLENARY,
    "special_sessions": Format.SPECIAL,
    "small_groups": Format.SMALL_GROUP,
    "report_backs": Format.REPORT_BACK,
    "workshops": Format.WORKSHOP,
    "coordination_meetings": Format.COORDINATION,
    "side_events": Format.SIDE_EVENT,
}
"""Words for all sessions of a usual format."""

EVERYTHING = "everything"
"""The word for the whole official programme, without coordination meetings and side events."""


def reserved(week: Week) -> dict[str, str]:
    """The words of an order that no session or body can have for its key, and what each means."""
    words = {word: f"all {word.replace('_', ' ')}" for word in GROUPS}
    own = {one.plural: f"all sessions of the format '{one.word}'" for one in week.formats}
    return {**words, **own, EVERYTHING: "the whole official programme"}


def build_settings(
    entries: Mapping[str, Any],
    given: Mapping[str, Mapping[str, Any]],
    calendar: Calendar,
    problems: FileProblems,
) -> tuple[tuple[Setting, ...], tuple[str, ...]]:
    """The rules that apply, in the order of the catalogue, and the usual musts switched off.

    Parameters
    ----------
    entries
        The rules as the file has them. A usual must that it does not mention applies all the same.
    given
        Parameters, by rule, that the file gives elsewhere, such as its order.
    """
    for name in entries:
        problems.known(("rules", name), name, list(RULE_BY_NAME), "rule")
    settings, off = [], []
    for rule in RULES:
        name = rule.key()
        usual = "must" if rule.usual == "must" else "off"
        mode, parameters = _read(entries.get(name, usual), ("rules", name), problems)
        if mode is not None:
            if parameters.get("orders") and given.get(name, {}).get("orders"):
                what = "these would replace what the key 'order' says; write all of it in 'order'"
                problems.add(("rules", name, "orders"), what, key=True)
            built = _rule(rule, {**given.get(name, {}), **parameters}, calendar, problems)
            if built is not None:
                settings.append(Setting(rule=built, mode=mode))
        elif rule.usual == "must":
            off.append(name)
    return tuple(settings), tuple(off)


def _read(
    entry: Any, path: Path_, problems: FileProblems
) -> tuple[Must | Prefer | None, dict[str, Any]]:
    """How a rule applies, None for off, and its parameters."""
    if isinstance(entry, str):
        entry = {entry: True}
    if not isinstance(entry, Mapping):
        problems.add(path, f"write one of {', '.join(MODES)}")
        return None, {}
    said = [word for word in MODES if word in entry]
    if len(said) != 1:
        problem = "only one of" if said else "one of"
        problems.add(path, f"say {problem} {', '.join(MODES)}, beside the rule's parameters")
        return None, {}
    parameters = {key: value for key, value in entry.items() if key not in MODES}
    (mode,) = said
    asked = entry[mode]
    if asked is not True and not (mode == "prefer" and isinstance(asked, Mapping)):
        problems.add((*path, mode), f"{_shown(asked)} is not possible; {_TO_WRITE[mode]}")
        return None, {}
    if mode == "off":
        return None, {}
    if mode == "must":
        return Must(), parameters
    given = {} if asked is True else asked
    return validate(Prefer, given, (*path, "prefer"), problems), parameters


def _shown(value: Any) -> str:
    """A value as the file has it."""
    if isinstance(value, bool):
        return f"'{str(value).lower()}'"
    return f"'{value}'" if isinstance(value, str | int | float) else "this"


def _rule(
    rule: type[Rule], parameters: dict[str, Any], calendar: Calendar, problems: FileProblems
) -> Rule | None:
    path = ("rules", rule.key())
    if "name" in parameters:
        known = [name for name in rule.model_fields if name != "name"]
        what = f"there is no key 'name' here{suggestion('name', known)}"
        problems.add((*path, "name"), what, key=True)
        return None
    for field in [field for field in parameters if refers_to(rule, field) == "moment"]:
        minute = problems.read_at((*path, field), calendar.minute_named, str(parameters[field]))
        if minute is None:
            return None
        parameters[field] = datetime.combine(calendar.first, time()) + timedelta(minutes=minute)
    for field in [field for field in parameters if refers_to(rule, field) == "sittings"]:
        words = parameters[field]
        if isinstance(words, str | list):
            words = [words] if isinstance(words, str) else list(map(str, words))
            here = (*path, field)
            parameters[field] = problems.read_all(here, words, calendar.open_sittings)
    for field in [field for field in parameters if _lists_words(rule, field)]:
        if isinstance(parameters[field], str):
            parameters[field] = [parameters[field]]
    return validate(rule, parameters, path, problems)


def _lists_words(rule: type[Rule], field: str) -> bool:
    """Whether a parameter is a list of words, of which one may stand alone."""
    info = rule.model_fields.get(field)
    return info is not None and info.annotation in (frozenset[str], tuple[str, ...])


def look_up_names(
    settings: tuple[Setting, ...], week: Week, problems: FileProblems
) -> tuple[Setting, ...]:
    """The settings with keys for the names in the rules' parameters; noted where there are none."""
    known = {kind: names_of(week, kind) for kind in ("body", "session", "delegation")}
    known["building"] = {room.building: "" for room in week.rooms if room.building}
    known["session or body"] = {**known["body"], **known["session"]}

    def keyed(value: Any, path: Path_, kind: str | None = None) -> list[Any]:
        """What a value of a file stands for: several where it names meetings that repeat."""
        if isinstance(value, BaseModel):
            kinds = {name: refers_to(type(value), name) for name in type(value).model_fields}
            each = [keyed(getattr(value, name), (*path, name), kinds[name]) for name in kinds]
            return _each_way(value, kinds, each)
        if isinstance(value, Mapping):
            names = {key: keyed(key, (*path, key), kind) for key in value}
            _distinct(names, path, problems)
            return [
                {
                    name: keyed(inner, (*path, key), kind)[0]
                    for key, inner in value.items()
                    for name in names[key]
                }
            ]
        if isinstance(value, tuple):
            inside = (keyed(inner, (*path, n), kind) for n, inner in enumerate(value))
            return [tuple(chain.from_iterable(inside))]
        if isinstance(value, frozenset):
            inside = (keyed(inner, path, kind) for inner in sorted(value))
            return [frozenset(chain.from_iterable(inside))]
        if kind in known and isinstance(value, str) and value:
            together = week if kind in SESSIONS else None
            return _meant(value, path, kind, known[kind], together, problems)
        return [value]

    found = []
    for setting in settings:
        path: Path_ = ("rules", setting.rule.name)
        (rule,) = keyed(setting.rule, path)
        if rule != setting.rule:  # Two names may turn out to be one thing.
            rule = validate(type(rule), rule.model_dump(), path, problems) or rule
        found.append(setting.model_copy(update={"rule": rule}))
    return tuple(found)


def _meant(
    text: str,
    path: Path_,
    kind: str,
    known: Mapping[str, str],
    week: Week | None,
    problems: FileProblems,
) -> list[str]:
    """The keys that a text means; with a week, all those of meetings that repeat."""
    if week is None:
        return [problems.name(path, text, known, kind)]
    key = problems.read_at(path, read_session_name, text, known, week, kind)
    return [text] if key is None else list(meetings(week, key, known))


def _each_way(
    entry: BaseModel, kinds: Mapping[str, str | None], values: Sequence[Sequence[Any]]
) -> list[BaseModel]:
    """An entry of a rule for each way to take one of the values of its every field.

    Where there are several, no session stands against itself.
    """
    ways = [dict(zip(kinds, way, strict=True)) for way in product(*values)]
    named = [name for name, kind in kinds.items() if kind in SESSIONS]
    if len(ways) > 1:
        ways = [way for way in ways if len({way[name] for name in named}) == len(named)]
    return [entry.model_copy(update=way) for way in ways]


def _distinct(names: Mapping[str, Sequence[str]], path: Path_, problems: FileProblems) -> None:
    """Refuse keys that mean one thing, of which one would replace the other."""
    first: dict[str, str] = {}
    for key, meant in ((key, one) for key, several in names.items() for one in several):
        other = first.setdefault(meant, key)
        if other != key:
            problems.add((*path, key), f"'{key}' means the same as '{other}'; keep one", key=True)


def refers_to(model: type[BaseModel], field: str) -> str | None:
    """What the words of a field mean, as its mark says."""
    info = model.model_fields.get(field)
    extra = info.json_schema_extra if info is not None else None
    return str(extra[REFERS_TO]) if isinstance(extra, dict) and REFERS_TO in extra else None


def expand_order(
    entries: Sequence[OrderEntry], week: Week, problems: FileProblems
) -> Iterator[dict[str, object]]:
    """Each pair of sessions that an order speaks of, with its gap.

    A session does not come before itself: it is left out of a group that it is set against.
    """
    if entries:
        bodies = (problems.called(("bodies", body.id), body.name) for body in week.bodies)
        problems.reserved(bodies, reserved(week))
        problems.reserved(called_sessions(week.sessions, problems), reserved(week))
    for number, entry in enumerate(entries):
        path: Path_ = ("order", number)
        sides = _named(entry.first, (*path, "first"), week, problems)
        others = _named(entry.then, (*path, "then"), week, problems)
        first = dict.fromkeys(chain(*sides.values()))
        then = dict.fromkeys(chain(*others.values()))
        pairs = [
            (one, other)
            for one, other in product(first, then)
            if one != other and not (one in then and other in first)
        ]
        if sides.keys() == others.keys():
            what = "both sides are the same, and nothing comes before itself"
            problems.add(path, f"{what}; write what comes first, and something else that follows")
        elif first and then and not pairs:
            problems.warn(path, "both sides mean the same sessions; this asks for nothing")
        for one, other in pairs:
            yield {"first": one, "then": other, **entry.gap.model_dump()}


def order_names(week: Week) -> dict[str, str]:
    """All that an order can name, by key: groups of sessions, bodies and sessions."""
    groups = dict.fromkeys([*GROUPS, EVERYTHING], "")
    groups |= {one.plural: one.name_of_all for one in week.formats}
    return groups | names_of(week, "body") | names_of(week, "session")


def _named(
    words: Sequence[str], path: Path_, week: Week, problems: FileProblems
) -> dict[str, list[str]]:
    """The sessions that each thing on one side of an order stands for, by the key of the thing."""
    among = order_names(week)
    groups = GROUPS | {one.plural: one.word for one in week.formats}
    found = {}
    kind = "session, body or group of sessions"
    for number, word in enumerate(words):
        key = problems.read_at((*path, number), read_session_name, word, among, week, kind) or word
        if key in week.session or (key in week.series and key not in among):
            found[key] = list(meetings(week, key, among))
        elif key in week.body:
            found[key] = [session.id for session in week.sessions_of(key)]
        else:
            found[key] = [
                session.id
                for session in week.sessions
                if session.format_word == groups.get(key)
                or (session.programme and key == EVERYTHING)
            ]
        if not found[key] and key in among:
            what = f"the week has no session that '{words[number]}' means"
            problems.warn((*path, number), f"{what}; it asks for nothing here")
    return found


def check_relations(settings: Iterable[Setting], week: Week, problems: FileProblems) -> None:
    """Look in the rules' parameters for what is set against itself, or against no session.

    Both ask for nothing. A body may be set against itself: that means every two of its sessions.
    """
    for setting in settings:
        path: Path_ = ("rules", setting.rule.name)
        if isinstance(setting.rule, SitBackToBack):
            for number, pair in enumerate(setting.rule.neighbours):
                here: Path_ = (*path, "neighbours", number)
                _check_relation(pair.session, pair.next_to, here, week, problems)
        elif isinstance(setting.rule, KeepPlenariesAlone):
            for number, exception in enumerate(setting.rule.exceptions):
                here = (*path, "exceptions", number)
                _check_relation(exception.session, exception.beside, here, week, problems)
        elif isinstance(setting.rule, KeepBodiesApart):
            for name, conflict in setting.rule.classes.items():
                for number, (one, other) in enumerate(conflict.pairs):
                    here = (*path, "classes", name, "pairs", number)
                    if one == other:
                        _check_relation(one, other, here, week, problems)


def _check_relation(one: str, other: str, path: Path_, week: Week, problems: FileProblems) -> None:
    sessions = [
        {key} if key in week.session else {session.id for session in week.sessions_of(key)}
        for key in (one, other)
        if key in week.session or key in week.body
    ]
    if len(sessions) < 2:
        return  # A name that is not known is a problem already.
    if all(sessions) and len(set[str]().union(*sessions)) > 1:
        return
    if one == other and one in week.session:
        problems.add(path, f"'{one}' stands against itself; name two sessions")
    else:
        same = f"'{one}' with itself" if one == other else f"'{one}' with '{other}'"
        problems.warn(path, f"the week has no two sessions for {same}; this asks for nothing")
