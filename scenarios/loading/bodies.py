"""From a scenario file to bodies, their posts, and those who may take the open ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scenarios.loading.people import People
from scenarios.loading.problems import FileProblems, names_in
from scenarios.loading.schema import BodyEntry, LeadershipEntry, LeadingSelectionEntry, ScenarioFile
from scenarios.reading.yaml.yaml_source import Path_
from scheduler.week.clock import count
from scheduler.week.leadership import ROLES, Post, Role
from scheduler.week.week import Body, Instrument, Kind, Presidency

_KEYS = {
    Role.PRESIDENT: "president",
    Role.CO_CHAIR: "co_chairs",
    Role.CO_RAPPORTEUR: "co_rapporteurs",
}


def build_bodies(file: ScenarioFile, people: People, problems: FileProblems) -> tuple[Body, ...]:
    """The bodies, with those who hold their posts and how many posts there are."""
    called = (problems.called(("bodies", key), one.name) for key, one in file.bodies.items())
    problems.distinct(called, "body", "told")
    found, names = [], names_in(file.instruments)
    for name, entry in file.bodies.items():
        path: Path_ = ("bodies", name)
        instrument = entry.instrument
        if instrument is not None:
            instrument = problems.name((*path, "instrument"), instrument, names, "instrument")
        held = {
            role: people.codes(getattr(entry, key), (*path, key)) for role, key in _KEYS.items()
        }
        _check_holders(held, path, problems)
        if entry.committee is not None and entry.kind != Kind.STANDING_COMMITTEE:
            standing = problems.said(path, "kind: standing_committee", (*path, "kind"), value=True)
            what = f"only a Standing Committee is one of these; leave it out, or say {standing}"
            problems.add((*path, "committee"), what)
        before = people.codes(entry.co_rapporteurs_before, (*path, "co_rapporteurs_before"))
        body = Body(
            id=name,
            name=entry.name,
            kind=entry.kind,
            committee=entry.committee,
            instrument=instrument,
            subject=entry.subject,
            president=next(iter(held[Role.PRESIDENT]), None),
            co_chairs=held[Role.CO_CHAIR],
            co_rapporteurs=held[Role.CO_RAPPORTEUR],
            co_rapporteurs_before=frozenset(before),
        )
        if entry.implementers is not None:
            implementers = people.select(entry.implementers, (*path, "implementers"))
            body = body.model_copy(update={"implementers": implementers})
        found.append(_with_posts(body, entry, file.leadership, problems))
    return tuple(found)


def build_presidency(
    file: ScenarioFile, people: People, problems: FileProblems
) -> Presidency | None:
    """Who is President, if the file says it."""
    entry = file.presidency
    if entry is None:
        return None
    return Presidency(state=people.code(entry.state, ("presidency", "state")), of=entry.of)


def _check_holders(held: Mapping[Role, Sequence[str]], path: Path_, problems: FileProblems) -> None:
    """Note a second President, and States that hold two posts of a body."""
    presidents = len(held[Role.PRESIDENT])
    if presidents > 1:
        what = f"there is one President; {presidents} are named, keep one"
        problems.add((*path, _KEYS[Role.PRESIDENT]), what)
    seen: set[str] = set()
    for role, codes in held.items():
        for number, code in enumerate(codes):
            if code in seen:
                what = f"{code} holds a post of this body already; name each State once"
                problems.add((*path, _KEYS[role], number), what)
            seen.add(code)


def _with_posts(
    body: Body, entry: BodyEntry, leading: LeadershipEntry, problems: FileProblems
) -> Body:
    """The body with its posts; where those named make way, these are open."""
    named = {role: len(body.holders(role)) for role in ROLES}
    asked = {role: getattr(entry.posts, _KEYS[role]) for role in ROLES}
    in_team = body.kind == Kind.STANDING_COMMITTEE and not (body.president or asked[Role.PRESIDENT])
    if in_team and leading.team is not None:
        for role in (Role.CO_CHAIR, Role.CO_RAPPORTEUR):
            if asked[role] is None:
                asked[role] = getattr(leading.team, _KEYS[role])
    if in_team and leading.vacate:
        asked = {role: named[role] if n is None else n for role, n in asked.items()}
        body = body.model_copy(update={"co_chairs": (), "co_rapporteurs": ()})
    for role, number in asked.items():
        if number is not None and len(body.holders(role)) > number:
            what = f"{count(named[role], role.words)} named for {count(number, 'post')}"
            path = ("bodies", body.id, _KEYS[role])
            at = ("leadership", "vacate")
            vacate = problems.said(path, "leadership: {vacate: true}", at, value=True)
            problems.add(
                path,
                f"{what}; name fewer, or say {vacate} to leave all open",
            )
    return body.model_copy(
        update={"asked": {role: number for role, number in asked.items() if number is not None}}
    )


def build_pool(
    file: ScenarioFile,
    bodies: Iterable[Body],
    instruments: Iterable[Instrument],
    people: People,
    problems: FileProblems,
) -> frozenset[str]:
    """Who may take an open post."""
    path: Path_ = ("leadership", "pool")
    if file.leadership.pool is not None:
        return people.select(file.leadership.pool, path)
    open_in = {body.instrument for body in bodies if any(map(body.open_posts, ROLES))}
    found = frozenset(p for i in instruments if i.id in open_in for p in i.parties)
    if open_in and not found:
        who = "who under 'pool', as in pool: {where: apmbc}"
        who = problems.said(("leadership",), who, path, {"where": "apmbc"})
        problems.add(("leadership",), f"posts are open, and nobody may take them; say {who}")
    return found


def select_posts(
    entry: LeadingSelectionEntry, bodies: Mapping[str, Body], path: Path_, problems: FileProblems
) -> frozenset[Post]:
    """The posts whose holders a selection means."""
    return frozenset(
        Post(name, role)
        for key, roles in (("leaders_of", ROLES), ("co_chairs_of", (Role.CO_CHAIR,)))
        for name in problems.names((*path, key), getattr(entry, key), names_in(bodies), "body")
        for role in roles
    )


def holders_of(posts: Iterable[Post], bodies: Mapping[str, Body]) -> frozenset[str]:
    """The States that hold posts already."""
    return frozenset(
        code
        for post in posts
        if post.body in bodies
        for code in bodies[post.body].holders(post.role)
    )
