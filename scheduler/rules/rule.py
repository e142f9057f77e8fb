"""What a rule is: a plate, and the doors through which the rest of the house uses it.

A rule is a frozen set of parameters with five doors: it posts itself on a draft (`encode`), finds
its breaches in any timetable (`check`), says a case in words (`say`), documents itself (the plate)
and shows itself at work (`examples`). It never knows whether a scenario applies it as a must or as
a preference. `count` is a further, optional door: what is seen to be too much before any search.
"""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from enum import IntEnum, StrEnum
from typing import Any, ClassVar, NamedTuple

from pydantic import Field

from scheduler.document.document import Bullets, Entry, Mark, Marked, Text
from scheduler.rules.draft import Case, RuleDraft
from scheduler.rules.guide import Guide
from scheduler.rules.reach import Reach
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week
from scheduler.week.words import listed


class Principle(StrEnum):
    """The eight principles that the Review reaffirms (Recommendation 1)."""

    COHERENCE = "coherence"
    FLEXIBILITY = "flexibility"
    PARTNERSHIP = "partnership"
    INFORMALITY = "informality"
    CONTINUITY = "continuity"
    EFFECTIVE_PREPARATION = "effective preparation"
    TRANSPARENCY = "transparency"
    INCLUSION = "inclusion"


class Group(StrEnum):
    """The heading under which a rule stands in the catalogue."""

    WEEK = "The week and its rooms"
    PEOPLE = "People"
    SHAPE = "Order and shape"
    REVIEW = "What the Review recommends"
    LEADERSHIP = "Leadership"


class Detail(IntEnum):
    """How closely a rule looks at a timetable: each value sees all that those before it see."""

    NOTHING = 0
    """Not at all: the rule speaks of posts."""
    DAY = 1
    """The session, the day and the length of every part, and what of an agenda stands in it."""
    TIME = 2
    """When every part begins, too, and so in which sitting it lies."""
    ROOM = 3
    """The rooms, too."""

    def seen(self, timetable: Timetable) -> tuple[tuple[object, ...], ...]:
        """All that is seen of a timetable: where it is equal, the same cases are found."""
        if self is Detail.NOTHING:
            return ()
        if self is Detail.DAY:
            days = ((p.session, p.day, p.minutes, p.statements) for p in timetable.parts)
            return tuple(sorted(days))
        if self is Detail.TIME:
            return tuple(sorted((*part[:4], part.statements) for part in timetable.parts))
        return timetable.parts


class Breach(NamedTuple):
    """A case that a timetable breaks, and by how much in the rule's unit (1 or more)."""

    case: Case
    amount: int


class Count(NamedTuple):
    """Something that a week needs a certain number of, counted without any search.

    Attributes
    ----------
    case
        What is counted.
    need, have
        Minutes, or whatever the sentence names; the week cannot work where ``need > have``.
    sentence
        The count in words, with both numbers.
    assumes
        The rules that must be musts for the count to hold.
    remedy
        What to try, after "What to try: "; empty where the usual advice will do.
    sessions
        The sessions that need it, by their identifiers; empty where it is not sessions that do.
    """

    case: Case
    need: int
    have: int
    sentence: str
    assumes: tuple[str, ...] = ()
    remedy: str = ""
    sessions: tuple[str, ...] = ()


class Example(NamedTuple):
    """A tiny week with a timetable that keeps a rule and one that breaks it.

    Attributes
    ----------
    rule
        The rule, with the parameters of the example.
    week
        Tiny: every timetable of it can be listed.
    good, bad
        Timetables of the week. ``bad`` is None where no timetable can break the rule.
    amount
        What ``bad`` costs in all, in the rule's unit.
    text
        What is to be seen in it.
    good_leaders, bad_leaders
        Who takes the open posts, where the week has any.
    """

    rule: Rule
    week: Week
    good: Timetable
    bad: Timetable
    amount: int
    text: str
    good_leaders: Leadership = Leadership()
    bad_leaders: Leadership = Leadership()


