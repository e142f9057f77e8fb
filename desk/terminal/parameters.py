"""The parameters of a rule, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from scheduler.rules.rule import Rule

_KINDS = {
    "integer": "whole number",
    "number": "number",
    "string": "text",
    "boolean": "true or false",
    "array": "list",
    "object": "keys",
}


class Parameter(NamedTuple):
    """One thing that a scenario file may set.

    Attributes
    ----------
    name
        The way to it: ``neighbours › within`` for a key of each item of a list.
    takes
        What may be written, with its range.
    default
        What applies otherwise; ``needed`` where nothing does.
    description
        What it means.
    """

    name: str
    takes: str
    default: str
    description: str


def parameters(rule: type[Rule]) -> list[Parameter]:
    """Every parameter of a rule, those inside others after them."""
    schema = rule.model_json_schema()
    below = _keys(schema, schema.get("$defs", {}), "")
    return [parameter for parameter in below if parameter.name != "name"]


def _keys(schema: Mapping[str, Any], parts: Mapping[str, Any], above: str) -> Iterator[Parameter]:
    needed = schema.get("required", ())
    for key, value in schema.get("properties", {}).items():
        name = f"{above}{key}"
        default = "needed" if key in needed else _default(value.get("default"))
        yield Parameter(name, _takes(value, parts), default, value.get("description", ""))
        for inner in _inside(value, parts):
            yield from _keys(inner, parts, f"{name} › ")


def _inside(value: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The models inside a value: its own, those of its items or of its entries."""
    for inner in (value, value.get("items"), value.get("additionalProperties")):
        if isinstance(inner, Mapping) and "$ref" in inner:
            yield _resolved(inner, parts)


def _resolved(value: Mapping[str, Any], parts: Mapping[str, Any]) -> Mapping[str, Any]:
    name = str(value.get("$ref", "")).rpartition("/")[2]
    found: Mapping[str, Any] = parts.get(name, value)
    return found


def _takes(value: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    value = _resolved(value, parts)
    if "anyOf" in value:
        choices = [_takes(one, parts) for one in value["anyOf"] if one.get("type") != "null"]
        return " or ".join(choices)
    if "enum" in value:
        return " or ".join(map(str, value["enum"]))
    kind = _KINDS.get(str(value.get("type")), "value")
    if "minimum" in value and "maximum" in value:
        return f"{kind}, {value['minimum']} to {value['maximum']}"
    if "minimum" in value:
        return f"{kind}, {value['minimum']} or more"
    return kind


def _default(value: Any) -> str:
    return "none" if value in (None, "", [], {}) else str(value)
