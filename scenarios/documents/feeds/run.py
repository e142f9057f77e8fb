"""The files of calendars, and those for other programs, each as a name and its content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scenarios.reading.office import need_office

if TYPE_CHECKING:
    from scenarios.documents.issue import Issue
    from scenarios.languages.language import Language

ALL = "calendars/all.ics"
"""The calendar of all, from which the next revision goes on."""


def calendar_files(
    issue: Issue, language: Language, before: bytes | None = None
) -> Iterator[tuple[str, bytes]]:
    """A calendar for all, and one for each delegation, room and body.

    Events are the same in each, and in each language. From one revision to the next a part keeps
    its identifier; its number (SEQUENCE) is raised only where its time or its room has changed, or
    where it is cancelled. What is cancelled stays, marked as such.

    Parameters
    ----------
    before
        The content of ``calendars/all.ics`` of the revision before, in any language; None for the
        first.

    Yields
    ------
    tuple of str and bytes
        ``calendars/all.ics``, ``calendars/delegations/COL.ics``, ``calendars/rooms/obasi.ics``,
        ``calendars/bodies/mine-clearance.ics`` and so on. A delegation, room or body that nothing
        concerns has none.

    Raises
    ------
    BadInput
        Where the calendar before is not one, or is of another week.
    """
    need_office("icalendar", "calendars")
    from scenarios.documents.feeds.calendars import calendars
    from scenarios.documents.feeds.described import Described

    for one in calendars(Described(issue, language, before)):
        yield one.name, one.content


def calendar_of(
    issue: Issue,
    language: Language,
    before: bytes | None = None,
    *,
    whose: tuple[str, str] | None = None,
) -> bytes | None:
    """One of these calendars; None where nothing concerns whose it is.

    Parameters
    ----------
    whose
        What it is for, ``delegation``, ``room`` or ``body``, and its key; None: for all.
    """
    need_office("icalendar", "calendars")
    from scenarios.documents.feeds.calendars import calendars
    from scenarios.documents.feeds.described import Described

    kind, key = whose or ("", "")
    found = calendars(Described(issue, language, before))
    return next((one.content for one in found if (one.kind, one.key) == (kind, key)), None)


def feed_files(
    issue: Issue, language: Language, before: bytes | None = None
) -> Iterator[tuple[str, bytes]]:
    """A week as conference apps read it, and as Indico makes contributions of it.

    Events have the identifiers of the calendars; what is cancelled is left out.

    Parameters
    ----------
    before
        As for `calendar_files`.

    Yields
    ------
    tuple of str and bytes
        ``feeds/schedule.xml``, ``feeds/schedule.json`` and ``feeds/indico.csv``.

    Raises
    ------
    BadInput
        As `calendar_files`.
    """
    need_office("icalendar", "calendars")
    need_office("lxml", "files for other programs")
    from scenarios.documents.feeds.described import Described
    from scenarios.documents.feeds.indico import indico_csv
    from scenarios.documents.feeds.schedule_feed import schedule_feed
    from scenarios.documents.feeds.schedule_files import schedule_json, schedule_xml

    told = Described(issue, language, before)
    feed = schedule_feed(told)
    yield "feeds/schedule.xml", schedule_xml(feed)
    yield "feeds/schedule.json", schedule_json(feed)
    yield "feeds/indico.csv", indico_csv(told)
