"""Who may take an open post: the variables of a draft for them.

A week whose posts are all filled has none. A State takes one post of a body at most, and not one
beside a post that it holds there already; beyond that, who may lead what is for the rules to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple, TypeAlias

from scheduler.drafting.linear import ALWAYS, NOTHING, Linear, total
from scheduler.drafting.model import Model
from scheduler.week.leadership import ROLES, Holder, Leadership, Post
from scheduler.week.week import Body, Session, Week

Relation: TypeAlias = Callable[[Session, str], bool]
"""Whether a session concerns a State, such as that it leads it."""

_ALL_POSTS = 99


class Duty(NamedTuple):
    """Sessions that concern a State together where all the literals hold.

    Attributes
    ----------
    sessions
        Their identifiers.
    when
        Which posts the State takes for it; empty where the sessions concern it anyhow.
    brought
        The sessions that one post brings, where it is one, with those that concern it anyhow.
    posts
        How many posts there are that bring them.
    """

    sessions: frozenset[str]
    when: tuple[Linear, ...] = ()
    brought: frozenset[str] = frozenset()
    posts: int = 0


class OpenPosts:
    """The open posts of a week, and who may take them.

    Parameters
    ----------
    week, model
        The week, and the model in which the variables live.
    """

    def __init__(self, week: Week, model: Model) -> None:
        self.week = week
        self.model = model
        self._takes: dict[Holder, Linear] = {}
        self._most = _ALL_POSTS
        self._filled = False
        self._memory: dict[object, Linear] = {}
        self._by_state: dict[str, list[Post]] = {}
        for body in week.bodies:
            roles = [role for role in ROLES if body.open_posts(role)]
            candidates = sorted(week.pool - body.leaders) if roles else []
            for role in roles:
                for state in candidates:
                    self._open(Holder(body.id, role, state))
                model.at_most(self.taken(Post(body.id, role)), body.open_posts(role))
            for state in candidates:
                posts = [Holder(body.id, role, state) for role in roles]
                model.one_at_most([self._takes[post] for post in posts])

    def _open(self, holder: Holder) -> None:
        self._takes[holder] = self.model.literal()
        self._by_state.setdefault(holder.state, []).append(holder.post)

    @property
    def open(self) -> bool:
        """Whether anybody may take an open post."""
        return bool(self._takes)

    def number(self, post: Post) -> int:
        """How many posts of one kind are open."""
        return self.week.body[post.body].open_posts(post.role)

    @property
    def single(self) -> bool:
        """Whether it is known that no State takes more than one post."""
        return self._most <= 1

    @property
    def filled(self) -> bool:
        """Whether it is known that every open post is taken."""
        return self._filled

    def promise_filled(self) -> None:
        """Say that a rule has every open post taken."""
        self._filled = True

    def promise_most(self, posts: int) -> None:
        """Say that a rule lets no State take more than so many of the open posts."""
        self._most = min(self._most, posts)

    def holds(self, post: Post, state: str) -> Linear:
        """A literal: whether a State is in a post of this kind."""
        if state in self.week.body[post.body].holders(post.role):
            return ALWAYS
        return self._takes.get(Holder(*post, state), NOTHING)

    def takes(self, state: str, posts: frozenset[Post]) -> Linear:
        """A literal: whether a State takes one of the posts that are open."""
        key = (state, posts)
        if key not in self._memory:
            found = (self._takes.get(Holder(*post, state), NOTHING) for post in sorted(posts))
            self._memory[key] = self.model.any(found)
        return self._memory[key]

    def taken(self, post: Post) -> Linear:
        """How many of the open posts of one kind are taken."""
        states = sorted(self.week.pool)
        return total(self._takes.get(Holder(*post, state), NOTHING) for state in states)

    def candidates(self, posts: Iterable[Post]) -> list[str]:
        """The States that may take one of the posts, by code."""
        wanted = set(posts)
        return sorted({holder.state for holder in self._takes if holder.post in wanted})

    def duties_to_lead(self, state: str) -> list[Duty]:
        """The sets of sessions that a State may lead."""
        return self.duties(state, lambda s, code: code in s.leaders, lambda s: s.leading_posts)

    def duties_to_be_there(self, state: str) -> list[Duty]:
        """The sets of sessions in which a State may have to be, to lead or to speak."""
        return self.duties(state, lambda s, code: code in s.required, _needing)

    def duties_to_follow(self, state: str) -> list[Duty]:
        """The sets of sessions in which a State may have, or want, to be."""
        return self.duties(state, lambda s, code: code in s.followers, _needing)

    def leads(self, session: Session, state: str) -> Linear:
        """A literal: whether a State leads a session."""
        return ALWAYS if state in session.leaders else self.takes(state, session.leading_posts)

    def speaks(self, session: Session, state: str) -> Linear:
        """A literal: whether a State must speak in a session."""
        return ALWAYS if state in session.speakers else self.takes(state, session.speaking_posts)

    def needed(self, session: Session, state: str) -> Linear:
        """A literal: whether a State must be in the room, to lead or to speak."""
        if state in session.required:
            return ALWAYS
        return self.takes(state, session.leading_posts | session.speaking_posts)

    def follows(self, session: Session, state: str) -> Linear:
        """A literal: whether a State must or wants to be in the room."""
        return ALWAYS if state in session.audience else self.needed(session, state)

    def duties(
        self, state: str, concerned: Relation, by_post: Callable[[Session], frozenset[Post]]
    ) -> list[Duty]:
        """The sessions that may concern a State together, each set with what it must take for it.

        The first set is what concerns it in any case; each further one holds it too. Whatever
        posts the State takes, the sessions that concern it then are one of the sets.

        Parameters
        ----------
        concerned
            Whether a session concerns a State whatever post it takes.
        by_post
            The posts whose holders a session concerns.
        """
        sessions = self.week.sessions
        fixed = frozenset(session.id for session in sessions if concerned(session, state))
        duties = [Duty(fixed)]
        bringing: dict[frozenset[str], list[Post]] = {}
        for post in self._open_to(state):
            brought = frozenset(s.id for s in sessions if post in by_post(s))
            if brought - fixed:
                bringing.setdefault(brought, []).append(post)
        each = [
            Duty(
                sessions=fixed | brought,
                when=(self.takes(state, frozenset(posts)),),
                brought=brought,
                posts=sum(map(self.number, posts)),
            )
            for brought, posts in bringing.items()
        ]
        duties += each
        for number in range(2, min(self._most, len(each)) + 1):
            for chosen in combinations(each, number):
                more = frozenset().union(*(duty.sessions for duty in chosen))
                duties.append(Duty(more, tuple(duty.when[0] for duty in chosen)))
        return duties

    def _open_to(self, state: str) -> list[Post]:
        return self._by_state.get(state, [])

    def without_leader(self, session: Session, bodies: Iterable[Body]) -> Linear:
        """A literal: whether bodies have leaders together, and none of these leads a session."""
        bodies = list(bodies)
        posts = frozenset(Post(body.id, role) for body in bodies for role in ROLES)
        held = frozenset(state for body in bodies for state in body.leaders)
        if session.leaders & held or (posts <= session.leading_posts and not held):
            return NOTHING
        known = {*self.candidates(posts | session.leading_posts), *held, *session.leaders}
        of_them = {s: ALWAYS if s in held else self.takes(s, posts) for s in sorted(known)}
        some = self.model.any(of_them.values())
        own = [self.model.all([self.leads(session, s), member]) for s, member in of_them.items()]
        return self.model.all([some, 1 - self.model.any(own)])

    # Whole leaderships

    def fix(self, leadership: Leadership) -> bool:
        """Fix every open post; False where the draft has no room for it."""
        if not all(holder in self._takes for holder in leadership.holders):
            return False
        for holder, takes in self._takes.items():
            self.model.equal(takes, int(holder in leadership.holders))
        return True

    def read(self, values: list[int]) -> Leadership:
        """Who takes which post in a solution, given a value for every variable."""
        found = (h for h, takes in self._takes.items() if self.model.value(takes, values))
        return Leadership(holders=tuple(found))

    def takers(self) -> Iterator[tuple[int, list[Linear]]]:
        """The open posts of each kind: how many, and whether each State that may takes one."""
        for post, number in self.week.open_posts():
            states = self.candidates([post])
            yield number, [self._takes[Holder(*post, state)] for state in states]


def _needing(session: Session) -> frozenset[Post]:
    return session.leading_posts | session.speaking_posts
