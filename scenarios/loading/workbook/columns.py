"""The columns of a sheet, made from the model that reads what its rows say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from scenarios.languages.language import CODES
from scenarios.languages.texts import InLanguages
from scenarios.loading.schema import SelectionEntry, YesOrNo
from scenarios.loading.workbook import kinds
from scenarios.loading.workbook.kinds import CellKind
from scenarios.reading.names import plain

Steps = tuple[str, ...]
"""The way from the entry of a row to a value in it; empty for the entry itself."""


class SheetColumn(NamedTuple):
    """A column, or several that say one thing together.

    Attributes
    ----------
    heads
        What stands above each.
    path
        Where the value stands in the entry.
    helps
        What is said of each head to those who fill it in.
    offers
        What the drop-down lists of each head offer: words, or the name of a list; see
        `scenarios.loading.workbook.lists`.
    field
        What a scenario file may say there.
    keys
        Of the entry, where the column says several of them, and not what stands at its path.
    """

    heads: tuple[str, ...]
    path: Steps
    kind: CellKind
    helps: tuple[str, ...]
    offers: tuple[tuple[str, ...] | str, ...]
    field: FieldInfo | None = None
    keys: tuple[str, ...] = ()

    def same(self, one: Any, other: Any) -> bool:
        """Whether two values mean the same here."""
        if one == other or (self.kind is kinds.YES_NO and other == ("yes" if one else "no")):
            return True
        if self.field is None:
            return False
        wanted: Any = Annotated[self.field.annotation, *(self.field.metadata or (None,))]
        kind = TypeAdapter[Any](wanted)
        try:
            return bool(kind.validate_python(one) == kind.validate_python(other))
        except ValidationError:
            return False


class Wording(NamedTuple):
    """How columns are called, and what they offer, where their keys do not say it well.

    Attributes
    ----------
    heads
        By the way to the value, in words with dots between them, or by its last word.
    kinds
        By the same: the kind of its cells.
    offers
        By the last key: the name of a list.
    """

    heads: Mapping[str, str]
    kinds: Mapping[str, CellKind]
    offers: Mapping[str, str]


def columns_of(
    model: type[BaseModel], wording: Wording, *leave_out: str, above: Steps = ()
) -> Iterator[SheetColumn]:
    """The columns for the fields of a model, and for those of the models inside it.

    Parameters
    ----------
    leave_out
        Keys that stand elsewhere.
    above
        The way to the model.
    """
    for name, field in model.model_fields.items():
        key = field.alias or name
        path = (*above, key)
        way = ".".join(path)
        if key in leave_out or way in leave_out:
            continue
        inner = _model(field.annotation)
        said = wording.kinds.get(way) or wording.kinds.get(key)
        if inner is not None and not said and not issubclass(inner, SelectionEntry):
            yield from columns_of(inner, wording, *leave_out, above=path)
            continue
        head = wording.heads.get(way) or wording.heads.get(key) or _head(path)
        kind = said or _kind(field)
        heads = in_all(head) if kind is kinds.TEXTS else (head,)
        listed = wording.offers.get(way) or wording.offers.get(key) or _offers(field.annotation)
        help_ = field.description or ""
        yield SheetColumn(heads, path, kind, (help_,) * len(heads), (listed,) * len(heads), field)


def in_all(head: str) -> tuple[str, ...]:
    """The heads of a text in the main language and in the others."""
    return (head, *(f"{head} ({code})" for code in CODES[1:]))


def _head(path: Steps) -> str:
    words = " ".join(path).replace("_", " ")
    return words[:1].upper() + words[1:]


def _bare(annotation: Any) -> Any:
    """A type without None, and without what it is wrapped in."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        inside = [one for one in get_args(annotation) if one is not type(None)]
        return _bare(inside[0]) if len(inside) == 1 else Union[tuple(inside)]  # noqa: UP007
    return annotation


def _model(annotation: Any) -> type[BaseModel] | None:
    bare = _bare(annotation)
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None


def _options(annotation: Any) -> tuple[str, ...]:
    """The words that a value can be; none where it can be others."""
    bare = _bare(annotation)
    if get_origin(bare) is Literal:
        return tuple(map(str, get_args(bare)))
    if isinstance(bare, type) and issubclass(bare, Enum):
        return tuple(str(one.value) for one in bare)
    return ()


def _kind(field: FieldInfo) -> CellKind:
    bare = _bare(field.annotation)
    if bare is str and any(isinstance(mark, InLanguages) for mark in field.metadata):
        return kinds.TEXTS
    options = _options(bare)
    simple: dict[Any, CellKind] = {
        bool: kinds.YES_NO,
        YesOrNo: kinds.YES_NO,
        int: kinds.NUMBER,
        date: kinds.DAY,
        str: kinds.TEXT,
        tuple[int, int]: kinds.TEXT,
        tuple[str, ...]: kinds.WORDS,
    }
    if options:
        return kinds.choice(options)
    if bare in simple:
        return simple[bare]
    if isinstance(bare, type) and issubclass(bare, SelectionEntry):
        return kinds.SET
    inside = get_args(bare)
    if get_origin(bare) is tuple and inside[1:] == (...,):
        within = _options(inside[0])
        if within or _bare(inside[0]) is str:
            return kinds.choices(within) if within else kinds.WORDS
    return kinds.STRUCTURE


def _offers(annotation: Any) -> tuple[str, ...] | str:
    bare = _bare(annotation)
    return ("yes", "no") if bare in (bool, YesOrNo) else _options(bare)


def head_of(text: str) -> str:
    """What a head is known by, in whatever way it is written."""
    return plain(text.replace("_", " ").rstrip(" *:"))
