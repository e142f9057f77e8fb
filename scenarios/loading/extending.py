"""Reading a scenario file laid over the file that it extends, and patches laid over a scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from os.path import relpath
from pathlib import Path
from typing import Any, NoReturn

from constraints import RULE_BY_NAME
from scenarios.loading.problems import words
from scenarios.loading.rules import MODES
from scenarios.loading.schema import NO_DAY, ScenarioFile
from scenarios.loading.schema_errors import keys_at
from scenarios.reading.files import is_file
from scenarios.reading.input_problems import warn
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml_source import Path_, Source, merge, parse_yaml, read_yaml
from scheduler.errors import BadInput
from scheduler.rules.rule import Prefer

DEEPEST = 10
"""Files in the longest chain of files that extend each other."""

Values = dict[str, Any]


_NAMED = frozenset(
    {
        ("bodies",),
        ("candidates",),
        ("delegations", "also"),
        ("delegations", "except"),
        ("experiments", "proposals"),
        ("instruments",),
        ("leadership", "tasks"),
        ("sessions",),
        ("variants",),
        ("venue", "rooms"),
        ("week", "sittings"),
    }
)
"""Where the keys are those that people give to things."""


def lay_over(below: Source, patch: Source, known: Values | None = None) -> Source:
    """Lay a patch over a scenario, as a file that extends it would be.

    Parameters
    ----------
    known
        What further patches may take away as well; without it, what stands in the scenario.
    """
    _say_nothing(patch, below.data if known is None else known)
    lower, upper = in_full(below.data), in_full(patch.data)
    for day, entry in _mapping(upper, "week", "days").items():
        if (
            isinstance(entry, dict)
            and entry.get("sittings") == {}
            and entry.get("only") is not True
        ):
            _refuse(patch, ("week", "days", day), f"week › days › {day}: {NO_DAY}", key=True)
    lower = _days_giving_way(_giving_way(lower, upper), upper)
    return merge(
        below._replace(data=lower), patch._replace(data=upper), is_patch, adds_to_the_other
    )


def _say_nothing(source: Source, below: Values | None = None) -> None:
    """Tell of keys without a value that ask for nothing: there is nothing to be taken away."""
    for path in _empty(source.data):
        *above, key = path
        lower = _mapping(below or {}, *above)
        if key in lower:
            continue
        if _is_named(path):
            known, what = list(lower), f"there is no '{key}' that could be taken away"
            if below is None:
                known, what = [], f"nothing is said of '{key}', and it is left out"
        else:
            known = _keys(path)
            what = f"there is no key '{key}' here"
            if key in known or not known:
                continue
        warn(source.where(path, key=True), what + suggestion(key, known), words(tuple(above)))


def _keys(path: tuple[str, ...]) -> list[str]:
    """What the last key of a path may be; nothing where that depends on more than the path."""
    if path[0] != "rules":
        return keys_at(ScenarioFile, path[:-1])
    if len(path) == 2:
        return list(RULE_BY_NAME)
    if len(path) == 4 and path[2] == "prefer":
        return list(Prefer.model_fields)
    if len(path) == 3 and path[1] in RULE_BY_NAME:
        return [*MODES, *sorted({*RULE_BY_NAME[path[1]].model_fields} - {"name"})]
    return []


def _empty(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of the keys without a value; what is laid over later is looked at then."""
    if isinstance(data, dict) and not (path and is_patch(path)):
        for key, value in data.items():
            if value is None:
                yield (*path, str(key))
            else:
                yield from _empty(value, (*path, str(key)))


def _is_named(path: tuple[str, ...]) -> bool:
    """Whether the last key of a path is one that people give to a thing."""
    return path[:-1] in _NAMED or path[-2:-1] == ("divides_into",)


def in_full(data: Values) -> Values:
    """The values of a file, with its sittings in their long form.

    That is ``{hours: …}`` for hours alone, so that a file above may change one thing of a sitting,
    and ``{off: true}`` for a sitting that a day lacks.
    """
    usual, days = _mapping(data, "week", "sittings"), _mapping(data, "week", "days")
    if not (usual or days):
        return data
    week = dict(data["week"])
    if usual:
        found = {name: None if one == "off" else _sitting(one) for name, one in usual.items()}
        week["sittings"] = found
    if days:
        week["days"] = {day: _day_in_full(entry) for day, entry in days.items()}
    return {**data, "week": week}


def _day_in_full(entry: Any) -> Any:
    sittings = _mapping({"day": entry}, "day", "sittings")
    if not sittings:
        return entry
    off = {"off": True}
    found = {n: off if one in (None, "off") else _sitting(one) for n, one in sittings.items()}
    return {**entry, "sittings": found}


def _sitting(entry: Any) -> Any:
    return {"hours": entry} if isinstance(entry, str) else entry


def _mapping(data: Values, *path: str) -> Values:
    """The mapping at a path; an empty one where there is none."""
    found: Any = data
    for step in path:
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _days_giving_way(below: Values, above: Values) -> Values:
    """The values of the file below, without the sittings that a day of the one above replaces."""
    days, anew = _mapping(below, "week", "days"), _mapping(above, "week", "days")
    if not (days and anew):
        return below
    left: Values = {}
    for day, entry in days.items():
        differs, old = anew.get(day), _mapping({"day": entry}, "day", "sittings")
        if isinstance(differs, dict) and old:
            new = _mapping(differs, "sittings")
            kept = {name: one for name, one in old.items() if not _replaces(new.get(name), one)}
            entry = {**entry, "sittings": {} if differs.get("only") is True else kept}
        left[day] = entry
    return {**below, "week": {**below["week"], "days": left}}


