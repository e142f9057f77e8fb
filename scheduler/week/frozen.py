"""The base of every value in the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: immutable, compared by content, with no field that it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields replaced; what is derived from the fields is derived anew."""
        copy = super().model_copy(update=update, deep=deep)
        for derived in copy.__dict__.keys() - type(copy).model_fields.keys():
            del copy.__dict__[derived]
        return copy
