"""schedule.xml and schedule.json, as conference apps and the tools of c3voc read them."""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

from scenarios.documents.feeds.schedule_feed import FeedDay, FeedEvent, ScheduleFeed
from scheduler.week.words import visible

_GENERATOR = "meeting-week"
_SCHEMA = "https://c3voc.de/schedule/schema.json"


def schedule_json(feed: ScheduleFeed) -> bytes:
    """The feed as JSON."""
    first, last = feed.days[0].date, feed.days[-1].date
    conference = {
        "acronym": feed.acronym,
        "title": feed.title,
        "start": first.isoformat(),
        "end": last.isoformat(),
        "daysCount": len(feed.days),
        "timeslot_duration": _duration(feed.slot),
        "time_zone_name": feed.zone,
        "tracks": [{"name": name} for name in feed.tracks],
        "rooms": [
            {"name": name, "guid": guid, "description": None, "capacity": seats}
            for name, (guid, seats) in feed.rooms.items()
        ],
        "days": [_day(day, number, feed.language) for number, day in enumerate(feed.days, 1)],
    }
    schedule = {"version": feed.version, "conference": conference}
    whole = {"$schema": _SCHEMA, "generator": {"name": _GENERATOR}, "schedule": schedule}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _day(day: FeedDay, number: int, language: str) -> dict[str, Any]:
    return {
        "index": number,
        "date": day.date.isoformat(),
        "day_start": day.begin.isoformat(),
        "day_end": day.end.isoformat(),
        "rooms": {
            room: [_event(event, language) for event in events]
            for room, events in day.rooms.items()
        },
    }


def _event(event: FeedEvent, language: str) -> dict[str, Any]:
    return {
        "guid": event.guid,
        "id": event.number,
        "date": event.begin.isoformat(),
        "start": f"{event.begin:%H:%M}",
        "end": event.end.isoformat(),
        "duration": _duration(event.minutes),
        "room": event.room,
        "slug": event.slug,
        "url": f"urn:uuid:{event.guid}",
        "title": event.title,
        "subtitle": event.subtitle,
        "track": event.track,
        "type": event.kind,
        "language": language,
        "abstract": event.abstract,
        "description": "",
        "persons": [
            {"guid": one.guid, "id": one.number, "name": one.name} for one in event.persons
        ],
        "links": [],
        "attachments": [],
    }


def schedule_xml(feed: ScheduleFeed) -> bytes:
    """The feed as XML."""
    root = etree.Element("schedule")
    etree.SubElement(root, "generator", name=_GENERATOR)
    _say(root, version=feed.version)
    conference = etree.SubElement(root, "conference")
    _say(
        conference,
        title=feed.title,
        acronym=feed.acronym,
        start=feed.days[0].date.isoformat(),
        end=feed.days[-1].date.isoformat(),
        days=str(len(feed.days)),
        timeslot_duration=_duration(feed.slot),
        time_zone_name=feed.zone,
    )
    for name in feed.tracks:
        etree.SubElement(conference, "track", name=visible(name))
    for number, day in enumerate(feed.days, 1):
        of_day = etree.SubElement(
            root,
            "day",
            index=str(number),
            date=day.date.isoformat(),
            start=day.begin.isoformat(),
            end=day.end.isoformat(),
        )
        for room, events in day.rooms.items():
            guid, _ = feed.rooms[room]
            in_room = etree.SubElement(of_day, "room", name=visible(room), guid=guid)
            for event in events:
                _add(in_room, event, feed.language)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _add(room: etree._Element, event: FeedEvent, language: str) -> None:
    found = etree.SubElement(room, "event", guid=event.guid, id=str(event.number))
    _say(
        found,
        room=event.room,
        title=event.title,
        subtitle=event.subtitle,
        type=event.kind,
        date=event.begin.isoformat(),
        start=f"{event.begin:%H:%M}",
        duration=_duration(event.minutes),
        abstract=event.abstract,
        slug=event.slug,
        track=event.track,
        language=language,
        description="",
    )
    persons = etree.SubElement(found, "persons")
    for one in event.persons:
        person = etree.SubElement(persons, "person", id=str(one.number), guid=one.guid)
        person.text = visible(one.name)
    etree.SubElement(found, "links")


def _say(parent: etree._Element, **texts: str) -> None:
    for name, text in texts.items():
        lines = map(visible, text.splitlines())
        etree.SubElement(parent, name).text = "\n".join(lines)


def _duration(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
