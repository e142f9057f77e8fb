"""Calls as people type them: a wrong argument is answered by a sentence."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from inspect import Parameter, Signature
from numbers import Integral, Number
from pathlib import Path
from types import FunctionType, NoneType
from typing import TYPE_CHECKING, Any, ParamSpec, TypedDict, TypeVar

from pydantic import BaseModel, ValidationError

from scenarios.reading.spelling import suggestion
from scheduler.errors import BadInput, InputProblem
from scheduler.week.timetable import Part
from scheduler.week.words import listed

if TYPE_CHECKING:
    from scheduler.solving.solving import Options

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


class SearchKeywords(TypedDict, total=False):
    """The keywords of every search; see `scenarios.week_plan.WeekPlan`."""

    time_limit: float
    workers: int | None
    seed: int
    watch: Callable[[Any], None] | None


class SearchArguments(TypedDict):
    """What every study takes for its search."""

    options: Options
    watch: Callable[[Any], None] | None


KINDS: dict[str, type] = {
    "str": str,
    "int": Integral,
    "float": Number,
    "bool": bool,
    "None": NoneType,
    "Path": Path,
    "Part": Part,
    "Collection[str]": Iterable,
    "Iterable[str]": Iterable,
}
"""What annotations of a call stand for; others are looked at where they are used."""

USUAL: dict[str, Any] = {"time_limit": 60.0, "workers": None, "seed": 1, "watch": None}


def clear_call(function: Callable[P, T]) -> Callable[P, T]:
    """Say what a function takes, with an example, where it is called with something else.

    Where it takes ``**search``, each of the `SearchKeywords` stands in its signature.
    """
    signature = inspect.signature(function)
    taken = [one for one in signature.parameters.values() if one.kind is not one.VAR_KEYWORD]
    if len(taken) < len(signature.parameters):
        taken += [Parameter(name, Parameter.KEYWORD_ONLY, default=USUAL[name]) for name in USUAL]
        signature = signature.replace(parameters=taken)

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError:
            sentence = _sentence(function.__name__, signature, args, kwargs)
            raise TypeError(sentence) from None
        for key, value in bound.arguments.items():
            _check_kind(function.__name__, signature.parameters[key], value)
        return function(*args, **kwargs)

    called.__dict__["__signature__"] = signature
    return called


def clear_calls(kind: type[T]) -> type[T]:
    """Make every public method of a class a `clear_call`."""
    for name, method in list(vars(kind).items()):
        if isinstance(method, FunctionType) and not name.startswith("_"):
            setattr(kind, name, clear_call(method))
    return kind


def _check_kind(name: str, parameter: Parameter, value: Any) -> None:
    """Refuse a value of another kind than a parameter takes, as far as `KINDS` knows it."""
    taken = str(parameter.annotation).split(" | ")
    if any(word not in KINDS for word in taken):
        return
    kinds = tuple(KINDS[word] for word in taken)
    for one in value if parameter.kind is parameter.VAR_POSITIONAL else (value,):
        if not isinstance(one, kinds):
            what = f"{name}() takes {parameter.name} as {listed(taken, 'or')}, not {kind_of(one)}"
            raise TypeError(what)


def kind_of(value: object) -> str:
    """What a value is, for a message: ``an int``."""
    name = type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def _sentence(
    name: str, signature: Signature, args: Sequence[object], given: Mapping[str, object]
) -> str:
    """Say what is wrong with a call that does not fit a signature."""
    taken = [one for one in signature.parameters.values() if one.name != "self"]
    plain = [one for one in taken if one.kind is one.POSITIONAL_OR_KEYWORD]
    keywords = [one for one in taken if one.kind is one.KEYWORD_ONLY]
    values = args[1:] if "self" in signature.parameters else args
    needed = [one.name for one in plain if one.default is one.empty]
    whole = ", ".join(needed)
    for word in given:
        if word not in signature.parameters:
            known = [one.name for one in (*plain, *keywords)]
            return f"{name}() has no argument '{word}'{suggestion(word, known)}"
    if len(values) > len(plain) and keywords:
        value = values[len(plain)]
        value = value if isinstance(value, int | float | str) else keywords[0].default
        example = f"{keywords[0].name}={value!r}"
        if not plain:
            return f"{name}() takes keywords only: {name}({example})"
        return f"{name}() takes all but {whole} by keyword: {name}({whole}, {example})"
    return f"{name}() takes {whole or 'nothing'}: {name}({whole})"


def checked(model: type[M], **fields: Any) -> M:
    """Build a value from arguments; `BadInput` has a sentence for each one that will not do."""
    try:
        return model(**fields)
    except ValidationError as error:
        raise BadInput(
            InputProblem(
                str(one["loc"][0]),
                f"this {one['msg'].removeprefix('Input ')}; it is {one['input']!r}",
            )
            for one in error.errors()
        ) from None


def searched(search: SearchKeywords) -> SearchArguments:
    """The limits of a search, and what watches it; for errors see `checked`."""
    from scheduler.solving.solving import Options

    fields: dict[str, Any] = {**USUAL, **search}
    watch = fields.pop("watch")
    return {"options": checked(Options, **fields), "watch": watch}
