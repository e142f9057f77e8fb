"""A scenario: a week, the rules applied to it, and its candidate timetables."""

from __future__ import annotations

from functools import cached_property
from os.path import realpath
from pathlib import Path
from typing import Self

from pydantic import Field

from scenarios.reading.files import is_file, is_folder
from scenarios.reading.input_problems import warn
from scenarios.reading.names import read_name
from scenarios.reading.revision_folders import schedule_file
from scenarios.reading.spelling import suggestion
from scheduler.document.document import Block, Document, Paragraph
from scheduler.document.report import Report
from scheduler.document.week_grid import WeekGrid
from scheduler.errors import BadInput
from scheduler.judging.judge import Verdict, judge
from scheduler.rules.rule import Setting
from scheduler.solving.problem import Problem
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week
from scheduler.week.words import listed, one_line


class Scenario(Report, Frozen):
    """What a scenario file says, with everything looked up.

    Attributes
    ----------
    venue
        The name of the place where the week is held; may be empty.
    settings
        The rules applied, in the order of the catalogue.
    off
        Names of usual must-rules that the scenario switches off.
    candidates
        Schedule CSV files by name, not yet read: see
        `scenarios.exchange.schedule_csv.read_schedule`.
    texts
        By language, ``en``, ``fr`` or ``es``: what a text of the week is in it, such as a title or
        the name of a State. What stands in one language only is in none.
    """

    title: str
    path: Path
    week: Week
    venue: str = ""
    settings: tuple[Setting, ...]
    off: tuple[str, ...] = ()
    candidates: dict[str, Path] = Field(default_factory=dict)
    texts: dict[str, dict[str, str]] = Field(default_factory=dict)

    @cached_property
    def problem(self) -> Problem:
        """What a search is given: the week and the rules applied to it."""
        return Problem(week=self.week, settings=self.settings, off=self.off, name=self.path.name)

    @property
    def heading(self) -> str:
        """What it is called in one line: by its title, or else by its file."""
        return one_line(self.title) or self.path.name

    @property
    def called(self) -> str:
        """Its title, or the name of its file where it has none."""
        return self.title or self.path.name

    def document(self) -> Document:
        """The days and their sittings, the sessions to be placed, and the candidates."""
        from scenarios.exchange.tables import sessions_block, sittings_block

        blocks: list[Block] = [sittings_block(self.week), sessions_block(self.week)]
        if self.candidates:
            blocks.append(Paragraph(f"Candidates: {', '.join(self.candidates)}"))
        return Document(self.heading, blocks)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.path.name}: {one_line(self.title)}>"

    def with_leaders(self, leadership: Leadership) -> Self:
        """The scenario with States in the posts that it leaves open, as a result has them."""
        return self.model_copy(update={"week": self.week.with_leaders(leadership)})

    def judge(self, timetable: Timetable) -> Verdict:
        """Say what is wrong with a timetable, whoever made it; see `scheduler.judging.judge`."""
        return judge(self.week, self.settings, timetable, self.off)

    def grid(self, timetable: Timetable) -> WeekGrid:
        """A timetable as people look at it; a notebook shows it with days as columns."""
        return WeekGrid(self.week, timetable)

    def candidate(self, name: str | Path, *, speakers: bool = True) -> Timetable:
        """Read a candidate of the scenario, a revision, or else the schedule CSV of that name.

        `BadInput` where neither exists, and where the file cannot be used.

        Parameters
        ----------
        speakers
            Whether it is read who speaks in which part: not where they are placed anew.
        """
        from scenarios.exchange.schedule_csv import read_schedule

        path = self.candidate_file(name)
        return read_schedule(path, self.week, speakers=speakers, texts=self.texts)

    def candidate_file(self, name: str | Path) -> Path:
        """The schedule CSV of a candidate, of a revision (``lakes-2027@2``), or else the file of
        that name, which may be missing.

        `BadInput` where there is no such candidate or revision, and the name is not that of a file.
        """
        known, path = list(self.candidates), Path(name)
        if str(name) in known:
            found = self.candidates[str(name)]
            if is_file(path) and realpath(path) != realpath(found):
                what = f"the candidate of this name was taken, {found}, and not the file"
                warn(str(name), f"{what}; write ./{name} for that")
            return found
        place = schedule_file(path)
        if place != path:
            return place
        if known and path.suffix == "" and not is_file(path) and not is_folder(path):
            try:
                key = read_name(str(name), known, "candidate", new=True)
            except ValueError as error:
                raise BadInput.at(str(name), str(error)) from None
            if key in known:
                return self.candidates[key]
            hint = suggestion(str(name), known)
            if hint.endswith("?") and len(known) > 1:
                hint += f" The candidates are {listed(known)}."
            what = f"there is no such file and no such candidate{hint}"
            raise BadInput.at(str(name), what)
        return path
