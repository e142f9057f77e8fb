"""The names of a week in the language of a document: on one line, and told apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from scheduler.week.clock import DAY
from scheduler.week.week import Week
from scheduler.week.words import one_line

if TYPE_CHECKING:
    from scenarios.languages.language import Language


class TranslatedNames(NamedTuple):
    """What sessions, rooms, bodies and delegations are called in a document, by their keys."""

    week: Week
    language: Language

    def text(self, text: str) -> str:
        """Any text of the scenario in the language, on one line."""
        return one_line(self.language.title(text)) if text else ""

    def session(self, key: str) -> str:
        """The title of a session, by its day; a key that the week does not have, as it is."""
        found = self.week.session.get(key)
        return self._apart(found.title if found else key, self.week.title_on_its_day(key))

    def room(self, key: str | None) -> str:
        """The name of a room; empty where there is none.

        A section of a hall that has no name of its own: ``Salle C (C1)``.
        """
        found = self.week.room.get(key or "")
        if found is not None and found.hall is not None and found.name == found.id:
            return one_line(f"{self.room(found.hall)} ({found.id.upper()})")
        return self._apart(found.name if found else key or "", self.week.room_name(key))

    def delegation(self, code: str) -> str:
        """The name of a delegation."""
        found = self.week.delegation.get(code)
        return self._apart(found.name if found else code, self.week.who(code))

    def delegations(self, codes: Iterable[str]) -> list[str]:
        """The names of several delegations, in alphabetical order."""
        return sorted(map(self.delegation, codes), key=alphabetical)

    def hours(self, begin: int, end: int) -> str:
        """A stretch of a day, in minutes after midnight; one of the night after it is marked."""
        late = " (+1)" if begin >= DAY else ""
        return f"{self.language.hours(begin, end)}{late}"

    def body(self, key: str) -> str:
        """The name of a body; that of its instrument beside it where the week has several."""
        found = self.week.body.get(key)
        if found is None:
            return one_line(key)
        name, instrument = self.text(found.name), self.week.instrument.get(found.instrument or "")
        if instrument is None or len(self.week.instruments) == 1:
            return name
        under = self.text(instrument.name)
        return name if under in name else f"{name} ({under})"

    def _apart(self, name: str, told: str) -> str:
        """A name in the language, with what the week puts behind it to tell it from others."""
        behind = told.removeprefix(name) if told.startswith(name) else ""
        return self.text(name) + one_line(f"x{behind}")[1:]


def alphabetical(name: str) -> tuple[str, str]:
    """What puts names in the order of a dictionary: accents and capitals come second."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return bare.casefold(), name
