"""How a rota file reads: the keys that it may have, and what each may say.

As in `scenarios.loading.schema`, these models say what can be said of one key by itself; whether
names exist and years fit together is the business of `scenarios.rota.loading`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from scenarios.loading.json_schema import DIALECT, Schema, shortened
from scenarios.loading.schema import (
    JoinedKey,
    Key,
    Name,
    Selection,
    SelectionEntry,
    SourceEntry,
    Words,
)
from scenarios.season.schema import AimEntry, OtherState
from scheduler.week.frozen import Frozen


def _as_words(value: Any) -> Any:
    """A whole number, or a list with such, as texts."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return [_as_words(one) for one in value]
    return value


_KINDS = [{"type": "string"}, {"type": "integer"}]
_NUMBER_OR_WORD = {"anyOf": _KINDS}

TeamYear = Annotated[str, BeforeValidator(_as_words), WithJsonSchema(_NUMBER_OR_WORD)]
"""The year of a team: ``2010-11``."""

TeamSizes = Annotated[
    Words,
    BeforeValidator(_as_words),
    WithJsonSchema({"anyOf": [*_KINDS, {"type": "array", "items": _NUMBER_OR_WORD}]}),
]
"""One size of a team, or a list of them: ``3``, ``2+1``."""


class StatesEntry(Frozen):
    """The States."""

    table: str | None = Field(
        default=None,
        description="A CSV file with the columns iso3, name and un_group, then any to select by.",
    )
    also: dict[JoinedKey, OtherState] = Field(
        default_factory=dict, description="States that the table lacks."
    )


class SpanEntry(Frozen):
    """The years that are looked at."""

    from_: TeamYear = Field(alias="from", description="The first, as 2009-10.")
    to: TeamYear = Field(description="The last.")


class SteeredCommitteeEntry(Frozen):
    """A Standing Committee."""

    name: Name = Field(description="Its name.")
    implementers: Selection | None = Field(
        default=None,
        description="States that implement the article in question; without it, none are paired.",
    )
    begins: TeamYear | None = Field(
        default=None, description="The first year in which it has leaders; without it, every year."
    )


class RecordedTeamEntry(Frozen):
    """Who led a committee in a year."""

    president: Words = Field(default=(), description="States.")
    co_chairs: Words = Field(default=(), description="States.")
    co_rapporteurs: Words = Field(default=(), description="States.")


class TaskLimitEntry(AimEntry):
    """How many tasks a State may have in a year."""

    most: int = Field(
        default=2,
        ge=1,
        le=50,
        description="The post and tasks in related instruments, together.",
    )


class RestEntry(AimEntry):
    """How long States rest."""

    years: int = Field(default=2, ge=0, le=20, description="Free years after a term.")


class RotaAimsEntry(Frozen):
    """What a good rota keeps to, in the order in which it matters."""

    fill_posts: AimEntry = Field(default=AimEntry(), description="Posts that nobody holds.")
    limit_tasks: TaskLimitEntry = Field(
        default=TaskLimitEntry(), description="Posts of States that have too many tasks."
    )
    let_states_rest: RestEntry = Field(
        default=RestEntry(), description="Terms begun without enough free years before."
    )
    promote_rapporteurs: AimEntry = Field(
        default=AimEntry(), description="Co-Rapporteurs that could be Co-Chairs next, and are not."
    )
    keep_experience: AimEntry = Field(
        default=AimEntry(), description="Co-Chairs that had no post in the committee last year."
    )
    balance_years: AimEntry = Field(
        default=AimEntry(), description="Posts of a regional group off its share, year by year."
    )
    balance_span: AimEntry = Field(
        default=AimEntry(), description="Posts of a regional group off its share over all years."
    )
    mix_regions: AimEntry = Field(
        default=AimEntry(), description="Teams that are of one regional group."
    )
    pair_states: AimEntry = Field(
        default=AimEntry(),
        description="Teams without an implementing or without a supporting State.",
    )
    share_terms: AimEntry = Field(
        default=AimEntry(), description="Terms of a State beyond its first."
    )


class RotaFile(Frozen):
    """A whole rota file."""

    schema_: Literal[1] = Field(alias="schema", description="Version of this format.")
    title: str = Field(default="", description="What the rota is called.")
    sources: dict[Key, SourceEntry] = Field(
        default_factory=dict, description="Public sources, by key, to be cited at their place."
    )
    delegations: StatesEntry = Field(default=StatesEntry(), description="The States.")
    years: SpanEntry = Field(description="The first and the last year.")
    parties: Selection = Field(description="The States Parties: shares are counted among them.")
    may_lead: Selection | None = Field(
        default=None, description="States that may take posts; without it, all States Parties."
    )
    willing: Selection = Field(
        default=SelectionEntry(), description="States that want to lead again without a rest."
    )
    tasks: dict[str, dict[str, Words]] = Field(
        default_factory=dict,
        description="By year and State: its tasks in related instruments.",
    )
    committees: dict[Key, SteeredCommitteeEntry] = Field(min_length=1, description="By key.")
    record: dict[str, dict[str, RecordedTeamEntry]] = Field(
        default_factory=dict,
        description="By year and committee: who led it. These years come first, and are kept.",
    )
    team_sizes: TeamSizes = Field(
        default=("1+1", "2+1", "1+2", "2+2"),
        min_length=1,
        description="Sizes to compare: 2, or 1+1 for Co-Chairs and Co-Rapporteurs.",
    )
    aims: RotaAimsEntry = Field(
        default=RotaAimsEntry(), description="What a good rota keeps to; each in its own tier."
    )


def rota_schema() -> Schema:
    """The JSON Schema of a rota file, in draft 2020-12."""
    schema = shortened(RotaFile.model_json_schema())
    return {"$schema": DIALECT, **schema, "title": "A rota of meeting-week"}
