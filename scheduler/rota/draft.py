"""The model of a rota: how many States of each class hold which post, year by year.

States are largely interchangeable. Those of one regional group that implement the same articles,
have the same tasks and the same past are one *class*, and the model only counts how many of a class
do what: a State flows from year to year through posts and rests. Whoever is meant is named when
the search is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from scheduler.drafting.model import Model
from scheduler.rota.judging import by_state, terms_of
from scheduler.rota.rota import Rota, RotaAim, RotaState, Rotation, Seat, SteeredCommittee
from scheduler.rules.draft import Case
from scheduler.rules.linear import NOTHING, Linear, total
from scheduler.week.leadership import ROLES, Role


class StateClass(NamedTuple):
    """States of which one may stand for any other.

    Attributes
    ----------
    codes
        In the order in which they are named.
    seat
        The post that they hold in the last year of the record, if any.
    since
        Years from their last post to the first open year, 1 or more; None: they had none.
    """

    codes: tuple[str, ...]
    state: RotaState
    seat: Seat | None
    since: int | None


class _Flow(NamedTuple):
    """What the States of a class do in an open year, each a number of States."""

    promoted: dict[str, Linear]
    """By committee: they go on from Co-Rapporteur to Co-Chair."""
    staying: dict[str, Linear]
    """By committee: other leaders that are its Co-Chairs in the next year, in a new term."""
    begun: dict[tuple[str, Role], Linear]
    """By committee and role: they begin a term otherwise."""
    at_once: Linear
    """Of those who begin a term otherwise: they had a post the year before."""
    early: dict[int, Linear]
    """Of the same, by the years since their last post: they had no full rest."""
    rested: Linear
    fresh: Linear
    """Of the same: they had a full rest, or no post in the span so far."""


class RotaDraft:
    """The model of a rota, and what each aim amounts to.

    Attributes
    ----------
    amounts
        For each aim that matters, its parts, whose sum is its amount in its unit: exact in the best
        solution, and no less than what the judge finds in any other.
    """

    def __init__(self, rota: Rota) -> None:
        self.rota = rota
        self.model = Model()
        self._past = by_state(rota.record)
        self.classes = list(_classes(rota, self._past))
        self._held: dict[tuple[int, int, str, Role], Linear] = {}
        self._flows: dict[tuple[int, int], _Flow] = {}
        for number, one in enumerate(self.classes):
            self._record(number, one)
            self._flow(number, one)
        self._open = self._least_open()
        looks = {
            RotaAim.FILL_POSTS: self._open_posts,
            RotaAim.LIMIT_TASKS: self._too_many_tasks,
            RotaAim.LET_STATES_REST: self._without_rest,
            RotaAim.PROMOTE_RAPPORTEURS: self._not_promoted,
            RotaAim.KEEP_EXPERIENCE: self._new_to_it,
            RotaAim.BALANCE_YEARS: self._yearly_balance,
            RotaAim.BALANCE_SPAN: self._balance,
            RotaAim.MIX_REGIONS: self._of_one_region,
            RotaAim.PAIR_STATES: self._unpaired,
            RotaAim.SHARE_TERMS: self._again,
        }
        self.amounts: dict[RotaAim, list[Linear]] = {
            aim: [amount for _, amount in look()]
            for aim, look in looks.items()
            if rota.prices[aim].weight
        }

    def cost(self, tier: int, but: Iterable[RotaAim] = ()) -> Linear:
        """What the aims of a tier cost in all, some left out."""
        prices = self.rota.prices
        return total(
            amount * prices[aim].weight
            for aim, amounts in self.amounts.items()
            if prices[aim].tier == tier and aim not in but
            for amount in amounts
        )

    @property
    def states(self) -> Linear:
        """How many States hold a post in the span."""
        fresh = total(flow.fresh for flow in self._flows.values())
        return fresh + len(self._past)

    def hold(self, rotation: Rotation) -> None:
        """Require that each class holds the posts that its States have in a rotation."""
        for (number, year, committee, role), held in self._held.items():
            post, codes = (year, committee, role), self.classes[number].codes
            mine = sum(seat[:3] == post and seat.state in codes for seat in rotation)
            self.model.equal(held, mine)

    # What the States of a class may do

    def _record(self, number: int, one: StateClass) -> None:
        for seat in self._past.get(one.codes[0], ()):
            self._held[number, seat.year, seat.committee, seat.role] = Linear(constant=1)

    def _flow(self, number: int, one: StateClass) -> None:
        """Let the States of a class flow through the open years."""
        rest, most = max(1, self.rota.rest), len(one.codes)
        fresh = most if one.since is None else 0
        pools = {"fresh": Linear(constant=fresh), "rested": NOTHING}
        early = dict.fromkeys(range(2, rest + 1), NOTHING)
        if one.since is not None and one.seat is None:
            if one.since in early:
                early[one.since] = Linear(constant=1)
            else:
                pools["rested"] = Linear(constant=1)
        for year in self.rota.open_years:
            flow = self._flow_of_year(number, one, year, most)
            self._flows[number, year] = flow
            left = self._held_in(number, year - 1) - total(
                (*flow.promoted.values(), *flow.staying.values(), flow.at_once)
            )
            self._none_below(left)
            waiting = {2: left}
            for since, pool in early.items():
                waiting[since + 1] = pool - flow.early[since]
                self._none_below(waiting[since + 1])
            pools["fresh"] -= flow.fresh
            pools["rested"] -= flow.rested
            for pool in pools.values():
                self._none_below(pool)
            pools["rested"] += waiting.pop(rest + 1)
            early = waiting

    def _flow_of_year(self, number: int, one: StateClass, year: int, most: int) -> _Flow:
        rota = self.rota
        begin = most if one.state.may_lead else 0

        def some(up_to: int, source: Linear | None = None) -> Linear:
            reach = up_to if source is None else min(up_to, self.model.bounds(source)[1])
            return self.model.integer(0, max(0, reach))

        promoted, staying = dict[str, Linear](), dict[str, Linear]()
        begun = dict[tuple[str, Role], Linear]()
        for committee in rota.in_year(year):
            posts = rota.posts(committee.id, year)
            for role in (Role.CO_CHAIR, Role.CO_RAPPORTEUR):
                begun[committee.id, role] = some(min(begin, posts.get(role, 0)))
            chairs = posts.get(Role.CO_CHAIR, 0)
            before = self._holds(number, year - 1, committee.id)
            promoted[committee.id] = some(min(most, chairs), before[Role.CO_RAPPORTEUR])
            self._none_below(before[Role.CO_RAPPORTEUR] - promoted[committee.id])
            led = before[Role.CO_CHAIR] + before[Role.PRESIDENT]
            staying[committee.id] = some(min(begin, chairs), led)
            self._none_below(led - staying[committee.id])
        # How many there are to begin is seen to where the pools are kept.
        flow = _Flow(
            promoted,
            staying,
            begun,
            at_once=some(begin, self._held_in(number, year - 1)),
            early={since: some(begin) for since in range(2, max(1, rota.rest) + 1)},
            rested=some(begin),
            fresh=some(begin if one.since is None else 0),
        )
        sources = (flow.at_once, *flow.early.values(), flow.rested, flow.fresh)
        self.model.equal(total(begun.values()) - total(sources), 0)
        for committee in rota.in_year(year):
            key = committee.id
            chairing = begun[key, Role.CO_CHAIR] + promoted[key] + staying[key]
            self._held[number, year, key, Role.CO_CHAIR] = chairing
            self._held[number, year, key, Role.CO_RAPPORTEUR] = begun[key, Role.CO_RAPPORTEUR]
        return flow

    def _none_below(self, number: Linear) -> None:
        """Require that a number is not below 0."""
        self.model.at_most(-number, 0)

    def _holds(self, number: int, year: int, committee: str) -> dict[Role, Linear]:
        return {role: self._held.get((number, year, committee, role), NOTHING) for role in ROLES}

    def _held_in(self, number: int, year: int) -> Linear:
        """All posts of a class in a year."""
        return total(
            held
            for one in self.rota.committees
            for held in self._holds(number, year, one.id).values()
        )

    def _least_open(self) -> dict[tuple[str, int, Role], Linear]:
        """By committee, year and role: the posts that stay open."""
        found = {}
        for one, year in self._each_team():
            for role, posts in self.rota.posts(one.id, year).items():
                found[one.id, year, role] = self._above(posts - self._all_in(one.id, year, role))
        return found

    def _above(self, number: Linear) -> Linear:
        """A number that is never below 0, as one whose domain says so."""
        low, high = self.model.bounds(number)
        if low >= 0:
            return number
        found = self.model.integer(0, max(0, high))
        self.model.equal(found - number, 0)
        return found

    # Who holds a post

    def _holders(self, committee: str, year: int, role: Role) -> Iterator[Linear]:
        """Of each class, how many hold a kind of post."""
        for number in range(len(self.classes)):
            yield self._held.get((number, year, committee, role), NOTHING)

    def _all_in(self, committee: str, year: int, *roles: Role) -> Linear:
        """How many States hold posts of some kinds."""
        return total(held for role in roles for held in self._holders(committee, year, role))

    def _some_in(self, committee: str, year: int, numbers: Iterable[int]) -> Linear:
        """How many States of some classes are in a team."""
        return total(
            self._held.get((number, year, committee, role), NOTHING)
            for number in numbers
            for role in ROLES
        )

    def _numbers(self, region: str) -> list[int]:
        return [n for n, one in enumerate(self.classes) if one.state.region == region]

    def _over(self, *numbers: Linear) -> Linear:
        """The greatest of some numbers, or 0 where none is above it: exact where it is kept low."""
        if all(number.fixed for number in numbers):
            return Linear(constant=max(0, *(number.constant for number in numbers)))
        most = max(self.model.bounds(number)[1] for number in numbers)
        found = self.model.integer(0, max(0, most))
        for number in numbers:
            self.model.at_most(number - found, 0)
        return found

    # What the aims amount to

    def _each_team(self) -> Iterator[tuple[SteeredCommittee, int]]:
        for year in self.rota.years:
            for one in self.rota.in_year(year):
                yield one, year

    def _open_posts(self) -> Iterator[tuple[Case, Linear]]:
        yield from self._open.items()

    def _too_many_tasks(self) -> Iterator[tuple[Case, Linear]]:
        for number, one in enumerate(self.classes):
            for year in self.rota.years:
                tasks = len(one.state.tasks.get(year, ()))
                if tasks >= self.rota.most_tasks:
                    yield (*one.codes, year), self._held_in(number, year)

    def _without_rest(self) -> Iterator[tuple[Case, Linear]]:
        rest = self.rota.rest
        for number, one in enumerate(self.classes):
            if one.state.willing:
                continue
            yield one.codes, Linear(constant=self._early_in_the_past(one.codes[0]))
            for year in self.rota.open_years:
                flow = self._flows[number, year]
                early = total((*flow.staying.values(), flow.at_once)) if rest else NOTHING
                yield (*one.codes, year), early + total(flow.early.values())

    def _early_in_the_past(self, code: str) -> int:
        terms = terms_of(self._past.get(code, []))
        return sum(
            after.first - before.seats[-1].year <= self.rota.rest
            for before, after in pairwise(terms)
        )

    def _not_promoted(self) -> Iterator[tuple[Case, Linear]]:
        for one, year in self._each_team():
            if self.rota.goes_on(one, year):
                chairs = self.rota.posts(one.id, year).get(Role.CO_CHAIR, 0)
                before = self._all_in(one.id, year - 1, Role.CO_RAPPORTEUR)
                left = self._lesser(before, chairs) - self._promoted(one.id, year)
                yield (one.id, year), self._above(left)

    def _promoted(self, committee: str, year: int) -> Linear:
        """How many of a committee's Co-Chairs were its Co-Rapporteurs the year before."""
        if year in self.rota.open_years:
            numbers = range(len(self.classes))
            return total(self._flows[number, year].promoted[committee] for number in numbers)
        chairs = self._recorded(committee, year, Role.CO_CHAIR)
        before = self._recorded(committee, year - 1, Role.CO_RAPPORTEUR)
        return Linear(constant=len(chairs & before))

    def _recorded(self, committee: str, year: int, *roles: Role) -> set[str]:
        """Who held posts of some kinds by the record."""
        return {
            seat.state
            for seat in self.rota.record
            if seat[:2] == (year, committee) and seat.role in roles
        }

    def _lesser(self, number: Linear, limit: int) -> Linear:
        """The lesser of a number and a limit."""
        low, high = self.model.bounds(number)
        if number.fixed or low >= limit:
            return Linear(constant=min(number.constant, limit) if number.fixed else limit)
        posts_full = self.model.literal()
        found = self.model.integer(0, min(high, limit))
        self.model.equal(found - number, 0, when=[1 - posts_full])
        self.model.equal(found, limit, when=[posts_full])
        self.model.at_most(found - number, 0)
        return found

    def _new_to_it(self) -> Iterator[tuple[Case, Linear]]:
        for one, year in self._each_team():
            if self.rota.goes_on(one, year):
                yield (one.id, year), self._new(one.id, year)

    def _new(self, committee: str, year: int) -> Linear:
        """How many of a committee's Co-Chairs had no post in it the year before."""
        if year in self.rota.open_years:
            post, numbers = (committee, Role.CO_CHAIR), range(len(self.classes))
            return total(self._flows[number, year].begun[post] for number in numbers)
        chairs = self._recorded(committee, year, Role.CO_CHAIR)
        return Linear(constant=len(chairs - self._recorded(committee, year - 1, *ROLES)))

    def _yearly_balance(self) -> Iterator[tuple[Case, Linear]]:
        for year in self.rota.years:
            yield from self._imbalance((year,))

    def _balance(self) -> Iterator[tuple[Case, Linear]]:
        yield from self._imbalance(self.rota.years)

    def _imbalance(self, years: tuple[int, ...]) -> Iterator[tuple[Case, Linear]]:
        posts = self.rota.posts_in(*years)
        for region in self.rota.regions:
            share, numbers = self.rota.share(region, posts), self._numbers(region)
            held = total(self._held_in(number, year) for number in numbers for year in years)
            yield (region, *years), self._over(held - share.most, share.least - held)

    def _of_one_region(self) -> Iterator[tuple[Case, Linear]]:
        regions = sorted({one.state.region for one in self.classes})
        for one, year in self._each_team():
            if self.rota.has_a_team(one, year):
                of = {r: self._some_in(one.id, year, self._numbers(r)) for r in regions}
                whole = total(of.values())
                yield (one.id, year), self._over(*(1 - (whole - some) for some in of.values()))

    def _unpaired(self) -> Iterator[tuple[Case, Linear]]:
        for one, year in self._each_team():
            if self.rota.is_paired(one, year):
                articles = one.implementers or frozenset()
                sides: dict[bool, list[int]] = {True: [], False: []}
                for number, each in enumerate(self.classes):
                    sides[each.codes[0] in articles].append(number)
                inside = [self._some_in(one.id, year, side) for side in sides.values()]
                yield (one.id, year), self._over(*(1 - some for some in inside))

    def _again(self) -> Iterator[tuple[Case, Linear]]:
        for number, one in enumerate(self.classes):
            if one.state.willing:
                continue
            past = len(terms_of(self._past.get(one.codes[0], [])))
            flows = [self._flows[number, year] for year in self.rota.open_years]
            begun = total(
                amount
                for flow in flows
                for amount in (*flow.begun.values(), *flow.staying.values())
            )
            again = self._above(begun - total(flow.fresh for flow in flows))
            yield one.codes, again + max(0, past - 1)

    # Naming States

    def read(self, values: Sequence[int]) -> Rotation:
        """The rotation that a solution means; of the States of a class, the first by code."""
        seats = set(self.rota.record)
        for number, one in enumerate(self.classes):
            seats.update(_Naming(self, number, one, values).seats())
        return frozenset(seats)

    def value(self, number: Linear, values: Sequence[int]) -> int:
        return self.model.value(number, values)

    def flow(self, number: int, year: int) -> _Flow:
        """What a class does in an open year."""
        return self._flows[number, year]


