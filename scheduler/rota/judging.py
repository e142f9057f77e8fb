"""The judge of a rota: reads any rotation, whoever made it, and says what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from scheduler.judging.judge import Verdict, finding
from scheduler.rota.rota import (
    POSSIBLE_POSTS,
    ROTA_UNITS,
    Rota,
    RotaAim,
    Rotation,
    Seat,
    SteeredCommittee,
    group_words,
    year_name,
)
from scheduler.rules.rule import Must
from scheduler.week.clock import count
from scheduler.week.leadership import Role
from scheduler.week.words import listed


class _RotaRemark(NamedTuple):
    case: tuple[str | int, ...]
    amount: int
    sentence: str


class Term(NamedTuple):
    """A State's stretch in a committee: its seats, one year after the other."""

    seats: tuple[Seat, ...]

    @property
    def first(self) -> int:
        return self.seats[0].year


def judge_rota(rota: Rota, rotation: Rotation) -> Verdict:
    """Judge who holds which post in the years of a rota.

    What is counted stands in `rota.Rota`. The names of its aims stand where those of rules stand in
    the verdict of a week, and `POSSIBLE_POSTS` is the only must.
    """
    looks: dict[RotaAim, Callable[[Rota, Rotation], Iterator[_RotaRemark]]] = {
        RotaAim.FILL_POSTS: _open_posts,
        RotaAim.LIMIT_TASKS: _too_many_tasks,
        RotaAim.LET_STATES_REST: _without_rest,
        RotaAim.PROMOTE_RAPPORTEURS: _not_promoted,
        RotaAim.KEEP_EXPERIENCE: _new_to_it,
        RotaAim.BALANCE_YEARS: _out_of_balance_in_a_year,
        RotaAim.BALANCE_SPAN: _out_of_balance,
        RotaAim.MIX_REGIONS: _of_one_region,
        RotaAim.PAIR_STATES: _unpaired,
        RotaAim.SHARE_TERMS: _again,
    }
    findings = [
        finding(POSSIBLE_POSTS, "posts", Must(), *remark) for remark in _impossible(rota, rotation)
    ]
    findings += [
        finding(aim.value, ROTA_UNITS[aim], rota.prices[aim], *remark)
        for aim in sorted(RotaAim, key=lambda aim: rota.prices[aim].tier)
        for remark in looks[aim](rota, rotation)
    ]
    applied = tuple(aim.value for aim in RotaAim)
    return Verdict(findings=tuple(findings), applied=applied, tiers=rota.tiers)


def by_state(rotation: Rotation) -> dict[str, list[Seat]]:
    """The seats of each State in the order of the years; the States by code."""
    found: dict[str, list[Seat]] = {}
    for seat in sorted(rotation):
        found.setdefault(seat.state, []).append(seat)
    return dict(sorted(found.items()))


def terms_of(seats: list[Seat]) -> list[Term]:
    """The terms of a State, given its seats in order; see `rota.Rota`."""
    terms: list[Term] = []
    for seat in seats:
        last = terms[-1].seats[-1] if terms else None
        if last is not None and goes_on(last, seat):
            terms[-1] = Term((*terms[-1].seats, seat))
        else:
            terms.append(Term((seat,)))
    return terms


def goes_on(last: Seat, seat: Seat) -> bool:
    """Whether a State goes on from Co-Rapporteur to Co-Chair of one committee."""
    before = (seat.year - 1, seat.committee, Role.CO_RAPPORTEUR)
    return last[:3] == before and seat.role == Role.CO_CHAIR


def _impossible(rota: Rota, rotation: Rotation) -> Iterator[_RotaRemark]:
    for seat in sorted(rota.record - rotation):
        what = f"The record has {_holds(rota, seat)}, and it does not."
        yield _RotaRemark(_seat_case(seat), 1, what)
    for state, seats in by_state(rotation).items():
        for before, seat in zip([None, *seats], seats, strict=False):
            if before is not None and before.year == seat.year:
                what = f"{_holds(rota, seat)}, and another post in the same year."
                yield _RotaRemark(_seat_case(seat), 1, what)
            on = before is not None and goes_on(before, seat)
            if seat not in rota.record and not on and not _may_lead(rota, state):
                what = f"{_holds(rota, seat)}, and is not among those that may lead."
                yield _RotaRemark(_seat_case(seat), 1, what)
    held = Counter((seat.year, seat.committee, seat.role) for seat in rotation)
    for (year, committee, role), number in sorted(held.items()):
        posts = 0
        if year in rota.years and rota.committee.get(committee) in tuple(rota.in_year(year)):
            posts = rota.posts(committee, year).get(role, 0)
        if number > posts:
            name = rota.committee[committee].name if committee in rota.committee else committee
            what = (
                f"{name} has {count(number, role.words)} in {year_name(year)}, "
                f"and {count(posts, 'post')} for them."
            )
            yield _RotaRemark((year, committee, role), number - posts, what)


