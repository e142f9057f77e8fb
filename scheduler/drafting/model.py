"""A CP-SAT model whose variables are known by number, so that their bounds are known too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ortools.sat.python import cp_model

from scheduler.rules.linear import ALWAYS, NOTHING, Linear

PATIENCE = 256
"""Variables and constraints after which it is asked again whether to give up."""


class Unfinished(Exception):  # noqa: N818  (a state of affairs)
    """A model was given up before it was whole."""


class _Posted(cp_model.CpModel):
    """A CP-SAT model without the names of old of its methods, which take longer than a tiny model.

    They would also tie each model to itself, and keep its memory until garbage is collected.
    """

    def _add_pre_pep8_methods(self) -> None:
        return None

    def clone(self) -> _Posted:
        clone = _Posted()
        clone.proto.copy_from(self.proto)
        clone.rebuild_constant_map()
        return clone


class Model:
    """Variables, the constraints between them, and the translation of `Linear` for CP-SAT.

    Parameters
    ----------
    stop
        Asked now and then, as variables and constraints are added, whether to give up: `Unfinished`
        is raised then. None once the model is whole.

    Attributes
    ----------
    cp
        The CP-SAT model under construction.
    """

    def __init__(self, stop: Callable[[], bool] | None = None) -> None:
        self.stop, self._asked = stop, 0
        self.cp = _Posted()
        self._places: list[int] = []
        self._variables: dict[int, cp_model.IntVar] = {}
        self._low: list[int] = []
        self._high: list[int] = []
        self._memory: dict[object, Linear] = {}

    # Variables

    @property
    def size(self) -> int:
        """How many variables there are."""
        return len(self._places)

    def integer(self, low: int, high: int) -> Linear:
        """A new variable from ``low`` to ``high``; a constant where these are equal."""
        if low == high:
            return Linear(constant=low)
        self._go_on()
        key, variable = len(self._places), self.cp.new_int_var(low, high, "")
        self._variables[key] = variable
        self._places.append(variable.index)
        self._low.append(low)
        self._high.append(high)
        return Linear({key: 1})

    def literal(self) -> Linear:
        """A new variable that is 0 or 1."""
        return self.integer(0, 1)

    def bounds(self, expression: Linear) -> tuple[int, int]:
        """The least and greatest value that an expression can take by its variables' domains."""
        low = high = expression.constant
        for key, value in expression.terms.items():
            one, other = value * self._low[key], value * self._high[key]
            low += min(one, other)
            high += max(one, other)
        return low, high

    def _go_on(self) -> None:
        if self.stop is None:
            return
        if self._asked % PATIENCE == 0 and self.stop():
            raise Unfinished
        self._asked += 1

    # Translation

    def _variable(self, key: int) -> cp_model.IntVar:
        """The variable in CP-SAT's own terms; a fork makes it once it is asked for."""
        if key not in self._variables:
            place = self._places[key]
            self._variables[key] = self.cp.get_int_var_from_proto_index(place)
        return self._variables[key]

    def expression(self, linear: Linear) -> cp_model.LinearExprT:
        """The expression in CP-SAT's own terms."""
        if linear.fixed:
            return linear.constant
        variables = [self._variable(key) for key in linear.terms]
        return (
            cp_model.LinearExpr.weighted_sum(variables, list(linear.terms.values()))
            + linear.constant
        )

    def atom(self, literal: Linear) -> cp_model.LiteralT:
        """A literal (``x``, ``1 - x``, 0 or 1) in CP-SAT's own terms.

        Raises
        ------
        ValueError
            Where the expression is no literal.
        """
        if literal.fixed and literal.constant in (0, 1):
            return bool(literal.constant)
        if len(literal.terms) == 1:
            ((key, value),) = literal.terms.items()
            if (value, literal.constant) == (1, 0):
                return self._variable(key)
            if (value, literal.constant) == (-1, 1):
                return self._variable(key).negated()
        raise ValueError(f"not a literal: {literal!r}")

    # Constraints

    def at_most(self, left: Linear, limit: int, when: Sequence[Linear] = ()) -> None:
        """Require ``left <= limit`` wherever all the literals of ``when`` hold."""
        self._go_on()
        low, high = self.bounds(left)
        if high <= limit or any(_false(literal) for literal in when):
            return
        if low > limit:
            self.clause([1 - literal for literal in when])
            return
        constraint = self.cp.add(self.expression(left) <= limit)
        self._enforce(constraint, when)

    def tighten(self, left: Linear, limit: int, when: Sequence[Linear] = ()) -> None:
        """Require what follows from the rest of the model, to help the proof.

        Without it the same timetables are possible, and none costs more or less: a law leaves all
        of it out.
        """
        self.at_most(left, limit, when)

    def equal(self, left: Linear, right: int, when: Sequence[Linear] = ()) -> None:
        """Require ``left == right`` wherever all the literals of ``when`` hold."""
        self._go_on()
        if left.fixed:
            if left.constant != right:
                self.clause([1 - literal for literal in when])
            return
        self._enforce(self.cp.add(self.expression(left) == right), when)

    def clause(self, literals: Iterable[Linear]) -> None:
        """Require that at least one literal holds."""
        self._go_on()
        literals = list(literals)
        if any(_true(literal) for literal in literals):
            return
        self.cp.add_bool_or([self.atom(literal) for literal in literals if not literal.fixed])

    def one_at_most(self, literals: Sequence[Linear]) -> None:
        """Require that no two literals hold."""
        loose = [self.atom(literal) for literal in literals if not literal.fixed]
        if any(_true(literal) for literal in literals):
            for literal in literals:
                if not literal.fixed:
                    self.at_most(literal, 0)
        elif len(loose) > 1:
            self.cp.add_at_most_one(loose)

    def interval(
        self, start: Linear, size: Linear, end: Linear, literal: Linear
    ) -> cp_model.IntervalVar:
        """An interval that exists where the literal holds; each argument has one variable at most.

        Times are minutes, or any other unit in which all of a model's intervals agree.
        """
        if size.fixed:
            return self.cp.new_optional_fixed_size_interval_var(
                self.expression(start), size.constant, self.atom(literal), ""
            )
        return self.cp.new_optional_interval_var(
            self.expression(start),
            self.expression(size),
            self.expression(end),
            self.atom(literal),
            "",
        )

    def no_overlap(self, intervals: Sequence[cp_model.IntervalVar]) -> None:
        """Require that no two intervals overlap."""
        self.cp.add_no_overlap(list(intervals))

    def cumulative(
        self,
        intervals: Sequence[cp_model.IntervalVar],
        capacity: Linear,
        when: Sequence[Linear] = (),
    ) -> None:
        """Require that at most ``capacity`` intervals run at any moment."""
        demands = [1] * len(intervals)
        constraint = self.cp.add_cumulative(list(intervals), demands, self.expression(capacity))
        self._enforce(constraint, when)

    def _enforce(self, constraint: cp_model.Constraint, when: Sequence[Linear]) -> None:
        gates = [self.atom(literal) for literal in when if not _true(literal)]
        if gates:
            constraint.only_enforce_if(gates)

    # Literals made of others: exact, and made once only

    def any(self, literals: Iterable[Linear]) -> Linear:
        """A literal that holds where at least one of the given ones does."""
        loose = [literal for literal in literals if not _false(literal)]
        if any(_true(literal) for literal in loose):
            return ALWAYS
        if len(loose) < 2:
            return loose[0] if loose else NOTHING
        key = frozenset(literal.key() for literal in loose)
        if key not in self._memory:
            found = self.literal()
            for literal in loose:
                self.clause([1 - literal, found])
            self.clause([1 - found, *loose])
            self._memory[key] = found
        return self._memory[key]

    def all(self, literals: Iterable[Linear]) -> Linear:
        """A literal that holds where all of the given ones do."""
        return 1 - self.any([1 - literal for literal in literals])

    # Search

    def minimise(self, objective: Linear) -> None:
        """Set what a solver is to minimise, in place of any earlier objective."""
        self.cp.minimize(self.expression(objective))

    def assume(self, literals: Sequence[Linear]) -> None:
        """Have literals hold in the next search, in place of those assumed before."""
        self.cp.clear_assumptions()
        if literals:
            self.cp.add_assumptions([self.atom(literal) for literal in literals])

    def core(self, solver: cp_model.CpSolver, literals: Sequence[Linear]) -> tuple[int, ...]:
        """Positions of the assumed literals, each a variable, that the solver says cannot all hold.

        There are none where the model is impossible without them. The solver may name literals
        that were not assumed; they are passed over.
        """
        named = set(solver.sufficient_assumptions_for_infeasibility())
        places = [self._places[key] for literal in literals for key in literal.terms]
        return tuple(n for n, place in enumerate(places) if place in named)

    def fork(self) -> Model:
        """A copy to try something on, with the same variables by the same numbers."""
        copy = Model()
        copy.cp = self.cp.clone()
        copy._places = list(self._places)
        copy._low, copy._high = list(self._low), list(self._high)
        return copy

    def without_objective(self) -> Model:
        """A copy of which any solution is as good as another."""
        copy = self.fork()
        copy.cp.clear_objective()  # type: ignore[no-untyped-call]
        return copy

    def wish(self, objective: Linear, limit: int) -> Model:
        """A copy without objective, in which ``objective <= limit`` is required."""
        copy = self.without_objective()
        copy.at_most(objective, limit)
        return copy

    def hint(self, values: Sequence[int]) -> None:
        """Start the next search from a value for every variable; a fork may have had more."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for key, value in zip(range(self.size), values[: self.size], strict=True):
            self.cp.add_hint(self._variable(key), value)

    def values(self, solver: cp_model.CpSolver | cp_model.CpSolverSolutionCallback) -> list[int]:
        """The value of every variable in the solver's solution; there must be one."""
        solution = solver.response_proto.solution
        return [solution[place] for place in self._places]

    def value(self, expression: Linear, values: Sequence[int]) -> int:
        """The value of an expression, given a value for every variable."""
        return expression.constant + sum(
            factor * values[key] for key, factor in expression.terms.items()
        )


def _true(literal: Linear) -> bool:
    return literal.fixed and literal.constant == 1


def _false(literal: Linear) -> bool:
    return literal.fixed and literal.constant == 0
