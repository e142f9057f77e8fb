"""The catalogue of the rules, written by the rules themselves as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from constraints import RULE_BY_NAME, RULES
from scenarios.reading.spelling import suggestion
from scheduler.document.week_grid import WeekGrid
from scheduler.errors import BadInput
from scheduler.rules.rule import Example, Group, Rule

_KINDS = {
    "integer": "whole number",
    "number": "number",
    "string": "text",
    "boolean": "true or false",
    "array": "list",
    "object": "keys",
}


def catalogue() -> str:
    """Every rule, under its group, in the order of the registry."""
    return "\n\n".join(_catalogue()) + "\n"


def _catalogue() -> Iterator[str]:
    yield "# Rules"
    yield (
        "A scenario applies each rule as a `must`, as a preference (`prefer`, with a `tier` and a "
        "`weight`), or not at all (`off`). A usual must applies also where a scenario does not "
        "mention it."
    )
    for group in Group:
        yield f"## {group.value}"
        for rule in RULES:
            if rule.group is group:
                yield from _plate(rule, "###")


def leaf(name: str) -> str:
    """One rule in full, with its examples.

    Raises
    ------
    BadInput
        Where there is no such rule.
    """
    if name not in RULE_BY_NAME:
        hint = suggestion(name, list(RULE_BY_NAME))
        raise BadInput.at("", f"there is no rule '{name}'{hint}")
    rule = RULE_BY_NAME[name]
    blocks = [*_plate(rule, "#"), "## Examples"]
    blocks += [block for example in rule.examples() for block in _example(example)]
    return "\n\n".join(blocks) + "\n"


def _plate(rule: type[Rule], heading: str) -> Iterator[str]:
    plate = rule.plate()
    yield f"{heading} {rule.title} (`{rule.key()}`)"
    yield f"{plate.pop('Meaning')} Usually: {rule.usual}. Counted in {rule.unit}."
    for section, text in plate.items():
        yield f"**{section}.** {text}"
    serves = [principle.value for principle in rule.principles]
    serves += [f"Recommendation {number}" for number in rule.recommendations]
    if serves:
        yield f"**Serves.** {', '.join(serves)}."
    table = [
        f"| `{p.name}` | {p.takes} | {p.default} | {p.description} |" for p in parameters(rule)
    ]
    if table:
        head = ["| parameter | takes | default | meaning |", "|---|---|---|---|"]
        yield "\n".join([*head, *table])


def _example(example: Example) -> Iterator[str]:
    rule, week = example.rule, example.week
    settings = rule.model_dump(mode="json", exclude={"name"}, exclude_defaults=True)
    yield example.text
    if settings:
        yield f"With {', '.join(f'`{key}`: `{value}`' for key, value in settings.items())}."
    yield f"Kept:\n\n{_drawing(WeekGrid(week, example.good))}"
    if example.bad is not None:
        broken = f"Broken by {example.amount} ({rule.unit}):"
        yield f"{broken}\n\n{_drawing(WeekGrid(week, example.bad))}"
        breaches = rule.check(week, example.bad)
        told = (rule.tell(week, example.bad, case, amount) for case, amount in breaches)
        yield "\n".join(f"- {sentence}" for sentence in told)


def _drawing(grid: WeekGrid) -> str:
    return f"```text\n{grid.days_text()}\n```"


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
