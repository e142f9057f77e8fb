"""What pydantic finds wrong with a value, said for the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from scenarios.loading.problems import FileProblems
from scenarios.reading.spelling import suggestion
from scenarios.reading.yaml.yaml_source import Path_
from scheduler.rules.rule import Rule

M = TypeVar("M", bound=BaseModel)

_SAYINGS = {
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number, without a fraction",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "string_type": "write a text, in quotation marks where it looks like a number",
    "int_parsing_size": "write a smaller number",
    "dict_type": "this needs keys of its own, indented below it",
    "model_type": "this needs keys of its own, indented below it",
    "model_attributes_type": "this needs keys of its own, indented below it",
    "tuple_type": "write a list, as in [one, two]",
    "list_type": "write a list, as in [one, two]",
    "frozen_set_type": "write a list, as in [one, two]",
    "too_short": "at least one is needed",
}


_IN_CELLS = {
    "bool_type": "write yes or no",
    "bool_parsing": "write yes or no",
    "string_type": "write a text",
    "tuple_type": "write the words with commas between them",
    "list_type": "write the words with commas between them",
    "frozen_set_type": "write the words with commas between them",
}
"""What is said otherwise of a cell of a workbook."""

_WITH_KEYS = ("dict_type", "model_type", "model_attributes_type")
"""The faults of what needs keys and has none."""

_WANTED: dict[tuple[int | str, ...], str] = {
    ("schema",): "; a scenario file says 'schema: 1' in its first line",
    ("week",): "; give its first and last day, as in week: {from: 2027-06-14, to: 2027-06-18}",
}
"""By the key that is missing: what to write."""


class NewKey(NamedTuple):
    """What a key is called today, and what is added to a number that stood under the old one."""

    key: str
    more: int = 0
    why: str = "a week's rule and a season's aim no longer share a name"


DAYS_APART = "days apart are the difference of the dates"
FORMER = {
    ("save_trips", "days_apart"): NewKey("most_days_apart", 1, DAYS_APART),
    ("spacings", "days"): NewKey("least_days_apart", 1, DAYS_APART),
    ("save_journeys", "within"): NewKey("most_days_apart", 0, DAYS_APART),
    ("save_trips", "within"): NewKey("most_days_apart", 0, DAYS_APART),
    ("aims", "let_delegations_attend"): NewKey("let_states_attend"),
    ("aims", "save_trips"): NewKey("save_journeys"),
    ("aims", "align_instruments"): NewKey("align_meetings"),
}
"""By the key above and the key: keys of earlier versions."""


def validate(model: type[M], values: Any, path: Path_, problems: FileProblems) -> M | None:
    """The model with the values; None where they will not do, and everything wrong is noted.

    Parameters
    ----------
    path
        The way from the top of the file to the values.
    """
    mistaken = dict(_mistaken(values, [model], ()))
    for place, (kind, said) in mistaken.items():
        problems.add((*path, *place), f"{_asked((*path, *place), kind, problems)}, not '{said}'")
    try:
        valid = model.model_validate(values)
    except ValidationError as error:
        faults = [
            fault
            for fault in error.errors(include_url=False)
            if tuple(fault["loc"]) not in mistaken
        ]
        _note(faults, model, path, problems)
        return None
    return None if mistaken else valid


def _mistaken(
    value: Any, kinds: Sequence[Any], place: tuple[int | str, ...]
) -> Iterator[tuple[tuple[int | str, ...], tuple[str, str]]]:
    """The places below a value where pydantic would make one kind of value into another.

    Each with the kind of its fault and with what stands there.

    It takes ``yes`` or 1 for true, and true for 1. A number in quotation marks is a number.
    """
    if isinstance(value, dict | list | tuple):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in steps:
            below = [found for kind in kinds for found in _below(kind, step)]
            if below:
                yield from _mistaken(inner, below, (*place, step))
    elif isinstance(value, bool):
        if (int in kinds or float in kinds) and bool not in kinds and str not in kinds:
            yield place, ("int_type", str(value).lower())
    elif bool in kinds and isinstance(value, str | int | float) and type(value) not in kinds:
        if any(value in get_args(kind) for kind in kinds):
            return
        yield place, ("bool_type", str(value)[:60])


def _asked(path: Path_, kind: str, problems: FileProblems) -> str:
    """What to write where a fault of a kind is; empty where nothing is said of it."""
    in_file = _SAYINGS.get(kind, "")
    return in_file if problems.source.form_at(path) is None else _IN_CELLS.get(kind, in_file)


def _note(
    faults: Sequence[Any], model: type[BaseModel], path: Path_, problems: FileProblems
) -> None:
    for number, fault in enumerate(faults):
        if problems.full:
            problems.pass_over(len(faults) - number)
            break
        place = tuple(fault["loc"])
        kind, value = fault["type"], fault.get("input")
        if place[-1:] == ("[key]",):
            whole = (*path, *place[:-1])
            problems.add_key(whole, _saying(kind, fault, value, _asked(whole, kind, problems)))
        elif kind == "extra_forbidden":
            known, word = keys_at(model, place[:-1]), str(place[-1])
            if not _renamed((*path, *place), value, problems):
                what = f"there is no key '{word}' here{suggestion(word, known)}"
                problems.add((*path, *place), what, key=True)
        elif kind == "missing" and isinstance(place[-1], int):
            problems.add((*path, *place[:-1]), "name two, as in [one, two]")
        elif kind == "missing":
            what = f"the key '{place[-1]}' is missing{_WANTED.get(place, '')}"
            above, blank = (*path, *place[:-1]), problems.source.blanks.get((*path, *place))
            what = _empty((*path, *place), problems) or what
            if blank is None:
                problems.add(above, what, key=True)
            else:
                problems.note(str(blank), what, problems.subject(above, key=True))
        elif kind == "value_error":
            whole = (*path, *place)
            problems.add(whole, _in_heads(_saying(kind, fault, value, ""), whole, problems))
        else:
            keys = needed_at(model, place) if isinstance(value, list | tuple) else []
            shape = f"write {{{', '.join(f'{key}: …' for key in keys)}}}, not a list"
            asked = _asked((*path, *place), kind, problems)
            saying = shape if keys and kind in _WITH_KEYS else _saying(kind, fault, value, asked)
            problems.add((*path, *place), saying)


def _in_heads(what: str, path: Path_, problems: FileProblems) -> str:
    """What a model says of its keys, with the heads of their columns where these are filled in."""
    return _KEY.sub(
        lambda found: problems.said(path, found[0], (*path, found[1] or found[2])), what
    )


_KEY = re.compile(r"'([a-z_]+)'|\b([a-z]+_[a-z_]+)\b")


def _empty(path: Path_, problems: FileProblems) -> str:
    """That nothing stands where a workbook has a cell for it; empty in a file of keys."""
    form = problems.source.form_at(path)
    return "" if form is None else form.empty(path)


def _renamed(path: Path_, value: Any, problems: FileProblems) -> bool:
    """Whether a key is one of an earlier version; if so, it is said how to write it today."""
    *_, above, word = (step for step in ("", *path) if isinstance(step, str))
    new = FORMER.get((above, word))
    if new is None:
        return False
    today = f"{new.key}: {value + new.more}" if type(value) is int else new.key
    problems.add(path, f"did you mean {today}? '{word}' has a new name: {new.why}", key=True)
    for inner in value if isinstance(value, dict) else ():
        _renamed((*path, inner), value[inner], problems)
    return True


def _saying(kind: str, fault: Any, value: Any, asked: str) -> str:
    context = fault.get("ctx", {})
    shown = f"'{str(value)[:60]}'" if isinstance(value, str | int | float) else "this"
    if kind in ("enum", "literal_error"):
        words = str(context.get("expected", "")).replace(" or ", ", ").split(", ")
        expected = [word.strip("' ") for word in words]
        return f"{shown} is not possible{suggestion(str(value), expected)}"
    if kind == "value_error":
        return str(context.get("error", fault["msg"]))
    limits = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most")}
    if kind in limits:
        key, word = limits[kind]
        return f"{shown} is out of range; it must be {word} {context.get(key)}"
    return f"{asked or fault['msg'][:1].lower() + fault['msg'][1:]}, not {shown}"


def keys_at(model: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    """The keys that are possible at a place inside a model."""
    return [
        field.alias or name
        for kind in _models_at(model, place)
        for name, field in kind.model_fields.items()
        if not (issubclass(kind, Rule) and name == "name")
    ]


def needed_at(model: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    """The keys that cannot be left out at a place inside a model."""
    return [
        field.alias or name
        for kind in _models_at(model, place)[:1]
        for name, field in kind.model_fields.items()
        if field.is_required()
    ]


def _models_at(model: type[BaseModel], place: tuple[int | str, ...]) -> list[type[BaseModel]]:
    kinds: list[Any] = [model]
    for step in place:
        kinds = [inner for kind in kinds for inner in _below(kind, step)]
    return [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]


def _below(kind: Any, step: int | str) -> list[Any]:
    """The types that a value one step further down may have."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = [f for n, f in kind.model_fields.items() if step in (n, f.alias)]
        return [inner for field in fields for inner in _plain(field.annotation)]
    inside = get_args(kind)[1:] if get_origin(kind) is dict else get_args(kind)
    return [inner for arg in inside for inner in _plain(arg)]


def _plain(kind: Any) -> list[Any]:
    """A type without what it is wrapped in; the members of a union."""
    if get_origin(kind) is Annotated:
        return _plain(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [inner for arg in get_args(kind) for inner in _plain(arg)]
    return [kind]