def _replaces(above: Any, below: Any) -> bool:
    """Whether a sitting of a day is taken away above, or comes back there."""
    return isinstance(above, dict) and "off" in {**above, **(below or {})}


def adds_to_the_other(path: Path_) -> bool:
    """Whether the list at a path is added to that of the file below: closed days, days away."""
    return path[-1:] == (_ADDED.get(str(path[0])) if path else None,)


_ADDED = {"week": "closed", "venue": "closed", "delegations": "absent"}


def read_source(path: Path, below: tuple[Path, ...] = (), *, text: str | None = None) -> Source:
    """Read a scenario file, laid over what it extends; its values are not looked at yet.

    Parameters
    ----------
    below
        The files that extend this one, one after another.
    text
        What stands in the file, which need not exist; None: it is read.

    Raises
    ------
    BadInput
        Where it cannot be read.
    """
    source = read_yaml(path) if text is None else parse_yaml(text, path)
    if not isinstance(source.data, dict):
        _refuse(source, (), "a scenario file begins with keys such as schema and week")
    if "meetings" in source.data and "sessions" not in source.data:
        what = "this is a season; 'meeting-week season' takes it"
        _refuse(source, ("meetings",), what, key=True)
    base = source.data.get("extends")
    if base is None:
        source = source._replace(data=_with_empty_patches(source.data))
        _say_nothing(source)
        return source
    if not isinstance(base, str):
        _refuse(source, ("extends",), "extends: write the name of a file")
    parent, chain = path.parent / base, (*below, path.resolve())
    if not is_file(parent):
        _refuse(source, ("extends",), f"extends: there is no file {parent}")
    if parent.resolve() in chain or len(chain) > DEEPEST:
        what = f"extends: {base} leads back to this file; break the circle"
        _refuse(source, ("extends",), what)
    extended, folder = read_source(parent, chain), Path(base).parent

    def moved(data: Values) -> Values:
        return _seen_from(folder, data)

    return lay_over(extended._replace(data=_each_patch(moved(extended.data), moved)), source)


def _refuse(source: Source, path: Path_, what: str, *, key: bool = False) -> NoReturn:
    raise BadInput.at(source.where(path, key=key), what)


def moved_to(folder: Path, source: Path, data: Values) -> Values:
    """The values of a file, with the paths in them as seen from another folder.

    Where the two lie on different drives the paths are absolute.
    """
    here = source.parent.resolve()
    try:
        way = Path(relpath(here, folder.resolve()))
    except ValueError:
        way = here

    def moved(inside: Values) -> Values:
        found = _seen_from(way, inside)
        base = inside.get("extends")
        return {**found, "extends": (way / base).as_posix()} if isinstance(base, str) else found

    return _each_patch(moved(data), moved)


def _seen_from(folder: Path, data: Values) -> Values:
    """The values of a file in another folder, with the paths in them as seen from here."""

    def moved(entry: Any, key: str) -> Any:
        if isinstance(entry, dict) and isinstance(entry.get(key), str) and entry[key]:
            return {**entry, key: (folder / entry[key]).as_posix()}
        return entry

    found = dict(data)
    if "delegations" in data:
        found["delegations"] = moved(data["delegations"], "table")
    candidates, rules = data.get("candidates"), data.get("rules")
    for name in candidates if isinstance(candidates, dict) else ():
        found["candidates"] = moved(found["candidates"], name)
    if isinstance(rules, dict):
        found["rules"] = {name: moved(entry, "reference") for name, entry in rules.items()}
    return found


def _giving_way(below: Values, above: Values) -> Values:
    """The values of the file below, without the ways of applying rules that the one above replaces.

    Where that one says `must` of a rule, the `prefer` of this one no longer holds.
    """
    before, anew = below.get("rules"), above.get("rules")
    if not isinstance(before, dict) or not isinstance(anew, dict):
        return below
    rules = dict(before)
    for name, entry in anew.items():
        old = rules.get(name)
        if isinstance(entry, dict) and isinstance(old, str):
            rules[name] = old = {old: True}
        if isinstance(entry, dict) and isinstance(old, dict):
            said = {mode for mode in MODES if entry.get(mode) is not None}
            if said:
                rules[name] = {k: v for k, v in old.items() if k not in MODES or k in said}
    return {**below, "rules": rules}


def is_patch(path: Path_) -> bool:
    """Whether a patch stands at a path.

    A file that extends another gives a patch anew as a whole: null inside means something.
    """
    if len(path) != 3:
        return False
    return path[0] == "grid" or (path[0] == "variants" and path[2] == "patch")


def _each_patch(data: Values, change: Callable[[Values], Values]) -> Values:
    """The values of a file with every patch changed; whatever has no such shape is left alone."""

    def at(value: Any, path: Path_) -> Any:
        if not isinstance(value, dict):
            return value
        if is_patch(path):
            return change(value)
        return {key: at(inner, (*path, key)) for key, inner in value.items()}

    sections: Values = {key: at(data[key], (key,)) for key in ("variants", "grid") if key in data}
    return {**data, **sections}


def _with_empty_patches(data: Values) -> Values:
    """The values of a file that extends none: a variant or choice without a value changes nothing.

    In a file that extends another, null takes it away, as everywhere.
    """

    def filled(section: Any, depth: int) -> Any:
        if not isinstance(section, dict):
            return section
        if depth == 0:
            return {key: {} if value is None else value for key, value in section.items()}
        return {key: filled(value, depth - 1) for key, value in section.items()}

    depths: dict[str, int] = {"variants": 0, "grid": 1}
    found: Values = {key: filled(data[key], depth) for key, depth in depths.items() if key in data}
    return {**data, **found}