class Rule(Frozen, ABC):
    """One rule of a meeting week; the docstring of each has the sections Why, Counts and Source.

    Subclasses set the class variables that have no value here, and a field ``name`` whose only
    value is the rule's name.
    """

    title: ClassVar[str]
    """What it sees to, as a short sentence without a full stop: how reports call the rule."""
    group: ClassVar[Group]
    unit: ClassVar[str]
    """What an amount is counted in, as a plural noun."""
    principles: ClassVar[tuple[Principle, ...]] = ()
    recommendations: ClassVar[tuple[int, ...]] = ()
    """Numbers of the Review's recommendations that the rule serves, 1 to 9."""
    detail: ClassVar[Detail] = Detail.ROOM
    """What `check` looks at; parts that differ in nothing of it are not judged anew."""
    reach: ClassVar[Reach] = Reach.WEEK
    """Which parts `check` looks at together; what is out of reach of a move is not judged anew."""
    usual: ClassVar[str]
    """``must`` (applied where a scenario does not mention it) or ``prefer``."""
    least_assumes: ClassVar[tuple[str, ...]] = ("hold_every_session", "sit_within_hours")
    """The rules that must be musts for `least` to hold."""
    firm: ClassVar[bool] = False
    """Whether it is nobody's to give up: a repair keeps it, and a conflict names it only where
    there is none without it."""

    spelt: ClassVar[str]
    """The default of ``name``."""

    name: str

    @classmethod
    def __pydantic_init_subclass__(cls, **more: Any) -> None:
        super().__pydantic_init_subclass__(**more)
        missing = [word for word in ("title", "group", "unit", "usual") if not hasattr(cls, word)]
        if not isinstance(cls.model_fields["name"].default, str):
            missing.append("name")
        if missing:
            raise TypeError(f"the rule {cls.__name__} does not set {listed(missing)}")
        cls.spelt = cls.model_fields["name"].default

    @abstractmethod
    def encode(self, draft: RuleDraft) -> None:
        """Post the rule on a draft, case by case."""

    def narrow(self, draft: RuleDraft) -> None:
        """Promise what narrows slots, before any rule is posted and slots have variables.

        Only a rule whose promises make others smaller, which may stand before it, needs this.
        """

    def guide(self, guide: Guide) -> None:
        """Tell whoever builds a timetable step by step what the rule costs; may tell nothing."""

    @abstractmethod
    def check(self, week: Week, timetable: Timetable) -> Iterator[Breach]:
        """Find the cases that a timetable breaks, each once, with its amount.

        What breaks the structure is not the rule's to find: see `scheduler.week.structure`. Such
        parts are left out of the timetable that the judge gives, except where the rule looks only
        at days (`detail`).
        """

    def gap(self, week: Week) -> int:
        """Minutes up to which parts may lie apart that `check` looks at together (`reach`)."""
        return 0

    @abstractmethod
    def say(self, week: Week, case: Case, amount: int | None = None) -> str:
        """Say a case as a sentence for people.

        With an amount: what is wrong in a timetable, and by how much. With None no timetable
        exists yet, and the sentence says what the rule asks for.
        """

    def tell(self, week: Week, timetable: Timetable, case: Case, amount: int) -> str:
        """Say what is wrong in a timetable, by `say`; a rule may add figures of the timetable."""
        return self.say(week, case, amount)

    @classmethod
    @abstractmethod
    def examples(cls) -> tuple[Example, ...]:
        """Tiny weeks on which the rule can be seen at work."""

    def requirement(self, case: Case) -> Case:
        """The case of the requirement that a case belongs to: what people would give up as one.

        It is the case itself, except where several cases come from one thing that was asked.
        """
        return case

    def ask(self, week: Week, requirement: Case) -> str:
        """Say what a requirement asks for, as a sentence for people."""
        return self.say(week, requirement)

    def least(self, week: Week, case: Case) -> int:
        """The least amount that a case has in any timetable, as far as it can be seen; or else 0.

        It holds where the rules that `least_assumes` names are musts, and are kept.
        """
        return 0

    def count(self, week: Week) -> Iterator[Count]:
        """Count what the rule can be seen to need, before any search. Most rules count nothing."""
        yield from ()

    @classmethod
    def key(cls) -> str:
        """The rule's name, as a scenario file spells it."""
        return cls.spelt

    @classmethod
    def plate(cls) -> dict[str, str]:
        """The docstring as its sections: ``Meaning`` (the first paragraph), ``Why`` and so on."""
        sections: dict[str, list[str]] = {"Meaning": []}
        current = "Meaning"
        lines = inspect.cleandoc(cls.__doc__ or "").splitlines()
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            if following and set(following) == {"-"}:
                current = line.strip()
                sections[current] = []
            elif not (line and set(line) == {"-"}):
                sections[current].append(line)
        return {name: " ".join(" ".join(body).split()) for name, body in sections.items()}

    @classmethod
    def parameters(cls) -> dict[str, str]:
        """The parameters that a scenario file may set, each with its description."""
        return {
            name: field.description or ""
            for name, field in cls.model_fields.items()
            if name != "name"
        }


STRUCTURE = "structure"
"""The name under which findings stand that no rule can make: see `scheduler.week.structure`."""


def title_of(key: str) -> str:
    """A rule as reports call it; what is no rule by its key."""
    if key == STRUCTURE:
        return "Parts lie inside the sittings"
    return next((rule.title for rule in Rule.__subclasses__() if rule.key() == key), key)


def titled(key: str) -> Text:
    """A rule as reports call it: its title, and its key beside it; what is no rule by its key."""
    title = title_of(key)
    return key if title == key else (f"{title} ", Marked(key, Mark.KEY))


def by_rule(said: Iterable[tuple[str, str]]) -> Bullets:
    """Sentences in a list under their rules, each given as key and sentence."""
    under: dict[str, list[str]] = {}
    for key, sentence in said:
        under.setdefault(key, []).append(sentence)
    return Bullets(tuple(Entry(titled(key), tuple(found)) for key, found in under.items()))


class Must(Frozen):
    """A scenario applies the rule as a requirement."""


class Prefer(Frozen):
    """A scenario applies the rule as a preference."""

    tier: int = Field(default=1, ge=1, le=9, description="Rank; tier 1 is settled first.")
    weight: int = Field(
        default=1, ge=1, le=1_000_000, description="Price of one unit, inside the tier."
    )


class Price(Prefer):
    """The rank of an aim of a season or a rota, and what one unit of its amount costs there.

    Tiers are settled in order, 1 first: no gain in a later one makes up for a loss in an earlier
    one. An aim with the weight 0 is counted and does not matter.
    """

    tier: int = Field(ge=1, le=99)
    weight: int = Field(default=1, ge=0, le=1000)


class Setting(Frozen):
    """A rule as a scenario applies it."""

    rule: Rule
    mode: Must | Prefer

    @property
    def must(self) -> bool:
        return isinstance(self.mode, Must)

    @property
    def rank(self) -> int:
        """The tier of a preference, 0 for a must: settings sort by it."""
        return self.mode.tier if isinstance(self.mode, Prefer) else 0
