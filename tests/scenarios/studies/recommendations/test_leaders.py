"""Recommendation 4: how many leaders the week needs."""

from __future__ import annotations

import pytest

from constraints.limit_tasks_of_a_state import LimitTasksOfAState
from constraints.tiny import at, tiny_session, tiny_week
from scenarios.studies.leadership.result import Study, Team
from scenarios.studies.recommendations.answer import Answer, Grade
from scheduler.rules.rule import Count
from scheduler.solving.result import Provenance, Result, Status
from scheduler.week.agenda import Item
from scheduler.week.leadership import Role
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Body, Committee, Delegation, Instrument, Kind, Presidency, Week
from tests.scenarios.studies.recommendations.small import answered, scenario

TOGETHER = at("clearance", 0, "10:00"), at("victims", 0, "10:00")
APART = at("clearance", 0, "10:00"), at("victims", 0, "10:30")


PERMITTED = LimitTasksOfAState(posts=2)
AIMS = {"represent_regions": "posts", "promote_co_rapporteurs": "posts"}


def study(
    *found: Status,
    needed: int | None = 2,
    pool: frozenset[str] = frozenset({"ALB", "CHL"}),
    units: dict[str, str] = AIMS,
    reason: tuple[str, ...] = ("overfull",),
    posts: int = 2,
) -> Study:
    """A study of as many team sizes as there are results."""
    teams = (
        Team(
            name=f"{size} + {size}",
            result=Result(
                status=status,
                timetable=Timetable() if status in (Status.PROVEN, Status.FEASIBLE) else None,
                reasons=(Count(reason, 2, 1, "Too few."),) if status is Status.INFEASIBLE else (),
                provenance=Provenance(seed=1, workers=1, time_limit=1.0, versions={}),
            ),
            week=week().model_copy(update={"pool": pool}),
            posts=posts * size,
            states=2 * size,
            needed=needed,
            regions={},
        )
        for size, status in enumerate(found, 1)
    )
    return Study(title="Team sizes", teams=tuple(teams), units=units)


def week(asked: int = 0, before: frozenset[str] = frozenset({"ALB"})) -> Week:
    """Two committees, both led by Albania, the first with Chile beside it and posts asked for."""
    clearance = Body(
        id="clearance",
        name="Clearance",
        instrument="mines",
        co_chairs=("ALB", "CHL"),
        asked={Role.CO_CHAIR: asked} if asked else {},
        co_rapporteurs_before=before,
    )
    return tiny_week(
        tiny_session("clearance", leaders={"ALB", "CHL"}),
        tiny_session("victims", leaders={"ALB"}),
        bodies=(
            clearance,
            Body(id="victims", name="Victims", instrument="mines", co_chairs=("ALB",)),
        ),
        delegations=(
            Delegation(code="ALB", name="Albania", region="EEG"),
            Delegation(code="CHL", name="Chile", region="GRULAC"),
        ),
        instruments=(
            Instrument(id="mines", name="Mines", parties=frozenset({"ALB", "CHL", "JOR"})),
        ),
    )


def asked(*parts: Part, posts: int = 0, **more: Study) -> Answer:
    return answered(4, scenario(week(posts), PERMITTED), parts, **more)


BOTH = Status.PROVEN, Status.INFEASIBLE


def test_every_post_filled_and_two_team_sizes_studied_is_met() -> None:
    answer = asked(*APART, study=study(*BOTH))
    assert answer.grade is Grade.MET
    assert answer.reason.endswith("; how many are needed has been studied.")
    assert any(line.startswith("Teams 1 + 1: the week works with 2") for line in answer.evidence)


def test_every_post_filled_without_a_study_cannot_say_and_says_who_answers() -> None:
    answer = asked(*APART)
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.reason == (
        "All 3 posts are filled, and every leader is there for what they lead; "
        "how many are needed is not known."
    )
    assert "meeting-week leadership" in " ".join(answer.evidence)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (study(Status.PROVEN), "teams of one size only"),
        (study(*BOTH, posts=0), "teams of one size only"),
        (study(Status.INFEASIBLE, Status.INFEASIBLE), "works with none of these teams"),
        (study(Status.PROVEN, Status.UNKNOWN), "Fewer than two team sizes are settled"),
        (study(*BOTH, reason=("pool",)), "Fewer than two team sizes are settled"),
    ],
)
def test_a_study_that_compares_nothing_answers_nothing(given: Study, why: str) -> None:
    answer = asked(*APART, study=given)
    assert answer.grade is Grade.CANNOT_SAY
    assert any(why in line for line in answer.evidence)
    assert asked(*TOGETHER, study=given).grade is Grade.NOT


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (study(*BOTH, needed=None), "How few States would do for teams 1 + 1 is not proven."),
        (study(*BOTH, Status.UNKNOWN), "Whether the week works with teams 3 + 3 is not settled."),
        (
            study(*BOTH, pool=frozenset({"ALB", "CHL", "JOR"})),
            "No pool is named: any of 3 States Parties could take a post, willing or not.",
        ),
        (
            study(*BOTH, units={"promote_co_rapporteurs": "posts"}),
            "Regional balance is not among the aims of the study (represent_regions).",
        ),
        (
            study(*BOTH, units={"represent_regions": "posts"}),
            "Continuity is not among the aims of the study (promote_co_rapporteurs).",
        ),
        (
            study(*BOTH, pool=frozenset({"ICRC"})),
            "Regional balance could not be looked at: no State of the pool has a regional group.",
        ),
    ],
)
def test_an_answer_within_limits_is_partly_met_and_names_them(given: Study, why: str) -> None:
    answer = asked(*APART, study=given)
    assert answer.grade is Grade.PARTLY
    assert answer.reason.endswith("; how many are needed has been studied, within limits.")
    assert why in answer.evidence


