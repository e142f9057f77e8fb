"""The group of all commands: it lists them, and loads the one that is run or asked for its help."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from desk.terminal.exit_codes import MEANINGS, Exit, ending
from desk.terminal.warnings import say_remarks, saying_warnings

COMMANDS = {
    "Plan": {
        "desk": "Plan the week on a page in the browser.",
        "new": "Write a small scenario with comments, to start from.",
        "workbook": "Make a workbook of a scenario, or the other way round.",
        "solve": "Find the best timetable and prove that it is the best.",
        "explain": "Say why no timetable fits and what would make one fit.",
        "alternatives": "Find timetables nearly as good as the best, but different.",
        "tradeoffs": "Trade two or three preferences against each other.",
    },
    "Judge": {
        "check": "Judge any timetable, whoever made it.",
        "show": "Show a timetable, or the week and its sessions.",
        "why": "Say why a session is not at another time or place.",
        "places": "Show every place that a session could have, best first.",
        "plot": "Draw a week, several side by side, or the leaders' load.",
    },
    "Compare": {
        "compare": "Compare timetables rule by rule, and say what moved.",
        "sweep": "Solve all variants of a scenario, side by side.",
        "sensitivity": "Say which sessions depend on which weight or tier.",
    },
    "Change": {
        "replan": "Keep a published week as far as possible after a change.",
        "stress": "Say what must move when one thing goes wrong.",
    },
    "Send": {
        "publish": "Publish a week as the next revision in a folder.",
        "revisions": "List what has been published, and what was edited since.",
        "programme": "Write the programme, or a page for each delegation.",
        "changes": "Say what changed since a revision, and who is told.",
        "export": "Write calendars, and the week for other programs.",
    },
    "The Review": {
        "recommendations": "Say how a timetable meets the Review's recommendations.",
        "leadership": "Study how many leaders a week needs.",
        "synergy": "Evaluate what related instruments gain from each other.",
    },
    "The year": {
        "season": "Plan the meetings of related instruments in a year.",
        "next-year": "Propose next year's minutes and small groups.",
        "rota": "Plan who leads the committees over several years.",
    },
    "Reference": {
        "rules": "Show the catalogue of rules, or one rule.",
        "schema": "Print the JSON Schema of scenario files.",
        "doctor": "Check that the program has all it needs.",
    },
}
"""By heading, whose last word names the folder: each command, and the first line of its help."""

LOOKING = ("show", "check", "publish")
"""Where the week is looked at or sent out: they also say what follows from what it says."""

NAMES = tuple(name for commands in COMMANDS.values() for name in commands)


class ListedCommand(TyperCommand):
    """A command that is known only by its line in the list until it is needed."""

    def __init__(self, heading: str, name: str, line: str) -> None:
        super().__init__(name, short_help=line)
        self._function = name.replace("-", "_")
        self._module = f"desk.commands.{heading.split()[-1].lower()}.{self._function}"

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        """Load the command; from here on it speaks for itself."""
        if self.name in LOOKING:
            say_remarks()
        function = getattr(import_module(self._module), self._function)
        return _command(str(self.name), function).make_context(*arguments, **settings)


@cache
def _command(name: str, function: Callable[..., Any]) -> Any:
    """The command as it reads its words: built once for all runs in one process."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name)(function)
    return typer.main.get_command(app)


class Desk(TyperGroup):
    """Runs a command, and turns what goes wrong into words and an exit code."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for heading, commands in COMMANDS.items():
            for name, line in commands.items():
                self.add_command(ListedCommand(heading, name, line))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands under their headings, each with its whole line."""
        width = max(map(len, self.commands))
        for heading, commands in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(f"{name:{width}}", line) for name, line in commands.items()])

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        """Read the words of the command line; what goes wrong is said as in a command."""
        with ending():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what it returns is the exit code, and nothing is `Exit.FINE`."""
        with ending(), saying_warnings():
            # What a command plans to write concerns no other command.
            code = copy_context().run(super().invoke, ctx) or Exit.FINE
        raise typer.Exit(code)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"meeting-week {version('meeting-week')}")
        raise typer.Exit


app = typer.Typer(
    cls=Desk,
    name="meeting-week",
    help="Plan one week of diplomatic meetings: solve it, judge any timetable, export it.",
    epilog=MEANINGS,
    context_settings={"help_option_names": ["--help", "-h"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _options(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass
