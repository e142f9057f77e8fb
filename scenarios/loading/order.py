"""From a scenario file's order to pairs of sessions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scenarios.loading.problems import Report
from scenarios.loading.schema import OrderEntry
from scenarios.reading.yaml_source import Path_
from scheduler.week.week import PROGRAMME, Body, Format, Session

GROUPS: dict[str, Format] = {
    "plenaries": Format.PLENARY,
    "special_sessions": Format.SPECIAL,
    "small_groups": Format.SMALL_GROUP,
    "report_backs": Format.REPORT_BACK,
    "workshops": Format.WORKSHOP,
    "coordination_meetings": Format.COORDINATION,
    "side_events": Format.SIDE_EVENT,
}
"""Words for all sessions of a format."""

EVERYTHING = "everything"
"""The word for the whole official programme, without coordination meetings and side events."""


def expand_order(
    entries: Sequence[OrderEntry],
    sessions: Sequence[Session],
    bodies: Mapping[str, Body],
    report: Report,
) -> Iterator[dict[str, object]]:
    """Each pair of sessions that an order speaks of, with its gap.

    A session does not come before itself: it is left out of a group that it is set against.
    """
    for number, entry in enumerate(entries):
        first = _sessions(entry.first, ("order", number, "first"), sessions, bodies, report)
        then = _sessions(entry.then, ("order", number, "then"), sessions, bodies, report)
        for one in first:
            for other in then:
                if one != other and not (one in then and other in first):
                    yield {
                        "first": one,
                        "then": other,
                        "at_least": entry.gap.at_least,
                        "at_most": entry.gap.at_most,
                    }


def _sessions(
    words: Sequence[str],
    path: Path_,
    sessions: Sequence[Session],
    bodies: Mapping[str, Body],
    report: Report,
) -> list[str]:
    found: dict[str, None] = {}
    known = {session.id: session.title for session in sessions}
    for number, word in enumerate(words):
        if word in known:
            found[word] = None
        elif word in bodies:
            found.update((session.id, None) for session in sessions if word in session.bodies)
        elif word == EVERYTHING:
            found.update((session.id, None) for session in sessions if session.format in PROGRAMME)
        elif word in GROUPS:
            found.update((s.id, None) for s in sessions if s.format == GROUPS[word])
        else:
            among = {**known, **dict.fromkeys([*bodies, *GROUPS, EVERYTHING], "")}
            report.known((*path, number), word, among, "session, body or group of sessions")
    return list(found)
