"""Open posts in a scenario file, the CSV of leaders, and the study of team sizes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scenarios import LIBRARY
from scenarios.exchange.leadership_csv import leadership_text, read_leadership
from scenarios.loading.loading import build_scenario, load_scenario, load_variant
from scenarios.reading.team_sizes import parse_team_sizes
from scenarios.studies.leadership.run import AS_IT_STANDS, study_team_sizes
from scheduler.errors import BadInput
from scheduler.solving.result import Status
from scheduler.solving.solving import solve
from scheduler.week.leadership import Holder, Leadership, Post, Role

STATES = {"ALB": "EEG", "CHE": "WEOG", "NOR": "WEOG", "PER": "GRULAC", "UGA": "AFR"}


def scenario_data(**more: Any) -> dict[str, Any]:
    """A week of one sitting with two committees of two Co-Chairs."""
    given = {
        "schema": 1,
        "week": {"from": "2027-06-14", "to": "2027-06-14", "sittings": {"morning": "10:00-12:00"}},
        "delegations": {"also": {c: {"name": c, "group": g} for c, g in STATES.items()}},
        "instruments": {"mines": {"name": "The Convention", "parties": list(STATES)}},
        "bodies": {
            "clearance": {"name": "Clearance", "instrument": "mines", "co_chairs": ["NOR", "PER"]},
            "victims": {"name": "Victims", "instrument": "mines", "co_chairs": ["UGA", "CHE"]},
        },
        "sessions": {
            "clearance": {"body": "clearance", "format": "plenary", "least": 60},
            "victims": {"body": "victims", "format": "plenary", "least": 60},
        },
    }
    return given | more


def problems(**more: Any) -> str:
    with pytest.raises(BadInput) as raised:
        build_scenario(scenario_data(**more))
    return "\n".join(map(str, raised.value.problems))


OPEN = {"leadership": {"vacate": True, "team": {"co_chairs": 1, "co_rapporteurs": 1}}}


def test_posts_that_are_filled_are_not_open() -> None:
    week = build_scenario(scenario_data()).week
    assert week.open_posts() == ()
    assert week.session["clearance"].leaders == {"NOR", "PER"}


def test_vacated_posts_are_open_to_the_states_parties_where_no_pool_is_named() -> None:
    week = build_scenario(scenario_data(**OPEN)).week
    assert dict(week.open_posts()) == {
        Post(body, role): 1
        for body in ("clearance", "victims")
        for role in (Role.CO_CHAIR, Role.CO_RAPPORTEUR)
    }
    assert week.pool == set(STATES)
    assert week.session["clearance"].leaders == frozenset()


def test_a_team_is_filled_up_where_nobody_makes_way() -> None:
    team = {"leadership": {"team": {"co_chairs": 2, "co_rapporteurs": 1}, "pool": ["ALB"]}}
    week = build_scenario(scenario_data(**team)).week
    assert {post.role for post, _ in week.open_posts()} == {Role.CO_RAPPORTEUR}
    assert week.pool == {"ALB"}


def test_a_committee_with_a_president_has_no_team() -> None:
    data = scenario_data(**OPEN)
    data["bodies"]["victims"] = {"name": "Victims", "instrument": "mines", "president": "ALB"}
    week = build_scenario(data).week
    assert {post.body for post, _ in week.open_posts()} == {"clearance"}
    assert week.body["victims"].president == "ALB"


def test_who_takes_a_post_leads_and_speaks_where_the_scenario_says_so() -> None:
    data = scenario_data(**OPEN)
    data["sessions"]["victims"]["speakers"] = {"co_chairs_of": "clearance", "and": ["ALB"]}
    data["sessions"]["joint"] = {
        "body": "victims",
        "format": "workshop",
        "least": 30,
        "leaders": {"leaders_of": ["clearance"]},
    }
    week = build_scenario(data).week.with_leaders(
        Leadership(holders=(Holder("clearance", Role.CO_CHAIR, "NOR"),))
    )
    assert week.session["victims"].speakers == {"ALB", "NOR"}
    assert week.session["joint"].leaders == {"NOR"}
    assert week.session["victims"].leaders == frozenset()


def test_who_holds_a_post_already_leads_and_speaks_as_well() -> None:
    data = scenario_data()
    data["sessions"]["victims"]["speakers"] = {"co_chairs_of": ["clearance"]}
    assert build_scenario(data).week.session["victims"].speakers == {"NOR", "PER"}


def test_a_state_of_the_pool_that_nobody_knows() -> None:
    said = problems(leadership={"pool": ["NOR", "XYZ"], "team": {"co_chairs": 3}})
    assert "leadership › pool: there is no delegation 'XYZ'" in said


def test_a_post_with_two_presidents() -> None:
    bodies = {"clearance": {"name": "Clearance", "president": ["ALB", "NOR"]}}
    said = problems(bodies=scenario_data()["bodies"] | bodies)
    assert "bodies › clearance › president: there is one President; 2 are named, keep one" in said
    bodies = {"clearance": {"name": "Clearance", "posts": {"president": 2}}}
    assert "it must be at most 1" in problems(bodies=scenario_data()["bodies"] | bodies)


def test_a_state_in_two_posts_of_one_body() -> None:
    bodies = {"clearance": {"name": "C", "co_chairs": ["NOR"], "co_rapporteurs": ["NOR"]}}
    said = problems(bodies=scenario_data()["bodies"] | bodies)
    assert "co_rapporteurs › item 1: NOR holds a post of this body already" in said


def test_more_named_than_there_are_posts() -> None:
    said = problems(leadership={"team": {"co_chairs": 1, "co_rapporteurs": 0}})
    assert "bodies › clearance › co_chairs: 2 Co-Chairs named for 1 post" in said
    assert "bodies › victims › co_chairs" in said


def test_open_posts_that_nobody_may_take() -> None:
    said = problems(**OPEN, instruments={"mines": {"name": "The Convention"}})
    assert "posts are open, and nobody may take them; say who under 'pool'" in said


def test_names_that_do_not_exist() -> None:
    data = scenario_data(leadership={"tasks": {"XYZ": ["a task"]}})
    data["sessions"]["victims"]["speakers"] = {"co_chairs_of": ["clearanse"]}
    with pytest.raises(BadInput) as raised:
        build_scenario(data)
    said = "\n".join(map(str, raised.value.problems))
    assert "there is no delegation 'XYZ'" in said
    assert "there is no body 'clearanse'; did you mean clearance?" in said


# The CSV of leaders


@pytest.fixture
def led(tmp_path: Path) -> tuple[Any, Leadership, Path]:
    scenario = build_scenario(scenario_data(**OPEN))
    result = solve(scenario.problem)
    path = tmp_path / "leaders.csv"
    path.write_text(leadership_text(scenario.week, result.leadership), encoding="utf-8")
    return scenario, result.leadership, path


def test_the_leaders_read_back_as_they_were_written(led: tuple[Any, Leadership, Path]) -> None:
    scenario, leadership, path = led
    assert len(leadership.holders) == 4
    assert read_leadership(path, scenario.week) == leadership


def test_posts_that_the_scenario_fills_are_passed_over(led: tuple[Any, Leadership, Path]) -> None:
    *_, path = led
    scenario = build_scenario(scenario_data()).week
    text = leadership_text(scenario, Leadership())
    path.write_text(text, encoding="utf-8")
    assert "clearance,Clearance,co_chair,NOR,NOR,WEOG,no" in text
    assert read_leadership(path, scenario) == Leadership()


def test_a_row_that_lost_the_state_of_a_post_that_is_filled_is_told(
    led: tuple[Any, Leadership, Path], caplog: pytest.LogCaptureFixture
) -> None:
    *_, path = led
    week = build_scenario(scenario_data()).week
    text = leadership_text(week, Leadership())
    path.write_text(text.replace(",NOR,NOR,WEOG,no", ",,,,"), encoding="utf-8")
    assert read_leadership(path, week) == Leadership()
    assert "row 2, column state: no State stands here" in caplog.text


def test_an_open_post_that_nobody_takes_is_passed_over_in_silence(
    led: tuple[Any, Leadership, Path], caplog: pytest.LogCaptureFixture
) -> None:
    scenario, _, path = led
    path.write_text(leadership_text(scenario.week, Leadership()), encoding="utf-8")
    assert read_leadership(path, scenario.week) == Leadership()
    assert caplog.text == ""


def test_leaders_that_do_not_fit_are_refused_with_their_rows(
    led: tuple[Any, Leadership, Path],
) -> None:
    scenario, _, path = led
    rows = ["body,role,state", "clearanse,chair,XYZ", "victims,co_chair,NOR"]
    rows += ["victims,co_chair,PER", "clearance,co_chair,UGA", "clearance,co_rapporteur,UGA"]
    path.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(BadInput) as raised:
        read_leadership(path, scenario.week)
    said = [str(problem) for problem in raised.value.problems]
    assert any("row 2, column body: there is no body 'clearanse'" in line for line in said)
    assert any("row 2, column role" in line for line in said)
    assert any("row 2, column state" in line for line in said)
    assert any("row 4: the scenario has no more open posts of a Co-Chair" in line for line in said)
    assert any("row 6: UGA has a post of this body already" in line for line in said)


# Team sizes


def test_sizes_are_read_and_divided() -> None:
    assert parse_team_sizes("2,3, 4,1+2,2+2") == ((1, 1), (2, 1), (2, 2), (1, 2))


@pytest.mark.parametrize("text", ["", "two", "0", "0+1", "21", "1+", "-1", "2;3", "1+1+1"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_team_sizes(text)


@pytest.fixture
def study_file(tmp_path: Path) -> Path:
    """A scenario file whose committees can only meet at the same time."""
    path = tmp_path / "week.yaml"
    path.write_text(
        """\
