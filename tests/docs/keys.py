"""The reference of every key of a scenario, a season and a rota file, from the models."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from ruamel.yaml import YAML

from scenarios.loading.schema import ScenarioFile
from scenarios.loading.workbook.layout import MORE, cells_of_keys
from scenarios.rota.schema import RotaFile
from scenarios.season.schema import SeasonFile
from tests.docs.note import NOTE

INTRODUCTION = """
A scenario file is YAML. `KEY` stands for a name of your own, and `[]` for an item of a list.

- A *date* is `2027-06-14`, `14.06.2027` or `14 June 2027`, a *time* `10:00`; *hours* are
  `10:00-13:00`.
- A *day* is a weekday (`monday`) or a date, and a *moment* a day with a time (`monday 10:00`).
  *Sittings* are `morning`, `monday morning`, or a day for all of its sittings.
- *Text in languages* is a text, or the same one in several: `{en: Opening, fr: Ouverture, es:
  Apertura}`. Any of the three may be left out; a text by itself is taken to be English.
- Sessions, bodies, rooms and delegations go by their keys or codes, or by their names in full. A
  set of delegations is a list, `everyone`, or a condition over the table of States.
- *Text or list* means that one value may stand without brackets: `[COL]` and `COL` say the same.
- *True or false* is written in these words: `yes`, `no`, `on`, 1 and 0 are refused. A *number* may
  stand in quotation marks.