class _Naming:
    """Names the States of a class, year by year."""

    def __init__(
        self, draft: RotaDraft, number: int, one: StateClass, values: Sequence[int]
    ) -> None:
        self.draft, self.number, self.values = draft, number, values
        self.at: dict[str, Seat] = {} if one.seat is None else {one.codes[0]: one.seat}
        self.last: dict[str, int] = {}
        first = min(draft.rota.open_years, default=0)
        if one.since is not None:
            self.last[one.codes[0]] = first - one.since
        self.fresh = list(one.codes) if one.since is None else []

    def seats(self) -> Iterator[Seat]:
        for year in self.draft.rota.open_years:
            self.at = {seat.state: seat for seat in self._year(year)}
            self.last.update(dict.fromkeys(self.at, year))
            yield from self.at.values()

    def _year(self, year: int) -> Iterator[Seat]:
        flow, rest = self.draft.flow(self.number, year), self.draft.rota.rest
        gone: set[str] = set()

        def take(codes: Iterable[str], number: Linear) -> list[str]:
            wanted = self.draft.value(number, self.values)
            chosen = [code for code in sorted(codes) if code not in gone][:wanted]
            gone.update(chosen)
            return chosen

        for committee, number in flow.promoted.items():
            before = self._in_post(committee, (Role.CO_RAPPORTEUR,))
            for code in take(before, number):
                yield Seat(year, committee, Role.CO_CHAIR, code)
        for committee, number in flow.staying.items():
            before = self._in_post(committee, (Role.CO_CHAIR, Role.PRESIDENT))
            for code in take(before, number):
                yield Seat(year, committee, Role.CO_CHAIR, code)
        since = {code: year - last for code, last in self.last.items()}
        beginning = take(self.at, flow.at_once)
        for years, number in flow.early.items():
            beginning += take((c for c, s in since.items() if s == years), number)
        beginning += take((c for c, s in since.items() if s > max(1, rest)), flow.rested)
        fresh = take(self.fresh, flow.fresh)
        self.fresh = [code for code in self.fresh if code not in fresh]
        takers = iter(sorted([*beginning, *fresh]))
        for (committee, role), number in flow.begun.items():
            for _ in range(self.draft.value(number, self.values)):
                yield Seat(year, committee, role, next(takers))

    def _in_post(self, committee: str, roles: Sequence[Role]) -> list[str]:
        return [c for c, s in self.at.items() if s.committee == committee and s.role in roles]


def _classes(rota: Rota, past: Mapping[str, list[Seat]]) -> Iterator[StateClass]:
    """The classes, by their first codes."""
    alike: dict[object, list[RotaState]] = {}
    for state in sorted(rota.states, key=lambda state: state.code):
        if state.code in past:
            alike[state.code] = [state]
        elif state.may_lead:
            implements = tuple(
                one.id for one in rota.committees if state.code in (one.implementers or ())
            )
            tasks = tuple(len(state.tasks.get(year, ())) for year in rota.open_years)
            over = tuple(number >= rota.most_tasks for number in tasks)
            alike.setdefault((state.region, implements, over, state.willing), []).append(state)
    last = rota.years[rota.recorded - 1] if rota.recorded else rota.years[0] - 1
    for states in alike.values():
        seats = past.get(states[0].code, [])
        seat = next((one for one in seats if one.year == last), None)
        since = last + 1 - seats[-1].year if seats else None
        yield StateClass(tuple(state.code for state in states), states[0], seat, since)
