"""From a scenario file to bodies, their posts, and those who may take the open ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scenarios.loading.people import People
from scenarios.loading.problems import Report
from scenarios.loading.schema import BodyEntry, LeadershipEntry, LeadingSelectionEntry, ScenarioFile
from scenarios.reading.yaml_source import Path_
from scheduler.week.clock import count
from scheduler.week.leadership import ROLES, Post, Role
from scheduler.week.week import Body, Instrument, Kind

_KEYS = {
    Role.PRESIDENT: "president",
    Role.CO_CHAIR: "co_chairs",
    Role.CO_RAPPORTEUR: "co_rapporteurs",
}


def build_bodies(file: ScenarioFile, people: People, report: Report) -> tuple[Body, ...]:
    """The bodies, with those who hold their posts and how many posts there are."""
    found = []
    for name, entry in file.bodies.items():
        path: Path_ = ("bodies", name)
        if entry.instrument is not None:
            names = {key: instrument.name for key, instrument in file.instruments.items()}
            report.known((*path, "instrument"), entry.instrument, names, "instrument")
        _check_states(entry, path, people, report)
        body = Body(
            id=name,
            name=entry.name,
            kind=entry.kind,
            instrument=entry.instrument,
            subject=entry.subject,
            president=next(iter(entry.president), None),
            co_chairs=entry.co_chairs,
            co_rapporteurs=entry.co_rapporteurs,
            implementers=(
                None
                if entry.implementers is None
                else people.select(entry.implementers, (*path, "implementers"))
            ),
            co_rapporteurs_before=frozenset(entry.co_rapporteurs_before),
        )
        found.append(_with_posts(body, entry, file.leadership, report))
    return tuple(found)


def _check_states(entry: BodyEntry, path: Path_, people: People, report: Report) -> None:
    """Note States that the scenario does not have, and those that hold two posts of a body."""
    if len(entry.president) > 1:
        what = f"there is one President; {len(entry.president)} are named, keep one"
        report.add((*path, "president"), what)
    held = list(_named(entry, path))
    before = ((*path, "co_rapporteurs_before", n) for n in range(len(entry.co_rapporteurs_before)))
    for place, code in [*held, *zip(before, entry.co_rapporteurs_before, strict=True)]:
        people.known(code, place)
    seen: set[str] = set()
    for place, code in held:
        if code in seen:
            report.add(place, f"{code} holds a post of this body already; name each State once")
        seen.add(code)


def _named(entry: BodyEntry, path: Path_) -> Iterator[tuple[Path_, str]]:
    """Every State that a body names for a post, with its place in the file."""
    for key in _KEYS.values():
        for number, code in enumerate(getattr(entry, key)):
            yield (*path, key, number), code


def _with_posts(body: Body, entry: BodyEntry, leading: LeadershipEntry, report: Report) -> Body:
    """The body with its posts; where those named make way, these are open."""
    named = {role: len(body.holders(role)) for role in ROLES}
    asked = {role: getattr(entry.posts, _KEYS[role]) for role in ROLES}
    in_team = body.kind == Kind.STANDING_COMMITTEE and not (body.president or asked[Role.PRESIDENT])
    if in_team and leading.team is not None:
        team = {
            Role.CO_CHAIR: leading.team.co_chairs,
            Role.CO_RAPPORTEUR: leading.team.co_rapporteurs,
        }
        asked |= {role: number for role, number in team.items() if asked[role] is None}
    if in_team and leading.vacate:
        asked = {role: named[role] if asked[role] is None else asked[role] for role in ROLES}
        body = body.model_copy(update={"co_chairs": (), "co_rapporteurs": ()})
    for role, number in asked.items():
        if number is not None and len(body.holders(role)) > number:
            what = f"{count(named[role], role.words)} named for {count(number, 'post')}"
            report.add(
                ("bodies", body.id, _KEYS[role]),
                f"{what}; name fewer, or say leadership: {{vacate: true}} to leave all open",
            )
    return body.model_copy(
        update={"asked": {role: number for role, number in asked.items() if number is not None}}
    )


def build_pool(
    file: ScenarioFile,
    bodies: Iterable[Body],
    instruments: Iterable[Instrument],
    people: People,
    report: Report,
) -> frozenset[str]:
    """Who may take an open post."""
    path: Path_ = ("leadership", "pool")
    if file.leadership.pool is not None:
        return people.select(file.leadership.pool, path)
    open_in = {body.instrument for body in bodies if any(map(body.open_posts, ROLES))}
    found = frozenset(p for i in instruments if i.id in open_in for p in i.parties)
    if open_in and not found:
        report.add(
            ("leadership",),
            "posts are open, and nobody may take them; say who under 'pool', as in "
            "pool: {where: apmbc}",
        )
    return found


def select_posts(
    entry: LeadingSelectionEntry, bodies: Mapping[str, Body], path: Path_, report: Report
) -> frozenset[Post]:
    """The posts whose holders a selection means."""
    found: set[Post] = set()
    for key, roles in (("leaders_of", ROLES), ("co_chairs_of", (Role.CO_CHAIR,))):
        for number, name in enumerate(getattr(entry, key)):
            names = {body.id: body.name for body in bodies.values()}
            if report.known((*path, key, number), name, names, "body"):
                found |= {Post(name, role) for role in roles}
    return frozenset(found)


def holders_of(posts: Iterable[Post], bodies: Mapping[str, Body]) -> frozenset[str]:
    """The States that hold posts already."""
    return frozenset(code for post in posts for code in bodies[post.body].holders(post.role))
