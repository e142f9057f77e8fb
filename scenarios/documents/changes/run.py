"""The files of what changed since a revision, each as a name and its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scenarios.documents.changes.changes_document import changes_docx, changes_text
from scenarios.documents.changes.notice_files import notice_list, notices_text
from scenarios.documents.changes.notices import notices_of
from scenarios.documents.changes.revised import Revised
from scenarios.documents.issue import Issue
from scenarios.languages.language import language_of


def change_files(before: Issue, after: Issue, codes: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """What changed from one issue to the next, in each language, and who is told what.

    Parameters
    ----------
    before, after
        What went out, and what goes out now.
    codes
        Languages, one or more: ``en``, ``fr``, ``es``.

    Yields
    ------
    tuple of str and bytes
        ``changes/changes.en.docx``, with each change marked in the programme;
        ``changes/changes.en.txt``; ``notices/notices.en.txt``, with a paragraph for each whose own
        days change; and ``notices/notices.xlsx``, with a row for each of them and their paragraph
        in every language. Where nobody's days change, there are no notices.

    Raises
    ------
    BadInput
        Where there is no such language, or a package of the extra ``office`` is missing.
    """
    revised = Revised(before, after)
    languages = [language_of(revised.texts, code) for code in codes]
    for language in languages:
        yield f"changes/changes.{language.code}.docx", changes_docx(revised, language)
        yield f"changes/changes.{language.code}.txt", changes_text(revised, language)
    told = {one: notices_of(revised, one) for one in languages}
    if any(told.values()):
        for language, found in told.items():
            name = f"notices/notices.{language.code}.txt"
            yield name, notices_text(revised, language, found)
        yield "notices/notices.xlsx", notice_list(told)
