"""The files that a command is asked for: each made only then, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from desk.commands.options import as_asked
from desk.plots.canvas import write_plot
from desk.terminal.console import say, say_problems
from desk.terminal.output_files import make_folder
from desk.terminal.records import write_record
from scenarios.exchange.schedule_workbook import Schedule
from scenarios.exchange.sheets import table_workbook
from scenarios.exchange.writing import write_bytes, write_text
from scenarios.reading.input_problems import InputProblems
from scheduler.document.report import Report
from scheduler.errors import BadInput

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    Content = str | bytes | Schedule | dict[str, Any] | Axes | list[Axes] | None
    """A text, a file as it is, a schedule, a record, a plot or its pages; None for nothing."""

    File = tuple[Path | None, Callable[[], Content]]
    """Where to write, None for nowhere; and what makes its content."""

T = TypeVar("T")


class Written(NamedTuple):
    """What has been written, and whether the result is to be printed."""

    files: list[Path]
    loud: bool


@contextmanager
def writing(
    *files: File,
    quiet: bool = False,
    folder: Path | None = None,
    also: Sequence[Path | None] = (),
) -> Iterator[Written]:
    """Write the files that are asked for; then the context prints the result.

    Neither costs the other: where a file cannot be written, the others are, and the result is
    printed, also where it was to be quiet; where nobody reads what is printed, the files are there.
    In the end it is said which files are written, and those that are not are an error.

    Parameters
    ----------
    folder
        Made first where it is not there.
    also
        Files that have been written by others, which are only said.

    Raises
    ------
    BadInput
        With every place that cannot be written to.
    """
    problems, defects, written = InputProblems(), list[Exception](), list[Path]()
    if folder is not None:
        problems.read("", lambda: make_folder(folder))
    for path, make in files if not problems else ():
        try:
            if path is not None:
                written += _write(path, make())
        except BadInput as error:
            problems.include(error.problems)
        except Exception as error:  # what cannot be drawn does not take the rest with it
            defects.append(error)
    loud = not quiet or bool(problems) or bool(defects)
    try:
        yield Written(written, loud)
        if loud:
            say(f"Written: {file}" for file in [*written, *filter(None, also)])
    except BadInput as error:
        problems.include(error.problems)
    except BaseException:
        say_problems(problems.error)
        raise
    if defects:
        say_problems(problems.error)
        raise defects[0]
    problems.finish()


FORMS: dict[str, Callable[[Report], str]] = {
    ".html": lambda report: report.html(),
    ".md": lambda report: report.markdown(),
    ".txt": lambda report: f"{report}\n",
}
"""How a report is written, by the ending of the file's name."""


def in_form(forms: Mapping[str, Callable[[T], str]], report: T, path: Path | None) -> str | None:
    """A report as the ending of the file's name says; None where no file is asked for."""
    return None if path is None else forms[path.suffix.lower()](report)


def _write(path: Path, content: Content) -> list[Path]:
    """Write what was made, if anything was, to the files that are returned.

    Tables are written as the ending of the name and options say.
    """
    if content is None:
        return []
    made = content.content(path) if isinstance(content, Schedule) else content
    ending = path.suffix.lower()
    if isinstance(made, bytes):
        write_bytes(path, made)
    elif isinstance(made, str) and ending == ".xlsx":
        write_bytes(path, table_workbook(made, path.stem))
    elif isinstance(made, str):
        write_text(path, as_asked(made) if ending in (".csv", "") else made)
    elif isinstance(made, dict):
        write_record(path, made)
    else:
        return write_plot(made, path)
    return [path]