schema: 1
title: Two committees at once
week: {from: 2027-06-14, to: 2027-06-14, sittings: {morning: 10:00-11:00}}
delegations:
  also:
    ALB: {name: Albania, group: EEG}
    CHE: {name: Switzerland, group: WEOG}
    NOR: {name: Norway, group: WEOG}
    PER: {name: Peru, group: GRULAC}
    UGA: {name: Uganda, group: AFR}
instruments:
  mines: {name: The Convention, parties: everyone}
bodies:
  clearance: {name: Clearance, instrument: mines, co_chairs: [NOR]}
  victims: {name: Victims, instrument: mines, co_chairs: [PER]}
sessions:
  clearance: {body: clearance, format: plenary, least: 60}
  victims: {body: victims, format: plenary, least: 60}
rules:
  keep_plenaries_alone: off
""",
        encoding="utf-8",
    )
    return path


@pytest.mark.slow
def test_a_study_says_for_each_size_whether_the_week_works(study_file: Path) -> None:
    study = study_team_sizes(study_file, parse_team_sizes("1+0,2+0,2+1"))
    works = {team.name: team.works for team in study.teams}
    assert works == {AS_IT_STANDS: True, "1 + 0": True, "2 + 0": True, "2 + 1": False}
    stands, _, four, six = study.teams
    assert (stands.posts, stands.states) == (2, 2)
    assert (four.posts, four.states, four.needed) == (4, 4, 4)
    assert six.result.status is Status.INFEASIBLE
    assert "the 5 States of the pool may take 5" in "\n".join(study.sentences())
    assert four.led is not None and four.led.amount == 60
    assert sum(posts for posts, _ in four.regions.values()) == 4
    assert sum(share for _, share in four.regions.values()) == pytest.approx(4)
    assert "represent_regions (posts)" in study.to_frame().index
    assert len(study.rows()) == 4


@pytest.mark.slow
def test_a_week_as_it_stands_is_not_solved_twice(study_file: Path) -> None:
    text = study_file.read_text(encoding="utf-8").replace(
        "co_chairs: [NOR]", "posts: {co_chairs: 1}"
    )
    text = text.replace("co_chairs: [PER]", "posts: {co_chairs: 1, co_rapporteurs: 0}")
    study_file.write_text(f"{text}leadership: {{team: {{co_chairs: 1, co_rapporteurs: 0}}}}\n")
    study = study_team_sizes(study_file, parse_team_sizes("1+0"))
    assert study.teams[0].result.leadership == study.teams[1].result.leadership


def test_a_variant_is_what_a_file_that_extends_would_be(study_file: Path) -> None:
    above = study_file.with_name("above.yaml")
    above.write_text(
        "schema: 1\nextends: week.yaml\ntitle: Above\nbodies: {victims: {co_chairs: [UGA]}}\n",
        encoding="utf-8",
    )
    patch = {"title": "Above", "bodies": {"victims": {"co_chairs": ["UGA"]}}}
    assert load_variant(study_file, patch).problem.digest == load_scenario(above).problem.digest
    assert load_variant(study_file, {}).problem.digest == load_scenario(study_file).problem.digest


@pytest.mark.slow
def test_the_real_teams_were_of_four() -> None:
    for name, posts in (("apmbc-2010", 16), ("apmbc-2011", 17)):
        week = load_scenario(LIBRARY / f"{name}.yaml").week
        study = [body for body in week.bodies if body.kind == "standing_committee"]
        assert sum(body.posts(role) for body in study for role in Role) == posts
        assert week.open_posts() == ()
