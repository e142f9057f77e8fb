"""Laying a patch over a scenario: what it adds, changes, replaces and takes away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from constraints import RULE_BY_NAME
from scenarios.languages.texts import is_text, main_text
from scenarios.loading.patches import Values, adds_to_the_other, in_full, is_patch, mapping_at
from scenarios.loading.problems import words
from scenarios.loading.rules import MODES
from scenarios.loading.schema import NO_DAY, ScenarioFile
from scenarios.loading.schema_errors import keys_at
from scenarios.reading.input_problems import InputProblems, warn
from scenarios.reading.names import plain
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml.yaml_source import Path_, Source
from scheduler.errors import BadInput
from scheduler.rules.rule import Prefer
from scheduler.week.clock import count
from scheduler.week.words import listed

_NAMED = frozenset(
    {
        ("bodies",),
        ("candidates",),
        ("delegations", "also"),
        ("delegations", "except"),
        ("experiments", "proposals"),
        ("formats",),
        ("instruments",),
        ("leadership", "tasks"),
        ("sessions",),
        ("variants",),
        ("venue", "rooms"),
        ("week", "sittings"),
    }
)
"""Where the keys are those that people give to things."""

_MOST_NAMED = 4
"""Entries of a list that are named where they are dropped."""


def lay_over(below: Source, patch: Source, known: Values | None = None) -> Source:
    """Lay a patch over a scenario, as a file that extends it would be.

    Parameters
    ----------
    known
        What further patches may take away as well; without it, what stands in the scenario.
    """
    say_nothing(patch, below.data if known is None else known)
    lower, upper = in_full(below.data), in_full(patch.data)
    for day, entry in mapping_at(upper, "week", "days").items():
        if (
            isinstance(entry, dict)
            and entry.get("sittings") == {}
            and entry.get("only") is not True
        ):
            where = patch.where(("week", "days", day), key=True)
            raise BadInput.at(where, f"week › days › {day}: {NO_DAY}")
    lower = _days_giving_way(_rules_giving_way(lower, upper), upper)
    merged = _merged(below._replace(data=lower), patch._replace(data=upper))
    _refuse_titles_as_keys(merged.data, lower, patch)
    return merged


def _refuse_titles_as_keys(merged: Values, below: Values, patch: Source) -> None:
    """Refuse new keys that are the title or name of what a file below has under another key."""
    problems = InputProblems()
    for section in sorted(_NAMED):
        there = mapping_at(below, *section)
        now = mapping_at(merged, *section)
        for key in mapping_at(patch.data, *section):
            for other in () if key in there else there:
                for called in ("title", "name"):
                    said = main_text(mapping_at(now, other).get(called))
                    if isinstance(said, str) and plain(said) == plain(key):
                        where = patch.where((*section, key), key=True)
                        what = f"'{key}' is the {called} of {other}; write that key"
                        problems.note(where, what, words(section))
    problems.finish()


def say_nothing(source: Source, below: Values | None = None) -> None:
    """Tell of keys without a value that ask for nothing: there is nothing to be taken away."""
    for path in _empty(source.data):
        *above, key = path
        there = mapping_at(below, *above)
        if key in there:
            continue
        if not _is_named(path):
            known, what = _keys(path), f"there is no key '{key}' here"
            if key in known or not known:
                continue
        elif below is None:
            known, what = [], f"nothing is said of '{key}', and it is left out"
        else:
            known, what = list(there), f"there is no '{key}' that could be taken away"
        warn(source.where(path, key=True), what + suggestion(key, known), words(path[:-1]))


def warn_of_replaced_lists(below: Source, patch: Source) -> None:
    """Tell of lists that a patch gives anew, where entries of the scenario are not among them."""
    for path, above in _lists(patch.data):
        old = below.data
        for step in path:
            old = old.get(step) if isinstance(old, dict) else None
        if not isinstance(old, list) or adds_to_the_other(path):
            continue
        lost = [entry for entry in old if entry not in above]
        if lost and above:
            said = listed(map(_shown, lost)) if len(lost) <= _MOST_NAMED else ""
            gone = said or count(len(lost), "entry", "entries")
            what = f"this replaces the list of {below.where(path)}, and drops {gone} from it"
            them = "it" if len(lost) == 1 else "them"
            where = patch.where(path, key=True)
            warn(where, f"{what}; write {them} again to keep {them}", words(path))


def _shown(entry: Any) -> str:
    """An entry of a list as it is written."""
    if isinstance(entry, dict):
        return f"{{{', '.join(f'{key}: {_shown(value)}' for key, value in entry.items())}}}"
    if isinstance(entry, list):
        return f"[{', '.join(map(_shown, entry))}]"
    return str(entry)


def _lists(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, list[Any]]]:
    """The lists in a patch, and words alone, which may stand for one."""
    if isinstance(data, dict) and not is_patch(path):
        for key, value in data.items():
            yield from _lists(value, (*path, key))
    elif _is_list(data):
        yield path, _as_list(data)


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


def _rules_giving_way(below: Values, above: Values) -> Values:
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


def _days_giving_way(below: Values, above: Values) -> Values:
    """The values of the file below, without the sittings that a day of the one above replaces."""
    days, anew = mapping_at(below, "week", "days"), mapping_at(above, "week", "days")
    if not (days and anew):
        return below
    left: Values = {}
    for day, entry in days.items():
        differs, old = anew.get(day), mapping_at(entry, "sittings")
        if isinstance(differs, dict) and old:
            new = mapping_at(differs, "sittings")
            kept = {name: one for name, one in old.items() if not _replaces(new.get(name), one)}
            entry = {**entry, "sittings": {} if differs.get("only") is True else kept}
        left[day] = entry
    return {**below, "week": {**below["week"], "days": left}}


def _replaces(above: Any, below: Any) -> bool:
    """Whether a sitting of a day is taken away above, or comes back there."""
    return isinstance(above, dict) and "off" in {**above, **(below or {})}


def _merged(base: Source, patch: Source) -> Source:
    """A patch over a base: mappings are merged, anything else replaces, null takes away."""
    keys, values = dict(base.keys), dict(base.values)
    lengthened: dict[Path_, int] = {}

    def laid_over(below: Any, above: Any, path: Path_) -> Any:
        if adds_to_the_other(path) and _is_list(below) and _is_list(above):
            first = _as_list(below)
            lengthened[path] = len(first)
            return [*first, *_as_list(above)]
        below = _told_below(below, above, path)
        if isinstance(below, dict) and isinstance(above, dict) and not is_patch(path):
            merged = dict(below)
            for key, value in above.items():
                merged[key] = laid_over(below[key], value, (*path, key)) if key in below else value
            return {key: value for key, value in merged.items() if value is not None}
        for places in (keys, values):
            for inside in [p for p in places if p[: len(path)] == path and len(p) > len(path)]:
                del places[inside]
        return above

    def moved(path: Path_) -> Path_:
        for above, number in lengthened.items():
            step = path[len(above)] if path[: len(above)] == above != path else None
            if isinstance(step, int):
                return (*above, step + number, *path[len(above) + 1 :])
        return path

    data = laid_over(base.data, patch.data, ())
    keys.update({moved(path): place for path, place in patch.keys.items()})
    values.update({moved(path): place for path, place in patch.values.items()})
    return Source(data, keys, values, patch.form or base.form)


def _told_below(below: Any, above: Any, path: Path_) -> Any:
    """What stands below; a text in one language is English where above it is in several."""
    several = isinstance(below, str) and isinstance(above, dict) and is_text(ScenarioFile, path)
    return {"en": below} if several else below


def _is_list(value: Any) -> bool:
    """Whether a value is a list, or a word alone, which stands for one."""
    return isinstance(value, list | str)


def _as_list(value: Any) -> list[Any]:
    return [value] if isinstance(value, str) else value
