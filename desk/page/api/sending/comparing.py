"""Comparing: any two of the week as it is, revisions, candidates, offers and schedules of files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from desk.page.access import DeskAsked, LanguageAsked, WeekAsked
from desk.page.api.sending.publishing import revisions_folder
from desk.page.open_weeks import OpenDesk, OpenWeek
from scenarios.documents.names import TranslatedNames
from scenarios.exchange.schedule_csv import read_schedule
from scenarios.languages.language import Language, language_of
from scenarios.reading.files import is_file
from scenarios.reading.input_problems import gathered_warnings
from scenarios.reading.revision_folders import revision_numbers
from scenarios.revisions.comparing import BothSides, MoveRow, Side, compare_sides
from scenarios.revisions.revision import read_revision
from scenarios.studies.comparison.findings import FindingChange
from scheduler.document.document import said
from scheduler.errors import BadInput
from scheduler.rules.rule import titled
from scheduler.week.timetable import Part, Timetable

router = APIRouter()

UPLOAD = "upload"
"""What a posted schedule is asked for by."""

SCHEDULES = (".csv", ".xlsx")


class SourceView(BaseModel):
    """Something that can be compared: ``id`` is what ``compare`` asks for it by."""

    id: str
    kind: Literal["now", "revision", "candidate", "draft", "offer", "file"]
    name: str
    number: int | None = None
    more: str = ""


class PlacedView(BaseModel):
    """A part as it is drawn on one side; ``moved`` tells it from one that both have there."""

    session: str
    title: str
    start: int
    minutes: int
    room: str
    moved: bool


class SideDayView(BaseModel):
    """A day of one side, its parts in order of time."""

    date: str
    words: str
    parts: list[PlacedView]


class SideView(BaseModel):
    """One of the two. ``breaches`` are those of musts."""

    id: str
    name: str
    breaches: int
    days: list[SideDayView]
    unplaced: list[str]
    warnings: list[str] = []


class DifferingFindingView(BaseModel):
    """A finding that the two do not have alike; 0 and no sentence where there is none."""

    rule: str
    title: str
    tier: str
    amounts: tuple[int, int]
    costs: tuple[int, int]
    unit: str
    sentences: tuple[str, str]


class MovedView(BaseModel):
    """A part that is elsewhere: from, to, and why it matters."""

    session: str
    title: str
    change: str
    before: str
    after: str
    matters: list[DifferingFindingView]


class RuleView(BaseModel):
    """What a rule finds in each; None where it is not applied."""

    rule: str
    title: str
    unit: str
    tiers: tuple[str | None, str | None]
    amounts: tuple[int | None, int | None]
    costs: tuple[int | None, int | None]


class TierOfBoth(BaseModel):
    """What a tier costs in each; tier 0: the breaches of musts."""

    tier: int
    costs: tuple[int | None, int | None]


class ComparisonView(BaseModel):
    """Two timetables side by side.

    ``other_scenario`` says in what the second belongs to another scenario: each is then judged by
    its own.
    """

    version: int
    sides: tuple[SideView, SideView]
    other_scenario: list[str]
    sentences: list[str]
    moves: list[MovedView]
    tiers: list[TierOfBoth]
    rules: list[RuleView]
    findings: list[DifferingFindingView]


@router.get("/weeks/{key}/compare/sources")
def sources(week: WeekAsked, desk: DeskAsked, folder: str = "") -> list[SourceView]:
    """What can be compared."""
    return list(_sources(desk, week, folder))


@router.get("/weeks/{key}/compare")
def comparison(
    week: WeekAsked,
    desk: DeskAsked,
    language: LanguageAsked,
    one: str,
    other: str = "now",
    folder: str = "",
) -> ComparisonView:
    """Compare two of them; the second is what the first has become."""
    return _compared(_Sides(desk, week, folder), one, other, language)


@router.post("/weeks/{key}/compare")
async def comparison_with_file(
    request: Request,
    week: WeekAsked,
    desk: DeskAsked,
    language: LanguageAsked,
    name: str,
    one: str = UPLOAD,
    other: str = "now",
    folder: str = "",
) -> ComparisonView:
    """Compare with a schedule that is posted as it is, CSV or workbook; nothing is kept of it."""
    content = await request.body()
    sides = _Sides(desk, week, folder, (name, content))
    return await run_in_threadpool(_compared, sides, one, other, language)


def _sources(desk: OpenDesk, week: OpenWeek, folder: str) -> Iterator[SourceView]:
    scenario = week.now.edited.scenario
    yield SourceView(id="now", kind="now", name=week.name)
    where = revisions_folder(desk, week, folder)
    for number in reversed(revision_numbers(where)):
        name = f"revision {number}"
        yield SourceView(id=f"revision:{number}", kind="revision", name=name, number=number)
    for name in scenario.candidates:
        yield SourceView(id=f"candidate:{name}", kind="candidate", name=name)
    for draft in week.journal.drafts:
        yield SourceView(id=f"draft:{draft.name}", kind="draft", name=draft.name)
    search = week.searches.current
    for offer in () if search is None else search.offers:
        title = offer.found.title
        yield SourceView(id=f"offer:{offer.id}", kind="offer", name=title, more=offer.kind)
    for name in _schedules(desk.folder):
        yield SourceView(id=f"file:{name}", kind="file", name=name)


def _schedules(folder: Path) -> list[str]:
    """Files in the folder that may be schedules; what they are is seen when they are read."""
    try:
        found = [path.name for path in folder.iterdir() if path.suffix.lower() in SCHEDULES]
    except OSError:
        return []
    return sorted(name for name in found if not name.startswith((".", "~")))


class _Sides:
    """Reads what is asked for by its id."""

    def __init__(
        self, desk: OpenDesk, week: OpenWeek, folder: str, upload: tuple[str, bytes] | None = None
    ) -> None:
        self.desk, self.week, self.folder, self.upload = desk, week, folder, upload
        self.now = week.now
        self.warnings: dict[str, list[str]] = {}

    def side(self, asked: str) -> Side:
        """What an id means.

        Raises
        ------
        BadInput
            Where it means nothing, or cannot be read.
        """
        with gathered_warnings() as warned:
            found = self._side(asked)
        self.warnings[asked] = [f"{one}" for one in warned]
        return found

    def _side(self, asked: str) -> Side:
        kind, _, name = asked.partition(":")
        edited = self.now.edited
        if asked == "now":
            return Side(self.week.name, edited.led, edited.timetable)
        if kind == "revision" and name.isdecimal():
            where = revisions_folder(self.desk, self.week, self.folder)
            revision = read_revision(f"{where}@{int(name)}")
            return Side(f"revision {int(name)}", revision.scenario, revision.timetable)
        if kind == "candidate" and name in edited.scenario.candidates:
            return Side(name, edited.led, edited.scenario.candidate(name))
        if kind == "draft":
            draft = self.week.kept.draft(name)
            return Side(name, draft.led, draft.timetable)
        if kind == "offer":
            offer = self.week.searches.offer(name)
            timetable, leadership = offer.found.known
            led = offer.edited.scenario.with_leaders(leadership)
            return Side(offer.found.title, led, timetable)
        if kind == "file" and name in _schedules(self.desk.folder):
            return Side(name, edited.led, self._read(self.desk.folder / name))
        if asked == UPLOAD and self.upload is not None:
            return Side(self.upload[0], edited.led, self._posted(*self.upload))
        raise BadInput.at(asked, "there is nothing of this name to compare with; choose another")

    def _posted(self, name: str, content: bytes) -> Timetable:
        """A schedule that was posted; its problems are told by the name that it had."""
        ending = Path(name).suffix.lower()
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"schedule{ending if ending in SCHEDULES else '.csv'}"
            path.write_bytes(content)
            try:
                return self._read(path)
            except BadInput as error:
                problems = (
                    replace(one, where=one.where.replace(str(path), name)) for one in error.problems
                )
                raise BadInput(problems, error.beyond) from None

    def _read(self, path: Path) -> Timetable:
        scenario = self.now.edited.scenario
        if not is_file(path):
            raise BadInput.at(path.name, "this file is not there any more")
        return read_schedule(path, scenario.week, texts=scenario.texts)


def _compared(sides: _Sides, one: str, other: str, code: str) -> ComparisonView:
    before, after = sides.side(one), sides.side(other)
    language = language_of(after.scenario.texts, code)
    found = compare_sides(before, after, language)
    first, second = (
        _side_view(asked, side, found, number, language_of(side.scenario.texts, code))
        for number, (asked, side) in enumerate(((one, before), (other, after)))
    )
    first.warnings, second.warnings = sides.warnings[one], sides.warnings[other]
    return ComparisonView(
        version=sides.now.version,
        sides=(first, second),
        other_scenario=list(found.other_scenario),
        sentences=list(found.sentences),
        moves=[_moved(move) for move in found.moves],
        tiers=[TierOfBoth(tier=tier, costs=costs) for tier, costs in found.tiers.items()],
        rules=[RuleView(**rule._asdict()) for rule in found.rules],
        findings=[_finding(row) for row in found.findings],
    )


def _side_view(
    asked: str, side: Side, found: BothSides, number: int, language: Language
) -> SideView:
    """One side, drawn in the words of its own scenario."""
    week, timetable = side.scenario.week, side.timetable
    names = TranslatedNames(week, language)
    days = sorted({*(one.day for one in week.sittings), *(part.day for part in timetable.parts)})
    return SideView(
        id=asked,
        name=side.name,
        breaches=len(found.verdicts[number].breached),
        days=[
            SideDayView(
                date=week.date_of(day).isoformat(),
                words=language.short_day(week.date_of(day)),
                parts=[
                    PlacedView(
                        session=part.session,
                        title=_numbered(names, timetable, part, language),
                        start=part.start,
                        minutes=part.minutes,
                        room=names.room(part.room),
                        moved=part in found.moved[number],
                    )
                    for part in timetable.parts
                    if part.day == day
                ],
            )
            for day in days
        ],
        unplaced=[names.session(one.id) for one in week.sessions if not timetable.holds(one.id)],
    )


def _numbered(names: TranslatedNames, timetable: Timetable, part: Part, language: Language) -> str:
    number = timetable.number(part)
    title = names.session(part.session)
    if not number:
        return title
    which = language.count("part {numbers}", "parts {numbers}", 1, numbers=number)
    return f"{title} ({which})"


def _moved(move: MoveRow) -> MovedView:
    return MovedView(
        session=move.move.part.session,
        title=move.title,
        change=move.move.change.value,
        before=move.before,
        after=move.after,
        matters=[_finding(row) for row in move.matters],
    )


def _finding(row: FindingChange) -> DifferingFindingView:
    return DifferingFindingView(
        rule=row.rule,
        title=said(titled(row.rule)).removesuffix(f" ({row.rule})"),
        tier=row.tier,
        amounts=(row.before, row.after),
        costs=(row.cost_before, row.cost_after),
        unit=row.unit,
        sentences=(row.sentence_before, row.sentence_after),
    )
