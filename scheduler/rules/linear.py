"""Whole-number linear expressions, with which a rule speaks of a draft's variables.

They are our own, so that a rule needs no solver: an expression knows its variables by number only.
"""

from __future__ import annotations

from collections.abc import Iterable


class Linear:
    """A constant plus whole multiples of variables. A literal is one with the values 0 and 1.

    Parameters
    ----------
    terms
        Coefficient by the number of the variable; no coefficient is 0.
    constant
        What is added.
    """

    __slots__ = ("constant", "terms")

    def __init__(self, terms: dict[int, int] | None = None, constant: int = 0) -> None:
        self.terms = terms if terms is not None else {}
        self.constant = constant

    @property
    def fixed(self) -> bool:
        """Whether it is a constant."""
        return not self.terms

    def __add__(self, other: Linear | int) -> Linear:
        if isinstance(other, int):
            return Linear(self.terms, self.constant + other)
        return total((self, other))

    __radd__ = __add__

    def __mul__(self, factor: int) -> Linear:
        if factor == 0:
            return Linear()
        terms = {key: factor * value for key, value in self.terms.items()}
        return Linear(terms, factor * self.constant)

    __rmul__ = __mul__

    def __neg__(self) -> Linear:
        return self * -1

    def __sub__(self, other: Linear | int) -> Linear:
        return self + -other

    def __rsub__(self, other: int) -> Linear:
        return -self + other

    def __repr__(self) -> str:
        terms = [f"{value}·v{key}" for key, value in sorted(self.terms.items())]
        return " + ".join([*terms, str(self.constant)])

    def key(self) -> tuple[int, tuple[tuple[int, int], ...]]:
        """A value by which equal expressions can be found again."""
        return self.constant, tuple(sorted(self.terms.items()))


NOTHING = Linear()
"""The constant 0; as a literal: false."""

ALWAYS = Linear(constant=1)
"""The constant 1; as a literal: true."""


def total(expressions: Iterable[Linear | int]) -> Linear:
    """Add expressions up."""
    terms: dict[int, int] = {}
    constant = 0
    for expression in expressions:
        if isinstance(expression, int):
            constant += expression
            continue
        constant += expression.constant
        if not terms:
            terms = dict(expression.terms)
            continue
        for key, value in expression.terms.items():
            found = terms.get(key, 0) + value
            if found:
                terms[key] = found
            else:
                del terms[key]
    return Linear(terms, constant)
