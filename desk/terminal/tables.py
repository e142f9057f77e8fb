"""Tables that several commands show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desk.terminal.console import is_terminal, say, show, tell, text_width
from scenarios.exchange.leadership_csv import say_leadership
from scheduler.document.document import Document, Paragraph, Table
from scheduler.week.clock import hours
from scheduler.week.words import one_line

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from scheduler.document.week_grid import WeekGrid
    from scheduler.judging.judge import Verdict
    from scheduler.solving.result import Result
    from scheduler.week.timetable import Part
    from scheduler.week.week import Sitting

NARROWEST = 18
"""Characters that a day needs in a grid."""


def show_prices(scenario: Scenario, verdict: Verdict) -> None:
    """Show what the preferences cost, rule by rule, the first tier first."""
    from scheduler.rules.rule import Prefer, titled

    rows = []
    for setting in sorted(scenario.settings, key=lambda setting: setting.rank):
        rule, mode = setting.rule, setting.mode
        if isinstance(mode, Prefer):
            amount = verdict.amount(rule.name)
            price = (amount, rule.unit, mode.weight, amount * mode.weight)
            rows.append((titled(rule.name), mode.tier, *price))
    heads = ("preference", "tier", "amount", "unit", "weight", "cost")
    if rows:
        tell()
        show(Document("", (Table(heads, rows),)))
        tell()


def show_result(scenario: Scenario, result: Result) -> None:
    """Show what each tier came to, the timetable, who takes the open posts, and the prices."""
    say(f"{tier.name:12} {tier.outcome()}" for tier in result.tiers)
    if result.timetable is not None:
        tell()
        show_grid(scenario.grid(result.timetable))
    if result.leadership.holders:
        tell("\nWho takes the open posts:")
        say(f"  {one_line(line)}" for line in say_leadership(scenario.week, result.leadership))
    if result.verdict is not None:
        if result.verdict.header:
            tell(f"\n{result.verdict.header}")
        show_prices(scenario, result.verdict)


def show_grid(grid: WeekGrid) -> None:
    """Show a timetable: days as columns where the terminal is wide enough, else day by day."""
    if is_terminal() and text_width() >= 12 + NARROWEST * len(grid.days):
        show(Document("", (grid.summary.paragraph(),)))
        tell()
        show(week_table(grid))
    else:
        tell(str(grid))


def week_table(grid: WeekGrid) -> Document:
    """A timetable with a column for each day and a row for each sitting of the day."""
    rows = [(name, *(_cell(grid, day, name) for day in grid.days)) for name in _sitting_names(grid)]
    titles = "; ".join(one_line(grid.week.title_of(s.id)) for s in grid.not_held)
    left_out = Paragraph(f"Not held: {titles}" if titles else "")
    return Document("", (Table(("", *map(grid.week.day_name, grid.days)), rows), left_out))


OUTSIDE = "outside"
"""The row of the parts that lie in no sitting."""


def _sitting_names(grid: WeekGrid) -> list[str]:
    sittings = sorted(grid.week.sittings, key=lambda sitting: sitting.opens)
    names = list(dict.fromkeys(sitting.name for sitting in sittings))
    used = {_name(grid.week.sitting_of(part)) for part in grid.timetable.parts}
    return [name for name in [*names, OUTSIDE] if name in used]


def _name(sitting: Sitting | None) -> str:
    return sitting.name if sitting else OUTSIDE


def _cell(grid: WeekGrid, day: int, name: str) -> str:
    parts = (p for p in grid.parts_on(day) if _name(grid.week.sitting_of(p)) == name)
    return "\n".join(line for part in parts for line in _lines(grid, part))


def _lines(grid: WeekGrid, part: Part) -> Iterator[str]:
    yield hours(part.start, part.start + part.minutes)
    yield grid.title(part)
    if part.room:
        yield grid.room(part)
