"""How a command ends, for whoever runs it from a script; and what went wrong, in words."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum

import typer

from desk.terminal.live_line import LINE


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


@contextmanager
def ending() -> Iterator[None]:
    """Turn what ends a command before its time into words and an exit code.

    Raises
    ------
    typer.Exit
        With the code. What only a programmer can mend goes on as it is.
    """
    try:
        with LINE.ended_by_failure():
            yield
    except KeyboardInterrupt:
        with suppress(OSError):
            typer.echo("Stopped.", err=True)
        raise typer.Exit(Exit.STOPPED) from None
    except BrokenPipeError:
        _give_up()
        raise typer.Exit(Exit.NOBODY_READS) from None
    except typer.Exit:
        raise
    except Exception as error:
        code = _explain_failure(error)
        if code is None:
            raise
        raise typer.Exit(code) from None


def _in_words(error: Exception) -> bool:
    if "scheduler.errors" not in sys.modules:
        return False
    from scheduler.errors import MeetingWeekError

    return isinstance(error, MeetingWeekError)


def _explain_failure(error: Exception) -> Exit | None:
    """Say what is wrong without a traceback; None for what only a programmer can mend."""
    if isinstance(error, OSError) and error.errno in _LOST and error.filename is None:
        _give_up()
        from desk.terminal.console import output_error

        error = output_error(error)
    if not _in_words(error):
        return None
    from desk.terminal.console import say_problems, tell
    from scheduler.errors import BadInput

    if isinstance(error, BadInput):
        say_problems(error)
        return Exit.BAD_INPUT
    tell(f"This is a defect of meeting-week. {error}", err=True)
    return Exit.DEFECT


_LOST = (errno.ENOSPC, errno.EIO, errno.EBADF)
"""How the output says that nothing more can be printed; a file would say its name beside it."""


def _give_up() -> None:
    from desk.terminal.console import give_up

    give_up()
