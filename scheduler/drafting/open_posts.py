"""Who may take an open post: the variables of a draft for them.

A week whose posts are all filled has none. A State takes at most one post of a body, and none where
it already holds one; beyond that, the rules decide who may lead what.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import combinations

from scheduler.drafting.model import Model
from scheduler.rules.draft import Concern, Duty
from scheduler.rules.linear import ALWAYS, NOTHING, Linear, total
from scheduler.week.leadership import ROLES, Holder, Leadership, Post
from scheduler.week.week import Body, Session, Week

_ALL_POSTS = 99


class OpenPosts:
    """The open posts of a week, and who may take them.

    Parameters
    ----------
    week, model
        The week, and the model that holds the variables.

    Attributes
    ----------
    most
        The most open posts that any State is known to take.
    filled
        Whether every open post is known to be taken.
    """

    def __init__(self, week: Week, model: Model) -> None:
        self.week = week
        self.model = model
        self._takes: dict[Holder, Linear] = {}
        self.most = _ALL_POSTS
        self.filled = False
        self._by_state: dict[str, list[Post]] = {}
        self._known: dict[Concern, dict[str, tuple[frozenset[str], frozenset[str]]]] = {}
        for body in week.bodies:
            roles = [role for role in ROLES if body.open_posts(role)]
            candidates = sorted(week.pool - body.leaders)
            for role in roles:
                for state in candidates:
                    self._open(Holder(body.id, role, state))
                takers = self.takers([Post(body.id, role)]).values()
                model.at_most(total(takers), body.open_posts(role))
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

    def in_post(self, post: Post, state: str) -> Linear:
        if state in self.week.body[post.body].holders(post.role):
            return ALWAYS
        return self._takes.get(Holder(*post, state), NOTHING)

    def takes(self, state: str, posts: Collection[Post]) -> Linear:
        """A literal: whether a State takes one of the open posts."""
        return self.model.any(
            self._takes.get(Holder(*post, state), NOTHING) for post in sorted(posts)
        )

    def takers(self, posts: Collection[Post]) -> dict[str, Linear]:
        return {state: self.takes(state, posts) for state in self._candidates(posts)}

    def _candidates(self, posts: Collection[Post]) -> list[str]:
        return sorted({holder.state for holder in self._takes if holder.post in posts})

    def concerned(self, session: Session, state: str, concern: Concern) -> Linear:
        if state in _anyway(session, concern):
            return ALWAYS
        return self.takes(state, _by_post(session, concern))

    def duties(self, state: str, concern: Concern) -> list[Duty]:
        sessions = self.week.sessions
        if concern not in self._known:
            self._known[concern] = _by_state(sessions, concern)
        fixed, heard = self._known[concern].get(state, (frozenset(), frozenset()))
        duties = [Duty(fixed, speaker=state, heard=heard - fixed)]
        bringing: dict[frozenset[str], list[Post]] = {}
        for post in self._by_state.get(state, []):
            brought = frozenset(s.id for s in sessions if post in _by_post(s, concern))
            if brought - fixed:
                bringing.setdefault(brought, []).append(post)
        each = [
            Duty(
                sessions=fixed | brought,
                when=(self.takes(state, posts),),
                brought=brought,
                posts=sum(self.week.body[b].open_posts(role) for b, role in posts),
                speaker=state,
                heard=heard - fixed - brought,
            )
            for brought, posts in bringing.items()
        ]
        duties += each
        for number in range(2, min(self.most, len(each)) + 1):
            for chosen in combinations(each, number):
                more = frozenset().union(*(duty.sessions for duty in chosen))
                when = tuple(duty.when[0] for duty in chosen)
                duties.append(Duty(more, when, speaker=state, heard=heard - more))
        return duties

    def without_leader(self, session: Session, bodies: Iterable[Body]) -> Linear:
        bodies = list(bodies)
        posts = frozenset(Post(body.id, role) for body in bodies for role in ROLES)
        held = frozenset(state for body in bodies for state in body.leaders)
        if session.leaders & held or (posts <= session.leading_posts and not held):
            return NOTHING
        known = {*self._candidates(posts | session.leading_posts), *held, *session.leaders}
        of_them = {s: ALWAYS if s in held else self.takes(s, posts) for s in sorted(known)}
        some = self.model.any(of_them.values())
        own = [
            self.model.all([self.concerned(session, state, Concern.LEAD), member])
            for state, member in of_them.items()
        ]
        return self.model.all([some, 1 - self.model.any(own)])

    # Whole leaderships

    def fix(self, leadership: Leadership) -> bool:
        """Fix every open post; False where the draft does not allow it."""
        if not all(holder in self._takes for holder in leadership.holders):
            return False
        for holder, takes in self._takes.items():
            self.model.equal(takes, int(holder in leadership.holders))
        return True

    def read(self, values: list[int]) -> Leadership:
        """Who takes which post in a solution, given a value for every variable."""
        found = (h for h, takes in self._takes.items() if self.model.value(takes, values))
        return Leadership(holders=tuple(found))


def _anyway(session: Session, concern: Concern) -> frozenset[str]:
    """The States that a session concerns whatever posts they take."""
    if concern is Concern.LEAD:
        return session.leaders
    if concern is Concern.SPEAK:
        return session.heard_throughout
    return session.required if concern is Concern.NEED else session.followers


def _by_state(
    sessions: Iterable[Session], concern: Concern
) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """By State: the sessions that concern it anyway, and those in which it is heard besides."""
    anyway: dict[str, set[str]] = {}
    heard: dict[str, set[str]] = {}
    for session in sessions:
        for state in _anyway(session, concern):
            anyway.setdefault(state, set()).add(session.id)
        for state in session.heard if session.divided and concern is not Concern.LEAD else ():
            heard.setdefault(state, set()).add(session.id)
    return {
        state: (
            frozenset(anyway.get(state, ())),
            frozenset(heard.get(state, set()) - anyway.get(state, set())),
        )
        for state in anyway.keys() | heard.keys()
    }


def _by_post(session: Session, concern: Concern) -> frozenset[Post]:
    """The posts whose holders a session concerns."""
    if concern is Concern.LEAD:
        return session.leading_posts
    if concern is Concern.SPEAK:
        return session.speaking_posts
    return session.leading_posts | session.speaking_posts
