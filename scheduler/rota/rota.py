"""The vocabulary of a rota: committees over a span of years, the States that may lead them, and
who holds which post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from math import ceil, floor
from typing import NamedTuple, TypeAlias

from pydantic import Field, model_validator

from scheduler.rules.rule import Price
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import ROLES, Role, TeamSize
from scheduler.week.week import region_name


class Seat(NamedTuple):
    """A State in a post of a committee for a year."""

    year: int
    """The calendar year in which the year of the committee begins: 2010 for 2010-11."""
    committee: str
    role: Role
    state: str


Rotation: TypeAlias = frozenset[Seat]
"""Who holds which post in all years of a rota. Any rotation, possible or not."""


def year_name(year: int) -> str:
    """A year as people call it: ``2010-11``."""
    return f"{year}-{(year + 1) % 100:02d}"


class SteeredCommittee(Frozen):
    """A Standing Committee with a team of leaders.

    Attributes
    ----------
    implementers
        Codes of the States that implement the article in question; None: it has none of its own.
    begins
        The first year in which it has a team; None: it has one in every year.
    """

    id: str
    name: str
    implementers: frozenset[str] | None = None
    begins: int | None = None


class RotaState(Frozen):
    """A State Party.

    Attributes
    ----------
    may_lead
        Whether it may take a post that it does not hold yet.
    willing
        Whether it wants to lead again without a rest.
    tasks
        Its tasks in related instruments, by year.
    """

    code: str
    name: str
    region: str = ""
    may_lead: bool = True
    willing: bool = False
    tasks: Mapping[int, tuple[str, ...]] = Field(default_factory=dict)


class RotaAim(StrEnum):
    """What a good rota keeps to, and what is counted where it does not.

    None bears the name of a rule for a week, since each counts over years.
    """

    FILL_POSTS = "fill_posts"
    LIMIT_TASKS = "limit_tasks"
    LET_STATES_REST = "let_states_rest"
    PROMOTE_RAPPORTEURS = "promote_rapporteurs"
    KEEP_EXPERIENCE = "keep_experience"
    BALANCE_YEARS = "balance_years"
    BALANCE_SPAN = "balance_span"
    MIX_REGIONS = "mix_regions"
    PAIR_STATES = "pair_states"
    SHARE_TERMS = "share_terms"


ROTA_UNITS: Mapping[str, str] = {
    RotaAim.FILL_POSTS: "posts",
    RotaAim.LIMIT_TASKS: "posts",
    RotaAim.LET_STATES_REST: "terms",
    RotaAim.PROMOTE_RAPPORTEURS: "posts",
    RotaAim.KEEP_EXPERIENCE: "posts",
    RotaAim.BALANCE_YEARS: "posts",
    RotaAim.BALANCE_SPAN: "posts",
    RotaAim.MIX_REGIONS: "teams",
    RotaAim.PAIR_STATES: "teams",
    RotaAim.SHARE_TERMS: "terms",
}

ROTA_TITLES: Mapping[str, str] = {
    "possible_posts": "Posts are held by States that may hold them",
    RotaAim.FILL_POSTS: "Every post is filled",
    RotaAim.LIMIT_TASKS: "No State has too many tasks in a year",
    RotaAim.LET_STATES_REST: "States rest after a term",
    RotaAim.PROMOTE_RAPPORTEURS: "Last year's Co-Rapporteurs become Co-Chairs",
    RotaAim.KEEP_EXPERIENCE: "Co-Chairs know their committee",
    RotaAim.BALANCE_YEARS: "Regional groups have their share in each year",
    RotaAim.BALANCE_SPAN: "Regional groups have their share over the years",
    RotaAim.MIX_REGIONS: "No team is of one regional group",
    RotaAim.PAIR_STATES: "Implementing and supporting States lead together",
    RotaAim.SHARE_TERMS: "Terms are shared among many States",
}
"""How reports call the must and the aims, by their names."""

POSSIBLE_POSTS = "possible_posts"
"""The name of the only must."""


class Share(NamedTuple):
    """What a regional group should hold of a number of posts: its fair share, a fraction, rounded
    down and up."""

    fair: float
    least: int
    most: int


class Rota(Frozen):
    """Committees over a span of years, who led them in the first of these, and who may lead next.

    What is counted
    ---------------
    In a year of the record each committee has the posts that were held; in a later one it has
    those of the team size. In the first year after the record, a committee has a Co-Chair post for
    each Co-Rapporteur of the record, where these are more than the team size has: teams that have
    begun run out.

    A *term* is a year as Co-Rapporteur and the next as Co-Chair of the same committee, or a single
    year in a post. Whoever goes on in any other way begins a new term.

    possible_posts (must)
        Who holds a post is a State Party that may lead, or goes on from Co-Rapporteur to Co-Chair
        of the same committee; a State holds one post in a year; no kind of post has more holders
        than there are posts of it; and the years of the record are as recorded.
    fill_posts
        Posts that nobody holds.
    limit_tasks
        Posts of States that have more than `most_tasks` in a year, the post and their tasks in
        related instruments together.
    let_states_rest
        Terms that begin fewer than `rest` free years after the State's last post. States that want
        to lead again are passed over.
    promote_rapporteurs
        For each committee and year but its first: last year's Co-Rapporteurs that are not its
        Co-Chairs, so far as it has Co-Chair posts for them.
    keep_experience
        For each committee and year but its first: Co-Chairs that had no post in it last year.
    balance_years
        For each year and regional group: posts beyond its share of all posts of the year, rounded
        up, or short of it, rounded down. Its share is that of the States Parties.
    balance_span
        The same over all years.
    mix_regions
        Teams of two or more posts whose leaders are not from two regional groups at least. A State
        of no group counts as from one of its own kind.
    pair_states
        Teams of two or more posts, where the committee has implementing States, that are not led
        by both an implementing State and another one.
    share_terms
        Terms of a State beyond its first one in the span. States that want to lead again are
        passed over.

    Source
    ------
    Review ¶ 3, ¶ 4 (c) and ¶ 8; R 4. The order of the aims and the limits are assumptions.
    """

    title: str = ""
    years: tuple[int, ...] = Field(min_length=1)
    """One after the other."""
    committees: tuple[SteeredCommittee, ...] = Field(min_length=1)
    states: tuple[RotaState, ...] = Field(min_length=1)
    """All States Parties."""
    recorded: int = Field(default=0, ge=0)
    """How many of the years, from the first, are as recorded."""
    record: frozenset[Seat] = frozenset()
    size: TeamSize = TeamSize(2, 2)
    rest: int = Field(default=2, ge=0, le=20)
    """Free years after a term."""
    most_tasks: int = Field(default=2, ge=1, le=50)
    prices: Mapping[RotaAim, Price] = Field(
        default_factory=lambda: {aim: Price(tier=rank) for rank, aim in enumerate(RotaAim, 1)}
    )

    @model_validator(mode="after")
    def _every_aim_has_a_price(self) -> Rota:
        missing = [aim.value for aim in RotaAim if aim not in self.prices]
        if missing:
            raise ValueError(f"there is no price for {', '.join(missing)}")
        return self

    def of_size(self, size: TeamSize) -> Rota:
        """The same with teams of another size after the record."""
        return self.model_copy(update={"size": size})

    @cached_property
    def state(self) -> Mapping[str, RotaState]:
        """The States by their codes."""
        return {state.code: state for state in self.states}

    @cached_property
    def committee(self) -> Mapping[str, SteeredCommittee]:
        """The committees by their keys."""
        return {one.id: one for one in self.committees}

    @property
    def known_years(self) -> tuple[int, ...]:
        """The years of the record."""
        return self.years[: self.recorded]

    @property
    def open_years(self) -> tuple[int, ...]:
        """The years after the record."""
        return self.years[self.recorded :]

    @property
    def tiers(self) -> tuple[int, ...]:
        """The tiers that occur, in the order in which they are settled."""
        return tuple(sorted({price.tier for price in self.prices.values() if price.weight}))

    def in_year(self, year: int) -> Iterator[SteeredCommittee]:
        """The committees that have a team in a year."""
        for one in self.committees:
            if one.begins is None or one.begins <= year:
                yield one

    def goes_on(self, committee: SteeredCommittee, year: int) -> bool:
        """Whether a committee had a team in the year before, as far as the span tells."""
        return year > self.years[0] and committee in tuple(self.in_year(year - 1))

    def posts(self, committee: str, year: int) -> Mapping[Role, int]:
        """How many posts of each kind a committee has in a year in which it has a team."""
        return self._posts[committee, year]

    @cached_property
    def _posts(self) -> dict[tuple[str, int], Mapping[Role, int]]:
        held = Counter((seat.committee, seat.year, seat.role) for seat in self.record)
        found: dict[tuple[str, int], Mapping[Role, int]] = {}
        for year in self.years:
            for one in self.in_year(year):
                chairs, rapporteurs = self.size
                if year in self.known_years:
                    found[one.id, year] = {
                        role: held[one.id, year, role] for role in ROLES if held[one.id, year, role]
                    }
                    continue
                if year - 1 in self.known_years:
                    chairs = max(chairs, held[one.id, year - 1, Role.CO_RAPPORTEUR])
                found[one.id, year] = {Role.CO_CHAIR: chairs, Role.CO_RAPPORTEUR: rapporteurs}
        return found

    def posts_in(self, *years: int) -> int:
        """All posts of some years."""
        return sum(
            sum(self.posts(one.id, year).values()) for year in years for one in self.in_year(year)
        )

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The regional groups of the States Parties."""
        return tuple(sorted({state.region for state in self.states} - {""}))

    def share(self, region: str, posts: int) -> Share:
        """What a regional group should hold of a number of posts."""
        members = sum(state.region == region for state in self.states)
        return Share(
            posts * members / len(self.states),
            floor(posts * members / len(self.states)),
            ceil(posts * members / len(self.states)),
        )

    def is_paired(self, committee: SteeredCommittee, year: int) -> bool:
        """Whether a committee has leaders to pair, and its implementing States are known."""
        return committee.implementers is not None and self.has_a_team(committee, year)

    def has_a_team(self, committee: SteeredCommittee, year: int) -> bool:
        """Whether a committee has two posts or more in a year."""
        return sum(self.posts(committee.id, year).values()) > 1

    def who(self, code: str) -> str:
        """What a State is called."""
        return self.state[code].name if code in self.state else code


def group_words(region: str) -> str:
    """A regional group as a sentence begins with it."""
    name = region_name(region)
    return name[0].upper() + name[1:]
