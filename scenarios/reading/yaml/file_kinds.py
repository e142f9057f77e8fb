"""What a file is for, by the section that only such a file has."""

from __future__ import annotations

from typing import NamedTuple

from scenarios.reading.yaml.yaml_source import Source
from scheduler.errors import BadInput


class FileKind(NamedTuple):
    """A kind of file.

    Attributes
    ----------
    section
        The section that it has, and none of the other kinds.
    name
        Behind "this is".
    command
        The command that takes it.
    """

    section: str
    name: str
    command: str


SCENARIO = FileKind("sessions", "a scenario of one week", "solve")
SEASON = FileKind("meetings", "a season", "season")
ROTA = FileKind("committees", "a rota", "rota")

FILE_KINDS = (SCENARIO, SEASON, ROTA)


def expect(kind: FileKind, source: Source, begins: str) -> None:
    """Refuse a file that is none of one kind, or by its sections another.

    Parameters
    ----------
    begins
        How such a file begins, as a sentence.

    Raises
    ------
    BadInput
        With the command that takes it, where there is one.
    """
    if not isinstance(source.data, dict):
        raise BadInput.at(source.where(()), begins)
    if kind.section in source.data:
        return
    for other in FILE_KINDS:
        if other.section in source.data:
            what = f"this is {other.name}; 'meeting-week {other.command}' takes it"
            raise BadInput.at(source.where((other.section,), key=True), what)
