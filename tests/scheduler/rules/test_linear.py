"""Linear expressions, against what they are worth for given values of the variables."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scheduler.rules.linear import ALWAYS, NOTHING, Linear, total

VARIABLES = range(4)
numbers = st.integers(-20, 20)
values = st.tuples(*(numbers for _ in VARIABLES))
expressions = st.builds(
    Linear, st.dictionaries(st.sampled_from(VARIABLES), numbers.filter(bool)), numbers
)


def worth(expression: Linear, at: tuple[int, ...]) -> int:
    return expression.constant + sum(at[key] * value for key, value in expression.terms.items())


@given(expressions, expressions, numbers, values)
def test_the_arithmetic_is_that_of_numbers(
    one: Linear, other: Linear, number: int, at: tuple[int, ...]
) -> None:
    first, second = worth(one, at), worth(other, at)
    assert worth(one + other, at) == first + second
    assert worth(one - other, at) == first - second
    assert worth(-one, at) == -first
    assert worth(one + number, at) == worth(number + one, at) == first + number
    assert worth(one - number, at) == first - number
    assert worth(number - one, at) == number - first
    assert worth(number * one, at) == worth(one * number, at) == number * first


@given(st.lists(expressions | numbers), values)
def test_a_total_is_the_sum_of_its_members(
    members: list[Linear | int], at: tuple[int, ...]
) -> None:
    expected = sum(m if isinstance(m, int) else worth(m, at) for m in members)
    assert worth(total(members), at) == expected


@given(st.lists(expressions), numbers)
def test_no_coefficient_is_ever_nothing(members: list[Linear], number: int) -> None:
    found = number * total(members)
    assert all(found.terms.values())
    assert found.fixed == (not found.terms)


@given(expressions)
def test_what_cancels_out_is_the_constant_nothing(expression: Linear) -> None:
    assert (expression - expression).key() == (0 * expression).key() == NOTHING.key()
    assert (expression - expression).fixed


@given(expressions, expressions)
def test_equal_keys_mean_equal_expressions(one: Linear, other: Linear) -> None:
    assert (one + other).key() == (other + one).key()
    assert (one.key() == other.key()) == ((one - other).key() == NOTHING.key())


@given(expressions, expressions, numbers)
def test_arithmetic_leaves_its_operands_as_they_are(
    one: Linear, other: Linear, number: int
) -> None:
    before = one.key(), other.key()
    _ = one + other, one - other, one + number, number * one, total([one, other, one])
    assert (one.key(), other.key()) == before


def test_a_literal_and_its_opposite_add_up_to_always() -> None:
    literal = Linear({0: 1})
    assert (literal + (1 - literal)).key() == ALWAYS.key()
    assert repr(1 - literal) == "-1·v0 + 1"
