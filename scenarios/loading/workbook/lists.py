"""What the drop-down lists of a workbook offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from constraints import RULES
from scenarios.loading.rules import EVERYTHING, GROUPS
from scheduler.week.week import Format


class Offered(NamedTuple):
    """What a drop-down list offers, and what each word means."""

    words: tuple[str, ...]
    meanings: tuple[str, ...] = ()


KEYS_OF = {
    "rooms": "Rooms",
    "bodies": "Bodies",
    "instruments": "Instruments",
    "sources": "Sources",
}
"""Lists that offer the keys on another sheet, also those that are added later."""


def offered(
    rows: Mapping[str, Iterable[Mapping[str, object]]], delegations: Mapping[str, str]
) -> dict[str, Offered]:
    """The lists by name.

    Parameters
    ----------
    rows
        The rows of the sheets.
    delegations
        The names of all delegations by their codes.
    """
    titles = {
        str(row["Key"]): str(row.get("Title", ""))
        for sheet in ("Sessions", "Experiments")
        for row in rows[sheet]
        if "Key" in row
    }
    groups = {word: f"all {word.replace('_', ' ')}" for word in GROUPS}
    groups[EVERYTHING] = "the whole official programme"
    bodies = {str(row["Key"]): str(row.get("Name", "")) for row in rows["Bodies"] if "Key" in row}
    rules = {rule.key(): rule.plate()["Meaning"] for rule in RULES}
    formats = {kind.value: kind.inside for kind in Format}
    own = {str(row["Key"]): str(row.get("Name", "")) for row in rows["Formats"] if "Key" in row}
    lists = {
        "formats": formats | own,
        "rules": rules,
        "delegations": delegations,
        "sessions": titles,
        "order": {**groups, **bodies, **titles},
    }
    return {name: Offered(tuple(said), tuple(said.values())) for name, said in lists.items()}
