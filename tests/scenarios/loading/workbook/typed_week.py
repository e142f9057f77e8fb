"""A small week typed into a workbook by hand, and the same week as a scenario file has it."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook

Rows = list[list[Any]]

MONDAY, TUESDAY, WEDNESDAY = (date(2027, 6, day) for day in (14, 15, 16))

SHEETS: dict[str, Rows] = {
    "Read me": [["Nothing here is read."], ["Key", "Value"]],
    "Week": [
        ["Setting", "Value", "What it means", "Remark"],
        ["The week"],
        ["Title", "A typed week", "What it is called"],
        ["First day", MONDAY],
        ["Last day", WEDNESDAY],
        ["Grid in minutes", 15],
        ["Poor sittings", "wednesday afternoon", None, "flights"],
        ["Venue", "Lake House"],
        ["Teams of interpreters", 2],
        ["Delegates of each delegation", 2],
        ["Least minutes for experiments", 60],
        ["Greatest share of experiments", 0.25],
    ],
    "Sittings": [
        ["Day", "Sitting", "From", "To", "Open to"],
        [None, "morning", time(10), time(13)],
        [None, "lunch", time(13), time(15), "side_event, coordination"],
        [None, "afternoon", time(15), time(18)],
        ["monday", "early", time(9), time(10), "coordination"],
        [WEDNESDAY, "afternoon", time(15), time(17)],
    ],
    "Rooms": [
        ["Key", "Section of", "Name", "Seats", "Booths", "Equipment", "Closed"],
        ["large", None, "Large room", 200, 6, "screen, microphones"],
        ["hall", None, "Hall", 80, None, None, "tuesday morning"],
        ["east", "hall", "East half", 40],
        ["west", "Hall", "West half", 40],
    ],
    "Delegations": [
        ["Code", "Name", "Delegates", "Comes from", "Present", "Absent", "Regional group"],
        ["COL", "Colombia", 3, None, None, None, "GRULAC"],
        ["NOR", "Norway", None, "mission", None, WEDNESDAY, "WEOG"],
        ["UGA", "Uganda", 1, None, "monday, tuesday", None, "AFR"],
        ["THA", "Thailand", None, None, None, None, "APG"],
    ],
    "Instruments": [["Key", "Name", "States Parties"], ["conv", "The Convention", "everyone"]],
    "Bodies": [
        ["Key", "Name", "Instrument", "Subject", "Co-Chairs"],
        ["status", "Committee on Status", "conv", "status", "NOR, THA"],
        ["clearance", "Committee on Clearance", "conv", "clearance", "COL; UGA"],
    ],
    "Sessions": [
        [
            *("Key", "Title", "Title (fr)", "Body", "Format", "Least minutes", "Wanted minutes"),
            *("Most parts", "Shortest part", "Days", "Leaders", "Audience", "Attendance"),
            "Optional",
        ],
        [
            *("opening", "Opening", "Ouverture", "status", "plenary", 60, 120),
            *(None, None, "monday", None, "everyone", 100),
        ],
        [
            *("clearance", "Clearance", None, "clearance", "plenary", 120, 180),
            *(2, 60, None, None, "parties of conv; but not THA", 100),
        ],
        [
            *("briefing", "Briefing", None, "status", "side_event", 60, None),
            *(None, None, None, "co-chairs of status; and COL", "NOR, UGA", 30, "yes"),
        ],
    ],
    "Experiments": [
        ["Key", "Title", "Body", "Least minutes", "Host", "Volunteered", "Leaders", "Value"],
        ["uganda", "Clearance in Uganda", "clearance", 60, "UGA", "yes", "UGA", 3],
    ],
    "Agenda": [
        ["Session", "Item", "Speakers", "Minutes each", "Minutes", "In this order"],
        ["clearance", "Updates", "COL, THA", 15, None, "yes"],
        ["Clearance", "Discussion", None, None, 60],
    ],
    "Pinned": [
        ["Session", "Day and time", "Minutes", "Room"],
        ["opening", datetime.combine(MONDAY, time(10)), 120, "large"],
    ],
    "Order": [
        ["First", "Then", "Least minutes between"],
        ["opening", "everything", None],
        ["clearance", "uganda", 15],
    ],
    "Rules": [
        ["Rule", "How", "Tier", "Weight", "Parameters"],
        ["shorten_stays", "prefer", 2, 5],
        ["keep_committees_together", "prefer", 2, 10, "leave_out: [status]"],
        ["guarantee_every_committee", "must", None, None, "floor: 60"],
        ["reserve_slack", "off"],
    ],
    "Sources": [["Key", "What it is"], ["letter", "A letter, of May"]],
    "More": [
        ["Section", "Text (YAML)"],
        ["variants", "short:\n  title: Shorter\n  patch: {sessions: {clearance: {wanted: 120}}}"],
    ],
}

DATA: dict[str, Any] = {
    "schema": 1,
    "title": "A typed week",
    "week": {
        "from": "2027-06-14",
        "to": "2027-06-16",
        "grain": 15,
        "poor": ["wednesday afternoon"],
        "sittings": {
            "morning": {"hours": "10:00-13:00"},
            "lunch": {"hours": "13:00-15:00", "for": ["side_event", "coordination"]},
            "afternoon": {"hours": "15:00-18:00"},
        },
        "days": {
            "monday": {"sittings": {"early": {"hours": "09:00-10:00", "for": ["coordination"]}}},
            "2027-06-16": {"sittings": {"afternoon": {"hours": "15:00-17:00"}}},
        },
    },
    "venue": {
        "name": "Lake House",
        "interpretation": {"teams": 2},
        "rooms": {
            "large": {
                "name": "Large room",
                "seats": 200,
                "booths": 6,
                "equipment": ["screen", "microphones"],
            },
            "hall": {
                "name": "Hall",
                "seats": 80,
                "closed": ["tuesday morning"],
                "divides_into": {
                    "east": {"name": "East half", "seats": 40},
                    "west": {"name": "West half", "seats": 40},
                },
            },
        },
    },
    "delegations": {
        "default": {"delegates": 2},
        "also": {
            "COL": {"name": "Colombia", "delegates": 3, "group": "GRULAC"},
            "NOR": {
                "name": "Norway",
                "from": "mission",
                "absent": ["2027-06-16"],
                "group": "WEOG",
            },
            "UGA": {
                "name": "Uganda",
                "delegates": 1,
                "present": ["monday", "tuesday"],
                "group": "AFR",
            },
            "THA": {"name": "Thailand", "group": "APG"},
        },
    },
    "instruments": {"conv": {"name": "The Convention", "parties": "everyone"}},
    "bodies": {
        "status": {
            "name": "Committee on Status",
            "instrument": "conv",
            "subject": "status",
            "co_chairs": ["NOR", "THA"],
        },
        "clearance": {
            "name": "Committee on Clearance",
            "instrument": "conv",
            "subject": "clearance",
            "co_chairs": ["COL", "UGA"],
        },
    },
    "sessions": {
        "opening": {
            "title": {"en": "Opening", "fr": "Ouverture"},
            "body": ["status"],
            "format": "plenary",
            "least": 60,
            "wanted": 120,
            "days": ["monday"],
            "audience": "everyone",
            "attendance": 100,
            "pinned": [{"at": "2027-06-14 10:00", "minutes": 120, "room": "large"}],
        },
        "clearance": {
            "title": "Clearance",
            "body": ["clearance"],
            "format": "plenary",
            "least": 120,
            "wanted": 180,
            "parts": {"at_most": 2, "shortest": 60},
            "audience": {"parties_of": ["conv"], "but_not": ["THA"]},
            "attendance": 100,
            "agenda": [
                {
                    "item": "Updates",
                    "speakers": ["COL", "THA"],
                    "minutes_each": 15,
                    "in_order": True,
                },
                {"item": "Discussion", "minutes": 60},
            ],
        },
        "briefing": {
            "title": "Briefing",
            "body": ["status"],
            "format": "side_event",
            "least": 60,
            "leaders": {"co_chairs_of": ["status"], "and": ["COL"]},
            "audience": ["NOR", "UGA"],
            "attendance": 30,
            "optional": True,
        },
    },
    "experiments": {
        "floor": 60,
        "share": 25,
        "proposals": {
            "uganda": {
                "title": "Clearance in Uganda",
                "body": ["clearance"],
                "least": 60,
                "host": "UGA",
                "volunteered": True,
                "leaders": ["UGA"],
                "value": 3,
            }
        },
    },
    "order": [
        {"first": ["opening"], "then": ["everything"]},
        {"first": ["clearance"], "then": ["uganda"], "gap": {"at_least": 15}},
    ],
    "rules": {
        "shorten_stays": {"prefer": {"tier": 2, "weight": 5}},
        "keep_committees_together": {
            "prefer": {"tier": 2, "weight": 10},
            "leave_out": ["status"],
        },
        "guarantee_every_committee": {"must": True, "floor": 60},
        "reserve_slack": {"off": True},
    },
    "sources": {"letter": {"what": "A letter, of May"}},
    "variants": {
        "short": {"title": "Shorter", "patch": {"sessions": {"clearance": {"wanted": 120}}}}
    },
}
"""The same week."""


def typed(sheets: dict[str, Rows] = SHEETS) -> Workbook:
    """The workbook, as a spreadsheet program would have it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column, value)
                if isinstance(value, float):
                    cell.number_format = "0%"
    return book


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
