"""Rotas with teams of several sizes, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from scheduler.document.document import (
    Block,
    Bullets,
    Document,
    Entry,
    Mark,
    Marked,
    Paragraph,
    Section,
    Table,
    Text,
)
from scheduler.document.report import Report
from scheduler.judging.judge import Finding, Verdict
from scheduler.rota.judging import by_state, posts_by_region, terms_of
from scheduler.rota.result import RotaResult
from scheduler.rota.rota import ROTA_TITLES, ROTA_UNITS, Rota, RotaAim, Rotation, Seat, year_name
from scheduler.solving.result import Status
from scheduler.week.clock import count
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import ROLES, Role
from scheduler.week.week import region_name
from scheduler.week.words import listed

if TYPE_CHECKING:
    import pandas as pd

ROTA_COLUMNS = (
    "team",
    "year",
    "committee",
    "role",
    "state",
    "name",
    "group",
    "implements",
    "recorded",
    "term",
    "tasks",
)

_MOST_SAID = 6
"""Findings on one aim that are said in full."""

_CONTINUITY = (RotaAim.PROMOTE_RAPPORTEURS, RotaAim.KEEP_EXPERIENCE)

_PROVEN = {
    Status.PROVEN: "proven best",
    Status.FEASIBLE: "not proven best",
    Status.UNKNOWN: "not found in the time given",
}


class StateBurden(NamedTuple):
    """What a State carries over the years."""

    state: str
    posts: int
    tasks: int

    @property
    def total(self) -> int:
        return self.posts + self.tasks


class GroupShare(NamedTuple):
    """What a regional group holds of the posts after the record, and what it could.

    Attributes
    ----------
    by_year
        By year: posts held, and its fair share of them.
    posts, fair
        The same over the years after the record.
    may_lead
        How many of its States may lead.
    asked
        How many States its share takes where each leads once, in a term of two years.
    """

    region: str
    by_year: dict[int, tuple[int, float]]
    posts: int
    fair: float
    may_lead: int
    asked: int


class SizedTeams(Report, Frozen):
    """The best rota with teams of one size, as far as one was found."""

    rota: Rota
    result: RotaResult

    @property
    def name(self) -> str:
        return str(self.rota.size)

    @property
    def rotation(self) -> Rotation:
        """Who holds which post; the record alone where no rota was found."""
        found = self.result.rotation
        return self.rota.record if found is None else found

    @property
    def verdict(self) -> Verdict | None:
        return self.result.verdict

    @property
    def open_posts(self) -> int:
        """Posts of the years after the record."""
        return self.rota.posts_in(*self.rota.open_years)

    @property
    def filled(self) -> int:
        """Of these, how many somebody holds."""
        return sum(seat.year in self.rota.open_years for seat in self.rotation)

    @property
    def states(self) -> int:
        """States that hold a post in the span."""
        return len({seat.state for seat in self.rotation})

    @property
    def newcomers(self) -> int:
        """States that hold a post after the record and none in it."""
        return self.states - len({seat.state for seat in self.rota.record})

    @cached_property
    def burdens(self) -> tuple[StateBurden, ...]:
        """What each State carries over all years, the heaviest first."""
        found = []
        for code, seats in by_state(self.rotation).items():
            state = self.rota.state.get(code)
            tasks = 0 if state is None else sum(map(len, state.tasks.values()))
            found.append(StateBurden(code, len(seats), tasks))
        return tuple(sorted(found, key=lambda one: (-one.total, -one.posts, one.state)))

    @cached_property
    def groups(self) -> tuple[GroupShare, ...]:
        """What each regional group holds after the record."""
        rota, found = self.rota, []
        posts = self.open_posts
        held = posts_by_region(rota, self.rotation, rota.open_years)
        for region in rota.regions:
            by_year = {
                year: (
                    posts_by_region(rota, self.rotation, (year,))[region],
                    rota.share(region, rota.posts_in(year)).fair,
                )
                for year in rota.years
            }
            fair = rota.share(region, posts).fair
            may = sum(one.region == region and one.may_lead for one in rota.states)
            found.append(GroupShare(region, by_year, held[region], fair, may, -(-round(fair) // 2)))
        return tuple(found)

    @property
    def known_leaders(self) -> int:
        """Of the posts after the record: those of States that were in the team the year before."""
        teams = {(seat.year, seat.committee, seat.state) for seat in self.rotation}
        return sum(
            (seat.year - 1, seat.committee, seat.state) in teams
            for seat in self.rotation
            if seat.year in self.rota.open_years
        )

    @property
    def leaving(self) -> int:
        """Co-Rapporteurs from the last year of the record on that hold no post in the next year."""
        rota, held = self.rota, {(seat.year, seat.state) for seat in self.rotation}
        return sum(
            seat.role == Role.CO_RAPPORTEUR
            and seat.year + 1 in rota.open_years
            and (seat.year + 1, seat.state) not in held
            for seat in self.rotation
        )

    def document(self) -> Document:
        return Document(f"Teams {self.name}", list(_section(self)))

    def breaks(self) -> list[Finding]:
        """Where continuity breaks: the findings after the record, in the order of the years."""
        findings = self.verdict.findings if self.verdict else ()
        found = [f for f in findings if f.rule in _CONTINUITY and f.case[1] in self.rota.open_years]
        return sorted(found, key=lambda one: (one.case[1], one.case[0]))


class RotaStudy(Report, Frozen):
    """Rotas with teams of several sizes, side by side."""

    title: str = ""
    rota: Rota
    """With teams of whatever size."""
    teams: tuple[SizedTeams, ...]

    @property
    def found(self) -> bool:
        """Whether there is a rota for any size."""
        return any(one.result.rotation is not None for one in self.teams)

    def rows(self) -> list[dict[str, str]]:
        """A row for each post, by team size, year and committee, as text."""
        return [row for one in self.teams if one.result.rotation is not None for row in _rows(one)]

    def to_frame(self) -> pd.DataFrame:
        """What is compared: a row for each measure and a column for each team size, as text."""
        import pandas as pd

        table = list(self._measures())
        names = [one.name for one in self.teams]
        return pd.DataFrame(
            [cells for _, cells in table], index=[head for head, _ in table], columns=names
        )

    def sentences(self) -> Iterator[str]:
        """What the Coordinating Committee would want to know, in words."""
        for one in self.teams:
            if one.result.rotation is None:
                yield f"Teams {one.name}: {_PROVEN[one.result.status]}."
                continue
            posts = f"{count(one.open_posts, 'post')} from {year_name(one.rota.open_years[0])} on"
            if one.filled < one.open_posts:
                empty = one.open_posts - one.filled
                stay = "stays empty" if empty == 1 else "stay empty"
                posts = f"{posts}, of which {empty} {stay}"
            yield (
                f"Teams {one.name}: {posts}; {count(one.states, 'State')} over all years, "
                f"{one.newcomers} of them new ({_PROVEN[one.result.status]}).{_few(one)}"
            )

    def document(self) -> Document:
        blocks: list[Block] = [Paragraph(self._introduction()), Bullets(list(self.sentences()))]
        rows = [(head, *cells) for head, cells in self._measures()]
        blocks.append(Table(("", *(one.name for one in self.teams)), rows))
        blocks += [Section(f"Teams {one.name}", list(_section(one))) for one in self.teams]
        return Document(self.title, blocks)

    def _introduction(self) -> str:
        rota = self.rota
        known = rota.known_years
        record = f"; {listed(map(year_name, known))} as recorded" if known else ""
        may = sum(one.may_lead for one in rota.states)
        return (
            f"Teams are Co-Chairs + Co-Rapporteurs of each committee, "
            f"{year_name(rota.years[0])} to {year_name(rota.years[-1])}{record}. Of "
            f"{count(len(rota.states), 'State Party', 'States Parties')}, {may} may lead. In a "
            f"table of posts, Co-Chairs stand before the bar and Co-Rapporteurs behind it."
        )

    def _measures(self) -> Iterator[tuple[str, list[str]]]:
        """What is compared: a head, and what each team size comes to."""

        def each(say: Callable[[SizedTeams], str]) -> list[str]:
            return [say(one) if one.result.rotation is not None else "" for one in self.teams]

        yield "the rota", [_PROVEN[one.result.status] for one in self.teams]
        yield "posts after the record", [str(one.open_posts) for one in self.teams]
        yield "of them empty", each(lambda one: str(one.open_posts - one.filled))
        yield "States over all years", each(lambda one: str(one.states))
        yield "States new after the record", each(lambda one: str(one.newcomers))
        yield "fewest States over all years", each(_fewest)
        yield "carry most posts and tasks", each(_heaviest)
        yield "breaks of continuity", each(_breaks)
        yield (
            "leaders known to their team",
            each(lambda one: f"{one.known_leaders} of {one.filled}"),
        )
        yield "Co-Rapporteurs that leave at once", each(lambda one: str(one.leaving))
        for region in self.rota.regions:
            name = region_name(region).removeprefix("the ")
            yield f"{name}: posts after the record (share)", each(partial(_held, region=region))
        for region in self.rota.regions:
            yield f"{region}: asked once (may lead)", each(partial(_supply, region=region))
        for aim in RotaAim:
            head = f"{ROTA_TITLES[aim]}: {ROTA_UNITS[aim]} off, all years"
            yield head, each(partial(_amount, aim=aim))


def _amount(one: SizedTeams, aim: RotaAim) -> str:
    return "" if one.verdict is None else str(one.verdict.amount(aim.value))


def _few(one: SizedTeams) -> str:
    """How many States would be enough, where every post is filled."""
    fewest = one.result.fewest
    if fewest is None or one.filled < one.open_posts:
        return ""
    led = len({seat.state for seat in one.rota.record})
    among = f" The {led} of the record are among them." if led else ""
    return f" {fewest.sentence()}{among}"


def _fewest(one: SizedTeams) -> str:
    fewest = one.result.fewest
    if fewest is None or one.filled < one.open_posts:
        return "not known"
    return str(fewest.states) if fewest.proven else f"{fewest.bound} to {fewest.states}"


def _heaviest(one: SizedTeams) -> str:
    most = one.burdens[0].total
    with_most = [burden.state for burden in one.burdens if burden.total == most]
    return f"{most}: {' '.join(with_most[:_MOST_SAID])}"


def _group(one: SizedTeams, region: str) -> GroupShare:
    return next(group for group in one.groups if group.region == region)


def _held(one: SizedTeams, region: str) -> str:
    group = _group(one, region)
    return f"{group.posts} ({group.fair:.1f})"


def _supply(one: SizedTeams, region: str) -> str:
    group = _group(one, region)
    short = ", short" if group.may_lead < group.asked else ""
    return f"{group.asked} ({group.may_lead}){short}"


def _breaks(one: SizedTeams) -> str:
    return str(sum(finding.amount for finding in one.breaks()))


def _section(one: SizedTeams) -> Iterator[Block]:
    """What is said of teams of one size."""
    yield from one.result.summary()
    if one.result.rotation is None:
        return
    yield posts_table(one.rota, one.rotation)
    yield _regions_table(one)
    breaks = [finding.sentence for finding in one.breaks()]
    if breaks:
        yield Section("Where continuity breaks", [Bullets(breaks)])
    others = list(_other_findings(one))
    if others:
        yield Section("What else is found", [Bullets(others)])


def _regions_table(one: SizedTeams) -> Table:
    """The posts of each regional group by year, with its fair share behind them."""
    rows = []
    for group in one.groups:
        cells = [f"{posts} ({fair:.1f})" for posts, fair in group.by_year.values()]
        rows.append([group.region, *cells])
    return Table(["posts (share)", *map(year_name, one.rota.years)], rows)


def _other_findings(one: SizedTeams) -> Iterator[Entry]:
    """The findings on all other aims, musts first; of many on one aim, the first few."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in one.verdict.findings if one.verdict else ():
        if finding.rule not in _CONTINUITY:
            by_rule.setdefault(finding.rule, []).append(finding)
    for rule, findings in by_rule.items():
        sentences = [finding.sentence for finding in findings[:_MOST_SAID]]
        rest = findings[_MOST_SAID:]
        if rest:
            amount = sum(finding.amount for finding in rest)
            more = f"{count(len(rest), 'other finding')}, in all {amount} ({rest[0].unit})"
            sentences.append(f"{more}; --json writes every one.")
        title: Text = (f"{ROTA_TITLES[rule]} ", Marked(rule, Mark.KEY))
        yield Entry(title, sentences)


