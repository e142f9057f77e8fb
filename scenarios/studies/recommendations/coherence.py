"""Recommendation 8: coherence with related instruments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from constraints.keep_instruments_apart import KeepInstrumentsApart
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import verb
from scenarios.studies.synergy.nearer import Amounts, ClosenessAsked, Topic
from scenarios.studies.synergy.nearness import (
    Beside,
    beside,
    common_subjects,
    nearest,
    programme_sides,
)
from scenarios.studies.synergy.run import usual_days_apart
from scenarios.studies.synergy.shared_parties import leaders_of_both
from scheduler.week.clock import count, duration
from scheduler.week.timetable import Timetable
from scheduler.week.week import Week
from scheduler.week.words import capital, listed

NUMBER = 8

OTHER_CONVENTIONS = (
    "The Review speaks of the week of the Standing Committees and of instruments related to it; "
    "the scenario has no Standing Committee. What can be counted is said all the same."
)
"""Why a week of other conventions is not graded."""


def _grade(evidence: Evidence) -> Graded:
    """Grade how the sessions of several instruments in the week go together.

    Only sessions of the official programme count, and only pairs of instruments one of which has
    a Standing Committee. For each subject that the programmes of both take up, it is counted how
    many working days lie between their two nearest meetings on it (a part of the one and a part
    of the other; a joint session is both), and for how many minutes sessions on it run at one
    hour; and for each pair the journeys that States Parties to both make twice. All of it is
    counted whether the scenario has a preference for it or not.

    - *not met*: a delegation that leads or speaks under two instruments is needed in both at once,
      or a joint session may decide or is not led from each instrument (`keep_instruments_apart`,
      whether the scenario applies it or not); or sessions on one subject run at one hour and a
      delegation that follows both has too few delegates to be in both; or on no common subject
      do both hold a session that breaks no must, see `evidence`.
    - *met*: none of these, both hold a session on every common subject, none of these sessions
      breaks a must, and each amount is the least that there can be: no journey twice, nothing at
      one hour, and no more days between the nearest meetings than are asked by the days and
      sittings that the sessions may use, by what must end before they begin, and by when those who
      lead and speak are there.
    - *partly met*: none of these, and a better timetable is known: it has less of one amount, more
      of none, and breaks no must that this one keeps. Looked at are the other candidates, this
      timetable with one part moved, and with two parts that change places. Also where on a common
      subject one of the two holds no session, or a session on one breaks a must.
    - *cannot say*: an amount is above what these alone would allow, and no better timetable is
      known; the programmes have no subject in common; fewer than two instruments have sessions in
      the programme; the week has no Standing Committee; or there is no timetable.
    """
    week = evidence.week
    instruments = instruments_that_meet(week)
    if len(instruments) < 2:
        only = listed(_name(week, one) for one in instruments) or "no instrument"
        return Graded(Grade.CANNOT_SAY, f"The scenario has sessions of {only} alone.")
    pairs = pairs_of_the_review(week, instruments)
    topics = [Topic(*pair, s) for pair in pairs for s in common_subjects(week, *pair)]
    said = tuple(_sessions_said(evidence, instruments, pairs))
    if evidence.timetable is None:
        return nothing_to_see(said)
    said = (*said, *(line for topic in topics for line in _topic_said(evidence, topic)))
    if not evidence.intersessional:
        return Graded(Grade.CANNOT_SAY, OTHER_CONVENTIONS, said)
    clashes = tuple(finding.sentence for finding in evidence.found_by(KeepInstrumentsApart()))
    if clashes:
        reason = "Somebody is needed in two places, or a joint session is no informal one."
        return Graded(Grade.NOT, reason, (*said, *clashes))
    return _graded(evidence, topics, said)


def _graded(evidence: Evidence, topics: list[Topic], said: tuple[str, ...]) -> Graded:
    """Grade a timetable in which nobody is needed in two places."""
    week, timetable = evidence.week, evidence.timetable
    assert timetable is not None
    if not topics:
        reason = "Nobody is needed in two places; the instruments take up no subject in common."
        return Graded(Grade.CANNOT_SAY, reason, said)
    sides = {topic: programme_sides(week, *topic) for topic in topics}
    shut_out = [one for one in topics if beside(week, timetable, sides[one]).shut_out]
    if shut_out:
        what = listed(dict.fromkeys(topic.subject for topic in shut_out))
        reason = f"On {what} two instruments meet at one hour, and not all who follow both can be "
        return Graded(Grade.NOT, f"{reason}in both.", said)
    sessions = {session.id for side in sides.values() for one in side for session in one}
    against = evidence.quoted(sessions)
    sound = _sound(evidence, sessions)
    missing = [one for one in topics if nearest(week, sound, sides[one]) is None]
    if len(missing) == len(topics):
        what = "hold a session that breaks no must" if against else "hold a session"
        reason = f"On no subject that they have in common do two instruments both {what}."
        return Graded(Grade.NOT, reason, (*said, *against))
    question = _question(evidence, topics)
    found = question.amounts(timetable)
    said = (*said, *_journeys_said(week, found), *against)
    if against:
        reason = "Nobody is needed in two places, yet sessions on common subjects break a must."
        return Graded(Grade.PARTLY, reason, said)
    if not question.above(found):
        reason = (
            "Nobody is needed in two places, and on each common subject the instruments meet as "
            "near to each other as their days, sittings and order allow."
        )
        return Graded(Grade.MET, reason, said)
    if missing:
        what = listed(dict.fromkeys(topic.subject for topic in missing))
        reason = f"Nobody is needed in two places, yet on {what} one instrument holds no session."
        return Graded(Grade.PARTLY, reason, said)
    better = question.nearer(timetable, evidence.others)
    if better:
        reason = "Nobody is needed in two places, yet the instruments could stand closer together."
        return Graded(Grade.PARTLY, reason, (*said, better.say(week)))
    reason = (
        "Nobody is needed in two places. Days, sittings and order alone would allow the "
        "instruments to stand closer together; whether a week that keeps the musts can is not "
        "known: no candidate shows it, no part that moves, and no two that change places."
    )
    return Graded(Grade.CANNOT_SAY, reason, said)


def _sound(evidence: Evidence, sessions: set[str]) -> Timetable:
    """The timetable without those parts of sessions that break a must."""
    assert evidence.timetable is not None
    rest = [part for part in evidence.timetable.parts if part.session not in sessions]
    return Timetable.made_of(rest, evidence.sound(sessions))


def instruments_that_meet(week: Week) -> tuple[str, ...]:
    """The instruments that have a session in the programme, in the order of the scenario."""
    programme = (session for session in week.sessions if session.programme)
    meeting = {one for session in programme for one in week.instruments_of(session)}
    known = [instrument.id for instrument in week.instruments]
    return tuple(sorted(meeting, key=lambda one: known.index(one) if one in known else len(known)))


def pairs_of_the_review(week: Week, instruments: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The pairs of instruments one of which has a Standing Committee; all pairs where none has."""
    own = {body.instrument or "" for body in week.committees}
    pairs = tuple(combinations(instruments, 2))
    return tuple(pair for pair in pairs if own & set(pair)) or pairs


