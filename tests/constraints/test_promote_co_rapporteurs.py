"""Boundary cases of `promote_co_rapporteurs`."""

from __future__ import annotations

from constraints.promote_co_rapporteurs import PromoteCoRapporteurs
from constraints.tiny import tiny_session, tiny_timetable, tiny_week
from scheduler.week.leadership import Role
from scheduler.week.week import Body, Week


def week(*co_chairs: str, before: tuple[str, ...] = ("NOR", "PER"), **more: object) -> Week:
    clearance = Body.model_validate(
        {
            "id": "clearance",
            "name": "Clearance",
            "co_chairs": co_chairs,
            "co_rapporteurs_before": before,
            **more,
        }
    )
    return tiny_week(tiny_session("clearance"), bodies=(clearance,), pool=("NOR", "PER"))


def amount(week: Week) -> int:
    return sum(breach.amount for breach in PromoteCoRapporteurs().check(week, tiny_timetable()))


def test_each_that_is_passed_over_counts() -> None:
    assert amount(week("NOR", "PER")) == 0
    assert amount(week("NOR", "ALB")) == 1
    assert amount(week("ALB", "CHL")) == 2


def test_there_is_nothing_to_be_had_beyond_the_posts() -> None:
    assert amount(week("NOR")) == 0
    assert amount(week("ALB")) == 1
    assert amount(week()) == 0


def test_an_open_post_could_be_theirs() -> None:
    assert amount(week("NOR", asked={Role.CO_CHAIR: 2})) == 1


def test_to_be_a_co_rapporteur_again_is_no_promotion() -> None:
    assert amount(week("ALB", co_rapporteurs=("NOR", "PER"))) == 1


def test_more_posts_than_co_rapporteurs_leave_room_for_others() -> None:
    assert amount(week("NOR", "ALB", "CHL", before=("NOR",))) == 0


def test_a_sentence_names_last_years_co_rapporteurs() -> None:
    assert PromoteCoRapporteurs().say(week("ALB", "CHL"), ("clearance",), 2) == (
        "Clearance gives others 2 Co-Chair posts that last year's Co-Rapporteurs, NOR and PER, "
        "could hold."
    )
