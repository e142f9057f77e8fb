"""The rules, one a file, and their registry.

The order of the registry is the order of the catalogue. Within a draft, rules that narrow where a
part may stand come first, so that what they rule out is never drafted.
"""

from __future__ import annotations

from constraints.give_wanted_time import GiveWantedTime
from constraints.hold_every_session import HoldEverySession
from constraints.sit_within_hours import SitWithinHours
from constraints.use_rooms_once import UseRoomsOnce
from scheduler.rule import Rule

RULES: tuple[type[Rule], ...] = (
    SitWithinHours,
    HoldEverySession,
    GiveWantedTime,
    UseRoomsOnce,
)
"""Every rule, in the order of the catalogue."""

RULE_BY_NAME: dict[str, type[Rule]] = {rule.title(): rule for rule in RULES}
"""Every rule by the name that a scenario file uses."""
