"""The command ``new``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.terminal.console import tell
from desk.terminal.output_files import CSV, YAML, Wanted, check_places
from scenarios.beginning.new_week import WORKBOOK, begin_week, candidate_beside, schema_text
from scenarios.exchange.writing import write_bytes, write_text
from scenarios.reading.files import is_file
from scheduler.errors import BadInput
from scheduler.week.clock import count

if TYPE_CHECKING:
    from scenarios.beginning.first_draft import FirstDraft

SCHEMA = "meeting-week.schema.json"
"""The file beside a scenario with which an editor completes and checks it."""

MODELINE = f"# yaml-language-server: $schema={SCHEMA}\n"
"""The first line of a scenario, by which editors find that file."""


def new(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", show_default=False, help="The file to write.")
    ],
    full: Annotated[
        bool, typer.Option("--full", help="Show every key of a scenario, each with a comment.")
    ] = False,
    from_: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="programme.csv",
            help="Draft it from a timetable that was made by hand: a table (.csv, .xlsx) with "
            "dates, times, titles and, if there are any, rooms.",
        ),
    ] = None,
    pinned: Annotated[
        bool, typer.Option("--pinned", help="With --from: pin every meeting to its place.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Write a small scenario with comments, to start from.

    Beside it stands the JSON Schema with which an editor completes and checks it. Where the name
    ends in .xlsx, it is a workbook.
    """
    if (full and from_) or (pinned and not from_):
        what = "--full shows every key" if full else "--pinned pins the meetings of a timetable"
        raise BadInput.at("", f"{what}; {'leave out --from' if full else 'give that with --from'}")
    book = path.suffix.lower() == WORKBOOK
    candidate = candidate_beside(path) if from_ else None
    for place in filter(None, (path, candidate)):
        if is_file(place) and not force:
            what = "something is there already; choose another name, or say --force to replace it"
            raise BadInput.at(str(place), what)
    wanted = Wanted(path, (*YAML, WORKBOOK, ""))
    also = {"the timetable as it was": Wanted(candidate, CSV)}
    check_places({"the timetable": from_}, {"the scenario": wanted} | also)
    week = begin_week(path, full=full, source=from_, pinned=pinned, head=MODELINE)
    if candidate is not None and week.draft is not None:
        write_bytes(candidate, week.files[candidate])
        say_draft(week.draft, path, candidate)
    write_bytes(path, week.files[path])
    schedule = f"schedule{WORKBOOK if book else '.csv'}"
    tell(f"Written: {path}. Edit it, then: meeting-week solve {path} --output {schedule}")
    if not book:
        write_schema(path.with_name(SCHEMA))


def say_draft(draft: FirstDraft, path: Path, candidate: Path) -> None:
    """Say what is assumed in a scenario that was drafted from a timetable."""
    tell(f"Written: {candidate}, the timetable as a candidate of the scenario")
    for said in draft.assumed:
        tell(f"Assumed: {said}.")
    where = "in the column Remark" if path.suffix.lower() == WORKBOOK else "behind “# assumption”"
    what = "such as the time zone, the seats of rooms and the format of each meeting"
    tell(f"{count(draft.marks, 'more assumption')} stand {where}, {what}: look at each.")
    for rule, sentence in draft.broken.items():
        tell(f"The timetable breaks '{rule}', which is switched off: {sentence}")


def write_schema(path: Path) -> None:
    """Write the JSON Schema of scenario files where nothing is; what is there stays."""
    text = schema_text()
    if not is_file(path):
        write_text(path, text)
        tell(f"Written: {path}, with which an editor completes and checks the file")
    elif path.read_bytes() != text.encode("utf-8"):
        tell(f"{path} is there already, and stays as it is")
