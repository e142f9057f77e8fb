"""What stands at the head and at the foot of every document: the week, the place, the revision."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import field_validator

from scenarios.documents.issue import Issue
from scenarios.documents.names import TranslatedNames
from scheduler.week.frozen import Frozen
from scheduler.week.words import capital, one_line, visible

if TYPE_CHECKING:
    from scenarios.languages.language import Language


class Cover(Frozen):
    """The head of a document, in its language.

    Attributes
    ----------
    language
        Its code: ``fr``.
    title, kind
        What the week is called, and what the document is: ``Programme``.
    place
        The venue; may be empty.
    dates
        From the first day to the last, with the year.
    revision
        ``Revision 2``; ``Draft`` where it has no number.
    issued, issued_on
        The date in a sentence, and as it is.
    number
        Of the revision; None for a draft.
    note
        What the secretariat says of it, line by line.
    pages
        ``Page {page} of {pages}``, to be filled in where pages are made.
    """

    language: str
    title: str
    kind: str
    year: str
    place: str
    dates: str
    revision: str
    issued: str
    issued_on: date
    number: int | None
    note: tuple[str, ...]
    pages: str

    @field_validator("*", mode="after")
    @classmethod
    def _visible(cls, value: Any) -> Any:
        """Nothing in a text steers whatever opens the document."""
        return visible(value) if isinstance(value, str) else value

    @property
    def foot(self) -> str:
        """Which issue of the document it is, on one line."""
        return f"{self.revision} · {self.issued}"

    @property
    def name(self) -> str:
        """What a program that opens it shows at its top."""
        return f"{self.title}: {self.kind}" if self.title else self.kind


def cover_of(issue: Issue, language: Language, kind: str) -> Cover:
    """The head of a document of some kind, such as ``Programme``, in a language."""
    week, say = issue.scenario.week, language.say
    first, last = week.date_of(min(week.days, default=0)), week.date_of(max(week.days, default=0))
    on, number = issue.issued.date(), issue.number
    dates = capital(language.day(first))
    if last != first:
        dates = say("{first} to {last}", first=language.day(first), last=language.day(last))
    if number is None:
        revision, issued = say("Draft"), say("as of {day}", day=language.day(on))
    else:
        revision = say("Revision {number}", number=number)
        issued = say("issued on {day}", day=language.day(on))
    names = TranslatedNames(week, language)
    return Cover(
        language=language.code,
        title=names.text(issue.scenario.title),
        kind=kind,
        year=str(first.year),
        place=names.text(issue.scenario.venue),
        dates=dates,
        revision=revision,
        issued=issued,
        issued_on=on,
        number=number,
        note=tuple(filter(None, map(one_line, visible(issue.note).splitlines()))),
        pages=say("Page {page} of {pages}", page="{page}", pages="{pages}"),
    )