def test_a_size_refused_by_the_pool_limits_what_the_others_answer() -> None:
    whole, refused = study(*BOTH), study(Status.PROVEN, *BOTH[1:], reason=("pool",))
    teams = (*whole.teams, refused.teams[1].model_copy(update={"name": "3 + 3", "posts": 6}))
    answer = asked(*APART, study=whole.model_copy(update={"teams": teams}))
    assert answer.grade is Grade.PARTLY
    assert "Teams 3 + 3 are refused by the size of the pool, not by the week." in answer.evidence


def test_nobody_named_as_last_years_co_rapporteur_limits_the_answer() -> None:
    answer = answered(4, scenario(week(before=frozenset()), PERMITTED), APART, study=study(*BOTH))
    assert answer.grade is Grade.PARTLY
    assert "Continuity cannot be said: no Co-Rapporteur of last year is named." in answer.evidence


def test_a_leader_in_two_places_with_a_study_is_partly_met() -> None:
    answer = asked(*TOGETHER, study=study(Status.PROVEN, Status.FEASIBLE))
    assert answer.grade is Grade.PARTLY
    assert "not every leader can be where they lead" in answer.reason
    assert any("at the same time" in line for line in answer.evidence)


def test_a_leader_in_two_places_without_a_study_is_not_met() -> None:
    assert asked(*TOGETHER).grade is Grade.NOT


def test_a_state_with_more_posts_than_it_may_hold_is_not_met_whatever_the_scenario_applies() -> (
    None
):
    answer = answered(4, week(), APART)
    assert answer.grade is Grade.NOT
    assert "yet a State holds more of them than it may" in answer.reason
    assert any("1 more than allowed" in line for line in answer.evidence)
    assert answered(4, week(), APART, study=study(*BOTH)).grade is Grade.PARTLY


def test_an_open_post_without_a_study_is_not_met() -> None:
    answer = asked(*APART, posts=3)
    assert answer.grade is Grade.NOT
    assert answer.reason.startswith("1 post of 4 is open; ")
    assert answer.evidence[0] == ("2 Standing Committees have 4 posts, 3 of them held by 2 States.")


def test_regional_balance_and_continuity_are_told_whatever_the_scenario_prefers() -> None:
    evidence = asked(*APART).evidence
    assert "Of last year's 1 Co-Rapporteur, 1 is a Co-Chair now." in evidence
    assert "No regional group has more than its fair share of the posts." in evidence


def test_what_the_president_alone_presents_to_general_status_is_named_by_fields() -> None:
    item = Item(title="Ideas of the President", minutes=30, speakers=("CHL",))
    given = week()
    general = given.bodies[0].model_copy(update={"committee": Committee.GENERAL_STATUS})
    sessions = tuple(
        s.model_copy(update={"agenda": (item,)}) if s.id == "clearance" else s
        for s in given.sessions
    )
    led = given.model_copy(
        update={
            "bodies": (general, given.bodies[1]),
            "sessions": sessions,
            "presidency": Presidency(state="CHL"),
        }
    )
    said = "Chile, as President, alone takes the floor on “Ideas of the President” in “Clearance”."
    assert said in answered(4, led, APART).evidence
    other = led.model_copy(update={"presidency": Presidency(state="ALB")})
    assert said not in answered(4, other, APART).evidence


def test_the_post_of_the_president_is_said_to_be_fixed() -> None:
    given = week()
    led = given.bodies[1].model_copy(update={"president": "CHL", "co_chairs": ()})
    answer = answered(4, given.model_copy(update={"bodies": (given.bodies[0], led)}), APART)
    assert any("a study of team sizes leaves that fixed" in line for line in answer.evidence)


def test_posts_states_groups_and_the_heaviest_load_are_told() -> None:
    assert asked(*APART).evidence[:4] == (
        "2 Standing Committees have 3 posts, held by 2 States.",
        "The committees are led by 1 team of 2 and 1 team of 1.",
        "Posts by regional group: the Eastern European Group 2 and "
        "the Latin American and Caribbean Group 1.",
        "Albania holds 2 posts.",
    )
    assert "Albania leads longest: 1 hour in the week." in asked(*APART).evidence


def test_committees_without_posts_cannot_say() -> None:
    answer = answered(4, tiny_week(tiny_session("clearance")), [at("clearance", 0, "10:00")])
    assert answer.grade is Grade.CANNOT_SAY
    assert "names no posts" in answer.reason


def test_a_week_without_standing_committees_cannot_say() -> None:
    body = Body(id="experts", name="Experts", kind=Kind.OTHER, co_chairs=("ALB",))
    assert answered(4, tiny_week(tiny_session("experts"), bodies=(body,))).grade is Grade.CANNOT_SAY


def test_without_a_timetable_the_posts_are_told() -> None:
    answer = answered(4, week(), None)
    assert answer.grade is Grade.CANNOT_SAY
    assert answer.evidence[0].startswith("2 Standing Committees have 3 posts")
