"""The programme and the pages of delegations as files: in which forms, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from scenarios.documents.issue import Issue
from scenarios.documents.programme.delegations import DelegationPages, delegations_of
from scenarios.documents.programme.programme import Programme, programme_of
from scenarios.documents.writing.cover import Cover
from scenarios.documents.writing.html import html_of
from scenarios.documents.writing.pdf import pdf_of
from scenarios.documents.writing.word import word_of
from scenarios.languages.language import Language
from scenarios.languages.texts import LANGUAGES
from scenarios.reading.input_problems import warn
from scheduler.document.document import Block
from scheduler.week.clock import count
from scheduler.week.words import listed, one_line

Writer: TypeAlias = Callable[[Cover, Sequence[Block]], bytes]


class WrittenForm(NamedTuple):
    """A form of a document: what writes it, and the package that it needs, by module and name."""

    write: Writer
    module: str = ""
    what: str = ""


FORMS = {
    ".docx": WrittenForm(word_of, "docx", "Word files"),
    ".pdf": WrittenForm(pdf_of, "typst", "PDF documents"),
    ".html": WrittenForm(html_of),
}
"""Forms by the ending of the file's name."""

AS_WRITTEN = "as in the scenario"
"""How texts without a translation stay: by this the warning of them is known."""

_NAMED = 3
"""Texts without a translation that are named in a message."""


def written(document: Programme | DelegationPages, ending: str) -> bytes:
    """A programme, or pages of delegations, in the form that an ending stands for: ``.pdf``."""
    return FORMS[ending].write(document.cover, document.blocks())


def programme_documents(
    issue: Issue, languages: Iterable[Language], endings: Collection[str] = tuple(FORMS)
) -> Iterator[tuple[str, bytes]]:
    """The programme and the pages of all delegations, in each language and each form.

    What has no translation is left to be told: see `warn_untranslated`.

    Yields
    ------
    tuple of str and bytes
        A name such as ``documents/programme.fr.pdf`` or ``documents/delegations.en.docx``.

    Raises
    ------
    BadInput
        Where a package of the extra ``office`` is missing.
    """
    for language in languages:
        told: dict[str, Programme | DelegationPages] = {
            "programme": programme_of(issue, language),
            "delegations": delegations_of(issue, language),
        }
        for name, document in told.items():
            for ending in endings:
                yield f"documents/{name}.{language.code}{ending}", written(document, ending)


def warn_untranslated(language: Language) -> None:
    """Warn in one sentence of what could not be said in a language, if there is anything."""
    missing = [one_line(text) for text in language.missing]
    if not missing:
        return
    some = [f"“{text}”" for text in missing[:_NAMED]]
    more = len(missing) - len(some)
    named = listed([*some, *([count(more, "other")] if more else [])])
    alone = len(missing) == 1
    lacks, stay = ("1 text has", "stays") if alone else (f"{len(missing)} texts have", "stay")
    of = LANGUAGES[language.code]
    every = "; programme --untranslated lists all" if more else ""
    warn("", f"{lacks} no {of} translation and {stay} {AS_WRITTEN}: {named}{every}")
