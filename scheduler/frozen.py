"""The base of every value in the vocabulary."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: immutable, compared by content, with no field that it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")
