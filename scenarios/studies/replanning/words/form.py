"""A form in which a change can be said: its verbs, how it is read, and what it means."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Literal, NamedTuple

from scenarios.reading.names import Named
from scenarios.studies.replanning.words.changes import Change
from scenarios.studies.replanning.words.phrase import Phrase, days_listed, find_said


class Form(NamedTuple):
    """A form in which a change can be said.

    Attributes
    ----------
    verbs
        Words of which one stands in it.
    read
        What is said in a phrase; it raises `ValueError`, with a sentence, where it is not this.
    examples
        Sentences in this form, for the week of 2011.
    means
        What they mean, for the guide.
    kind
        What stands before the verb; None: nothing, or what only `read` knows.
    first
        Whether the sentence begins with the verb.
    listed
        Whether its verbs are looked for; a further row of the guide has none of its own.
    """

    verbs: tuple[str, ...]
    read: Callable[[Phrase], Change]
    examples: tuple[str, ...]
    means: str
    kind: Named | Literal["days", "interpretation"] | None = None
    first: bool = False
    listed: bool = True

    def understood(self, phrase: Phrase) -> int:
        """How much is understood: 2 where who or what changes is known, 0 where none is named."""
        subject = phrase.subject
        if self.first:
            return 2 if not subject else 0
        if not subject:
            return 0
        if self.kind == "days":
            return 2 if phrase.calendar.speaks_of_days(next(iter(days_listed(subject)), "")) else 1
        if self.kind == "interpretation":
            return 2 if subject.lower() == self.kind else 1
        if self.kind is not None:
            with suppress(ValueError):
                find_said(phrase.week, self.kind, subject)
                return 2
        return 1
