"""What a rule posts on a draft, and what it may ask of it: all of the modelling on one page.

A rule speaks of *slots*: a slot is a session in a sitting. In a draft each slot is held or not, and
where it is held its part has a start, a length and a room. A query answers with a `Linear`, a whole
number that depends on these choices: expressions add up, `total` adds several, and whole numbers
multiply them. A *literal* is one that is 0 or 1, and ``1 - literal`` is its opposite.

Every verb takes the rule and the case, and says what must be so. Whether that becomes a constraint,
a constraint behind a gate, or an amount with a price depends on how the scenario applies the rule;
the rule never learns it. Amounts are in the rule's own unit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import NamedTuple, Protocol, TypeAlias

from scheduler.rules.linear import Linear
from scheduler.week.leadership import Post
from scheduler.week.timetable import Part
from scheduler.week.week import Body, Session, Week

Case: TypeAlias = tuple[str | int, ...]
"""What a rule speaks about: identifiers, days and words, enough to say it."""

When: TypeAlias = Sequence[Linear]
"""Literals: something counts where all of them hold, and always where there are none."""


class Slot(NamedTuple):
    """A session in a sitting, by their identifiers; with a speaker, only where it is heard there.

    A slot with a speaker is held where the speaker makes a statement in the part that the slot
    holds, and stands for the whole part. Only verbs and queries that say so take such slots.
    """

    session: str
    sitting: str
    speaker: str = ""

    @property
    def whole(self) -> Slot:
        """The slot whoever speaks there."""
        return Slot(self.session, self.sitting) if self.speaker else self


Crowd: TypeAlias = tuple[Sequence[Slot], When]
"""Slots that count together where the literals hold."""


class Times(NamedTuple):
    """The moments of the week at which a held part can start and end, first and last."""

    starts: tuple[int, int]
    ends: tuple[int, int]


class Span(NamedTuple):
    """The steps, such as days, from the first to the last that has any part.

    Each value is exact where it is minimised; otherwise it may be too great.

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
        Their identifiers: those that concern it in every part.
    when
        The posts that the State takes for it; empty where the sessions concern it anyway.
    brought
        The sessions that a single post brings, also those that concern the State anyway.
    posts
        How many posts bring them.
    speaker, heard
        The State, and the sessions that concern it only in the parts in which it is heard.
    """

    sessions: frozenset[str]
    when: tuple[Linear, ...] = ()
    brought: frozenset[str] = frozenset()
    posts: int = 0
    speaker: str = ""
    heard: frozenset[str] = frozenset()

    @property
    def many(self) -> int:
        """How many sessions there are of both kinds."""
        return len(self.sessions) + len(self.heard)


class Poster(Protocol):
    """All that a draft knows of the rule that posts something on it."""

    @property
    def name(self) -> str: ...

    def requirement(self, case: Case) -> Case: ...


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
        """Post ``left >= limit`` wherever ``when`` holds; each missing unit costs 1."""

    def each_at_most(
        self, rule: Poster, case: Case, lefts: Iterable[tuple[Linear, When]], limit: int = 0
    ) -> None:
        """Post ``left <= limit`` for each number, where its literals hold.

        Only the greatest excess costs, 1 a unit.
        """

    def imply(self, rule: Poster, left: Linear, limit: int) -> None:
        """Post ``left <= limit``, which follows from the rule as a whole, to help the proof.

        It has no case and no price, so a preference does not post it. A rule that is a capacity
        posts its head-count with it.
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
        """Post that none of the slots is held; where several are, the dearest costs.

        Parameters
        ----------
        room
            Forbid only this room to them.
        when
            Forbid them only where all of these hold.
        price
            What a held slot costs, 1 or more.
        by_minute
            Whether each minute of its part costs the price.
        """

    def allow_only(
        self,
        rule: Poster,
        case: Case,
        slot: Slot,
        *,
        part: Part | None = None,
        longer: bool = False,
        hours: tuple[int, int] | None = None,
    ) -> None:
        """Post that a slot holds only this part, or only a part within hours; any other costs 1.

        Parameters
        ----------
        part
            Its room counts only where it names one.
        longer
            Whether it may last longer, too.
        hours
            The first and the last, in minutes after midnight.
        """

    def keep_length(self, rule: Poster, case: Case, slot: Slot, least: int) -> None:
        """Post that a part lasts at least ``least`` minutes; each missing minute costs 1."""

    # Verbs on several slots

    def no_overlap(
        self,
        rule: Poster,
        case: Callable[[str, str], Case],
        slots: Sequence[Slot],
        against: Sequence[Slot] = (),
        *,
        room: str | None = None,
        beside: Sequence[Sequence[str]] = (),
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
            None of these may overlap with any of ``slots``; they may overlap with each other.
        room
            Count the slots only where they are held in this room.
        beside
            Groups of rooms that share some floor with ``room``, all rooms of a group the same.
            Parts in them may not overlap with parts in the room; among each other they are kept
            apart elsewhere.
        gap
            Minutes that must lie between two parts.
        """

    def no_clash(
        self,
        rule: Poster,
        case: Case,
        one: str,
        *others: str,
        when: When = (),
        price: int = 1,
        by_pairs: bool = False,
    ) -> None:
        """Post that a session does not overlap with another where ``when`` holds.

        Parameters
        ----------
        others
            The other session. Where a rule `tells_alike` they may be several: then the overlap
            with each costs.
        price
            What each minute of overlap costs, 1 or more.
        by_pairs
            Whether each pair of overlapping parts costs the price, however long they overlap; with
            one other session.
        """

    def cumulative(self, rule: Poster, case: Case, crowds: Iterable[Crowd], capacity: int) -> None:
        """Post for each crowd of slots that at most ``capacity`` run at any moment.

        Each minute of each part in excess costs 1, in the crowd with the most.
        """

    def keep_breaks(self, rule: Poster, case: Case, crowds: Iterable[Crowd], least: int) -> None:
        """Post a least break, in minutes, between the parts of each crowd of slots.

        Each missing minute costs 1, in the crowd that lacks most.
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
        """Promise what the rule makes true of a session, so that other rules can post less.

        Only a must promises anything, and only what it posts in this case as well.

        Parameters
        ----------
        least
            All its parts together last at least this many minutes.
        longest
            No part lasts longer than this, in minutes.
        single
            It has at most one part.
        apart_from
            Its parts never overlap with parts of this session.
        """

    def promise_posts(self, rule: Poster, *, most: int | None = None, filled: bool = False) -> None:
        """Promise that no State takes more than ``most`` open posts, or that all are taken."""

    # Queries about slots and sessions

    def slots_of(
        self,
        sessions: str | Collection[str] | None = None,
        *,
        day: int | None = None,
        sitting: str | None = None,
        room: str | None = None,
    ) -> list[Slot]:
        """The slots that are still open, in the order of the week's sessions and then of time.

        Parameters
        ----------
        sessions
            The identifier of one session, or of several; of all where it is None.
        day, sitting
            Only those on this day; only those in this sitting.
        room
            Only those that may still have this room.
        """

    def slots_for(self, duty: Duty, *, day: int | None = None) -> list[Slot]:
        """The slots in which a duty concerns its State; with a speaker, where it is heard there.

        `cumulative`, `no_overlap`, `span`, `held` and `forbid` take slots with a speaker.
        """

    def held(self, what: str | Slot | Sequence[Slot], *, room: str | None = None) -> Linear:
        """A literal: whether a session, a slot or any of several slots has a part.

        For several slots, bounds are added that help a rule that counts days or journeys.

        Parameters
        ----------
        room
            Of a single slot: whether its part is in this room.
        """

    def minutes(self, what: str | Slot) -> Linear:
        """The minutes of a session, or of the part in a slot; 0 where there is none."""

    def start(self, slot: Slot) -> Linear:
        """The moment of the week at which the part starts; meaningless where it is not held."""

    def end(self, slot: Slot) -> Linear:
        """The moment of the week at which the part ends; meaningless where it is not held."""

    def times(self, slot: Slot) -> Times:
        """When a part in the slot can start and end, whatever else is decided."""

    def outermost(self, slot: Slot, *, last: bool = False) -> Linear:
        """A literal: whether the slot holds the first part of its session, or the last one."""

    def single(self, session: str) -> bool:
        """Whether the session is known to have at most one part."""

    def matches(self, slot: Slot, part: Part, *, longer: bool = False) -> Linear:
        """A literal that holds only where the slot holds exactly this part; it may be 0 even there.

        The part's room counts only where it names one.

        Parameters
        ----------
        longer
            Whether the slot may also hold it for longer.
        """

    def comes_after(self, slot: Slot, session: str) -> Linear:
        """A literal that holds only where the part starts after the whole of a session.

        It may be 0 even there.
        """

    def follows(self, before: Slot, after: Slot, within: int) -> Linear:
        """A literal that holds only where one part follows another in the same room.

        The other starts at most ``within`` minutes after the end of the one, and not before it. The
        literal may be 0 even there.
        """

    # Queries that add up

    def span(self, steps: Sequence[Sequence[Slot]]) -> Span:
        """The steps, such as days, from the first to the last that has any part.

        Parameters
        ----------
        steps
            The slots of each step, in order of time.
        """

    def covered(self, slots: Sequence[Slot], *, exactly: bool = True) -> Linear:
        """The minutes in which at least one of the slots has its part running.

        Parameters
        ----------
        slots
            Slots in one and the same sitting.
        exactly
            Where False, the value may be too great but never too small: this is cheaper, and
            right wherever more minutes only cost more.
        """

    def most_at_once(self, slots: Sequence[Slot]) -> Linear:
        """The greatest number of slots that run at one moment.

        Exact where it is minimised; otherwise it may be too great.
        """

    def missing_breaks(self, slots: Iterable[Slot], least: int) -> Linear:
        """The minutes missing from the breaks between any two parts; exact where minimised."""

    # Queries about agendas

    def stands(self, slot: Slot, item: int) -> Linear:
        """How many statements of an item of a divided agenda stand in the part; 0 if not held.

        Of a topic it is how many of its steps do.
        """

    def says(self, session: str, item: int, speaker: str) -> dict[Slot, Linear]:
        """By slot, in order of time, a literal: whether a statement stands in its part."""

    def heard_on(
        self,
        speakers: Sequence[str],
        statements: Sequence[tuple[str, int]],
        kinds: Sequence[Mapping[str, Linear]] = (),
    ) -> list[dict[tuple[int | None, ...], Linear]]:
        """How many of several speakers are heard on which days.

        Parameters
        ----------
        speakers
            Speakers who are alike to the rule: each makes all of the statements.
        statements
            Session and item of each.
        kinds
            For some of the speakers a literal, whether it is of that kind; each is of one at most.

        Returns
        -------
        list of dict
            For those of no kind, then for those of each kind: by the days of the statements, in
            their order, how many of the speakers have them on these days. A day is None where the
            session is not held.
        """

    def rounded(
        self, left: Linear, share: Fraction, *, up: bool = False, maximised: bool = False
    ) -> Linear:
        """A share of a number of 0 or more, in whole units.

        Parameters
        ----------
        up
            Whether it is rounded up, and not down.
        maximised
            False: it is exact where it is minimised, and may be too great otherwise. True: it is
            exact where it is maximised, and may be too small otherwise.
        """

    # Queries of logic

    def any(self, literals: Iterable[Linear]) -> Linear:
        """A literal that holds where at least one of the given ones does."""

    def all(self, literals: Iterable[Linear]) -> Linear:
        """A literal that holds where all of the given ones do."""

    def beyond(self, left: Linear, limit: int, when: When = ()) -> Linear:
        """A literal that holds wherever ``left > limit`` and ``when`` hold.

        It may hold elsewhere too, so use it only where holding costs.
        """

    def greatest(self, lefts: Iterable[Linear], most: int | None = None) -> Linear:
        """The greatest of several numbers, and 0 where all are negative; exact where minimised.

        Parameters
        ----------
        most
            A value that it is known not to exceed.
        """

    def counted(self, amount: Linear, literal: Linear) -> Linear:
        """An amount of 0 or more where a literal holds, and 0 where it does not; always exact."""

    # Queries about open posts

    def in_post(self, post: Post, state: str) -> Linear:
        """A literal: whether a State holds a post, as given or by taking an open one."""

    def takers(self, posts: Collection[Post]) -> dict[str, Linear]:
        """The States that may take one of the open posts, by code: a literal, whether it does."""

    def concerned(self, session: Session, state: str, concern: Concern) -> Linear:
        """A literal: whether a session concerns a State."""

    def duties(self, state: str, concern: Concern) -> list[Duty]:
        """The sets of sessions that may concern a State together.

        The first set concerns it whatever posts it takes, and every other set includes the first.
        Whatever posts the State takes, the sessions that then concern it are one of the sets.
        """

    def without_leader(self, session: Session, bodies: Iterable[Body]) -> Linear:
        """A literal: whether bodies have any leaders between them, and none leads the session."""

    def pools(self, rule: Poster) -> bool:
        """Whether the rule may price open posts for all States together.

        It may where it is a preference, every post is known to be taken, and no State takes two.
        """

    def tells_alike(self, rule: Poster) -> bool:
        """Whether the rule may price cases together, which ``together`` in a case says.

        It may as a preference: what stands after the word is then the last of each case.
        """
