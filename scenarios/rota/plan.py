"""A rota as a person works with it: loaded from a file, solved, judged and shown."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from scenarios.calls import SearchKeywords, clear_call, searched
from scenarios.reading.team_sizes import parse_team_sizes
from scenarios.rota.result import RotaStudy, posts_table
from scheduler.document.document import Document
from scheduler.document.report import Report
from scheduler.judging.judge import Verdict
from scheduler.rota.judging import judge_rota
from scheduler.rota.rota import Rota, Rotation
from scheduler.solving.problem import digest_of
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import TeamSize

if TYPE_CHECKING:
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options


class RotaPlan(Report, Frozen):
    """What a rota file says, with everything looked up."""

    title: str
    path: Path
    rota: Rota
    sizes: tuple[TeamSize, ...]
    """Sizes of teams to compare."""

    @property
    def digest(self) -> str:
        """SHA-256 over the rota: the same for two files that ask for the same."""
        return digest_of(self.rota)

    def open_to_all(self) -> RotaPlan:
        """The same where every State Party may lead."""
        states = tuple(one.model_copy(update={"may_lead": True}) for one in self.rota.states)
        return self.model_copy(update={"rota": self.rota.model_copy(update={"states": states})})

    @clear_call
    def compare(self, *sizes: str | int, **search: Unpack[SearchKeywords]) -> RotaStudy:
        """Find the best rota with teams of each size, those of the file where none is given.

        Parameters
        ----------
        sizes
            How many lead each committee (``2``), or its Co-Chairs and Co-Rapporteurs (``"2+1"``).
        """
        asked = parse_team_sizes(",".join(map(str, sizes))) if sizes else ()
        return self.study(asked, **searched(search))

    def study(
        self,
        sizes: Collection[TeamSize] = (),
        options: Options | None = None,
        watch: Callable[[Progress], None] | None = None,
    ) -> RotaStudy:
        """The same, given sizes as they are read; see `scenarios.rota.run.study_rota`."""
        from scenarios.rota.run import study_rota

        study = study_rota(
            self.rota,
            sizes or self.sizes,
            options,
            watch,
            name=self.path.name,
            digest=self.digest,
        )
        return study.model_copy(update={"title": self.title or self.path.name})

    def judge(self, size: TeamSize, rotation: Rotation) -> Verdict:
        """Judge who holds which post, with teams of a size after the record."""
        return judge_rota(self.rota.of_size(size), rotation)

    def document(self) -> Document:
        return Document(self.title or self.path.name, [posts_table(self.rota, self.rota.record)])
