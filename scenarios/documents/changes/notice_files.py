"""Notices as files: a text to copy from, and a list to mail from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scenarios.documents.changes.changes_document import changes_cover
from scenarios.documents.changes.notices import MailedNotice, ToldAs
from scenarios.documents.changes.revised import Revised
from scenarios.exchange.csv_text import csv_text
from scenarios.exchange.sheets import table_workbook
from scenarios.languages.language import Language


def notices_text(revised: Revised, language: Language, found: Sequence[MailedNotice]) -> bytes:
    """The notices as plain text: each paragraph under those to whom it goes."""
    cover = changes_cover(revised, language)
    head = f"{cover.title}\n{language.say('Notices')} · {cover.foot}".lstrip()
    alike: dict[tuple[ToldAs, str], list[str]] = {}
    for one in found:
        alike.setdefault((one.role, one.text), []).append(one.name)
    letters = [f"{_to(role, names, language)}\n\n{text}\n" for (role, text), names in alike.items()]
    return "\n\n".join((f"{head}\n", *letters)).encode()


def notice_list(told: Mapping[Language, Sequence[MailedNotice]]) -> bytes:
    """The notices as a workbook: a row for each addressee, with a column for each language."""
    first, *others = told
    texts = {language: {one.who: one.text for one in found} for language, found in told.items()}
    say = first.say
    heads = [say("Code"), say("Name"), say("Role")]
    heads += [f"{say('Text')} ({language.code})" for language in told]
    rows = [
        (
            one.who,
            one.name,
            role_in_words(one.role, first),
            *(texts[language].get(one.who, "") for language in (first, *others)),
        )
        for one in told[first]
    ]
    return table_workbook(csv_text(heads, rows), say("Notices"))


def role_in_words(role: ToldAs, language: Language) -> str:
    """As what somebody is told."""
    say = language.say
    return {
        ToldAs.LEADER: say("Leading"),
        ToldAs.SPEAKER: say("Speaking"),
        ToldAs.DELEGATION: say("Delegation"),
        ToldAs.INTERPRETERS: say("Interpreters"),
        ToldAs.ROOM: say("Room"),
    }[role]


def _to(role: ToldAs, names: Sequence[str], language: Language) -> str:
    """To whom a paragraph goes: ``Leading: Colombia and Switzerland``."""
    who = language.listed(names)
    return language.say("{role}: {names}", role=role_in_words(role, language), names=who)
