"""The potential for synergy as people and spreadsheets read it: sentences, tables and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from scenarios.reading.csv_file import csv_text
from scheduler.week.clock import count, duration

if TYPE_CHECKING:
    from scenarios.studies.synergy.synergy import Synergy, SynergyRow
    from scheduler.week.week import Week

NOTE = (
    "Decisions stay with each instrument: with its own sessions and its own States Parties. "
    "Recommendation 9 asks for the potential for synergy to be evaluated, for no more."
)

COLUMNS = (
    "scope",
    "instrument",
    "other_instrument",
    "subject",
    "parties_in_common",
    "parties",
    "leaders_in_common",
    "leaders",
    "follow_both",
    "followers",
    "sessions",
    "other_sessions",
    "joint_sessions",
    "not_held",
    "working_days_apart",
    "journeys_saved",
    "saved",
    "journeys_doubled",
    "doubled",
    "minutes_in_two_places",
    "in_two_places",
    "remark",
)
"""The columns of the synergy CSV."""

COUNTED = (
    "parties_in_common",
    "leaders_in_common",
    "follow_both",
    "working_days_apart",
    "journeys_saved",
    "journeys_doubled",
    "minutes_in_two_places",
)
"""The columns that hold whole numbers; empty where nothing can be counted."""

_TIMED = COLUMNS[COLUMNS.index("not_held") : COLUMNS.index("remark")]

ALL = "all sessions"
"""What the row of all sessions of two instruments is called."""

NOTHING = "–"
"""What a person reads where nothing can be counted."""


FIGURES = (
    "follow both",
    "lead both",
    "working days apart",
    "journeys saved",
    "still doubled",
    "minutes in two places",
)
"""The headings of what is counted, for people."""


class Block(NamedTuple):
    """One pair of instruments as people read it: sentences, a table, and sentences again."""

    heading: str
    facts: tuple[str, ...]
    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...]

    def justify(self, heading: str) -> Literal["left", "right"]:
        """Figures stand to the right."""
        return "right" if heading in FIGURES else "left"


def synergy_records(synergy: Synergy) -> Iterator[dict[str, Any]]:
    """The rows of the synergy CSV; None where nothing can be counted."""
    for row in synergy.rows:
        yield {
            "scope": ALL if row.subject is None else "subject",
            "instrument": row.one,
            "other_instrument": row.other,
            "subject": row.subject or "",
            "parties_in_common": len(row.parties),
            "parties": ";".join(row.parties),
            "leaders_in_common": len(row.leaders),
            "leaders": ";".join(row.leaders),
            "follow_both": len(row.followers),
            "followers": ";".join(row.followers),
            "sessions": ";".join(row.sessions_of_one),
            "other_sessions": ";".join(row.sessions_of_other),
            "joint_sessions": ";".join(row.joint),
            **_timing_record(row),
            "remark": _remark(synergy.week, row),
        }


def _timing_record(row: SynergyRow) -> dict[str, Any]:
    """What depends on the timetable; counts are None without one, or where a session is missing."""
    if row.timing is None:
        return dict.fromkeys(_TIMED)
    timing = row.timing
    amounts = (timing.saved, timing.doubled, timing.in_two_places)
    saved, doubled, minutes = (None if row.missing else sum(a.values()) for a in amounts)
    return {
        "not_held": ";".join(timing.not_held),
        "working_days_apart": timing.working_days,
        "journeys_saved": saved,
        "saved": ";".join(timing.saved),
        "journeys_doubled": doubled,
        "doubled": ";".join(timing.doubled),
        "minutes_in_two_places": minutes,
        "in_two_places": ";".join(timing.in_two_places),
    }


def synergy_text(synergy: Synergy) -> str:
    """The rows as the text of a CSV file, without cells that a spreadsheet takes for a formula."""
    return csv_text(
        COLUMNS, (tuple(row[name] for name in COLUMNS) for row in synergy_records(synergy))
    )


def synergy_block(week: Week, rows: tuple[SynergyRow, ...]) -> Block:
    """One pair of instruments, from all its rows, that of all sessions first."""
    whole = rows[0]
    joint = any(row.joint for row in rows)
    headings = ["subject", whole.one, whole.other, *(["joint"] if joint else []), *FIGURES]
    said = ((row.subject, _remark(week, row)) for row in rows[1:])
    return Block(
        heading=_heading(week, whole),
        facts=tuple(_facts(week, whole)),
        headings=tuple(headings),
        cells=tuple(tuple(_cells(row, joint=joint)) for row in (*rows[1:], whole)),
        remarks=tuple(f"{subject}: {remark}" for subject, remark in said if remark),
    )


def _heading(week: Week, row: SynergyRow) -> str:
    return f"{week.instrument[row.one].name} and {week.instrument[row.other].name}"


def _facts(week: Week, whole: SynergyRow) -> Iterator[str]:
    number = len(whole.parties)
    are = "is party" if number < 2 else "are parties"
    yield f"{count(number, 'State') if number else 'No State'} {are} to both."
    leaders = f"Who leads in both: {week.whom(whole.leaders)}."
    yield leaders if whole.leaders else "Nobody leads in both."
    remark = _remark(week, whole)
    if remark:
        yield remark


def _remark(week: Week, row: SynergyRow) -> str:
    """What keeps the two from being compared, or where a session is missing."""
    return " ".join(_remarks(week, row))


def _remarks(week: Week, row: SynergyRow) -> Iterator[str]:
    if row.subject is None and not row.parties:
        unsaid = [i for i in (row.one, row.other) if not week.instrument[i].parties]
        names = " and of ".join(week.instrument[i].inside for i in unsaid)
        if unsaid:
            yield f"The scenario does not name the States Parties of {names}."
        else:
            yield "The two have no State Party in common."
    if row.subject is None:
        for instrument in row.missing:
            yield f"{week.instrument[instrument].named} has no session in this week."
    elif row.missing:
        yield _alone(week, row)
    elif row.timing is not None:
        yield from _left_out(week, row, set(row.timing.not_held))


def _alone(week: Week, row: SynergyRow) -> str:
    """Which instrument alone meets on a subject; whether the other should is not for us to say."""
    (meets,) = {row.one, row.other} - set(row.missing)
    sessions = [week.session[key] for key in (*row.sessions_of_one, *row.sessions_of_other)]
    states = {code for session in sessions for code in session.followers & set(row.parties)}
    number = len(sessions)
    follow = f"{'follows' if len(states) == 1 else 'follow'} {'it' if number == 1 else 'them'}"
    return (
        f"Only {week.instrument[meets].inside} has {'a session' if number == 1 else 'sessions'} "
        f"on it; {count(len(states), 'State')} party to both {follow}."
    )


def _left_out(week: Week, row: SynergyRow, not_held: set[str]) -> Iterator[str]:
    """The instruments that could meet on the subject and do not in this timetable."""
    for instrument, own in ((row.one, row.sessions_of_one), (row.other, row.sessions_of_other)):
        if {*own, *row.joint} <= not_held:
            name = week.instrument[instrument].named
            yield f"{name} has no session on it in this timetable."


def _cells(row: SynergyRow, *, joint: bool) -> Iterator[str]:
    whole = row.subject is None
    yield ALL if row.subject is None else row.subject
    not_held = set(row.timing.not_held) if row.timing is not None else set()
    columns = [row.sessions_of_one, row.sessions_of_other, *([row.joint] if joint else [])]
    for sessions in columns:
        yield (_number if whole else _sessions)(sessions, not_held) or NOTHING
    yield str(len(row.followers))
    yield str(len(row.leaders))
    timing = row.timing
    if timing is None or row.missing:
        yield from [NOTHING] * 4
        return
    yield NOTHING if timing.working_days is None else str(timing.working_days)
    yield str(sum(timing.saved.values()))
    yield str(sum(timing.doubled.values()))
    yield str(sum(timing.in_two_places.values()))


def _number(sessions: Iterable[str], not_held: set[str]) -> str:
    """How many sessions there are, and how many are held where that is not all of them."""
    keys = set(sessions)
    lacking = keys & not_held
    return f"{len(keys)} ({len(keys - lacking)} held)" if lacking else str(len(keys))


def _sessions(sessions: Iterable[str], not_held: set[str]) -> str:
    return "\n".join(f"{key} (not held)" if key in not_held else key for key in sessions)


def say_states(week: Week, rows: tuple[SynergyRow, ...]) -> Iterator[str]:
    """The States behind the rows of one pair, by their names."""
    yield _heading(week, rows[0])
    yield f"  party to both ({len(rows[0].parties)}): {week.whom(rows[0].parties) or 'none'}."
    for row in (*rows[1:], rows[0]):
        if not row.missing:
            yield f"  {row.subject or ALL}"
            yield from (f"    {line}" for line in _say_row(week, row))


def _say_row(week: Week, row: SynergyRow) -> Iterator[str]:
    number = f"follow both ({len(row.followers)})"
    yield _named(week, number, row.followers, "that are party to both", row.parties)
    if row.leaders:
        yield f"lead both ({len(row.leaders)}): {week.whom(row.leaders)}."
    if row.timing is None:
        return
    for name, found in (("saved", row.timing.saved), ("still doubled", row.timing.doubled)):
        if found:
            total = sum(found.values())
            by = f", by {count(len(found), 'State')}" if total > len(found) else ""
            what = f"journeys {name} ({total}{by})"
            yield _named(week, what, tuple(found), "that follow both", row.followers)
    places = row.timing.in_two_places
    if places:
        worst = sorted(places, key=lambda code: (-places[code], week.who(code)))
        who = ", ".join(f"{week.who(code)} for {duration(places[code])}" for code in worst)
        yield f"in two places ({len(places)}): {who}."


def _named(
    week: Week, what: str, codes: tuple[str, ...], among: str, every: tuple[str, ...]
) -> str:
    """Name States; where they are most of those among which they are, name the rest."""
    rest = set(every) - set(codes)
    if codes and not rest:
        who = f"all {among}"
    elif len(rest) < len(codes):
        who = f"all {among} but {week.whom(rest)}"
    else:
        who = week.whom(codes) or "none"
    return f"{what}: {who}."


def remarks(synergy: Synergy) -> Iterator[str]:
    """What holds for all figures, in sentences."""
    if not synergy.rows:
        yield "There are not two instruments to compare."
        return
    yield (
        "Working days apart are counted from the day on which a session of the one begins to that "
        "on which one of the other does, where they are closest: 0 on one day, and 1 from Friday "
        "to the Monday after."
    )
    days = synergy.most_days_apart - 1
    free = f"more than {count(days, 'free day')}" if days else "a free day"
    yield (
        "Journeys are those of delegations from capital whose State is party to both; a new one "
        f"begins with {free} between meetings. Minutes in two places are added up over all "
        "delegations that follow both."
    )
    yield NOTE


def synergy_lines(synergy: Synergy) -> Iterator[str]:
    """All pairs as lines of text, in aligned blocks."""
    for block in synergy.blocks():
        yield from (block.heading, *(f"  {fact}" for fact in block.facts), "")
        yield from (f"  {line}".rstrip() for line in _aligned([block.headings, *block.cells]))
        yield ""
        if block.remarks:
            yield from (*(f"  {remark}" for remark in block.remarks), "")
    yield from remarks(synergy)


def synergy_html(synergy: Synergy) -> str:
    """All pairs as HTML."""
    blocks = "".join(map(_html, synergy.blocks()))
    notes = "".join(f"<p>{escape(remark)}</p>" for remark in remarks(synergy))
    return f'<div style="font:13px/1.4 sans-serif">{blocks}{notes}</div>'


def _aligned(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Rows of cells as lines of text; a cell may have several lines."""
    split = [[cell.split("\n") for cell in row] for row in rows]
    widths = [
        max(len(line) for cell in column for line in cell) for column in zip(*split, strict=True)
    ]
    for row in split:
        for number in range(max(map(len, row))):
            lines = (cell[number] if number < len(cell) else "" for cell in row)
            yield "  ".join(f"{line:{width}}" for line, width in zip(lines, widths, strict=True))


def _html(block: Block) -> str:
    def line(cells: Iterable[str], tag: str) -> str:
        style = "text-align:left;vertical-align:top;padding:2px 8px;border-bottom:1px solid #ccc"
        inner = (escape(cell).replace("\n", "<br>") for cell in cells)
        row = "".join(f'<{tag} style="{style}">{cell}</{tag}>' for cell in inner)
        return f"<tr>{row}</tr>"

    facts = "<br>".join(escape(fact) for fact in block.facts)
    rows = "".join(line(cells, "td") for cells in block.cells)
    remarks = "<br>".join(escape(remark) for remark in block.remarks)
    return (
        f"<h4>{escape(block.heading)}</h4><p>{facts}</p>"
        f'<table style="border-collapse:collapse">{line(block.headings, "th")}{rows}</table>'
        f"<p>{remarks}</p>"
    )