def _question(evidence: Evidence, topics: Iterable[Topic]) -> ClosenessAsked:
    apart = usual_days_apart(evidence.scenario)
    return ClosenessAsked(evidence.week, evidence.scenario.settings, tuple(topics), apart)


_NAMED = 5
"""The most delegations that a sentence names."""


def _topic_said(evidence: Evidence, topic: Topic) -> Iterator[str]:
    """How near the two meet on a subject, how near they could, and what runs at one hour."""
    week, timetable = evidence.week, evidence.timetable
    assert timetable is not None
    here = programme_sides(week, *topic)
    both = f"{_name(week, topic.one)} and {_name(week, topic.other)}"
    found = nearest(week, timetable, here)
    if found is None:
        yield f"On {topic.subject}, one of {both} holds no session."
        return
    if found.one is found.other:
        what, day = week.what(found.one.session), week.day_name(found.one.day)
        yield f"On {topic.subject}, {both} meet jointly: {what} on {day}."
        return
    titles = [week.what(part.session) for part in (found.one, found.other)]
    days = [week.day_name(part.day) for part in (found.one, found.other)]
    least = _question(evidence, [topic]).least(("apart", *topic))
    if not found.days:
        where = days[0] if days[0] == days[1] else listed(days)
        yield f"On {topic.subject}, {listed(titles)} meet on one day, {where}."
    else:
        allow = f"days, sittings and order alone would allow {least}"
        if found.days <= least:
            allow = "days, sittings and order allow no less"
        yield (
            f"On {topic.subject}, {titles[0]} on {days[0]} and {titles[1]} on {days[1]} are "
            f"{count(found.days, 'working day')} apart where the two meet nearest; {allow}."
        )
    at_once = beside(week, timetable, here)
    if at_once.minutes:
        yield f"Sessions of both on {topic.subject} run at one hour, for {_hour(week, at_once)}."


