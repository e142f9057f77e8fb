"""The JSON Schema of scenario files, made from the models that read them and from the rules.

Editors complete and check with it while a person writes. It knows the spelling of keys and the
range of numbers; that names exist and times fit together is seen only when the file is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from constraints import RULES
from scenarios.languages.texts import LANGUAGES
from scenarios.loading.rules import MODES
from scenarios.loading.schema import NOT_IN_A_PATCH, ScenarioFile, VariantEntry
from scheduler.rules.rule import Prefer, Rule

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PATCH = "patch of "
"""What the names of definitions begin with that describe a file which extends another."""

VARIANT = "patch of a variant"

Schema = dict[str, Any]


def scenario_schema() -> Schema:
    """The schema of a scenario file, in draft 2020-12.

    A file that extends another may leave out any key, and takes one away by null.
    """
    models: list[type[BaseModel]] = [ScenarioFile, Prefer, *RULES]
    names, document = models_json_schema([(model, "validation") for model in models])
    parts = {name: shortened(part) for name, part in document["$defs"].items()}
    refs = {model: names[model, "validation"] for model in models}
    whole = _name(refs[ScenarioFile])
    parts[whole]["properties"]["rules"] = _rules(parts, refs)
    patches = {f"{PATCH}{name}": _patch(part) for name, part in parts.items()}
    _know_variants(parts[whole], patches[f"{PATCH}{whole}"], patches)
    return {
        "$schema": DIALECT,
        "title": "A scenario of meeting-week",
        "if": {"type": "object", "required": ["extends"]},
        "then": _ref(f"{PATCH}{whole}"),
        "else": _ref(whole),
        "$defs": parts | patches,
    }


def _know_variants(whole: Schema, patch: Schema, patches: dict[str, Schema]) -> None:
    """Say of both kinds of file what a variant and a choice of a grid are: patches themselves."""
    inside = {key: part for key, part in patch["properties"].items() if key not in NOT_IN_A_PATCH}
    patches[VARIANT] = {**patch, "properties": inside}
    changes = _or_null(_ref(VARIANT))
    entry = {**shortened(VariantEntry.model_json_schema()), "description": VariantEntry.__doc__}
    entry["properties"] = {**entry["properties"], "patch": changes}
    kinds: dict[str, Schema] = {
        "variants": _or_null(entry),
        "grid": {"type": "object", "minProperties": 1, "additionalProperties": changes},
    }
    for name, kind in kinds.items():
        description = ScenarioFile.model_fields[name].description
        section = {"type": "object", "description": description, "additionalProperties": kind}
        whole["properties"][name] = section
        patch["properties"][name] = _or_null({**section, "additionalProperties": _or_null(kind)})


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _name(ref: Mapping[str, Any]) -> str:
    return str(ref["$ref"]).rpartition("/")[2]


_TEXT: Schema = {"type": "string"}
_IN_LANGUAGES: Schema = {
    "type": "object",
    "properties": dict.fromkeys(LANGUAGES, _TEXT),
    "minProperties": 1,
    "additionalProperties": False,
}
"""A text in several languages."""

_SHORT: dict[str, Callable[[Schema], list[Schema]]] = {
    "string": lambda full: [_TEXT, full],
    "integer": lambda full: [{"type": "integer"}, full],
    "selection": lambda full: [_TEXT, {"type": "array", "items": _TEXT}, full],
    "items": lambda full: [full["items"], full],
    "languages": lambda full: [full, _IN_LANGUAGES],
}
"""What may be written in short, for each mark of `loading.schema`, beside the full form."""


def shortened(schema: Any) -> Any:
    """The schema with the short form added wherever a mark allows one."""
    if isinstance(schema, list):
        return [shortened(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    below = {key: shortened(value) for key, value in schema.items() if key != "short"}
    if not isinstance(schema.get("short"), str):
        return below
    notes = {key: below.pop(key) for key in ("description", "default", "title") if key in below}
    return {**notes, "anyOf": _SHORT[schema["short"]](below)}


def _rules(parts: dict[str, Schema], refs: Mapping[type[BaseModel], Schema]) -> Schema:
    """How a file applies the rules: each by a word, or with its parameters."""
    prefer = {"anyOf": [{"const": True}, refs[Prefer]]}
    modes = {"must": {"const": True}, "prefer": prefer, "off": {"const": True}}
    properties = {rule.key(): _rule(rule, parts[_name(refs[rule])], modes) for rule in RULES}
    for rule in RULES:
        del parts[_name(refs[rule])]
    return {
        "type": "object",
        "description": ScenarioFile.model_fields["rules"].description,
        "properties": properties,
        "additionalProperties": False,
    }


def _rule(rule: type[Rule], fields: Schema, modes: Schema) -> Schema:
    named = fields["properties"].items()
    parameters = {key: _or_alone(value) for key, value in named if key != "name"}
    return {
        "description": f"{rule.plate()['Meaning']} Usually: {rule.usual}.",
        "anyOf": [
            {"enum": list(MODES)},
            {
                "type": "object",
                "properties": {**modes, **parameters},
                "oneOf": [{"required": [mode]} for mode in MODES],
                "additionalProperties": False,
            },
        ],
    }


def _or_alone(schema: Schema) -> Schema:
    """A list of words, of which one may stand alone; anything else as it is."""
    if schema.get("items") != _TEXT:
        return schema
    kind = {key: schema[key] for key in ("items", "type", "uniqueItems") if key in schema}
    rest = {key: value for key, value in schema.items() if key not in kind}
    return {**rest, "anyOf": [_TEXT, kind]}


def _patch(schema: Any) -> Any:
    """The schema of the same thing in a file that extends another."""
    if isinstance(schema, list):
        return [_patch(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    needed = ("required", "oneOf")
    patched = {key: _patch(value) for key, value in schema.items() if key not in needed}
    if isinstance(schema.get("$ref"), str):
        patched["$ref"] = _ref(f"{PATCH}{_name(schema)}")["$ref"]
    if isinstance(named := patched.get("properties"), dict):
        patched["properties"] = {name: _or_null(value) for name, value in named.items()}
    if isinstance(others := patched.get("additionalProperties"), dict):
        patched["additionalProperties"] = _or_null(others)
    return patched


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
