"""A language in which a week is told: its fixed sentences, its dates and hours, its lists.

Fixed sentences stand in English in the code, and in catalogues beside this file in the other
languages. Hours are written as the programmes of the United Nations at Geneva write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, cast

from scenarios.languages.texts import LANGUAGES
from scenarios.reading.office import need_office
from scenarios.reading.spelling import suggestion
from scheduler.errors import BadInput
from scheduler.week.clock import DAY

CODES = tuple(LANGUAGES)
"""The languages that can be asked for."""

FOLDER = Path(__file__).parent
"""Where the catalogues lie: ``fr.po`` for French."""

_WORD = re.compile(r"[^\W\d_]{2}")
"""What has none, such as ‘c1’ or ‘B’, is the same in every language."""

_YEAR = re.compile(r"(?: 'de')? y$")
_NUMBER = re.compile(r"\bd\b(?!')")
"""In a pattern of CLDR: the year with what leads to it, and the number of the day."""

_AND_BEFORE_I = re.compile(r"h?[ií](?![aeoáéó])", re.IGNORECASE)
"""What Spanish joins with an ‘e’ in place of an ‘y’: Italia, hilo; but not hielo."""


def fixed(sentence: str) -> str:
    """Mark a sentence of a table that is said later, so that the catalogues are held to have it."""
    return sentence


class _Habits(NamedTuple):
    """How a language writes days and hours.

    Attributes
    ----------
    locale
        As CLDR names it.
    day, short_day
        Patterns of CLDR.
    clock, hours
        ``{h}``, ``{hh}`` and ``{mm}`` are hours and minutes, ``{begin}`` and ``{end}`` times.
    """

    locale: str
    day: str
    short_day: str
    clock: str
    hours: str


_HABITS = {
    "en": _Habits("en_GB", "EEEE d MMMM y", "EEE d MMM", "{hh}:{mm}", "{begin}–{end}"),
    "fr": _Habits(
        "fr_CH",
        "EEEE d MMMM y",
        "EEE d MMM",
        "{h}\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}{mm}",
        "{begin}\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}{end}",
    ),
    "es": _Habits(
        "es_ES",
        "EEEE d 'de' MMMM 'de' y",
        "EEE d MMM",
        "{hh}:{mm}",
        "{begin}\N{NO-BREAK SPACE}a\N{NO-BREAK SPACE}{end}",
    ),
}


class Language:
    """A week's texts and the fixed words of documents in one language.

    Attributes
    ----------
    code
        One of `CODES`.
    """

    def __init__(self, code: str, texts: Mapping[str, Mapping[str, str]]) -> None:
        self.code = code
        self._texts = texts.get(code, {})
        self._others = [own for other, own in texts.items() if other != code]
        self._habits = _HABITS[code]
        self._missing: dict[str, None] = {}

    def __repr__(self) -> str:
        return f"<Language {self.code}>"

    @property
    def missing(self) -> tuple[str, ...]:
        """The texts of the week that were asked for and that it does not have in this language."""
        return tuple(self._missing)

    def title(self, text: str) -> str:
        """A title or name of the week in this language; the text itself where there is none.

        A text without any translation is taken to be English, and one without a word, such as the
        key of a section, to need none.
        """
        if text in self._texts:
            return self._texts[text]
        known = self.code == "en" and not any(text in own for own in self._others)
        if not known and _WORD.search(text):
            self._missing.setdefault(text)
        return text

    def say(self, sentence: str, /, **values: object) -> str:
        """A fixed sentence, with values in place of the names in braces.

        Parameters
        ----------
        sentence
            In English, as the catalogues have it: ``Led by {names}``.
        """
        return _catalogue(self.code).gettext(sentence).format(**values)

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """A fixed sentence with a number in it, ``{n}``, in the form that the number asks for.

        Parameters
        ----------
        one, many
            In English, as the catalogues have them: ``{n} session``, ``{n} sessions``.
        """
        return _catalogue(self.code).ngettext(one, many, n).format(n=n, **values)

    def day(self, day: date, *, year: bool = True) -> str:
        """A day in full: ``Monday 20 June 2011``, or without its year."""
        pattern = self._habits.day
        return self._date(day, pattern if year else _YEAR.sub("", pattern))

    def short_day(self, day: date) -> str:
        """A day in short, without its year: ``Mon 20 Jun``."""
        return self._date(day, self._habits.short_day)

    def shortest_day(self, day: date) -> str:
        """A day in shorter, by its weekday and number: ``Mon 20``."""
        return self._date(day, "EEE d")

    def days(self, first: date, last: date) -> str:
        """A stretch of days: ``20–24 June 2011``."""
        alone = self._habits.day.removeprefix("EEEE ")
        end = self._date(last, alone)
        if first == last:
            return end
        if first.year != last.year:
            return f"{self._date(first, alone)} – {end}"
        if first.month != last.month:
            return f"{self._date(first, _YEAR.sub('', alone))} – {end}"
        return f"{self._date(first, 'd')}–{end}"

    def _date(self, day: date, pattern: str) -> str:
        from babel.dates import format_date

        if self.code == "fr" and day.day == 1:
            pattern = _NUMBER.sub("d'er'", pattern)
        return format_date(day, pattern, self._habits.locale)

    def clock(self, minutes: int) -> str:
        """A time of day, in minutes after midnight; what is past the next one begins anew."""
        hours, rest = divmod(minutes if minutes == DAY else minutes % DAY, 60)
        return self._habits.clock.format(h=hours, hh=f"{hours:02}", mm=f"{rest:02}")

    def hours(self, begin: int, end: int) -> str:
        """A stretch of a day, in minutes after midnight: ``10:00–13:00``."""
        return self._habits.hours.format(begin=self.clock(begin), end=self.clock(end))

    def listed(self, names: Iterable[str]) -> str:
        """Names as they are listed in a sentence: ``A, B and C``; empty where there are none."""
        from babel.lists import format_list

        said = list(names)
        if self.code == "es" and said[1:] and _AND_BEFORE_I.match(said[-1]):
            *before, last = said
            head = ", ".join(before)
            return f"{head} e {last}"
        return format_list(said, "standard", self._habits.locale)

    def series(self, texts: Iterable[str]) -> str:
        """Longer things one after the other: ``Tuesday, 10:00–13:00; Wednesday, 15:00–18:00``."""
        return ("\N{NO-BREAK SPACE}; " if self.code == "fr" else "; ").join(texts)


def language_of(texts: Mapping[str, Mapping[str, str]], code: str) -> Language:
    """The language of a code, with the texts that a scenario has in it.

    Parameters
    ----------
    texts
        ``Scenario.texts``: by language, what a text of the week is in it.

    Raises
    ------
    BadInput
        Where there is no such language, or the extra ``office`` is not installed.
    """
    if code not in CODES:
        raise BadInput.at(code, f"there is no language '{code}'{suggestion(code, LANGUAGES)}")
    need_office("babel", "documents in several languages")
    return Language(code, texts)


def catalogue(code: str) -> dict[str, list[str]]:
    """By the English of each fixed sentence: its forms in a language, none in English itself.

    A sentence without a number has one form; another goes by its form for one.
    """
    if code == "en":
        return {}
    from babel.messages.pofile import read_po

    with (FOLDER / f"{code}.po").open("rb") as file:
        said = [one for one in read_po(file, locale=code, abort_invalid=True) if one.id]
    return {_forms(one.id)[0]: _forms(one.string) for one in said}


def _forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else [str(one) for one in cast(Iterable[object], text)]


@cache
def _catalogue(code: str) -> NullTranslations:
    """The fixed sentences in a language; in English they are what the code says."""
    if code == "en":
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (FOLDER / f"{code}.po").open("rb") as catalogue:
        write_mo(compiled, read_po(catalogue, locale=code, abort_invalid=True))
    compiled.seek(0)
    return GNUTranslations(compiled)
