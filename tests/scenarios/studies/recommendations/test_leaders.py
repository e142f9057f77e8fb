"""Recommendation 4: how many leaders the week needs."""

from __future__ import annotations

from constraints.tiny import at, tiny_session, tiny_week
from scenarios.studies.leadership.result import Study, Team
from scenarios.studies.recommendations.answer import Answer, Grade
from scheduler.solving.result import Provenance, Result, Status
from scheduler.week.leadership import Role
from scheduler.week.timetable import Part, Timetable
from scheduler.week.week import Body, Delegation, Kind, Week
from tests.scenarios.studies.recommendations.small import answered

TOGETHER = at("clearance", 0, "10:00"), at("victims", 0, "10:00")
APART = at("clearance", 0, "10:00"), at("victims", 0, "10:30")


def study(*found: Status) -> Study:
    """A study of as many team sizes as there are results."""
    teams = (
        Team(
            name=f"{size} + {size}",
            result=Result(
                status=status,
                timetable=Timetable() if status in (Status.PROVEN, Status.FEASIBLE) else None,
                provenance=Provenance(seed=1, workers=1, time_limit=1.0, versions={}),
            ),
            week=week(),
            posts=2 * size,
            states=2 * size,
            regions={},
        )
        for size, status in enumerate(found, 1)
    )
    return Study(title="Team sizes", teams=tuple(teams), units={})


def week(asked: int = 0) -> Week:
    """Two committees, both led by Albania, the first with Chile beside it and posts asked for."""
    clearance = Body(
        id="clearance",
        name="Clearance",
        co_chairs=("ALB", "CHL"),
        asked={Role.CO_CHAIR: asked} if asked else {},
    )
    return tiny_week(
        tiny_session("clearance", leaders={"ALB", "CHL"}),
        tiny_session("victims", leaders={"ALB"}),
        bodies=(clearance, Body(id="victims", name="Victims", co_chairs=("ALB",))),
        delegations=(
            Delegation(code="ALB", name="Albania", region="EEG"),
            Delegation(code="CHL", name="Chile", region="GRULAC"),
        ),
    )


def asked(*parts: Part, posts: int = 0, **more: Study) -> Answer:
    return answered(4, week(posts), parts, **more)


def test_every_post_filled_and_two_team_sizes_studied_is_met() -> None:
    answer = asked(*APART, study=study(Status.PROVEN, Status.INFEASIBLE))
    assert answer.grade is Grade.MET
    assert "Teams 1 + 1: the week works with 2 States in 2 posts." in answer.evidence


def test_every_post_filled_without_a_study_is_partly_met_and_says_who_answers() -> None:
    answer = asked(*APART)
    assert answer.grade is Grade.PARTLY
    assert answer.reason == (
        "All 3 posts are filled, and every leader is there for what they lead; "
        "how many are needed is not known."
    )
    assert "meeting-week leadership" in " ".join(answer.evidence)


def test_one_team_size_alone_answers_nothing() -> None:
    assert asked(*APART, study=study(Status.PROVEN)).grade is Grade.PARTLY


def test_sizes_of_which_none_works_answer_nothing() -> None:
    none = study(Status.INFEASIBLE, Status.INFEASIBLE)
    assert asked(*APART, study=none).grade is Grade.PARTLY


def test_a_size_that_is_not_settled_does_not_count() -> None:
    unsettled = study(Status.PROVEN, Status.UNKNOWN)
    assert asked(*APART, study=unsettled).grade is Grade.PARTLY


def test_a_leader_in_two_places_with_a_study_is_partly_met() -> None:
    answer = asked(*TOGETHER, study=study(Status.PROVEN, Status.FEASIBLE))
    assert answer.grade is Grade.PARTLY
    assert "not every leader can be where they lead" in answer.reason
    assert any("at the same time" in line for line in answer.evidence)


def test_a_leader_in_two_places_without_a_study_is_not_met() -> None:
    assert asked(*TOGETHER).grade is Grade.NOT


def test_an_open_post_without_a_study_is_not_met() -> None:
    answer = asked(*APART, posts=3)
    assert answer.grade is Grade.NOT
    assert answer.reason.startswith("1 post of 4 is open; ")
    assert answer.evidence[0] == ("2 Standing Committees have 4 posts, 3 of them held by 2 States.")


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
