"""What is written into a revision besides the scenario, the schedule and the leaders.

A writer is given the issue, the revision before it (None in the first) and the languages, and
yields the files that it makes, each by its name from the revision's folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import NamedTuple, TypeAlias

from scenarios.documents.issue import Issue
from scenarios.reading.input_problems import warn
from scenarios.revisions.revision import Revision

Files: TypeAlias = Iterator[tuple[str, bytes]]
"""Files by their names, with ``/``."""


class Writer(NamedTuple):
    """What writes some of the files.

    Attributes
    ----------
    what
        What they are, for people: ``the programme``.
    needs
        The modules of the extra ``office`` without which it cannot write.
    """

    what: str
    needs: tuple[str, ...]
    write: Callable[[Issue, Revision | None, Sequence[str]], Files]


def _programme(issue: Issue, _: Revision | None, codes: Sequence[str]) -> Files:
    from scenarios.documents.programme.programme import programme_of
    from scenarios.documents.programme.publishing import programme_documents, untranslated
    from scenarios.languages.language import language_of

    yield from programme_documents(issue, codes)
    for code in codes:
        language = language_of(issue.scenario.texts, code)
        programme_of(issue, language).blocks()
        sentence = untranslated(language)
        if sentence:
            warn("", sentence)


WRITERS: tuple[Writer, ...] = (
    Writer("the programme and the pages of delegations", ("babel", "docx", "typst"), _programme),
)
"""Every writer, in the order in which they write."""


def missing(writer: Writer) -> bool:
    """Whether a package is missing that a writer needs."""
    return any(find_spec(module) is None for module in writer.needs)
