"""How robust a timetable is: every disturbance with what it costs, the weakest points first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import fmean
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from scenarios.scenario import Scenario
from scenarios.studies.stress.disturbance import MISSING, DisturbanceKind, Key, short_title
from scenarios.studies.stress.impact import Consequence, Impact
from scheduler.document.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Paragraph,
    Section,
    Table,
    pieces,
)
from scheduler.document.report import Report
from scheduler.judging.judge import Verdict
from scheduler.rules.rule import titled
from scheduler.week.clock import clock, count, duration
from scheduler.week.frozen import Frozen
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week
from scheduler.week.words import listed

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = ("overrun", "moves", "at_least", "cut", "speakers")

MANY = 3
"""Parts from which disturbances that move them are counted together."""

SHOWN = 20
"""Rows of a table in the report; the CSV has them all."""

NAMED_MOVES = 4
"""Parts that a row of the report names one by one."""

COUNTS = (
    "no repair",
    f"{MANY} or more parts move",
    "2 parts move",
    "1 part moves",
    "minutes are cut",
    "a speaker is not heard",
    "statements move",
    "nothing moves",
    "not settled",
)
"""The heads under which disturbances are counted, the worst first."""


class Point(NamedTuple):
    """A session, delegation or room, with all that can go wrong with it.

    Attributes
    ----------
    subject
        As people say it.
    asked
        Disturbances.
    no_repair
        How many of them have no repair.
    moves
        Parts that move, taken together over all that have one.
    cut
        Minutes that are cut, taken together.
    lost
        How often it is not heard in a session, taken together.
    speaking
        Statements that move, taken together.
    """

    kind: DisturbanceKind
    what: str
    subject: str
    asked: int
    no_repair: int
    moves: int
    cut: int
    lost: int = 0
    speaking: int = 0


class Robustness(Report, Frozen):
    """How robust one timetable is.

    Attributes
    ----------
    verdict
        Of the timetable as it is. Where it is not legal, no disturbance was tried.
    impacts
        The weakest points first: those without a repair, then by the parts that move, then by the
        minutes that are cut; what was not settled stands last.
    untouched
        Further disturbances that do not touch the timetable: the days on which a leader need not
        be there, and those on which nothing sits in a room.
    interrupted
        Whether a person stopped it.
    """

    scenario: Scenario
    name: str
    timetable: Timetable
    verdict: Verdict
    impacts: tuple[Impact, ...] = ()
    untouched: int = 0
    interrupted: bool = False
    seconds: float = 0.0

    @property
    def legal(self) -> bool:
        """Whether the timetable keeps every must as it is."""
        return self.verdict.legal

    @property
    def by_key(self) -> dict[Key, Impact]:
        """The impacts by what goes wrong, which is called the same in every timetable."""
        return {impact.disturbance.key: impact for impact in self.impacts}

    @property
    def complete(self) -> bool:
        """Whether everything is settled and proven."""
        return all(impact.proven for impact in self.impacts)

    def counts(self, kind: DisturbanceKind | None = None) -> dict[str, int]:
        """How many disturbances of one kind, or of all, cost how much: under each of `COUNTS`.

        Those that do not touch the timetable are not among them.
        """
        found = dict.fromkeys(COUNTS, 0)
        for impact in self.impacts:
            found[_head(impact)] += kind in (None, impact.disturbance.kind)
        return found

    @property
    def moves(self) -> tuple[int, ...]:
        """Parts that move in each disturbance that has a repair.

        With 0 for those that do not touch the timetable; a speaker who is missing is not among
        them where no part may move for its sake.
        """
        speakers = DisturbanceKind.SPEAKERS
        moves = (
            impact.moves
            for impact in self.impacts
            if impact.moves is not None and (impact.moves or impact.disturbance.kind != speakers)
        )
        return *moves, *(0 for _ in range(self.untouched))

    @property
    def mean(self) -> float | None:
        """Parts that move on average, over all disturbances that have a repair; None without any.

        Those that do not touch the timetable count with 0.
        """
        return fmean(self.moves) if self.moves else None

    @property
    def most(self) -> int | None:
        """Parts that move in the worst disturbance that has a repair; None without any."""
        return max(self.moves, default=None)

    @property
    def cut(self) -> int:
        """How many overruns do not fit their sitting: minutes are cut, whatever moves."""
        return sum(impact.cut > 0 for impact in self.impacts)

    def points(self, kind: DisturbanceKind | None = None) -> tuple[Point, ...]:
        """Every session, leader and room with what it costs in all, the weakest first."""
        by_what: dict[tuple[DisturbanceKind, str], list[Impact]] = {}
        for impact in self.impacts:
            one = impact.disturbance
            if kind in (None, one.kind) and impact.outcome is not Consequence.NOT_SETTLED:
                by_what.setdefault((one.kind, one.what), []).append(impact)
        points = [
            Point(
                kind=kind,
                what=what,
                subject=impacts[0].disturbance.subject(self.scenario.week),
                asked=len(impacts),
                no_repair=sum(impact.outcome is Consequence.NO_REPAIR for impact in impacts),
                moves=sum(impact.moves or 0 for impact in impacts),
                cut=sum(impact.cut for impact in impacts),
                lost=sum(len(impact.lost) for impact in impacts),
                speaking=sum(len(impact.speaking) for impact in impacts),
            )
            for (kind, what), impacts in by_what.items()
        ]
        return tuple(
            sorted(points, key=lambda p: (-p.no_repair, -p.moves, -p.cut, -p.lost, -p.speaking))
        )

    def to_frame(self) -> pd.DataFrame:
        """The disturbances as a table.

        Returns
        -------
        pandas.DataFrame
            A row for each disturbance that touches the timetable, the weakest points first, with
            the columns of `COLUMNS`. ``overrun`` and ``cut`` are minutes, ``moves`` and
            ``at_least`` parts, ``speakers`` statements that move, all of them whole numbers that
            may be missing; ``date`` is an ISO date and ``start`` ``HH:MM``; ``sessions``,
            ``not_heard`` and ``dropped`` are keys joined by ``;``; ``changes`` and ``breaks`` are
            sentences.
        """
        import pandas as pd

        frame = pd.DataFrame(map(self._row, self.impacts), columns=list(COLUMNS))
        frame = frame.astype(dict.fromkeys(NUMBERS, "Int64"))
        return frame.astype({"proven": bool, "seconds": float})

    def rows(self) -> list[dict[str, str]]:
        """The same as rows of a CSV file."""
        return [
            {key: _cell(value) for key, value in self._row(impact).items()}
            for impact in self.impacts
        ]

    def record(self) -> dict[str, Any]:
        """All of it for other programs; ``disturbances`` has the rows of the table."""
        return {
            "legal": self.legal,
            "breaches": [finding.sentence for finding in self.verdict.breached],
            "counts": self.counts(),
            "untouched": self.untouched,
            "mean": self.mean,
            "most": self.most,
            "interrupted": self.interrupted,
            "seconds": round(self.seconds, 3),
            "points": [point._asdict() for point in self.points()],
            "disturbances": list(map(self._row, self.impacts)),
        }

    def _row(self, impact: Impact) -> dict[str, _Value]:
        return {name: read(self, impact) for name, read in _READ.items()}

    def remarks(self) -> Iterator[str]:
        """What the numbers say: the average, the weakest points, and what is left open."""
        if self.mean is not None:
            yield (
                f"Where there is a repair, {self.mean:.1f} parts move on average (with 0 for what "
                f"does not touch the timetable), and {self.most} at most."
            )
        yield from self.weakest()
        yield from self.left_open()

    def broken(self) -> str:
        """That the timetable breaks musts as it is, in a sentence."""
        breaches = count(len(self.verdict.breached), "breach of a must", "breaches of musts")
        return f"{breaches} to begin with, so no disturbance was tried."

    def weakest(self) -> Iterator[str]:
        """Whose overrun, whose absence, and the loss of what costs most, in sentences."""
        for kind in DisturbanceKind:
            worst = next(iter(self.points(kind)), None)
            if worst is not None and any(worst[-5:]):
                yield f"Weakest where {kind.about}: {worst.subject}, {say_point(worst)}."

    def left_open(self) -> Iterator[str]:
        """What is not listed, not settled or not proven, in sentences."""
        if self.untouched:
            one = "further disturbance does not touch the timetable and is not listed"
            many = "further disturbances do not touch the timetable and are not listed"
            idle = "days on which a leader has no duty or a room is empty"
            yield f"{count(self.untouched, one, many)}: {idle}."
        unsettled = sum(impact.outcome is Consequence.NOT_SETTLED for impact in self.impacts)
        unproven = sum(not impact.proven for impact in self.impacts) - unsettled
        why = "it was stopped by hand" if self.interrupted else "the time was over"
        if unsettled:
            yield f"{count(unsettled, 'disturbance')} not settled: {why}."
        if unproven:
            yield f"{unproven} with a repair that is not proven to be the least: {why}."

    def document(self) -> Document:
        """How many disturbances cost how much, what that means, and the weakest points."""
        blocks = [Paragraph(self.name), *(self._blocks() if self.legal else self.breaches())]
        return Document(self.scenario.called, blocks)

    def breaches(self) -> Iterator[Block]:
        """What the timetable breaks as it is."""
        yield Paragraph(self.broken())
        yield Bullets(
            [(*pieces(titled(one.rule)), f": {one.sentence}") for one in self.verdict.breached]
        )

    def _blocks(self) -> Iterator[Block]:
        kinds = [kind for kind in DisturbanceKind if any(self.counts(kind).values())]
        rows: list[tuple[Cell, ...]] = []
        for head, number in self.counts().items():
            if number:
                rows.append((head, *(self.counts(kind)[head] for kind in kinds), number))
        heads = (Column(head, right=True) for head in (*(kind.value for kind in kinds), "all"))
        yield Paragraph(f"{count(len(self.impacts), 'disturbance')}, one at a time.")
        if rows:
            yield Table(("", *heads), rows)
        yield Bullets(list(self.remarks()))
        week = self.scenario.week
        costly = [one for one in self.impacts if one.outcome is not Consequence.ABSORBED]
        if together := _together(costly):
            shown = together[:SHOWN]
            cells = [
                (one[0].word(), _where(week, one), "; ".join(_moves(week, one))) for one in shown
            ]
            table = Table(("costs", "where", "what moves"), cells)
            left = say_more(len(costly) - sum(map(len, shown)))
            yield Section("The weakest points first", [table, *left])


_Value: TypeAlias = str | int | bool | float | None

_READ: dict[str, Callable[[Robustness, Impact], _Value]] = {
    "timetable": lambda found, _: found.name,
    "kind": lambda _, impact: impact.disturbance.kind.value,
    "disturbance": lambda found, impact: impact.disturbance.say(found.scenario.week),
    "what": lambda _, impact: impact.disturbance.what,
    "date": lambda found, impact: found.scenario.week.date_of(impact.disturbance.date).isoformat(),
    "start": lambda _, impact: (
        clock(impact.disturbance.parts[0].starts[1]) if impact.disturbance.minutes else ""
    ),
    "overrun": lambda _, impact: impact.disturbance.minutes or None,
    "outcome": lambda _, impact: impact.outcome.value,
    "moves": lambda _, impact: impact.moves,
    "at_least": lambda _, impact: (
        None if impact.outcome is Consequence.NO_REPAIR else impact.at_least
    ),
    "cut": lambda _, impact: impact.cut if impact.disturbance.minutes else None,
    "speakers": lambda _, impact: len(impact.speaking),
    "not_heard": lambda _, impact: ";".join(impact.lost),
    "proven": lambda _, impact: impact.proven,
    "sessions": lambda _, impact: ";".join(dict.fromkeys(r.part.session for r in impact.rows)),
    "changes": lambda _, impact: " ".join(impact.sentences),
    "dropped": lambda _, impact: ";".join(impact.dropped),
    "breaks": lambda _, impact: " ".join(impact.struck),
    "seconds": lambda _, impact: round(impact.seconds, 3),
}
"""How each column is read from a disturbance of a timetable."""

COLUMNS = tuple(_READ)


def say_more(rows: int) -> Iterator[Block]:
    """That a table has more rows than are shown, where it has."""
    if rows > 0:
        yield Paragraph(f"{count(rows, 'further row')}; the CSV (--csv) has them all.")


def _together(impacts: Iterable[Impact]) -> list[list[Impact]]:
    """The impacts, those of several delegations who cannot be done without on a day as one.

    So stand those who are not heard in the same sessions of a day.
    """
    rows: dict[object, list[Impact]] = {}
    for impact in impacts:
        one, outcome = impact.disturbance, impact.outcome
        missing = one.kind in MISSING and outcome in (Consequence.NO_REPAIR, Consequence.LOST)
        alike = missing and not impact.speaking
        rows.setdefault((one.day, impact.lost) if alike else one.key, []).append(impact)
    return list(rows.values())


def _where(week: Week, impacts: Sequence[Impact]) -> str:
    disturbance = impacts[0].disturbance
    if len(impacts) > 1:
        who = week.whom(impact.disturbance.what for impact in impacts)
        return f"Any one of these is missing on {week.day_name(disturbance.day)}: {who}"
    name = disturbance.name(week, short=True)
    if disturbance.kind is not DisturbanceKind.OVERRUNS:
        return name
    return f"{name}, {week.moment_name(disturbance.parts[0].begin)}"


def _moves(week: Week, impacts: Sequence[Impact]) -> Iterator[str]:
    """What moves; where no repair exists, what is struck, or stands in the way of an overrun."""
    first = impacts[0]
    if first.outcome is Consequence.NO_REPAIR:
        if first.disturbance.kind is DisturbanceKind.OVERRUNS:
            yield first.struck[0]
            return
        parts = (part for one in impacts for part in one.disturbance.parts)
        struck = dict.fromkeys(short_title(week, part.session) for part in parts)
        yield f"struck: {'; '.join(struck)}"
        return
    moved = list(first.moved(week))
    yield from moved[:NAMED_MOVES]
    if len(moved) > NAMED_MOVES:
        yield f"and {len(moved) - NAMED_MOVES} more"


def say_point(point: Point) -> str:
    """What a session, leader or room costs in all, in a few words."""
    said = [
        f"{point.no_repair} without repair" if point.no_repair else "",
        f"{count(point.moves, 'part')} to move" if point.moves else "",
        f"{duration(point.cut)} to cut" if point.cut else "",
        f"{count(point.lost, 'time')} not heard" if point.lost else "",
        f"{count(point.speaking, 'statement')} to move" if point.speaking else "",
    ]
    return f"{listed(filter(None, said))} in {count(point.asked, 'disturbance')}"


def _cell(value: _Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _head(impact: Impact) -> str:
    if impact.outcome is Consequence.MOVES:
        moves = impact.moves or 0
        return COUNTS[1] if moves >= MANY else COUNTS[2] if moves == 2 else COUNTS[3]
    return impact.outcome.value
