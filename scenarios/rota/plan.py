"""A rota as a person works with it: loaded from a file, solved, judged and shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from scenarios.calls import SearchKeywords, clear_call, searched
from scheduler.document.document import Document, Table
from scheduler.document.report import Report
from scheduler.judging.judge import Verdict
from scheduler.rota.judging import judge_rota
from scheduler.rota.rota import Rota, Rotation, year_name
from scheduler.solving.problem import digest_of
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import ROLES, TeamSize

if TYPE_CHECKING:
    from scenarios.rota.result import RotaStudy


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

    @clear_call
    def compare(self, *sizes: str | int, **search: Unpack[SearchKeywords]) -> RotaStudy:
        """Find the best rota with teams of each size, those of the file where none is given.

        Parameters
        ----------
        sizes
            How many lead each committee (``2``), or its Co-Chairs and Co-Rapporteurs (``"2+1"``).
        """
        from scenarios.reading.team_sizes import parse_team_sizes
        from scenarios.rota.run import study_rota

        asked = parse_team_sizes(",".join(map(str, sizes))) if sizes else ()
        return study_rota(self, asked, **searched(search))

    def judge(self, size: TeamSize, rotation: Rotation) -> Verdict:
        """Judge who holds which post, with teams of a size after the record."""
        return judge_rota(self.rota.of_size(size), rotation)

    def document(self) -> Document:
        return Document(self.title or self.path.name, [posts_table(self.rota, self.rota.record)])


def posts_table(rota: Rota, rotation: Rotation) -> Table:
    """Who leads: a row for each committee, and a column for each year of which anything is known.

    Co-Chairs stand before the bar, Co-Rapporteurs behind it.
    """
    years = sorted({seat.year for seat in rotation})
    rows = []
    for one in rota.committees:
        cells = []
        for year in years:
            held = {
                role: sorted(seat.state for seat in rotation if seat[:3] == (year, one.id, role))
                for role in ROLES
            }
            president, chairs, rapporteurs = (" ".join(held[role]) for role in ROLES)
            lead = f"{president} (President)" if president else chairs
            cells.append(f"{lead} | {rapporteurs}" if rapporteurs else lead)
        rows.append([one.name, *cells])
    return Table(["committee", *map(year_name, years)], rows)
