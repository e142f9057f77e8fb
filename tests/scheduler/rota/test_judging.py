"""What counts in a rotation, at its boundaries and in words."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from scheduler.rota.judging import by_state, judge_rota, terms_of
from scheduler.rota.rota import POSSIBLE_POSTS, Rota, RotaAim, Seat, year_name
from scheduler.rules.rule import Price
from scheduler.week.leadership import Role, TeamSize
from tests.scheduler.rotas import CHAIR, PRESIDENT, RAPPORTEUR, committee, rota, seat, state

STATES = [state(code, region) for code, region in zip("pqrstu", ["AFR", "APG"] * 3, strict=True)]


def amount(one: Rota, aim: RotaAim, *seats: Seat) -> int:
    return judge_rota(one, frozenset(seats) | one.record).amount(aim.value)


def sentences(one: Rota, rule: str, *seats: Seat) -> list[str]:
    findings = judge_rota(one, frozenset(seats) | one.record).findings
    return [finding.sentence for finding in findings if finding.rule == rule]


def held(*posts: tuple[int, Role, str], key: str = "a") -> list[Seat]:
    return [seat(year, key, role, code) for year, role, code in posts]


def test_a_year_is_called_by_both_calendar_years() -> None:
    assert [year_name(year) for year in (2009, 2010, 1999)] == ["2009-10", "2010-11", "1999-00"]


# Terms


@pytest.mark.parametrize(
    ("second", "terms"),
    [
        (seat(2, "a", CHAIR, "p"), 1),
        (seat(2, "b", CHAIR, "p"), 2),
        (seat(2, "a", RAPPORTEUR, "p"), 2),
        (seat(3, "a", CHAIR, "p"), 2),
    ],
)
def test_a_term_goes_on_from_co_rapporteur_to_co_chair_of_one_committee_the_year_after(
    second: Seat, terms: int
) -> None:
    assert len(terms_of([seat(1, "a", RAPPORTEUR, "p"), second])) == terms


def test_a_co_chair_that_stays_begins_a_new_term() -> None:
    assert len(terms_of(held((1, RAPPORTEUR, "p"), (2, CHAIR, "p"), (3, CHAIR, "p")))) == 2


@pytest.mark.parametrize(("rest", "count"), [(0, 0), (1, 0), (2, 1)])
def test_who_begins_after_one_free_year_has_rested_for_one_year(rest: int, count: int) -> None:
    one = rota(STATES, rest=rest)
    seats = held((1, CHAIR, "p"), (3, RAPPORTEUR, "p"))
    assert amount(one, RotaAim.LET_STATES_REST, *seats) == count


def test_who_begins_without_a_rest_is_named_with_both_terms() -> None:
    seats = held((1, CHAIR, "p"), (2, RAPPORTEUR, "p"))
    assert sentences(rota(STATES, rest=1), "let_states_rest", *seats) == [
        "P as Co-Rapporteur of A in 2-03 begins a term without a rest after the one as Co-Chair of "
        "A in 1-02."
    ]


def test_who_wants_to_lead_again_needs_no_rest_and_shares_with_nobody() -> None:
    seats = held((1, CHAIR, "p"), (2, CHAIR, "p"), (3, CHAIR, "p"))
    for willing, count in ((True, 0), (False, 2)):
        one = rota([state("p", willing=willing), *STATES[1:]])
        assert amount(one, RotaAim.LET_STATES_REST, *seats) == count
        assert amount(one, RotaAim.SHARE_TERMS, *seats) == count


# Posts


def test_posts_left_open_are_counted_by_kind() -> None:
    one = rota(STATES, years=(1,), size=TeamSize(2, 1))
    assert amount(one, RotaAim.FILL_POSTS, *held((1, CHAIR, "p"))) == 2
    assert sentences(one, "fill_posts", *held((1, CHAIR, "p"))) == [
        "A, 1-02: 1 post of Co-Chair left open.",
        "A, 1-02: 1 post of Co-Rapporteur left open.",
    ]


def test_a_post_beside_as_many_tasks_as_allowed_is_one_too_many() -> None:
    states = [state("p", tasks={1: ("one",), 2: ("one", "two")}), *STATES[1:]]
    one = rota(states, most_tasks=2)
    assert amount(one, RotaAim.LIMIT_TASKS, *held((1, CHAIR, "p"))) == 0
    assert sentences(one, "limit_tasks", *held((2, CHAIR, "p"))) == [
        "P holds 1 post in 2-03, beside one and two."
    ]


def test_tasks_alone_are_nobodys_business_here() -> None:
    one = rota([state("p", tasks={1: ("one", "two", "three")}), *STATES[1:]])
    assert amount(one, RotaAim.LIMIT_TASKS, *held((1, CHAIR, "q"))) == 0


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (held((1, CHAIR, "p"), (1, RAPPORTEUR, "p")), "and another post in the same year"),
        (held((1, CHAIR, "z")), "Z as Co-Chair of A in 1-02, and is not among those that may"),
        (held((1, CHAIR, "p"), (1, CHAIR, "q")), "A has 2 Co-Chairs in 1-02, and 1 post for them"),
        (held((1, PRESIDENT, "p")), "A has 1 President in 1-02, and 0 posts for them"),
        (held((9, CHAIR, "p")), "A has 1 Co-Chair in 9-10, and 0 posts"),
        (held((1, CHAIR, "p"), key="x"), "x has 1 Co-Chair in 1-02, and 0 posts"),
    ],
)
def test_posts_that_cannot_be_held_so_break_a_must(bad: list[Seat], sentence: str) -> None:
    one = rota([*STATES, state("z", may_lead=False)])
    assert sentence in " ".join(sentences(one, POSSIBLE_POSTS, *bad))
    assert not judge_rota(one, frozenset(bad)).legal


def test_who_may_not_begin_may_go_on() -> None:
    record = frozenset(held((1, RAPPORTEUR, "z")))
    one = rota([*STATES, state("z", may_lead=False)], recorded=1, record=record)
    assert not sentences(one, POSSIBLE_POSTS, *held((2, CHAIR, "z")))
    assert sentences(one, POSSIBLE_POSTS, *held((2, RAPPORTEUR, "z")))


def test_the_record_is_kept() -> None:
    record = frozenset(held((1, CHAIR, "p")))
    one = rota(STATES, recorded=1, record=record)
    findings = judge_rota(one, frozenset()).breached
    assert [finding.sentence for finding in findings] == [
        "The record has P as Co-Chair of A in 1-02, and it does not."
    ]


def test_a_year_of_the_record_has_the_posts_that_were_held() -> None:
    record = frozenset(held((1, PRESIDENT, "p")))
    one = rota(STATES, recorded=1, record=record)
    assert dict(one.posts("a", 1)) == {PRESIDENT: 1}
    assert dict(one.posts("a", 2)) == {CHAIR: 1, RAPPORTEUR: 1}


# Continuity


def test_a_co_rapporteur_that_could_be_co_chair_is_named() -> None:
    seats = held((1, RAPPORTEUR, "p"), (2, CHAIR, "q"))
    one = rota(STATES, years=(1, 2))
    assert sentences(one, "promote_rapporteurs", *seats) == [
        "A, 2-03: a Co-Chair post could be held by last year's Co-Rapporteurs; P left the team "
        "without being Co-Chair."
    ]
    assert amount(one, RotaAim.KEEP_EXPERIENCE, *seats) == 1


def test_co_rapporteurs_for_whom_there_is_no_post_are_not_counted() -> None:
    seats = held((1, RAPPORTEUR, "p"), (1, RAPPORTEUR, "q"), (2, CHAIR, "p"))
    one = rota(STATES, years=(1, 2), size=TeamSize(1, 2))
    assert amount(one, RotaAim.PROMOTE_RAPPORTEURS, *seats) == 0


def test_whoever_was_in_the_team_knows_the_committee() -> None:
    one = rota(STATES, years=(1, 2))
    for role in (CHAIR, RAPPORTEUR):
        seats = held((1, role, "p"), (2, CHAIR, "p"))
        assert amount(one, RotaAim.KEEP_EXPERIENCE, *seats) == 0


def test_the_first_year_of_a_committee_breaks_no_continuity() -> None:
    one = rota(STATES, committee("a"), committee("b", begins=2), years=(1, 2))
    seats = [*held((1, CHAIR, "p")), *held((2, CHAIR, "q"), key="b")]
    assert amount(one, RotaAim.KEEP_EXPERIENCE, *seats) == 0
    assert sentences(one, POSSIBLE_POSTS, *held((1, CHAIR, "r"), key="b"))


# Regions and pairs


def test_a_region_may_hold_its_share_rounded_either_way() -> None:
    """Three posts of a group with half of the States: 1 or 2 is its share."""
    one = rota(STATES, years=(1,), size=TeamSize(2, 1))
    two = held((1, CHAIR, "p"), (1, CHAIR, "r"), (1, RAPPORTEUR, "q"))
    three = held((1, CHAIR, "p"), (1, CHAIR, "r"), (1, RAPPORTEUR, "t"))
    assert amount(one, RotaAim.BALANCE_YEARS, *two) == 0
    assert amount(one, RotaAim.BALANCE_YEARS, *three) == 2, "one beyond, and the other short"
    assert sentences(one, "balance_years", *three)[0] == (
        "The African Group holds 3 posts in 1-02; its share of 3 is 1.5."
    )


def test_what_is_fair_in_no_year_may_be_fair_over_the_years() -> None:
    one = rota(STATES, years=(1, 2))
    seats = held((1, CHAIR, "p"), (1, RAPPORTEUR, "r"), (2, CHAIR, "q"), (2, RAPPORTEUR, "s"))
    assert amount(one, RotaAim.BALANCE_YEARS, *seats) == 4
    assert amount(one, RotaAim.BALANCE_SPAN, *seats) == 0


def test_a_team_of_one_region_is_found_and_a_team_of_one_leader_is_not() -> None:
    seats = held((1, CHAIR, "p"), (1, RAPPORTEUR, "r"))
    assert sentences(rota(STATES, years=(1,)), "mix_regions", *seats) == [
        "A, 1-02 is led by States of AFR only."
    ]
    alone = rota(STATES, years=(1,), size=TeamSize(1, 0))
    assert amount(alone, RotaAim.MIX_REGIONS, *held((1, CHAIR, "p"))) == 0
    nobody = rota(STATES, years=(1,))
    assert sentences(nobody, "mix_regions") == ["A, 1-02 is led by nobody."]


@pytest.mark.parametrize(
    ("implementers", "said"),
    [
        ("pr", "A, 1-02 is led only by States that implement its article."),
        ("q", "A, 1-02 is led only by States that support its article."),
        ("p", ""),
        (None, ""),
    ],
)
def test_implementing_and_supporting_states_are_paired(implementers: str | None, said: str) -> None:
    who = None if implementers is None else frozenset(implementers)
    one = rota(STATES, committee("a", implementers=who), years=(1,))
    seats = held((1, CHAIR, "p"), (1, RAPPORTEUR, "r"))
    assert sentences(one, "pair_states", *seats) == ([said] if said else [])


def test_a_second_term_is_said_with_its_years() -> None:
    seats = held((1, CHAIR, "p"), (3, CHAIR, "p"))
    one = rota(STATES)
    assert sentences(one, "share_terms", *seats) == ["P has 2 terms, from 1-02 and 3-04."]


def test_seats_stand_by_state_in_the_order_of_the_years() -> None:
    seats = held((2, CHAIR, "q"), (1, RAPPORTEUR, "q"), (1, CHAIR, "p"))
    found = by_state(frozenset(seats))
    assert list(found) == ["p", "q"]
    assert [one.year for one in found["q"]] == [1, 2]


def test_every_aim_has_a_price() -> None:
    with pytest.raises(ValidationError, match="there is no price for share_terms"):
        rota(STATES, prices={aim: Price(tier=1) for aim in list(RotaAim)[:-1]})
