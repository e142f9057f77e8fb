"""Texts of a scenario file that stand there in several languages: ``{en: …, fr: …, es: …}``.

A week has each of its texts in one language only, the main one, so that names are compared, judged
and printed as ever. What a text is in the others is kept beside the week, by the text itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Protocol, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic_core import CoreSchema

from scenarios.reading.names import plain
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml.yaml_source import Path_, Source

LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish"}
"""The languages of a scenario, by the keys under which a text stands in them."""

Texts: TypeAlias = dict[str, dict[str, str]]
"""By language: what a text of the week is in it."""

_EMPTY = "this is empty; write the text in one language at least, as in {en: …, fr: …}"


class InLanguages:
    """Marks a text of a scenario file that may stand there in several languages.

    Parameters
    ----------
    short
        The mark for the JSON Schema, by which `scenarios.loading.json_schema` knows it.
    """

    def __init__(self, short: str = "languages") -> None:
        self._short = short

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(core), "short": self._short}


class Notes(Protocol):
    """Where problems with the values of a file are noted."""

    source: Source

    def add(self, path: Path_, what: str, *, key: bool = False) -> None: ...


def main_text(value: Any) -> Any:
    """A text in its main language, English or else the first; any other value as it is."""
    if not isinstance(value, dict):
        return value
    said = {k: text.strip() for k, text in value.items() if isinstance(text, str) and plain(text)}
    return said.get("en", next(iter(said.values()), ""))


def as_written(text: str, texts: Mapping[str, Mapping[str, str]]) -> str | dict[str, str]:
    """A text of a week as a scenario file has it: with its translations, where it has any."""
    found = {code: texts[code][text] for code in LANGUAGES if text in texts.get(code, {})}
    return text if found.keys() <= {"en"} else found


def in_main_language(data: Any, model: type[BaseModel], notes: Notes) -> tuple[Any, Texts]:
    """The values of a file with every text in its main language, and the texts in all of them.

    Parameters
    ----------
    model
        What the file holds, with `InLanguages` at the texts.
    notes
        What is wrong is noted here: a language that is not known, no text at all, and one text
        that is two in another language.
    """
    texts: Texts = {}
    first: dict[tuple[str, str], Path_] = {}

    def told(value: Any, path: Path_) -> Any:
        if not isinstance(value, dict):
            return value
        said = dict(_said(value, path, notes))
        main = main_text(said)
        if not said and all(text is None for text in value.values()):
            notes.add(path, _EMPTY)
        for code, text in said.items():
            there = first.setdefault((code, main), path)
            kept = texts.setdefault(code, {}).setdefault(main, text)
            if kept != text:
                where = notes.source.where((*there, code))
                what = f"'{main}' is '{kept}' in {LANGUAGES[code]} elsewhere"
                what += f" ({where})" if where else ""
                notes.add((*path, code), f"{what}; write it in one way, or change '{main}'")
        return main

    for way in ways_to_texts(model):
        data = _told_at(data, way, (), told)
    return data, texts


def _said(value: Mapping[str, Any], path: Path_, notes: Notes) -> Iterator[tuple[str, str]]:
    """What stands under the languages of a text, without what is left blank."""
    for key, text in value.items():
        if key not in LANGUAGES:
            what = f"there is no language '{key}' here{suggestion(key, LANGUAGES)}"
            notes.add((*path, key), what, key=True)
        elif text is not None and not isinstance(text, str):
            what = "write a text, in quotation marks where it looks like a number"
            notes.add((*path, key), what)
        elif text is not None and not plain(text):
            notes.add((*path, key), "this is empty; write the text, or leave the language out")
        elif text is not None:
            yield key, text.strip()


def _told_at(data: Any, way: tuple[str, ...], path: Path_, told: Any) -> Any:
    """Values with the texts at the end of a way changed; `*` stands for every key or item."""
    if not way:
        return told(data, path)
    step, rest = way[0], way[1:]
    if isinstance(data, list) and step == "*":
        return [_told_at(one, rest, (*path, n), told) for n, one in enumerate(data)]
    if not isinstance(data, dict) or (step != "*" and step not in data):
        return data
    return {
        key: _told_at(one, rest, (*path, key), told) if step in ("*", key) else one
        for key, one in data.items()
    }


@cache
def ways_to_texts(model: type[BaseModel]) -> tuple[tuple[str, ...], ...]:
    """Where texts with the mark `InLanguages` stand below a model; `*` is any key or item."""
    return tuple(dict.fromkeys(_ways(model)))


def is_text(model: type[BaseModel], path: Path_) -> bool:
    """Whether a text that may stand in several languages is at a path."""
    return any(
        len(way) == len(path) and all(s in ("*", k) for s, k in zip(way, path, strict=True))
        for way in ways_to_texts(model)
    )


def _ways(kind: Any) -> Iterator[tuple[str, ...]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            key = field.alias or name
            if any(isinstance(mark, InLanguages) for mark in field.metadata):
                yield (key,)
            yield from ((key, *way) for way in _ways(field.annotation))
    elif get_origin(kind) is Annotated:
        inner, *marks = get_args(kind)
        if any(isinstance(mark, InLanguages) for mark in marks):
            yield ()
        yield from _ways(inner)
    elif get_origin(kind) in (Union, UnionType):
        for one in get_args(kind):
            yield from _ways(one)
    elif get_origin(kind) in (dict, tuple, list):
        inside = get_args(kind)[1:] if get_origin(kind) is dict else get_args(kind)[:1]
        for one in inside:
            yield from (("*", *way) for way in _ways(one))
