"""The laws of the report: what breaks a recommendation costs it its grade, and words cost nothing.

1. A week that meets a recommendation, wholly or in part, and is broken in a way of `MUTATIONS`,
   has a lower grade.
2. A week that says the same in other words (`REWORDINGS`) has the same nine grades, and upholds
   each principle as far.

`tests.laws.recommendations.many` draws them by the thousand.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from scenarios.studies.recommendations.answer import Grade
from tests.laws.recommendations.drafts import bases
from tests.laws.recommendations.drawing import (
    MUTATIONS,
    Drawn,
    each_rewording,
    first_drawn,
    mutants,
    reworded,
)
from tests.laws.recommendations.mutations import Change, Mutation
from tests.laws.recommendations.rewordings import REWORDINGS
from tests.sampling import first

drawn_anew = settings(
    deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@pytest.mark.slow
def test_some_week_of_the_library_meets_each_recommendation_and_in_part_the_first() -> None:
    assert any(bases(1))
    met = [n for n in range(2, 10) if any(one.grade(n) is Grade.MET for one in bases(n))]
    assert met == [2, 3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    "mutation",
    first(3, MUTATIONS),
    ids=[f"R{one.numbers[0]} {one.name}" for one in MUTATIONS],
)
def test_what_breaks_a_recommendation_costs_it_its_grade(mutation: Mutation) -> None:
    drawn = first_drawn(mutation)
    assert not drawn.wrong(), drawn.said


@pytest.mark.parametrize("change", first(1, REWORDINGS), ids=[one.__name__ for one in REWORDINGS])
def test_other_words_change_no_grade(change: Change) -> None:
    for drawn in each_rewording(change):
        assert not drawn.wrong(), drawn.said


@pytest.mark.slow
@settings(drawn_anew, max_examples=30)
@given(mutants())
def test_a_week_that_is_broken_has_a_lower_grade(drawn: Drawn) -> None:
    assert not drawn.wrong(), drawn.said


@pytest.mark.slow
@settings(drawn_anew, max_examples=15)
@given(reworded())
def test_a_week_in_other_words_has_the_same_grades(drawn: Drawn) -> None:
    assert not drawn.wrong(), drawn.said
