"""The document of what changed: its sentences, and the programme with each change marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.documents.changes.redline import redline
from scenarios.documents.changes.revised import Revised
from scenarios.documents.changes.sentences import ChangeTeller
from scenarios.documents.issue import Issue
from scenarios.documents.programme.programme import programme_of
from scenarios.documents.writing.cover import Cover, cover_of
from scenarios.documents.writing.direction import is_right_to_left
from scenarios.documents.writing.word import word_of
from scheduler.document.document import Block, Bullets, Section

if TYPE_CHECKING:
    from scenarios.languages.language import Language


def changes_cover(revised: Revised, language: Language) -> Cover:
    """The head of what is written of the changes."""
    number = revised.before.number
    kind = language.say("Changes")
    if number is not None:
        kind = language.say("Changes since revision {number}", number=number)
    return cover_of(revised.after, language, kind)


def changes_docx(revised: Revised, language: Language) -> bytes:
    """What changed as a Word file: in sentences, then marked in the programme.

    The marks are changes as Word tracks them: each can be accepted or rejected.
    """
    cover, author = changes_cover(revised, language), language.say("Secretariat")
    said = map(_to_the_right, ChangeTeller(revised, language).sentences())
    first = Section(language.say("What changes"), (Bullets(tuple(said)),))

    def whole(issue: Issue) -> bytes:
        days = programme_of(issue, language).blocks()
        blocks: tuple[Block, ...] = (first, Section(language.say("Programme"), days))
        return word_of(cover, blocks)

    old, new = whole(revised.before), whole(revised.after)
    return redline(old, new, author, revised.after.issued)


def _to_the_right(sentence: str) -> str:
    """A sentence that is written to the right, also where a title in it begins it to the left."""
    return f"\N{LEFT-TO-RIGHT MARK}{sentence}" if is_right_to_left(sentence) else sentence


def changes_text(revised: Revised, language: Language) -> bytes:
    """What changed as plain text, a line for each sentence."""
    cover = changes_cover(revised, language)
    head = [cover.title, f"{cover.kind} · {cover.foot}", *cover.note]
    said = ChangeTeller(revised, language).sentences()
    lines = [*filter(None, head), "", *(f"- {one}" for one in said), ""]
    return "\n".join(lines).encode()