def _journeys_said(week: Week, found: Amounts) -> Iterator[str]:
    for key, doubled in found.items():
        if key[0] == "journeys":
            both = " and ".join(_name(week, one) for one in key[1:])
            travels = verb(doubled, "journey is", "journeys are")
            yield f"{doubled} {travels} made twice by States Parties to both {both}."


def _hour(week: Week, at_once: Beside) -> str:
    """For how long sessions on one subject run at one hour, and who cannot be in both."""
    time, codes = duration(at_once.minutes), sorted(at_once.shut_out, key=week.who)
    if not codes:
        return f"{time}; each delegation that follows both has the delegates to be in both"
    more = len(codes) - _NAMED if len(codes) > _NAMED + 1 else 0
    who = listed(
        [*map(week.who, codes[: _NAMED if more else None]), *([f"{more} others"] if more else [])]
    )
    has = verb(len(codes), "follows both and has", "follow both and have")
    return f"{time}: {who} {has} too few delegates to be in both"


def _sessions_said(
    evidence: Evidence, instruments: tuple[str, ...], pairs: tuple[tuple[str, str], ...]
) -> Iterator[str]:
    week = evidence.week
    for one in instruments:
        sessions = [s for s in week.sessions if s.programme and one in week.instruments_of(s)]
        number = sum(evidence.holds(session.id) for session in sessions)
        held = f", {number} held" if evidence.timetable is not None else ""
        yield f"{capital(_name(week, one))}: {count(len(sessions), 'session')}{held}."
    for one, other in pairs:
        here = programme_sides(week, one, other)
        needed = (
            {code for session in of for code in session.required | session.heard}
            for of in (here.of_one, here.of_other)
        )
        both = set.intersection(*needed)
        lead = verb(len(both), "leads or speaks", "lead or speak")
        leaders = leaders_of_both(week, one, other, here)
        who = week.whom(leaders) or "nobody"
        yield (
            f"{count(len(both), 'delegation')} {lead} in sessions of both "
            f"{_name(week, one)} and {_name(week, other)}, joint ones included; "
            f"{who} {verb(max(1, len(leaders)), 'leads', 'lead')} in both."
        )
        if not common_subjects(week, one, other):
            yield f"{capital(_name(week, one))} and {_name(week, other)} have no subject in common."


def _name(week: Week, instrument: str) -> str:
    found = week.instrument.get(instrument)
    return found.inside if found else instrument


COHERENCE = Recommendation(
    NUMBER,
    "Coherence with related instruments",
    "Meetings of related instruments that need the same people are planned with one another.",
    _grade,
)
