"""The modelling door: the verbs with which a rule posts itself on a draft, and what it may ask.

A rule speaks of **slots**: a slot is a session in a sitting. In a draft each slot is held or not;
where it is held, its part has a start, a length and a room. What a query answers is a `Linear`: a
whole number that depends on these choices. A *literal* is one that is 0 or 1.

Every verb takes the rule and the case, and says what must be so. Whether that becomes a constraint,
one behind a gate, or an amount with a price depends on how the scenario applies the rule, which the
rule never learns.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from enum import Enum
from typing import NamedTuple, Protocol, TypeAlias

from scheduler.rules.linear import Linear
from scheduler.rules.requirement import Case, Poster
from scheduler.week.leadership import Post
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Session, Week

When: TypeAlias = Sequence[Linear]
"""Literals: something counts where all of them hold, and always where there are none."""


class Slot(NamedTuple):
    """A session in a sitting, by their identifiers."""

    session: str
    sitting: str


class Times(NamedTuple):
    """The moments of the week at which a held part can start and end, first and last."""

    starts: tuple[int, int]
    ends: tuple[int, int]


class Span(NamedTuple):
    """The steps, such as days, from the first to the last that has any part.

    Each value is exact where it is minimised, and may be too great otherwise.

    Attributes
    ----------
    length
        The number of steps.
    begun, left, inside
        For each step, 0 or 1: whether any part lies in it or before it; in it or after it; and
        whether both do.
    """

    length: Linear
    begun: list[Linear]
    left: list[Linear]
    inside: list[Linear]


class Concern(Enum):
    """Why a session concerns a State."""

    LEAD = "it leads the session"
    SPEAK = "it must speak there"
    NEED = "it leads or must speak"
    FOLLOW = "it leads, must speak, or wants to listen"


class Duty(NamedTuple):
    """Sessions that concern a State together where all the literals hold.

    Attributes
    ----------
    sessions
        Their identifiers.
    when
        Which posts the State takes for it; empty where the sessions concern it anyway.
    brought
        The sessions that one post brings, where it is one, with those that concern it anyway.
    posts
        How many posts bring them.
    """

    sessions: frozenset[str]
    when: tuple[Linear, ...] = ()
    brought: frozenset[str] = frozenset()
    posts: int = 0


class RuleDraft(Protocol):
    """A draft of a week as a rule sees it."""

    @property
    def week(self) -> Week:
        """The week: its days, sittings, rooms, delegations, bodies and sessions."""

    # Verbs on numbers

    def at_most(
        self, rule: Poster, case: Case, left: Linear, limit: int = 0, when: When = ()
    ) -> None:
        """Post ``left <= limit`` wherever ``when`` holds; each unit of excess costs 1."""

    def at_least(self, rule: Poster, case: Case, left: Linear, limit: int, when: When = ()) -> None:
        """Post ``left >= limit`` wherever ``when`` holds; each unit that is missing costs 1."""

    def each_at_most(
        self, rule: Poster, case: Case, lefts: Iterable[tuple[Linear, When]], limit: int = 0
    ) -> None:
        """Post ``left <= limit`` for each of several; only the greatest excess costs."""

    def imply(self, rule: Poster, left: Linear, limit: int) -> None:
        """Post ``left <= limit``, which follows from the rule as a whole, to help the proof.

        It has no price and no case: a preference does not post it. Every rule that is a capacity
        posts its head-count so.
        """

    # Verbs on one slot

    def forbid(
        self,
        rule: Poster,
        case: Case,
        slots: Sequence[Slot],
        *,
        room: str | None = None,
        when: When = (),
        price: int = 1,
        by_minute: bool = False,
    ) -> None:
        """Post that no slot of several is held; the dearest that is costs its price.

        Parameters
        ----------
        room
            Forbids only this room to them.
        when
            Forbids them only where all of these hold.
        price
            What a held slot costs, 1 or more.
        by_minute
            Whether it costs that for each minute of its part.
        """

    def allow_only(
        self,
        rule: Poster,
        case: Case,
        slot: Slot,
        *,
        part: Part | None = None,
        hours: tuple[int, int] | None = None,
    ) -> None:
        """Post that a slot holds this part and no other, or a part within hours; others cost 1.

        Parameters
        ----------
        part
            Its room counts only where it names one.
        hours
            First and last, in minutes after midnight.
        """

    def keep_length(self, rule: Poster, case: Case, slot: Slot, least: int) -> None:
        """Post a least length of a part, in minutes; each minute that is missing costs 1."""

    # Verbs on several slots

    def no_overlap(
        self,
        rule: Poster,
        case: Callable[[str, str], Case],
        slots: Sequence[Slot],
        against: Sequence[Slot] = (),
        *,
        room: str | None = None,
        hall: str | None = None,
        gap: int = 0,
    ) -> None:
        """Post that parts of different sessions do not overlap; each minute of each pair costs 1.

        Parameters
        ----------
        case
            Makes the case of two sessions, in either order.
        slots
            No two of them may overlap.
        against
            None of these may overlap with one of ``slots``; they may overlap with each other.
        room
            Counts ``slots`` only where they are held in this room.
        hall
            The room of which ``room`` is a part. A slot held in it stands against those in
            ``room``; another case keeps its own parts apart.
        gap
            Minutes by which each part is taken to last longer than it does.
        """

    def no_clash(
        self,
        rule: Poster,
        case: Case,
        one: str,
        other: str,
        *,
        when: When = (),
        price: int = 1,
        by_pairs: bool = False,
    ) -> None:
        """Post that two sessions do not overlap where ``when`` holds.

        Parameters
        ----------
        price
            What each minute of overlap costs, 1 or more.
        by_pairs
            Whether it costs that for each pair of parts that overlap, however long.
        """

    def cumulative(
        self,
        rule: Poster,
        case: Case,
        crowds: Iterable[tuple[Sequence[Slot], When]],
        capacity: int,
    ) -> None:
        """Post for each crowd of slots that at most ``capacity`` run at any moment.

        Each minute of each part in excess costs 1, in the crowd that has most of it.
        """

    def keep_breaks(
        self,
        rule: Poster,
        case: Case,
        rows: Iterable[tuple[Iterable[Slot], When]],
        least: int,
    ) -> None:
        """Post for each row of slots a least break between any two parts, in minutes.

        Each minute that is missing costs 1, in the row that lacks most.
        """

    # Promises

    def promise(
        self,
        rule: Poster,
        case: Case,
        session: str,
        *,
        least: int = 0,
        longest: int | None = None,
        single: bool = False,
        apart_from: str | None = None,
    ) -> None:
        """Say what the rule, by what it posts in this case, makes true of a session.

        Parameters
        ----------
        least
            All its parts together last at least so many minutes.
        longest
            No part lasts longer, in minutes.
        single
            It has one part at most.
        apart_from
            Its parts never overlap with those of this session.
        """

    def promise_posts(self, rule: Poster, *, most: int | None = None, filled: bool = False) -> None:
        """Say that no State takes more than ``most`` open posts, or that every post is taken."""

    # Queries about slots and sessions

    def slots_of(
        self,
        sessions: str | Collection[str] | None = None,
        *,
        day: int | None = None,
        sitting: str | None = None,
    ) -> list[Slot]:
        """The slots that are still open, in the order of the week's sessions and then of time.

        Parameters
        ----------
        sessions
            The identifier of one session, or of several; of all where it is None.
        day, sitting
            Only those on this day; only those in this sitting.
        """

    def held(self, what: str | Slot | Sequence[Slot]) -> Linear:
        """A literal: whether a session, a slot or any of several slots has a part.

        For several slots it comes with bounds that help where a rule counts days or journeys.
        """

    def minutes(self, what: str | Slot) -> Linear:
        """The minutes of a session, or of the part in a slot; 0 where it is not held."""

    def start(self, slot: Slot) -> Linear:
        """The moment of the week at which the part begins; means nothing where it is not held."""

    def end(self, slot: Slot) -> Linear:
        """The moment of the week at which the part ends; means nothing where it is not held."""

    def times(self, slot: Slot) -> Times:
        """When a part in the slot can start and end."""

    def outermost(self, slot: Slot, *, last: bool = False) -> Linear:
        """A literal: whether the slot holds the first part of its session, or the last one."""

    def single(self, session: str) -> bool:
        """Whether the session is known to have one part at most."""

    def matches(self, slot: Slot, part: Part) -> Linear:
        """A literal that holds only where the slot holds just this part. It may be 0 even so.

        The part's room counts only where it names one.
        """

    def comes_after(self, slot: Slot, session: str) -> Linear:
        """A literal that holds only where the part begins once all of a session is over.

        It may be 0 even so.
        """

    def follows(self, before: Slot, after: Slot, within: int) -> Linear:
        """A literal that holds only where one part follows another in the same room.

        From the end of the one to the start of the other it is at most ``within`` minutes, forward
        or back. The literal may be 0 even so.
        """

    # Queries that add up

    def span(self, steps: Sequence[Sequence[Slot]]) -> Span:
        """How far parts reach, from the first to the last step that has any.

        Parameters
        ----------
        steps
            The slots of each step, in order of time.
        """

    def covered(self, slots: Sequence[Slot], *, exactly: bool = True) -> Linear:
        """Minutes of one sitting in which at least one of the slots has its part running.

        Parameters
        ----------
        slots
            Slots in one and the same sitting.
        exactly
            Where False, a value that may be too great but never too small: cheaper, and right
            wherever more minutes only cost more.
        """

    def most_at_once(self, slots: Sequence[Slot]) -> Linear:
        """The greatest number of slots of one sitting that run at one moment.

        Exact where it is minimised, otherwise it may be too great.
        """

    def missing_breaks(self, slots: Iterable[Slot], least: int) -> Linear:
        """Minutes missing from the breaks between any two parts. Exact where it is minimised."""

    # Queries of logic

    def any(self, literals: Iterable[Linear]) -> Linear:
        """A literal that holds where at least one of the given ones does."""

    def all(self, literals: Iterable[Linear]) -> Linear:
        """A literal that holds where all of the given ones do."""

    def beyond(self, left: Linear, limit: int, when: When = ()) -> Linear:
        """A literal that holds wherever ``left > limit`` and ``when`` hold.

        It may hold elsewhere too, where it only costs.
        """

    def greatest(self, lefts: Iterable[Linear], most: int | None = None) -> Linear:
        """The greatest of several numbers, 0 where none is greater. Exact where it is minimised.

        Parameters
        ----------
        most
            Where it is known to be no greater than this.
        """

    def counted(self, amount: Linear, literal: Linear) -> Linear:
        """An amount of 0 or more where a literal holds, and 0 where it does not: exact."""

    # Queries about open posts

    def in_post(self, post: Post, state: str) -> Linear:
        """A literal: whether a State is in a post, held already or taken."""

    def takers(self, posts: Collection[Post]) -> dict[str, Linear]:
        """The States that may take one of the open posts, by code: whether each does."""

    def concerned(self, session: Session, state: str, concern: Concern) -> Linear:
        """A literal: whether a session concerns a State."""

    def duties(self, state: str, concern: Concern) -> list[Duty]:
        """The sets of sessions that may concern a State together.

        The first set is what concerns it in any case; each further one holds it too. Whatever
        posts the State takes, the sessions that concern it then are one of the sets.
        """

    def without_leader(self, session: Session, bodies: Iterable[Body]) -> Linear:
        """A literal: whether bodies have leaders together, and none of these leads a session."""

    def pools(self, rule: Poster) -> bool:
        """Whether what open posts cost may be priced for all States together.

        So it is where a preference costs each post once: every post is known to be taken, and by
        a State of its own.
        """
