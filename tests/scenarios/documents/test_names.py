"""What sessions are called in a document."""

from __future__ import annotations

from constraints.tiny import at, tiny_session, tiny_week
from scenarios.documents.names import TranslatedNames
from scenarios.languages.language import language_of


def names(*days: int) -> list[str]:
    """The names of meetings of one title, pinned to these days."""
    pinned = [
        tiny_session(
            f"bureau-{number}", title="Bureau", pinned=(at(f"bureau-{number}", day, "10:00"),)
        )
        for number, day in enumerate(days)
    ]
    week = tiny_week(*pinned, days=3)
    called = TranslatedNames(week, language_of({}, "en"))
    return [called.session(one.id) for one in week.sessions]


def test_meetings_that_repeat_have_one_title_without_keys() -> None:
    assert names(0, 1, 2) == ["Bureau", "Bureau", "Bureau"]


def test_two_of_one_title_on_one_day_are_told_apart() -> None:
    assert names(0, 0) == ["Bureau (bureau-0)", "Bureau (bureau-1)"]
