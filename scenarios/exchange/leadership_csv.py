"""Who leads, as a CSV file: every post of every body, filled by the scenario or by the solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from scenarios.exchange.csv_text import rows_text
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.names import names_of, plain, read_name
from scenarios.reading.tables.csv_file import CsvRow, read_rows
from scenarios.reading.tables.heads import LEADERS
from scheduler.week.leadership import ROLES, Holder, Leadership, Role
from scheduler.week.week import Week, region_name

COLUMNS = ("body", "name", "role", "state", "state_name", "group", "chosen")
LARGEST = 1_000_000
_NEEDED = ("body", "role", "state")


def leadership_rows(week: Week, leadership: Leadership) -> list[dict[str, str]]:
    """A row for each post, with every column, as text; ``state`` is empty where it is open.

    ``chosen`` is ``yes`` where the post is open in the scenario.
    """
    rows = []
    for body in week.bodies:
        for role in ROLES:
            new = leadership.of(body.id, role)
            held = [(state, "no") for state in body.holders(role)]
            held += [(state, "yes") for state in new]
            held += [("", "yes")] * (body.open_posts(role) - len(new))
            for state, chosen in held:
                found = week.delegation.get(state)
                of_state = (found.name, found.region) if found else ("", "")
                cells = (body.id, body.name, role.value, state, *of_state, chosen)
                rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows


def leadership_text(week: Week, leadership: Leadership) -> str:
    """Who leads, as the text of a CSV file."""
    return rows_text(leadership_rows(week, leadership), COLUMNS)


def read_leadership(path: Path, week: Week) -> Leadership:
    """Read who takes the posts that a week leaves open.

    Only ``body``, ``role`` and ``state`` are needed. Rows of posts that the scenario fills itself
    are passed over.

    Raises
    ------
    BadInput
        With the row of every problem.
    """
    problems = InputProblems()
    found: dict[Holder, CsvRow] = {}
    rows = read_rows(path, _NEEDED, "CSV of leaders", LARGEST, known=COLUMNS, usual=LEADERS)
    for row in rows:
        holder = _holder(week, row, problems)
        _check_beside(week, row, holder, problems)
        if holder is None or holder.state in week.body[holder.body].holders(holder.role):
            continue
        if holder.state not in week.pool:
            what = f"{holder.state} may not take a post: it is not in the scenario's pool"
            problems.note(row.place(), what)
        if any((held.body, held.state) == (holder.body, holder.state) for held in found):
            problems.note(row.place(), f"{holder.state} has a post of this body already")
        found[holder] = row
    for post in dict.fromkeys(holder.post for holder in found):
        held = [row for holder, row in found.items() if holder.post == post]
        for row in held[week.body[post.body].open_posts(post.role) :]:
            what = f"the scenario has no more open posts of a {post.role.words} in {post.body}"
            problems.note(row.place(), what)
    problems.finish()
    return Leadership(holders=tuple(found))


def _holder(week: Week, row: CsvRow, problems: InputProblems) -> Holder | None:
    def named(column: str, names: Mapping[str, str], kind: str) -> str | None:
        return problems.read(row.place(column), read_name, row.cells[column], names, kind)

    body = named("body", names_of(week, "body"), "body")
    role = named("role", {role.value: role.words for role in ROLES}, "role")
    given = row.cells["state"]
    state = named("state", names_of(week, "delegation"), "delegation") if given else None
    if body is None or role is None:
        return None
    if not given and not week.body[body].open_posts(Role(role)):
        what = f"no State stands here, and {body} has no open post of a {Role(role).words}"
        problems.doubt(row.place("state"), f"{what}; the row is passed over")
    return None if state is None else Holder(body, Role(role), state)


def _check_beside(week: Week, row: CsvRow, holder: Holder | None, problems: InputProblems) -> None:
    """Note a row that lost its State but not that State's name, and warn where names differ."""
    said = row.cells.get("state_name", "")
    if said and not row.cells["state"]:
        what = f"there is no State beside the name {said}; write its code, or empty the name too"
        problems.note(row.place("state"), what)
    if holder is None:
        return
    names = {
        "name": week.body[holder.body].name,
        "state_name": week.who(holder.state),
        "group": week.delegation[holder.state].region,
    }
    for column, name in names.items():
        said = row.cells.get(column, name)
        if plain(said) not in ("", plain(name)):
            what = f"'{said}' is not read; the key beside it means {name}"
            problems.doubt(row.place(column), what)


def say_leaders(week: Week) -> Iterator[str]:
    """Who holds which post, body by body, in words."""
    posts = ((body, role) for body in week.bodies for role in ROLES)
    held = (Holder(body.id, role, s) for body, role in posts for s in body.holders(role))
    yield from say_leadership(week, Leadership(holders=tuple(held)))


def say_leadership(week: Week, leadership: Leadership) -> Iterator[str]:
    """Who takes the open posts, body by body, in words."""
    for body in week.bodies:
        for role in ROLES:
            states = leadership.of(body.id, role)
            if states:
                groups = (region_name(week.delegation[state].region) for state in states)
                named = zip(map(week.who, states), groups, strict=True)
                who = ", ".join(f"{name} ({group.removeprefix('the ')})" for name, group in named)
                yield f"{body.name}, {role.words}: {who}"
