"""Boundary cases of `represent_regions`."""

from __future__ import annotations

from constraints.represent_regions import RepresentRegions
from constraints.tiny import tiny_session, tiny_timetable, tiny_week
from scheduler.week.leadership import Role
from scheduler.week.week import Body, Delegation, Instrument, Kind, Week

NOTHING = tiny_timetable()
REGIONS = {"BDI": "AFR", "TCD": "AFR", "UGA": "AFR", "CHL": "GRULAC", "PER": "GRULAC"}


def week(*bodies: Body) -> Week:
    """Three States Parties of Africa and two of Latin America."""
    delegations = [Delegation(code=code, name=code, region=r) for code, r in REGIONS.items()]
    return tiny_week(
        tiny_session("clearance"),
        bodies=bodies,
        delegations=(*delegations, Delegation(code="ICRC", name="ICRC")),
        instruments=(Instrument(id="mines", name="Convention", parties=frozenset(REGIONS)),),
    )


def body(name: str, *co_chairs: str, **more: object) -> Body:
    given = {"id": name, "name": name.capitalize(), "instrument": "mines", **more}
    return Body.model_validate({**given, "co_chairs": co_chairs})


def shares(week: Week) -> dict[str, int]:
    found = RepresentRegions().check(week, NOTHING)
    return {str(case[2]): amount for case, amount in found if case[0] == "share"}


def test_a_fair_share_is_rounded_up() -> None:
    # Two of four posts are under three fifths of them, 2.4; three are as many as 2.4 rounded up.
    assert shares(week(body("one", "BDI", "TCD", "UGA", "CHL"))) == {}
    # Two of three posts are as many as two fifths of them, 1.2, rounded up; three are not.
    assert shares(week(body("one", "CHL", "PER", "BDI"))) == {}
    assert shares(week(body("one", "CHL", "PER"))) == {"GRULAC": 1}


def test_open_posts_count_among_those_to_be_shared() -> None:
    assert shares(week(body("one", "CHL", "PER", asked={Role.CO_CHAIR: 3}))) == {}


def test_the_posts_of_all_committees_of_an_instrument_are_taken_together() -> None:
    assert shares(week(body("one", "CHL"), body("two", "PER"))) == {"GRULAC": 1}
    other = body("two", "PER", kind=Kind.OTHER)
    assert shares(week(body("one", "CHL"), other)) == {}
    assert shares(week(body("one", "CHL"), body("two", "PER", instrument=None))) == {}


def test_a_sentence_says_the_share() -> None:
    crowded = week(body("one", "CHL", "PER"))
    assert RepresentRegions().say(crowded, ("share", "mines", "GRULAC"), 1) == (
        "The Latin American and Caribbean Group holds 2; its share of the States Parties to the "
        "Convention gives it 1 of 2 posts."
    )


def alone(*co_chairs: str) -> bool:
    found = RepresentRegions().check(week(body("one", *co_chairs)), NOTHING)
    return any(case == ("body", "one") for case, _ in found)


def test_two_leaders_of_one_group_are_one_body_and_a_leader_by_itself_is_none() -> None:
    assert alone("BDI", "UGA")
    assert not alone("BDI", "CHL")
    assert not alone("BDI")
    assert not alone()


def test_a_leader_without_a_group_is_from_elsewhere() -> None:
    assert not alone("BDI", "ICRC")
