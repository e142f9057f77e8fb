"""The week as forms: what stands in its file, and what a person changes there."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr

from constraints import RULE_BY_NAME
from desk.page.access import LanguageAsked, Person, Version, WeekAsked
from desk.page.api.steps import Done, done
from scenarios.editing.edited_week import Edit, EditedWeek
from scenarios.editing.forms.description import FormField, FormSection, fields_of_rule, sections
from scenarios.editing.forms.entries import FormEntry, entries_of
from scenarios.editing.forms.filling import (
    EntryTaken,
    FieldFilled,
    RestWritten,
    Written,
    fill_in,
)
from scenarios.editing.forms.in_words import EXAMPLES_IN_WORDS, values_in_words
from scenarios.editing.forms.offers import offers_of
from scenarios.editing.steps.setting import set_values
from scenarios.languages.language import language_of
from scenarios.loading.extending import read_source
from scheduler.week.frozen import Frozen

router = APIRouter()

Step = StrictStr | StrictInt


class CellView(Frozen):
    """A cell of a field: its head, its help, what it offers (words, or the name of a list)."""

    head: str
    help: str
    offers: str | list[str]


class FieldView(Frozen):
    """A field of an entry; see `scenarios.editing.forms.description`."""

    key: str
    kind: str
    path: list[str]
    needed: bool
    cells: list[CellView]


class SectionView(Frozen):
    """A section: ``path`` leads to an entry; ``<…>`` is any key, ``[]`` a place in a list."""

    id: str
    name: str
    group: str
    about: str
    path: list[str]
    within: str
    single: bool
    ids: list[CellView]
    main: list[str]
    fields: list[FieldView]


class EntryView(Frozen):
    """An entry: its cells by the keys of fields, and as YAML what no field says."""

    section: str
    path: list[Step]
    cells: dict[str, list[str]]
    rest: str


class RuleForm(Frozen):
    """What a rule is called, what it asks for, how it applies unless said, and its parameters."""

    title: str
    help: str
    usual: str
    fields: list[FieldView]


class ChoiceView(Frozen):
    """What may be written, and what people call it."""

    word: str
    name: str


class FormView(Frozen):
    """The forms of a week, and what stands in them."""

    version: int
    sections: list[SectionView]
    rules: dict[str, RuleForm]
    entries: list[EntryView]
    offers: dict[str, list[ChoiceView]]
    examples: list[str]


class _Change(BaseModel):
    """A change in a form; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


Way = Annotated[list[Step], Field(max_length=20, description="The way to the entry, by its keys.")]


class FillChange(_Change):
    """Fill in a field; all cells empty takes it away, and an entry that is new is made."""

    do: Literal["fill"]
    path: Way
    field: str = Field(max_length=200, description="The key of the field.")
    cells: list[Annotated[str, Field(max_length=40_000)]] = Field(max_length=5)

    def read(self) -> Written:
        return FieldFilled(tuple(self.path), self.field, tuple(self.cells))


class RestChange(_Change):
    """Write what no field of an entry says, as YAML."""

    do: Literal["rest"]
    path: Way
    text: str = Field(max_length=100_000)

    def read(self) -> Written:
        return RestWritten(tuple(self.path), self.text)


class RemoveChange(_Change):
    """Take an entry away."""

    do: Literal["remove"]
    path: Way

    def read(self) -> Written:
        return EntryTaken(tuple(self.path))


class RenameChange(_Change):
    """Give an entry another key, or another place in its list."""

    do: Literal["rename"]
    path: Way
    to: Step

    def read(self) -> Written:
        return EntryTaken(tuple(self.path), self.to)


Change = Annotated[FillChange | RestChange | RemoveChange | RenameChange, Field(discriminator="do")]


class FormFilled(_Change):
    """Everything that is changed at once, or a change in words as ``replan --change`` has it."""

    changes: list[Change] = Field(default=[], max_length=2000)
    words: str = Field(default="", max_length=1000)
    said: str = Field(default="", max_length=500, description="What this does, in a sentence.")


@router.get("/weeks/{key}/form")
def form(week: WeekAsked, language: LanguageAsked, response: Response) -> FormView:
    """The week as forms, as it is now."""
    now = week.now
    scenario = now.edited.scenario
    data = read_source(scenario.path, text=now.edited.text).data
    offers = offers_of(scenario, data, language_of(scenario.texts, language))
    response.headers["ETag"] = f'"{now.version}"'
    return FormView(
        version=now.version,
        sections=[_section(one) for one in sections()],
        rules={
            key: RuleForm(
                title=rule.title,
                help=rule.plate()["Meaning"],
                usual=rule.usual,
                fields=[_field(one) for one in fields_of_rule(key)],
            )
            for key, rule in RULE_BY_NAME.items()
        },
        entries=[_entry(one) for one in entries_of(data)],
        offers={
            name: [ChoiceView(word=one.word, name=one.name) for one in found]
            for name, found in offers.items()
        },
        examples=list(EXAMPLES_IN_WORDS),
    )


@router.post("/weeks/{key}/form")
def fill(
    week: WeekAsked,
    filled: FormFilled,
    version: Version,
    person: Person,
    language: LanguageAsked,
    response: Response,
) -> Done:
    """Make all changes or none, as one step; a problem is told with the path of its field (422)."""
    made = week.step(lambda edited: _made(edited, filled), person, version)
    return done(week, made, language, response)


def _made(edited: EditedWeek, filled: FormFilled) -> Edit:
    if filled.words.strip():
        found = values_in_words(edited, filled.words)
        return set_values(edited, found.values, filled.said or " ".join(found.sentences))
    return fill_in(edited, [one.read() for one in filled.changes], filled.said)


def _section(one: FormSection) -> SectionView:
    ids = [
        CellView(head=column.heads[0], help=column.helps[0], offers=_offers(column.offers[0]))
        for column in one.ids
    ]
    return SectionView(
        id=one.id,
        name=one.name,
        group=one.group,
        about=one.about,
        path=list(one.path),
        within=one.within,
        single=one.single,
        ids=ids,
        main=list(one.main),
        fields=[_field(field) for field in one.fields],
    )


def _field(one: FormField) -> FieldView:
    cells = zip(one.column.heads, one.column.helps, one.offers, strict=True)
    return FieldView(
        key=one.key,
        kind=one.kind,
        path=list(one.path),
        needed=one.needed,
        cells=[CellView(head=h, help=said, offers=_offers(offers)) for h, said, offers in cells],
    )


def _offers(offers: tuple[str, ...] | str) -> str | list[str]:
    return offers if isinstance(offers, str) else list(offers)


def _entry(one: FormEntry) -> EntryView:
    cells = {key: list(said) for key, said in one.cells.items()}
    return EntryView(section=one.section, path=list(one.path), cells=cells, rest=one.rest)