def _may_lead(rota: Rota, state: str) -> bool:
    return state in rota.state and rota.state[state].may_lead


def _seat_case(seat: Seat) -> tuple[str | int, ...]:
    return (seat.year, seat.committee, seat.role, seat.state)


def _holds(rota: Rota, seat: Seat) -> str:
    """``Peru is Co-Chair of Victim Assistance in 2009-10``."""
    name = rota.committee[seat.committee].name if seat.committee in rota.committee else ""
    of = name or seat.committee
    return f"{rota.who(seat.state)} as {seat.role.words} of {of} in {year_name(seat.year)}"


def _teams(rota: Rota, rotation: Rotation) -> Iterator[tuple[SteeredCommittee, int, list[Seat]]]:
    """Each committee in each year in which it has a team, with those who hold its posts."""
    held: dict[tuple[str, int], list[Seat]] = {}
    for seat in sorted(rotation):
        held.setdefault((seat.committee, seat.year), []).append(seat)
    for year in rota.years:
        for one in rota.in_year(year):
            yield one, year, held.get((one.id, year), [])


def _where(committee: SteeredCommittee, year: int) -> str:
    return f"{committee.name}, {year_name(year)}"


def _open_posts(rota: Rota, rotation: Rotation) -> Iterator[_RotaRemark]:
    for one, year, seats in _teams(rota, rotation):
        for role, posts in rota.posts(one.id, year).items():
            left = posts - sum(seat.role == role for seat in seats)
            if left > 0:
                what = f"{_where(one, year)}: {count(left, 'post')} of {role.words} left open."
                yield _RotaRemark((one.id, year, role), left, what)


def _too_many_tasks(rota: Rota, rotation: Rotation) -> Iterator[_RotaRemark]:
    posts = Counter((seat.state, seat.year) for seat in rotation)
    for (state, year), number in sorted(posts.items()):
        tasks = rota.state[state].tasks.get(year, ()) if state in rota.state else ()
        over = min(number, number + len(tasks) - rota.most_tasks)
        if over > 0:
            beside = f", beside {listed(tasks)}" if tasks else ""
            what = f"{rota.who(state)} holds {count(number, 'post')} in {year_name(year)}{beside}."
            yield _RotaRemark((state, year), over, what)


def _without_rest(rota: Rota, rotation: Rotation) -> Iterator[_RotaRemark]:
    for state, seats in by_state(rotation).items():
        if state in rota.state and rota.state[state].willing:
            continue
        terms = terms_of(seats)
        for before, after in pairwise(terms):
            last, first = before.seats[-1], after.seats[0]
            free = first.year - last.year - 1
            if free < rota.rest:
                rest = f"{count(free, 'free year')} after" if free > 0 else "without a rest after"
                term = f"{_holds(rota, first)} begins a term {rest} the one as"
                what = f"{term} {_post(rota, last)}."
                yield _RotaRemark((state, first.year), 1, what)


def _post(rota: Rota, seat: Seat) -> str:
    """``Co-Chair of Victim Assistance in 2009-10``."""
    return _holds(rota, seat).split(" as ", 1)[1]


