"""From a scenario file's rules to settings: which rules apply, how, and with what parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from constraints import RULE_BY_NAME, RULES
from scenarios.loading.problems import Report
from scenarios.loading.schema_errors import complain
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml_source import Path_
from scheduler.rules.rule import Must, Prefer, Rule, Setting
from scheduler.week.week import Week

MODES = ("must", "prefer", "off")
"""The words with which a scenario applies a rule."""

REFERS_TO = "refers_to"
"""The mark, in a rule's field, of a name that must exist in the week."""


def build_settings(
    entries: Mapping[str, Any], given: Mapping[str, Mapping[str, Any]], report: Report
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
        report.known(("rules", name), name, list(RULE_BY_NAME), "rule")
    settings, off = [], []
    for rule in RULES:
        name = rule.title()
        usual = "must" if rule.usual == "must" else "off"
        mode, parameters = _read(entries.get(name, usual), ("rules", name), report)
        if mode is not None:
            built = _rule(rule, {**given.get(name, {}), **parameters}, report)
            if built is not None:
                settings.append(Setting(rule=built, mode=mode))
        elif rule.usual == "must":
            off.append(name)
    return tuple(settings), tuple(off)


def _read(entry: Any, path: Path_, report: Report) -> tuple[Must | Prefer | None, dict[str, Any]]:
    """How a rule applies, None for off, and its parameters."""
    if isinstance(entry, str):
        entry = {entry: True}
    if not isinstance(entry, Mapping):
        report.add(path, f"write one of {', '.join(MODES)}")
        return None, {}
    said = [word for word in MODES if word in entry]
    if len(said) != 1:
        problem = "only one of" if said else "one of"
        report.add(path, f"say {problem} {', '.join(MODES)}, beside the rule's parameters")
        return None, {}
    parameters = {key: value for key, value in entry.items() if key not in MODES}
    if said[0] == "off":
        return None, {}
    if said[0] == "must":
        return Must(), parameters
    given = entry["prefer"]
    try:
        mode = Prefer.model_validate({} if given is True else given)
    except ValidationError as error:
        complain(error, Prefer, (*path, "prefer"), report)
        return None, {}
    return mode, parameters


def _rule(rule: type[Rule], parameters: Mapping[str, Any], report: Report) -> Rule | None:
    path = ("rules", rule.title())
    if "name" in parameters:
        known = [name for name in rule.model_fields if name != "name"]
        what = f"there is no key 'name' here{suggestion('name', known)}"
        report.add((*path, "name"), what, key=True)
        return None
    try:
        return rule.model_validate(dict(parameters))
    except ValidationError as error:
        complain(error, rule, path, report)
        return None


def check_names(settings: tuple[Setting, ...], week: Week, report: Report) -> None:
    """Note the names in the rules' parameters that the week does not have."""
    known: dict[str, dict[str, str]] = {
        "body": {body.id: body.name for body in week.bodies},
        "session": {session.id: session.title for session in week.sessions},
        "delegation": {delegation.code: delegation.name for delegation in week.delegations},
    }
    known["session or body"] = {**known["session"], **known["body"]}
    for setting in settings:
        for path, kind, name in _names(setting.rule, ("rules", setting.rule.name)):
            report.known(path, name, known[kind], kind)


def _names(value: BaseModel, path: Path_) -> Iterator[tuple[Path_, str, str]]:
    """Every name in a rule's parameters, with its place and what it is a name of."""
    for field, info in type(value).model_fields.items():
        extra = info.json_schema_extra
        kind = extra.get(REFERS_TO) if isinstance(extra, dict) else None
        yield from _inside(getattr(value, field), (*path, field), kind)


def _inside(value: Any, path: Path_, kind: Any) -> Iterator[tuple[Path_, str, str]]:
    if isinstance(value, BaseModel):
        yield from _names(value, path)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _inside(inner, (*path, key), kind)
    elif isinstance(value, tuple | list):
        for number, inner in enumerate(value):
            yield from _inside(inner, (*path, number), kind)
    elif isinstance(value, frozenset):
        for inner in sorted(value):
            yield from _inside(inner, path, kind)
    elif kind is not None and isinstance(value, str) and value:
        yield path, str(kind), value
