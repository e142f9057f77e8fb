"""What goes wrong, said on the error stream without a traceback."""

from __future__ import annotations

import sys

import typer

from desk.terminal.exit_codes import Exit


def explain(error: Exception) -> Exit | None:
    """Say what is wrong, and give the exit code; None for what only a programmer can mend."""
    if "scheduler.errors" not in sys.modules:
        return None
    from scheduler.errors import BadInput, Disagreement

    if isinstance(error, BadInput):
        for problem in error.problems:
            typer.echo(" ".join(str(problem).split()), err=True)
        return Exit.BAD_INPUT
    if isinstance(error, Disagreement):
        typer.echo(f"This is a defect of meeting-week. {error}", err=True)
        return Exit.DEFECT
    return None
