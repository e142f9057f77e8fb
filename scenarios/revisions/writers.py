"""What is written into a revision besides the scenario, the schedule and the leaders.

A writer is given the issue, the revision before it (None in the first) and the languages, and
yields the files that it makes, each by its name from the revision's folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import NamedTuple, TypeAlias

from scenarios.documents.issue import Issue
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


WRITERS: tuple[Writer, ...] = ()
"""Every writer, in the order in which they write."""


def missing(writer: Writer) -> bool:
    """Whether a package is missing that a writer needs."""
    return any(find_spec(module) is None for module in writer.needs)