- In a [workbook](guide/3-your-own-week.md#as-a-workbook) a value stands on the sheet and in the
  column named last; what has none stands as YAML in the column *Anything else* of its row.

`meeting-week schema`, `schema --season` and `schema --rota` print the same as a JSON Schema, with
which an editor completes and checks a file while you write.
"""
MODELS: dict[str, type[BaseModel]] = {
    "scenario": ScenarioFile,
    "season": SeasonFile,
    "rota": RotaFile,
}
EXAMPLES = YAML(typ="safe").load(Path(__file__).with_name("keys.yaml"))
"""An example in YAML for each place, by file and place."""


CELLS = dict(cells_of_keys())
"""The sheet and column of each key that has one, by its place."""


class Place(NamedTuple):
    """A group of keys: where it stands in a file, the model that reads it, and its keys.

    What a model takes over from one that stands elsewhere, at the place ``above``, is not repeated.
    """

    path: str
    model: type[BaseModel]
    fields: dict[str, FieldInfo]
    above: str = ""


def places(model: type[BaseModel], known: dict[type, str], path: str = "") -> Iterator[Place]:
    """Every group of keys below a model, each once, but for those known."""
    if model in known:
        return
    known[model] = path
    base = next((one for one in model.__bases__ if one in known), None)
    before = {} if base is None else getattr(base, "model_fields", {})
    fields = {
        field.alias or name: field
        for name, field in model.model_fields.items()
        if name not in before or field.default != before[name].default
    }
    yield Place(path, model, fields, "" if base is None else known[base])
    for name, field in fields.items():
        for inner, step in _inside(field.annotation, ""):
            yield from places(inner, known, f"{path}.{name}{step}".lstrip("."))


def _inside(annotation: Any, step: str) -> Iterator[tuple[type[BaseModel], str]]:
    """The models that a value may hold, each with the steps to it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation, step
        return
    origin = getattr(annotation, "__origin__", None)
    below = {dict: f"{step}.KEY", tuple: f"{step}[]"}.get(origin, step)  # type: ignore[call-overload]
    for inner in get_args(annotation):
        yield from _inside(inner, below)


def files() -> dict[str, list[Place]]:
    """The places of both kinds of file."""
    known: dict[type, str] = {}
    return {name: list(places(model, known)) for name, model in MODELS.items()}


def keys() -> str:
    """The page."""
    known = files()
    links = _links([place for here in known.values() for place in here])
    scenario, season, rota = (
        "\n".join(
            line
            for place in here
            for line in _section(place, EXAMPLES[name], links, in_workbook=name == "scenario")
        )
        for name, here in known.items()
    )
    return (
        f"{NOTE}\n\n# Keys\n{INTRODUCTION}\n## The scenario file\n\n{scenario}\n"
        f"## The season file\n\nA year of meetings, for `meeting-week season`.\n\n{season}\n"
        "## The rota file\n\nWho leads the committees over several years, for "
        f"`meeting-week rota`.\n\n{rota}"
    )


def _links(here: list[Place]) -> dict[type[BaseModel], str]:
    """What leads to the heading of each model: a heading that comes again has a number."""
    found: dict[type[BaseModel], str] = {}
    before = Counter[str]()
    for place in here:
        anchor = re.sub(r"\W", "", place.path).lower()
        found[place.model] = f"#{anchor}-{before[anchor]}" if before[anchor] else f"#{anchor}"
        before[anchor] += 1
    return found


def _section(
    place: Place,
    examples: Mapping[str, str],
    links: Mapping[type[BaseModel], str],
    *,
    in_workbook: bool,
) -> Iterator[str]:
    schema = place.model.model_json_schema(by_alias=True)
    if place.path:
        more = f" It has the keys of `{place.above}`, and these:" if place.above else ""
        yield f"### {place.path}\n\n{' '.join((place.model.__doc__ or '').split())}{more}\n"
    head, rule = (" in a workbook |", "---|") if in_workbook else ("", "")
    yield f"| key | takes | default | meaning |{head}\n|---|---|---|---|{rule}"
    for key, field in place.fields.items():
        takes = _takes(schema["properties"][key], field, schema)
        for inner, _ in _inside(field.annotation, ""):
            takes = re.sub(r"keys$", f"[keys]({links[inner]})", takes)
        cell = f" {_cell(place, key)} |" if in_workbook else ""
        yield f"| `{key}` | {takes} | {_default(field)} | {field.description} |{cell}"
    yield f"\n```yaml\n{examples[place.path or 'file'].rstrip()}\n```\n"


def _cell(place: Place, key: str) -> str:
    """The sheet and column of a key; for a section with several the first sheet."""
    path = f"{place.path}.{key}".lstrip(".")
    below = (cell for known, cell in CELLS.items() if known.startswith(f"{path}."))
    nothing = "" if place.path else MORE
    return CELLS.get(path) or next(below, nothing).partition(":")[0]


_SHORT = {"string": "text or ", "integer": "number or ", "selection": "text, list or ", "items": ""}
_KINDS = {"integer": "number", "string": "text", "boolean": "true or false", "object": "keys"}


def _takes(value: Mapping[str, Any], field: FieldInfo, schema: Mapping[str, Any]) -> str:
    if date in (field.annotation, *get_args(field.annotation)):
        return "date"
    return _kind(value, schema.get("$defs", {}))


def _kind(value: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    """What may be written, with its range."""
    if "short" in value:
        rest = {key: inner for key, inner in value.items() if key != "short"}
        if value["short"] == "languages":
            return f"{_kind(rest, parts)} in languages"
        return f"{_SHORT[value['short']]}{_kind(rest, parts)}"
    if "$ref" in value:
        return _kind(parts[value["$ref"].rpartition("/")[2]], parts)
    if "anyOf" in value:
        kinds = (_kind(one, parts) for one in value["anyOf"] if one.get("type") != "null")
        return " or ".join(dict.fromkeys(kinds))
    choices = value.get("enum") or [value[word] for word in ("const",) if word in value]
    if choices:
        return ", ".join(f"`{choice}`" for choice in choices)
    return _plain(value, parts)


def _plain(value: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    inner, pattern = value.get("additionalProperties"), value.get("pattern", "")
    if value.get("type") == "array":
        items = _kind(value["items"], parts)
        return "list" if items == "text" else f"list: {items}"
    if inner and not value.get("properties"):
        return "keys" if inner is True else f"names, each with {_kind(inner, parts)}"
    if pattern:
        return "hours" if "–" in pattern else "percent"
    kinds = value.get("type", "value")
    kind = " or ".join(
        _KINDS.get(one, one) for one in ([kinds] if isinstance(kinds, str) else kinds)
    )
    least, most = value.get("minimum"), value.get("maximum")
    if least is None:
        return kind
    return f"{kind}, {least} or more" if most is None else f"{kind}, {least} to {most}"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "needed"
    value = field.default
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Enum | str | int) and value != "":
        return f"`{value}`"
    return f"`{', '.join(value)}`" if isinstance(value, tuple) and value else ""


def shown_at(text: str, path: str) -> set[str]:
    """The keys that an example shows at a place."""
    here = [_values(text)]
    for step in re.findall(r"\w+|\[\]", path):
        if step == "KEY":
            here = [inner for one in here for inner in one.values()]
        elif step == "[]":
            here = [inner for one in here for inner in (one if isinstance(one, list) else [one])]
        else:
            here = [one[step] for one in here if step in one]
    return {key for one in here if isinstance(one, dict) for key in one}


@cache
def _values(text: str) -> Any:
    return YAML(typ="safe").load(text)
