"""How many leaders a week needs: teams of several sizes side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from scenarios.exchange.leadership_csv import say_leadership
from scheduler.document.document import Bullets, Document, Paragraph, Section, Table, Text, pieces
from scheduler.document.report import Report
from scheduler.rules.rule import titled
from scheduler.solving.result import Result, Status
from scheduler.week.clock import count, duration
from scheduler.week.frozen import Frozen
from scheduler.week.week import Week, region_name

if TYPE_CHECKING:
    import pandas as pd


_WORKS = {
    Status.PROVEN: "yes, proven best",
    Status.FEASIBLE: "yes, not proven best",
    Status.INFEASIBLE: "no, proven impossible",
    Status.UNKNOWN: "not found in the time given",
}
_TEAMS = "Teams are Co-Chairs + Co-Rapporteurs of each committee that has no President."


class Load(Frozen):
    """The State that carries most of something."""

    state: str
    amount: int


class Team(Frozen):
    """What a week comes to with teams of one size.

    Attributes
    ----------
    name
        The size, such as ``2 + 1``, or ``as it stands``.
    result
        The solved week.
    week
        With its posts filled, where a timetable was found.
    posts, states
        Posts in Standing Committees, and how many different States hold them in the timetable.
    needed
        The fewest States that could hold them with every must kept; None where it is not known.
    regions
        For each regional group: its posts, and its fair share of them, a fraction.
    led
        The State that leads longest, in minutes of the week.
    tasks
        The State with most posts and tasks in related instruments.
    """

    name: str
    result: Result
    week: Week
    posts: int
    states: int
    needed: int | None = None
    regions: dict[str, tuple[int, float]]
    led: Load | None = None
    tasks: Load | None = None

    @property
    def works(self) -> bool:
        """Whether a timetable was found."""
        return self.result.timetable is not None

    @property
    def amounts(self) -> dict[str, int]:
        """What each rule counts in the timetable; empty where there is none."""
        return self.result.verdict.amounts() if self.result.verdict else {}


class Study(Report, Frozen):
    """Teams of several sizes side by side, the scenario's own first."""

    title: str
    teams: tuple[Team, ...]
    units: dict[str, str]
    """What each preference is counted in, by the name of the rule."""

    def to_frame(self) -> pd.DataFrame:
        """The study as a table: a row for each measure and a column for each team, as text.

        The rules are preferences; the difference from the scenario as it stands is in brackets.
        """
        import pandas as pd

        frame = pd.DataFrame(self._table(), index=[team.name for team in self.teams]).T
        return frame.rename(lambda key: f"{key} ({self.units[key]})" if key in self.units else key)

    def _table(self) -> dict[str, list[str]]:
        """What is measured of each team; a preference stands by the name of its rule."""
        found = [dict(self._measures(team)) for team in self.teams]
        keys = dict.fromkeys(key for measures in found for key in measures)
        return {key: [measures.get(key, "") for measures in found] for key in keys}

    def _measures(self, team: Team) -> Iterator[tuple[str, str]]:
        yield "the week works", _works(team.result)
        yield "posts", str(team.posts)
        yield "States needed", "" if team.needed is None else str(team.needed)
        yield "States that lead", str(team.states) if team.works else ""
        for region, (posts, fair) in team.regions.items():
            name = region_name(region).removeprefix("the ")
            yield f"{name}: posts (share)", f"{posts} ({fair:.1f})" if team.works else ""
        yield "leads longest", _say_load(team, team.led, duration)
        yield "most tasks", _say_load(team, team.tasks, str)
        first = self.teams[0].amounts
        for rule in self.units:
            amount = team.amounts.get(rule)
            difference = "" if amount is None or rule not in first else amount - first[rule]
            beside = f" ({difference:+d})" if difference and team is not self.teams[0] else ""
            yield rule, "" if amount is None else f"{amount}{beside}"

    def sentences(self) -> Iterator[str]:
        """What the study found, in words."""
        for team in self.teams:
            if team.works:
                states, posts = count(team.states, "State"), count(team.posts, "post")
                yield f"Teams {team.name}: the week works with {states} in {posts}{_needed(team)}."
            else:
                reasons = " ".join(reason.sentence for reason in team.result.reasons)
                conflict = ", ".join(team.result.conflict)
                why = reasons or (f"These musts clash: {conflict}." if conflict else "")
                yield f"Teams {team.name}: {_WORKS[team.result.status]}. {why}".rstrip()

    def rows(self) -> list[dict[str, str]]:
        """The study as rows of a CSV file, one for each team: numbers without words."""
        return [self._row(team) for team in self.teams]

    def _row(self, team: Team) -> dict[str, str]:
        row = {
            "team": team.name,
            "status": team.result.status.value,
            "posts": str(team.posts),
            "states_needed": "" if team.needed is None else str(team.needed),
            "states": str(team.states) if team.works else "",
        }
        for region, (posts, fair) in team.regions.items():
            row[f"posts_{region}"] = str(posts) if team.works else ""
            row[f"share_{region}"] = f"{fair:.2f}"
        for name, load in (("led_minutes", team.led), ("tasks", team.tasks)):
            row[name] = str(load.amount) if load else ""
            row[f"{name}_state"] = load.state if load else ""
        for rule in self.units:
            row[rule] = str(team.amounts.get(rule, ""))
        return row

    def document(self) -> Document:
        """What the study found, the teams side by side, and who leads."""
        labels: dict[str, Text] = {
            rule: (*pieces(titled(rule)), f", {unit}") for rule, unit in self.units.items()
        }
        rows = [(labels.get(key, key), *cells) for key, cells in self._table().items()]
        table = Table(("", *(team.name for team in self.teams)), rows)
        leaders = [
            Section(f"Teams {team.name}, who leads", (Bullets(said),))
            for team in self.teams
            if (said := tuple(say_leadership(team.week, team.result.leadership)))
        ]
        found = Bullets(tuple(self.sentences()))
        return Document(self.title, (Paragraph(_TEAMS), found, table, *leaders))


def _works(result: Result) -> str:
    """Whether the week works; where others cost the same, they may have other leaders."""
    open_ = result.status is Status.PROVEN and not result.canonical
    return f"{_WORKS[result.status]}{'; others may cost the same' if open_ else ''}"


def _say_load(team: Team, load: Load | None, say: Callable[[int], str]) -> str:
    return "" if load is None else f"{team.week.who(load.state)}, {say(load.amount)}"


def _needed(team: Team) -> str:
    if team.needed is None or team.needed == team.states:
        return ", and cannot do with fewer" if team.needed else ""
    return f", and could do with {team.needed}"