def _not_promoted(rota: Rota, rotation: Rotation) -> Iterator[_RotaRemark]:
    held = {(one.id, year): seats for one, year, seats in _teams(rota, rotation)}
    for (key, year), seats in held.items():
        one = rota.committee[key]
        if not rota.goes_on(one, year):
            continue
        before = {s.state for s in held[key, year - 1] if s.role == Role.CO_RAPPORTEUR}
        chairs = {s.state for s in seats if s.role == Role.CO_CHAIR}
        could = min(len(before), rota.posts(key, year).get(Role.CO_CHAIR, 0))
        if could > len(before & chairs):
            who = listed(rota.who(state) for state in sorted(before - chairs))
            amount = could - len(before & chairs)
            post = "a Co-Chair post" if amount == 1 else f"{amount} Co-Chair posts"
            what = f"{_where(one, year)}: {post} could be held by last year's Co-Rapporteurs; {who}"
            yield _RotaRemark((key, year), amount, f"{what} left the team without being Co-Chair.")


def _new_to_it(rota: Rota, rotation: Rotation) -> Iterator[_RotaRemark]:
    held = {(one.id, year): seats for one, year, seats in _teams(rota, rotation)}
    for (key, year), seats in held.items():
        one = rota.committee[key]
        if not rota.goes_on(one, year):
            continue
        before = {seat.state for seat in held[key, year - 1]}
        new = [s.state for s in seats if s.role == Role.CO_CHAIR and s.state not in before]
        if new:
            who = listed(map(rota.who, new))
            as_ = "as Co-Chair" if len(new) == 1 else "as Co-Chairs"
            what = f"{_where(one, year)}: {who}, {as_}, had no post in it the year before."
            yield _RotaRemark((key, year), len(new), what)


def _out_of_balance_in_a_year(rota: Rota, rotation: Rotation) -> Iterator[_RotaRemark]:
    for year in rota.years:
        yield from _unbalanced(rota, rotation, (year,), (year,), f"in {year_name(year)}")


def _out_of_balance(rota: Rota, rotation: Rotation) -> Iterator[_RotaRemark]:
    yield from _unbalanced(rota, rotation, rota.years, (), "over all years")


def _unbalanced(
    rota: Rota, rotation: Rotation, years: tuple[int, ...], case: tuple[int, ...], when: str
) -> Iterator[_RotaRemark]:
    posts = rota.posts_in(*years)
    held = posts_by_region(rota, rotation, years)
    for region in rota.regions:
        share = rota.share(region, posts)
        beyond, short = held[region] - share.most, share.least - held[region]
        if max(beyond, short) > 0:
            what = (
                f"{group_words(region)} holds {count(held[region], 'post')} {when}; "
                f"its share of {posts} is {share.fair:.1f}."
            )
            yield _RotaRemark((region, *case), max(beyond, short), what)


def posts_by_region(rota: Rota, rotation: Rotation, years: tuple[int, ...]) -> Counter[str]:
    """How many posts the States of each regional group hold in some years."""
    return Counter(
        rota.state[seat.state].region
        for seat in rotation
        if seat.year in years and seat.state in rota.state
    )


def _of_one_region(rota: Rota, rotation: Rotation) -> Iterator[_RotaRemark]:
    for one, year, seats in _teams(rota, rotation):
        groups = {rota.state[s.state].region for s in seats if s.state in rota.state}
        if rota.has_a_team(one, year) and len(groups) < 2:
            who = "nobody" if not groups else f"States of {next(iter(groups)) or 'no group'} only"
            yield _RotaRemark((one.id, year), 1, f"{_where(one, year)} is led by {who}.")


def _unpaired(rota: Rota, rotation: Rotation) -> Iterator[_RotaRemark]:
    for one, year, seats in _teams(rota, rotation):
        if not rota.is_paired(one, year):
            continue
        leaders = {seat.state for seat in seats}
        implementing = leaders & (one.implementers or frozenset())
        if not implementing or implementing == leaders:
            side = "implement" if implementing else "support" if leaders else ""
            who = f"only by States that {side} its article" if side else "by nobody"
            yield _RotaRemark((one.id, year), 1, f"{_where(one, year)} is led {who}.")


def _again(rota: Rota, rotation: Rotation) -> Iterator[_RotaRemark]:
    for state, seats in by_state(rotation).items():
        terms = terms_of(seats)
        if len(terms) > 1 and not (state in rota.state and rota.state[state].willing):
            begins = listed(year_name(term.first) for term in terms)
            what = f"{rota.who(state)} has {count(len(terms), 'term')}, from {begins}."
            yield _RotaRemark((state,), len(terms) - 1, what)