def _rows(one: SizedTeams) -> Iterator[dict[str, str]]:
    rota = one.rota
    terms = {
        seat: number
        for seats in by_state(one.rotation).values()
        for number, term in enumerate(terms_of(seats), 1)
        for seat in term.seats
    }
    places = {committee.id: number for number, committee in enumerate(rota.committees)}

    def order(seat: Seat) -> tuple[int, int, int, str]:
        return seat.year, places[seat.committee], ROLES.index(seat.role), seat.state

    for seat in sorted(one.rotation, key=order):
        state = rota.state[seat.state]
        articles = rota.committee[seat.committee].implementers
        row = {
            "team": one.name.replace(" ", ""),
            "year": year_name(seat.year),
            "committee": seat.committee,
            "role": seat.role.value,
            "state": seat.state,
            "name": state.name,
            "group": state.region,
            "implements": "" if articles is None else ("no", "yes")[seat.state in articles],
            "recorded": ("no", "yes")[seat in rota.record],
            "term": str(terms[seat]),
            "tasks": "; ".join(state.tasks.get(seat.year, ())),
        }
        yield {column: row[column] for column in ROTA_COLUMNS}


def posts_table(rota: Rota, rotation: Rotation) -> Table:
    """Who leads: a row for each committee, and a column for each year of which anything is known.

    Co-Chairs stand before the bar, Co-Rapporteurs behind it.
    """
    years = sorted({seat.year for seat in rotation})
    rows = []
    for one in rota.committees:
        cells = []
        for year in years:
            held = {
                role: sorted(seat.state for seat in rotation if seat[:3] == (year, one.id, role))
                for role in ROLES
            }
            president, chairs, rapporteurs = (" ".join(held[role]) for role in ROLES)
            lead = f"{president} (President)" if president else chairs
            cells.append(f"{lead} | {rapporteurs}" if rapporteurs else lead)
        rows.append([one.name, *cells])
    return Table(["committee", *map(year_name, years)], rows)
