"""A problem: a week, and the rules by which a timetable is sought for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import BaseModel

from scheduler.rules.rule import Prefer, Rule, Setting
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week


class Problem(Frozen):
    """What every search begins with, whatever it is asked."""

    week: Week
    settings: tuple[Setting, ...]
    """The rules applied to the week, in the order of the catalogue."""
    off: tuple[str, ...] = ()
    """Names of usual must-rules that the scenario switches off, for the verdict's header."""
    name: str = ""
    """The scenario file, for the provenance."""

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules by their names."""
        return {setting.rule.name: setting.rule for setting in self.settings}

    @property
    def musts(self) -> tuple[Setting, ...]:
        """The settings that are no preferences."""
        return tuple(setting for setting in self.settings if setting.must)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the week and its rules: the same for two files that ask for the same."""
        return digest_of([self.week, [[one.rule, _mode(one)] for one in self.settings]])


def all_preferred(settings: Iterable[Setting]) -> tuple[Setting, ...]:
    """The rules as preferences: what musts lack is a tier before all others."""
    found = []
    for setting in settings:
        mode = setting.mode
        tier = mode.tier + 1 if isinstance(mode, Prefer) else 1
        weight = mode.weight if isinstance(mode, Prefer) else 1
        mode = Prefer.model_construct(tier=tier, weight=weight)
        found.append(setting.model_copy(update={"mode": mode}))
    return tuple(found)


class Known(NamedTuple):
    """A timetable from which a search may begin, and who takes the posts that are open."""

    timetable: Timetable
    leadership: Leadership = Leadership()


def _mode(setting: Setting) -> list[Any]:
    mode = setting.mode
    return ["prefer", mode.tier, mode.weight] if isinstance(mode, Prefer) else ["must"]


def digest_of(value: Any) -> str:
    """SHA-256 over a value: the same for equal values."""
    return hashlib.sha256(json.dumps(plain(value), sort_keys=True).encode()).hexdigest()


def _unsaid(value: BaseModel, name: str) -> bool:
    """Whether a field is marked as ``later``, and as if it did not exist."""
    field = type(value).model_fields[name]
    extra = field.json_schema_extra
    later = isinstance(extra, dict) and bool(extra.get("later"))
    return later and bool(getattr(value, name) == field.default)


def plain(value: Any) -> Any:
    """A value as JSON can hold it, sets in order: the same text for equal values.

    A field that is excluded makes no difference, nor one that came later and has its default.
    """
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        counted = (name for name, field in fields if not (field.exclude or _unsaid(value, name)))
        return {name: plain(getattr(value, name)) for name in counted}
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(str(item) for item in value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)
