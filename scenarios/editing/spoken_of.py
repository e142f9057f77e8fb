"""What a finding speaks of: the sessions, days, rooms and parts that its case names.

A case is a plain tuple of keys, whose meaning is its rule's own: ``clearance`` may be a body or a
session. This is the one place that knows how each rule writes its cases.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import NamedTuple

from scheduler.judging.judge import Finding
from scheduler.rules.draft import Case
from scheduler.rules.rule import STRUCTURE
from scheduler.week.timetable import Part, Timetable, overlap
from scheduler.week.week import Format, Session, Week


class SpokenOf(NamedTuple):
    """What a finding speaks of, each in the order in which it is named; all may be empty.

    Attributes
    ----------
    parts
        Those by which it can be mended, in order of time; none where it speaks of the whole week,
        or of who leads.
    sessions, rooms, delegations, bodies
        By their keys.
    days
        From 0.
    """

    parts: tuple[Part, ...] = ()
    sessions: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    rooms: tuple[str, ...] = ()
    delegations: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


_Holds = Callable[[Week, Session, Part, str], bool]

_DOES: dict[str, _Holds] = {
    "leader": lambda _, session, __, code: code in session.leaders,
    "needed": lambda _, session, part, code: code in session.required_in(part),
    "follower": lambda _, session, part, code: code in session.followers | part.speakers,
    "absent": lambda week, session, part, code: (
        code in session.required_in(part) and not week.is_present(code, part)
    ),
}
"""By what a case calls a delegation: whether it makes a part one that is spoken of."""

_KINDS: dict[str, Callable[[Session], bool]] = {
    "plenaries": lambda session: session.format is Format.PLENARY,
    "groups": lambda session: session.is_group,
    "experiments": lambda session: session.proposal is not None,
    "programme": lambda session: session.programme,
    "interpreted": lambda session: session.languages > 0,
}
"""Which sessions alone are meant, by a word after the semicolon."""

_CASES: dict[str, tuple[str, ...]] = {
    STRUCTURE: ("session =agenda *", "session day start minutes"),
    "align_instruments": ("session session",),
    "choose_a_fitting_room": ("session room",),
    "end_on_time": ("session",),
    "fill_leadership_posts": ("body word; nothing",),
    "finish_early": ("session",),
    "fit_the_room": ("session room",),
    "follow_precedent": ("session",),
    "follow_the_agenda": ("session =short sitting", "session =long sitting", "session *"),
    "give_wanted_time": ("session",),
    "give_whole_sittings": ("sitting instrument; plenaries",),
    "guarantee_every_committee": ("body; plenaries",),
    "hear_every_speaker": ("needed =clash day; meeting", "absent =absent session"),
    "hold_every_session": ("session word",),
    "honour_order": ("session session word",),
    "keep_bodies_apart": ("word session session; meeting",),
    "keep_committees_together": ("body",),
    "keep_experiments_voluntary": ("session word",),
    "keep_instruments_apart": (
        "=overlap session session; meeting",
        "=heard delegation session session; meeting",
        "=joint session",
    ),
    "keep_meetings_compact": ("instrument; programme",),
    "keep_plenaries_alone": ("session session; meeting",),
    "keep_published": ("session",),
    "keep_sessions_whole": ("session",),
    "keep_the_past": ("session sitting *", "session *"),
    "keep_time_informal": ("=lunches; nothing", "=break sitting"),
    "lead_in_person": ("leader =clash session session; meeting", "absent =absent session"),
    "let_committees_finish": ("session",),
    "let_delegations_attend": ("follower day; meeting",),
    "limit_groups_at_once": ("day; groups meeting",),
    "limit_sessions_at_once": ("day; meeting",),
    "limit_tasks_of_a_state": ("delegation; nothing",),
    "meet_at_once": ("session session",),
    "meet_on_consecutive_days": ("session =between", "session day"),
    "open_before_groups": ("session",),
    "pair_leaders": ("body; nothing",),
    "promote_co_rapporteurs": ("body; nothing",),
    "report_back_to_plenary": ("session",),
    "represent_regions": ("=body body; nothing", "=share instrument word; nothing"),
    "reserve_slack": ("day",),
    "reserve_time_for_experiments": ("word; experiments",),
    "respect_interpretation": (
        "=sitting sitting; interpreted",
        "=day day; interpreted",
        "=week; interpreted",
    ),
    "save_trips": ("follower; ends",),
    "share_prime_time": ("body",),
    "share_the_squeeze": ("session",),
    "shorten_stays": ("needed; ends",),
    "sit_back_to_back": ("session *",),
    "sit_within_hours": (
        "session =missing word",
        "session =room sitting room",
        "session word sitting",
    ),
    "space_sessions": ("session session word",),
    "spare_the_leaders": ("leader word day",),
    "speak_as_published": ("session *",),
    "spread_national_contexts": ("=left_out session", "word word; experiments"),
    "stay_near_published": ("session word",),
    "use_rooms_once": ("session session; meeting turnover",),
    "walk_between_buildings": ("session session",),
}
"""By rule: how it writes its cases; the first that fits counts.

