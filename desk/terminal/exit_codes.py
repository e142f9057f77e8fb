"""How a command ends, for whoever runs it from a script; and what went wrong, in words."""

from __future__ import annotations

import sys
from enum import IntEnum

import typer


class Exit(IntEnum):
    """The exit code of every command."""

    FINE = 0
    BREACHED = 1
    """A must-rule is breached, or stands against what was asked; or something is missing."""
    BAD_INPUT = 2
    """What was given cannot be used; each problem is a line on the error stream."""
    INFEASIBLE = 3
    """Proven: no timetable keeps every must."""
    NOTHING_FOUND = 4
    """No timetable was found in the time given."""
    DEFECT = 70
    """A defect of this program."""
    STOPPED = 130
    """Ctrl-C, where there was nothing to keep."""
    NOBODY_READS = 141
    """The program that was to read the output has ended."""


MEANINGS = (
    "Exit codes: 0 fine; 1 a must is breached; 2 bad input; 3 proven infeasible; "
    "4 no timetable found in the time given."
)
"""The codes that a script may count on, for the help."""


def explain_failure(error: Exception) -> Exit | None:
    """Say what is wrong without a traceback; None for what only a programmer can mend."""
    if "scheduler.errors" not in sys.modules:
        return None
    from scheduler.errors import BadInput, Disagreement

    if isinstance(error, BadInput):
        for sentence in error.told:
            typer.echo(" ".join(sentence.split()), err=True)
        return Exit.BAD_INPUT
    if isinstance(error, Disagreement):
        typer.echo(f"This is a defect of meeting-week. {error}", err=True)
        return Exit.DEFECT
    return None
