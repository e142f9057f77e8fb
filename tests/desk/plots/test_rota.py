"""Who leads over the years, drawn: posts of regional groups beside their shares, and loads."""

from __future__ import annotations

from matplotlib.axes import Axes

from desk.plots.rota import plot_rota
from scenarios.rota.result import RotaStudy, SizedTeams
from scheduler.rota.judging import judge_rota
from scheduler.rota.result import RotaResult
from scheduler.rota.rota import Rota
from scheduler.solving.result import Provenance, Status
from tests.desk.plots.conftest import drawn, patches
from tests.scheduler.rotas import CHAIR, RAPPORTEUR, committee, rota, seat, state

ROTA = rota(
    [state("p"), state("q", "APG", tasks={1: ("a task",)}), state("r", "APG")],
    committee("a"),
    years=(1, 2),
    title="Who leads",
)
HELD = frozenset(
    [
        seat(1, "a", CHAIR, "p"),
        seat(1, "a", RAPPORTEUR, "q"),
        seat(2, "a", CHAIR, "q"),
        seat(2, "a", RAPPORTEUR, "r"),
    ]
)


def study(*found: frozenset[object] | None) -> RotaStudy:
    def team(rota: Rota, rotation: frozenset[object] | None) -> SizedTeams:
        result = RotaResult(
            status=Status.UNKNOWN if rotation is None else Status.FEASIBLE,
            provenance=Provenance(seed=1, workers=1, time_limit=1, versions={}),
            rotation=rotation,
            verdict=None if rotation is None else judge_rota(rota, rotation),
        )
        return SizedTeams(rota=rota, result=result)

    return RotaStudy(title="Who leads", rota=ROTA, teams=tuple(team(ROTA, one) for one in found))


def panels(axes: Axes) -> list[Axes]:
    figure = axes.get_figure(root=True)
    assert figure is not None
    return figure.axes


def test_each_size_has_its_posts_by_group_and_year_and_its_loads() -> None:
    axes = plot_rota(study(HELD, HELD))
    drawn(axes)
    left, right, *more = panels(axes)
    assert len(more) == 2
    assert [label.get_text() for label in left.get_xticklabels()] == ["AFR", "APG"]
    assert [bar.get_height() for bar in patches(left, "posts")] == [1, 0, 1, 2]
    assert left.get_ylabel() == "posts, teams 1 + 1"
    assert [bar.get_height() for bar in patches(right, "load")] == [2, 0, 1], "q: two and a task"
    assert right.get_title(loc="left") == "4 posts after the record, 3 States"
    legend = left.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["1-02", "2-03"]


def test_a_size_without_a_rota_is_left_out_and_none_at_all_is_said() -> None:
    assert len(panels(plot_rota(study(HELD, None)))) == 2
    axes = plot_rota(study(None))
    assert [text.get_text() for text in axes.texts] == ["no rota was found"]
