"""A week as it is being planned: what its file says, and where everything stands."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from scenarios.loading.extending import read_source
from scenarios.loading.loading import resolve
from scenarios.scenario import Scenario
from scheduler.judging.judge import Verdict
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable


class EditedWeek(NamedTuple):
    """One state of a week; every step makes another.

    Attributes
    ----------
    text
        What stands in the scenario's file, as YAML, also where the file is a workbook.
    scenario
        What that says, with the posts open that it leaves open.
    timetable
        Legal or not.
    leadership
        Who takes the open posts.
    """

    text: str
    scenario: Scenario
    timetable: Timetable = Timetable()
    leadership: Leadership = Leadership()

    @property
    def led(self) -> Scenario:
        """The scenario with States in its open posts."""
        return (
            self.scenario.with_leaders(self.leadership)
            if self.leadership.holders
            else self.scenario
        )

    def judge(self) -> Verdict:
        """Say what is wrong with the timetable."""
        return self.led.judge(self.timetable)


class Edit(NamedTuple):
    """What a step makes of a week.

    Attributes
    ----------
    said
        What was done, as a sentence without its full stop.
    notes
        What followed from it that nobody asked for, a sentence for each.
    """

    week: EditedWeek
    said: str
    notes: tuple[str, ...] = ()


def read_text(path: Path, text: str) -> Scenario:
    """The scenario that a file would say, if this text stood in it.

    Raises
    ------
    BadInput
        With every problem found.
    """
    return resolve(read_source(path, text=text), path)