A word is the kind of a key, ``=word`` that word itself, ``word`` any value, and ``*`` all that
follow. After the semicolon: which parts alone are meant of those to which the keys apply.
"""


class _Named(NamedTuple):
    """A key of a case, and what it is."""

    kind: str
    key: str | int


def spoken_of(week: Week, timetable: Timetable, finding: Finding) -> SpokenOf:
    """Say which sessions, days, rooms and parts a finding speaks of.

    Parameters
    ----------
    timetable
        The one that was judged.
    finding
        Of any rule, or of the structure. A case that no rule writes so speaks of nothing.
    """
    for written in _CASES.get(finding.rule, ()):
        pattern, _, only = written.partition(";")
        named = _read(week, finding.case, pattern.split())
        if named is not None:
            return SpokenOf(
                parts=_parts(week, timetable, named, frozenset(only.split())),
                sessions=_keys(named, "session"),
                days=tuple(int(one.key) for one in named if one.kind == "day"),
                rooms=_keys(named, "room"),
                delegations=_keys(named, "delegation", *_DOES),
                bodies=_keys(named, "body"),
            )
    return SpokenOf()


def _keys(named: Iterable[_Named], *kinds: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(one.key) for one in named if one.kind in kinds))


def _read(week: Week, case: Case, pattern: list[str]) -> list[_Named] | None:
    """The keys of a case by their kinds; None where it is not written so."""
    open_ended = pattern[-1:] == ["*"]
    kinds = pattern[:-1] if open_ended else pattern
    if len(case) < len(kinds) or (len(case) > len(kinds) and not open_ended):
        return None
    found = [_Named(kind, key) for kind, key in zip(kinds, case, strict=False)]
    return found if all(_fits(week, one) for one in found) else None


def _fits(week: Week, one: _Named) -> bool:
    known: dict[str, Container[str]] = {
        "sitting": week.sitting,
        "room": week.room,
        "body": week.body,
    }
    if one.kind.startswith("="):
        return str(one.key).replace(" ", "_") == one.kind[1:]
    if one.kind in known:
        return str(one.key) in known[one.kind]
    return isinstance(one.key, int) if one.kind == "day" else True


def _parts(
    week: Week, timetable: Timetable, named: list[_Named], only: frozenset[str]
) -> tuple[Part, ...]:
    """The parts to which all keys apply."""
    if "nothing" in only:
        return ()
    sessions = {str(one.key) for one in named if one.kind == "session"}
    asked = sorted(named, key=lambda one: one.kind in _DOES)
    found = [
        part
        for part in (timetable.among(sessions) if sessions else timetable.parts)
        if all(_applies(week, part, one) for one in asked) and _is_of_kind(week, part, only)
    ]
    if "ends" in only:
        days = [part.day for part in found]
        return tuple(part for part in found if part.day in (min(days), max(days)))
    return _meeting(week, found, "turnover" in only) if "meeting" in only else tuple(found)


def _applies(week: Week, part: Part, one: _Named) -> bool:
    """Whether a key other than that of a session applies to a part."""
    session = week.session.get(part.session)
    if one.kind in ("day", "start", "minutes", "room"):
        return bool(getattr(part, one.kind) == one.key)
    if one.kind == "sitting":
        sitting = week.sitting_of(part)
        return sitting is not None and week.overlap(sitting.id, str(one.key))
    if session is None:
        return one.kind == "session"
    if one.kind == "body":
        return one.key in session.bodies
    if one.kind == "instrument":
        return one.key in week.instruments_of(session)
    return one.kind not in _DOES or _DOES[one.kind](week, session, part, str(one.key))


def _is_of_kind(week: Week, part: Part, only: frozenset[str]) -> bool:
    session = week.session.get(part.session)
    return all(session is not None and _KINDS[kind](session) for kind in only & _KINDS.keys())


def _meeting(week: Week, parts: list[Part], turnover: bool) -> tuple[Part, ...]:
    """Those that overlap another one; where turnover counts, in the same room."""
    gap = week.turnover if turnover else 0
    return tuple(
        part
        for part in parts
        if any(
            part != other
            and overlap(part, other, gap)
            and (not turnover or week.share_a_room(part.room, other.room))
            for other in parts
        )
    )
