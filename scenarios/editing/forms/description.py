"""The one description of the forms: sections, the entries that they have, and their fields.

It follows from the layout of workbooks, and so from the models that read a scenario file: a key
that is new there has its field here. What no field says of an entry stands in it as YAML.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from constraints import RULE_BY_NAME
from scenarios.loading.rules import REFERS_TO
from scenarios.loading.schema import ScenarioFile
from scenarios.loading.workbook import kinds
from scenarios.loading.workbook.columns import SheetColumn, Steps, Wording, columns_of
from scenarios.loading.workbook.kinds import CellKind
from scenarios.loading.workbook.layout import ITEM, SETTINGS, SHEETS, WORDING, Place
from scenarios.reading.yaml.yaml_source import Path_

_KINDS: dict[int, str] = {
    id(kind): name
    for kind, name in (
        (kinds.TEXT, "text"),
        (kinds.TEXTS, "texts"),
        (kinds.NUMBER, "number"),
        (kinds.PERCENT, "text"),
        (kinds.YES_NO, "yes or no"),
        (kinds.DAY, "date"),
        (kinds.MOMENT, "text"),
        (kinds.WORDS, "list"),
        (kinds.SET, "set"),
        (kinds.SHORT, "text"),
        (kinds.HOURS, "hours"),
        (kinds.MODE, "mode"),
        (kinds.STRUCTURE, "yaml"),
    )
}

_OFFERS = {
    "closed": "times",
    "week.closed": "days",
    "absent": "times",
    "present": "times",
    "sittings": "times",
    "poor": "times",
    "days": "days",
    "but_not": "days",
    "every": "days",
    "equipment": "equipment",
    "subject": "subjects",
    "building": "buildings",
    "group": "groups",
    "co_rapporteurs_before": "delegations",
    "joins": "rooms",
}
"""By the last key, or by all: the list to choose from, where a workbook offers none."""

_REFERS = {
    "body": "bodies",
    "session": "sessions",
    "delegation": "delegations",
    "session or body": "order",
    "sittings": "times",
}
"""By what the words of a rule mean: the list."""


class FormField(NamedTuple):
    """A field: one cell, or several that say one thing together.

    Attributes
    ----------
    key
        The way from the entry to the value, with dots; empty where the field is the whole entry.
    kind
        ``text``, ``texts`` (one for each language), ``number``, ``yes or no``, ``date``, ``list``,
        ``set`` (of delegations), ``hours`` (two cells), ``mode`` (how a rule applies, tier,
        weight), ``choice`` or ``yaml``.
    offers
        For each cell what there is to choose from: words, or the name of a list.
    needed
        Whether an entry without it is refused.
    """

    key: str
    kind: str
    offers: tuple[tuple[str, ...] | str, ...]
    needed: bool
    column: SheetColumn

    @property
    def path(self) -> Steps:
        return self.column.path


class FormSection(NamedTuple):
    """Entries of one kind, or the single values of a part of the scenario.

    Attributes
    ----------
    id
        The way to the entries, with dots and ``*`` for any key: ``sessions.*.agenda``.
    group
        The heading under which it stands.
    path
        The way to an entry, as that of a `Place`; empty for single values.
    main
        Keys of the fields by which people know an entry.
    within
        The id of the section to whose entries these belong.
    heads
        What may be written to say which entry is meant, with its help and offers.
    """

    id: str
    name: str
    group: str
    about: str
    path: Steps
    fields: tuple[FormField, ...]
    main: tuple[str, ...] = ()
    within: str = ""
    place: Place | None = None
    heads: tuple[SheetColumn, ...] = ()

    @property
    def single(self) -> bool:
        """Whether it has one entry, which is always there: single values."""
        return not self.path

    @property
    def ids(self) -> tuple[SheetColumn, ...]:
        """What is written to say which entry is meant, but for that of the section above."""
        steps = self.path[len(self.within.split(".")) + 1 :] if self.within else self.path
        named = [step[1:-1] for step in steps if step.startswith("<")]
        return tuple(one for one in self.heads if one.heads[0] in named)

    def matches(self, path: Path_) -> bool:
        """Whether an entry of this section can stand at a path, which may be that of a new one."""
        return (
            bool(self.path)
            and len(path) == len(self.path)
            and all(
                isinstance(one, int) if step == ITEM else step.startswith("<") or one == step
                for one, step in zip(path, self.path, strict=True)
            )
        )


_KEY = SheetColumn(
    ("Key",), (), kinds.TEXT, ("What it is called in files: short, and only once.",), ("",)
)

_NAMES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "sessions": (
        "Sessions",
        "Sessions",
        ("title", "body", "format", "least", "wanted", "rooms", "optional"),
    ),
    "sessions.*.agenda": (
        "Agenda",
        "Sessions",
        ("item", "speakers", "minutes_each", "minutes"),
    ),
    "sessions.*.pinned": ("Pinned", "Sessions", ("at", "minutes", "room")),
    "Experiments": ("Time for small groups", "Small groups", ()),
    "experiments.proposals": (
        "Small groups",
        "Small groups",
        ("title", "host", "body", "least", "wanted", "volunteered", "rooms"),
    ),
    "experiments.proposals.*.agenda": (
        "Agenda",
        "Small groups",
        ("item", "speakers", "minutes_each", "minutes"),
    ),
    "experiments.proposals.*.pinned": (
        "Pinned",
        "Small groups",
        ("at", "minutes", "room"),
    ),
    "order": ("Order", "Order", ("first", "then", "gap.at_least", "gap.at_most")),
    "rules": ("Rules", "Rules", ("how",)),
    "bodies": (
        "Committees and other bodies",
        "Committees and leaders",
        ("name", "kind", "president", "co_chairs", "co_rapporteurs"),
    ),
    "Who leads": ("Presidency and open posts", "Committees and leaders", ()),
    "leadership.tasks": ("Tasks of States", "Committees and leaders", ("",)),
    "Delegations": ("All delegations", "Delegations", ()),
    "delegations.except": (
        "Delegations that differ",
        "Delegations",
        ("delegates", "from", "present", "absent"),
    ),
    "delegations.also": (
        "Further delegations",
        "Delegations",
        ("name", "group", "delegates", "present", "absent"),
    ),
    "The venue": ("The venue", "Rooms", ()),
    "venue.rooms": ("Rooms", "Rooms", ("name", "seats", "booths", "closed")),
    "venue.rooms.*.divides_into": (
        "Sections of the hall",
        "Rooms",
        ("name", "seats", "booths", "joins", "closed"),
    ),
    "The week": ("Days and times", "The week", ()),
    "week.sittings": (
        "Sittings of every day",
        "The week",
        ("hours", "for", "whole"),
    ),
    "week.days": ("Days that differ", "The week", ("only",)),
    "week.days.*.sittings": (
        "Sittings of the day",
        "The week",
        ("hours", "for", "off"),
    ),
    "instruments": ("Instruments", "More", ("name", "parties")),
    "formats": (
        "Formats of your own",
        "More",
        ("name", "like", "programme", "sittings"),
    ),
    "sources": ("Sources", "More", ("what", "where")),
    "candidates": ("Timetables to compare with", "More", ("",)),
    "variants": ("Variants", "More", ()),
    "grid": ("Questions for a sweep", "More", ()),
}
"""The sections in their order, by the id (or, of single values, the heading in the workbook): the
name, the group and the main fields."""


_ABOUT = {
    "rules": "How each rule applies: as a must, or as a preference with its tier and weight; the "
    "usual musts apply unless they are switched off.",
    "week.sittings": "When bodies may meet on every day.",
    "week.days": "Days with other sittings than every day, by weekday or date.",
    "week.days.*.sittings": "Sittings that the day has besides, with other hours, or not at all.",
    "venue.rooms": "Conference rooms; a hall that can be divided has its sections inside it.",
    "venue.rooms.*.divides_into": "Sections of the hall, and several of them opened into one room.",
    "delegations.except": "Delegations of the table that attend in another way than most.",
    "delegations.also": "Organisations, and States that the table lacks.",
    "leadership.tasks": "Tasks of States in related instruments.",
    "experiments.proposals": "Small groups on national contexts to choose from.",
    "sessions.*.agenda": "The items in their order.",
    "sessions.*.pinned": "Where it must sit: a place for each part.",
    "experiments.proposals.*.agenda": "The items in their order.",
    "experiments.proposals.*.pinned": "Where it must sit: a place for each part.",
}
"""What sections are, where the words of a workbook speak of its sheets."""


@cache
def sections() -> tuple[FormSection, ...]:
    """All sections, in the order in which they are shown."""
    found = {one.id: one for one in (*_single(), *_listed())}
    missing = [one for one in found if one not in _NAMES]
    return tuple(found[one] for one in (*_NAMES, *missing) if one in found)


@cache
def fields_of_rule(name: str) -> tuple[FormField, ...]:
    """The fields for the parameters of a rule."""
    wording = Wording({}, {}, {})
    rule = RULE_BY_NAME[name]
    return tuple(_field(_of_rule(one)) for one in columns_of(rule, wording, "name"))


def section_of(path: Path_) -> FormSection | None:
    """The section of whose entries one stands at a path; None where there is none."""
    return next((one for one in sections() if one.matches(path)), None)


def _single() -> list[FormSection]:
    title = tuple(columns_of(ScenarioFile, WORDING))
    extends = [one for one in title if one.path == ("extends",)]
    found = []
    for group in SETTINGS:
        columns = (*group.columns, *(extends if group.name == "The week" else ()))
        found.append(_section(group.name, "", (), columns, None))
    return found


def _listed() -> list[FormSection]:
    found = [
        _section(_id(place.path), form.about, place.path, place.columns, place, form.ids)
        for form in SHEETS
        for place in form.places
    ]
    for name in ("variants", "grid"):
        about = ScenarioFile.model_fields[name].description or ""
        path = (name, "<Key>")
        found.append(_section(name, about, path, (), Place(path, ()), (_KEY,)))
    inside = {one.id for one in found}
    return [
        one._replace(within=_above(one.id) if _above(one.id) in inside else "") for one in found
    ]


def _section(
    key: str,
    about: str,
    path: Steps,
    columns: tuple[SheetColumn, ...],
    place: Place | None,
    heads: tuple[SheetColumn, ...] = (),
) -> FormSection:
    name, group, main = _NAMES.get(key, (key, "More", ()))
    fields = tuple(map(_field, columns))
    about = _ABOUT.get(key, about)
    return FormSection(key, name, group, about, path, fields, main, "", place, heads)


def _id(path: Steps) -> str:
    steps = path[:-2] if path[-1] == ITEM and path[-2].startswith("<") else path[:-1]
    return ".".join("*" if step.startswith("<") else step for step in steps)


def _above(key: str) -> str:
    above, star, _ = key.partition(".*")
    return above if star else ""


def _field(column: SheetColumn) -> FormField:
    key = "how" if column.keys else ".".join(column.path)
    last = column.path[-1] if column.path else ""
    more = _OFFERS.get(key) or _OFFERS.get(last, "")
    if column.kind is kinds.SET:
        more = "sets"
    counts = column.kind in (kinds.NUMBER, kinds.STRUCTURE)
    offers = tuple("" if counts else one or more for one in column.offers)
    field = column.field
    needed = (not column.path and not column.keys) or bool(field and field.is_required())
    return FormField(key, _kind(column.kind, offers), offers, needed, column)


def _kind(kind: CellKind, offers: tuple[Any, ...]) -> str:
    known = _KINDS.get(id(kind))
    if known is not None:
        return known
    return "choice" if offers and isinstance(offers[0], tuple) else "text"


def _of_rule(column: SheetColumn) -> SheetColumn:
    """The column of a parameter, with what its words refer to."""
    extra = column.field.json_schema_extra if column.field is not None else None
    refers = str(extra.get(REFERS_TO, "")) if isinstance(extra, dict) else ""
    kind = column.kind
    if refers == "moment":
        kind = kinds.MOMENT
    elif (
        refers
        and kind is kinds.STRUCTURE
        and "dict" not in str(column.field and column.field.annotation)
    ):
        kind = kinds.WORDS
    return column._replace(kind=kind, offers=(column.offers[0] or _REFERS.get(refers, ""),))
