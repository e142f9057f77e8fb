"""Drawing mutants and rewordings of library weeks, and saying where a grade is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeVar

from hypothesis import assume
from hypothesis import strategies as st

from tests.laws.recommendations import committees, experiments, instruments, whole_week
from tests.laws.recommendations.drafts import (
    WEEKS,
    Base,
    Draft,
    NothingToChangeError,
    bases,
    can_lose,
    graded,
    has_fallen,
    principles,
)
from tests.laws.recommendations.drafts import base as a_base
from tests.laws.recommendations.mutations import Change, Mutation
from tests.laws.recommendations.rewordings import ADDED, BESIDES, REWORDINGS

MUTATIONS: tuple[Mutation, ...] = (
    *whole_week.MUTATIONS,
    *committees.MUTATIONS,
    *experiments.MUTATIONS,
    *instruments.MUTATIONS,
)

T = TypeVar("T")


class Drawn(NamedTuple):
    """A week that was changed.

    Attributes
    ----------
    falls
        The recommendations whose grade must fall.
    stays
        Those whose grade must stay.
    words
        What was done, one after another.
    same
        Whether each principle must be upheld as far as before.
    """

    base: Base
    draft: Draft
    falls: tuple[int, ...]
    stays: tuple[int, ...]
    words: tuple[str, ...]
    same: bool = False

    @property
    def said(self) -> str:
        return f"{self.base.name}: {'; '.join(self.words)}"

    def wrong(self) -> list[str]:
        """What is wrong with the grades, as sentences; nothing where all is right."""
        evidence = self.draft.read()
        found = {number: graded(number, evidence) for number in (*self.falls, *self.stays)}
        wrong = []
        for number in (*self.falls, *self.stays):
            before, now = self.base.grade(number), found[number].grade
            right = has_fallen(before, now) if number in self.falls else now is before
            if not right:
                ought = "should fall" if number in self.falls else "should stay"
                wrong.append(
                    f"R{number} {ought} from “{before.value}” and is “{now.value}”: "
                    f"{found[number].reason}"
                )
        upheld = principles(self.base.evidence) if self.same else {}
        if self.same and (upheld_now := principles(evidence)) != upheld:
            changed = dict(upheld_now.items() - upheld.items())
            wrong.append(f"R1 should have the same principles upheld, and has {changed}")
        return wrong


def _changed(draw: st.DrawFn, base: Base, draft: Draft, change: Change) -> str:
    def pick(options: Sequence[T]) -> T:
        return options[draw(st.integers(0, len(options) - 1))]

    try:
        return change(base, draft, pick)
    except NothingToChangeError:
        assume(False)
        raise


@st.composite
def mutants(draw: st.DrawFn, number: int | None = None) -> Drawn:
    """Weeks that meet a recommendation at first, broken, and in part reworded besides."""
    numbers = [number] if number else [n for n in range(1, 10) if any(bases(n))]
    one = draw(st.sampled_from(numbers))
    base = draw(st.sampled_from(list(bases(one))))
    mutation = draw(st.sampled_from([m for m in MUTATIONS if one in m.numbers]))
    draft = Draft(base)
    said = [_changed(draw, base, draft, mutation.change)]
    falls = tuple(n for n in mutation.numbers if can_lose(base, n))
    also = draw(st.lists(st.sampled_from(REWORDINGS), max_size=1))
    said += [_changed(draw, base, draft, change) for change in also]
    return Drawn(base, draft, falls, (), tuple(said))


@st.composite
def reworded(draw: st.DrawFn) -> Drawn:
    """Weeks that are said in other words, by which no grade may change."""
    base = draw(st.sampled_from(list(bases())))
    draft = Draft(base)
    changes = draw(st.lists(st.sampled_from(REWORDINGS), min_size=1, max_size=4, unique=True))
    changes.sort(key=REWORDINGS.index)
    besides, stays = draw(st.sampled_from([None, *BESIDES])), tuple(range(1, 10))
    if besides:
        changes, stays = [besides, *changes], BESIDES[besides]
    said = tuple(_changed(draw, base, draft, change) for change in changes)
    return Drawn(base, draft, (), stays, said, same=not ADDED.intersection(changes))


def first_drawn(mutation: Mutation) -> Drawn:
    """A mutation in the first week that has what it changes, with the first of all choices."""
    for number in mutation.numbers:
        for base in bases(number):
            draft = Draft(base)
            with suppress(NothingToChangeError):
                said = mutation.change(base, draft, _first)
                falls = tuple(n for n in mutation.numbers if can_lose(base, n))
                return Drawn(base, draft, falls, (), (said,))
    raise AssertionError(f"no week has what is to be changed: {mutation.name}")


def each_rewording(change: Change) -> Iterator[Drawn]:
    """A rewording in two weeks, of one instrument and of two, with the first of all choices."""
    for base in (a_base(*WEEKS[0]), a_base(*WEEKS[-1])):
        draft = Draft(base)
        with suppress(NothingToChangeError):
            said = change(base, draft, _first)
            yield Drawn(base, draft, (), tuple(range(1, 10)), (said,), change not in ADDED)


def _first(options: Sequence[T]) -> T:
    return options[0]
