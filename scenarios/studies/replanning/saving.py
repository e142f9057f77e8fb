"""The scenario after a replan as a file, to be used in place of the one it came from.

A change stays made only where the next replan begins from it. The text is that of the file that was
replanned, with the changes written into it, so that its comments stay; where that cannot be done,
it holds the same values without comments. It is read before it is written: what it says must be the
week that was solved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from scenarios.loading.calendar.repeating import spelled_out
from scenarios.loading.extending import moved_to, read_source
from scenarios.loading.loading import resolve
from scenarios.loading.patches import in_full, is_patch
from scenarios.reading.encodings import read_text
from scenarios.reading.input_problems import without_warnings
from scenarios.reading.revision_folders import of_revision
from scenarios.reading.tables.workbook_cells import is_workbook
from scenarios.reading.yaml.yaml_source import LARGEST, Source, parse_yaml
from scenarios.reading.yaml.yaml_text import Values, change_text, differences, yaml_text
from scenarios.scenario import Scenario
from scenarios.studies.replanning.patches import patched
from scenarios.studies.replanning.publishing import GIVE_WAY, with_published
from scenarios.studies.replanning.words.changes import without_session
from scenarios.studies.replanning.words.writing import (
    agenda_values,
    at,
    entry_of,
    laid,
    no_shorter,
)
from scheduler.errors import BadInput
from scheduler.rules.rule import Setting
from scheduler.week.frozen import Frozen
from scheduler.week.leadership import Leadership
from scheduler.week.timetable import Timetable
from scheduler.week.week import Session, Week

FIRST = "# Use this file from now on, with the schedule that was published last.\n"
"""The first line of a file that is saved."""


class Origin(Frozen):
    """Where a changed scenario comes from.

    Attributes
    ----------
    path
        The file of the scenario.
    patches
        Files that were laid over it.
    values
        What stands in it with all changes in words; None where none was written into it.
    leadership
        Who takes the posts that it leaves open, where that was given.
    """

    path: Path
    patches: tuple[Path, ...] = ()
    values: dict[str, Any] | None = Field(default=None, repr=False)
    leadership: Leadership | None = None


def scenario_text(
    origin: Origin,
    changed: Scenario,
    target: Path,
    *,
    held: Collection[str] = (),
    said: Sequence[str] = (),
) -> str:
    """The changed scenario as the text of a scenario file.

    Parameters
    ----------
    changed
        The scenario after all changes, as it was solved.
    target
        Where the file will lie.
    held
        Sessions of it that were dropped after a part of them was held.
    said
        What has changed, in words, for those who read the file.

    Raises
    ------
    BadInput
        Where the scenario was read from no file, or cannot be written as one.
    """
    before = read_source(origin.path)
    values = origin.values
    if values is None:
        values = patched(before, origin.patches).data
    said_before = spelled_out(before.data, held, origin.path.parent)
    after = _left(values, said_before, changed.week, held)
    wrong = ""
    for body in _texts(origin.path, before.data, after, target):
        text = _headed(body, origin, before.data, said)
        wrong = _contradiction(text, target, origin, changed, held)
        if not wrong:
            return text
    what = f"the changed scenario cannot be written as a file that says the same: {wrong}"
    raise BadInput.at(str(target), what)


def _left(values: Values, before: Values, week: Week, held: Collection[str]) -> Values:
    """The values of a file after a replan, with what is left of sessions that were held in part.

    The rules that a replan sets itself are not among them.
    """
    for key in held:
        section, entry = entry_of(before, key)
        entry = {**entry, **_as_held(week.session[key], entry)}
        values = laid(Source(values, {}, {}), at(section, key, entry)).data
    left_out = dict.fromkeys(filter((values.get("rules") or {}).__contains__, GIVE_WAY))
    return laid(Source(values, {}, {}), {"rules": left_out}).data if left_out else values


def _as_held(session: Session, entry: Values) -> Values:
    """What is asked of a session that was dropped after a part of it was held: that part."""
    return {
        "body": list(session.bodies),
        "least": session.least,
        "wanted": session.wanted,
        "parts": {"at_most": session.most_parts, "shortest": session.shortest},
        "agenda": agenda_values(session.agenda, entry) or None,
        **dict.fromkeys(("days", "sittings", "hours", "rooms", "pinned")),
    }


def _headed(text: str, origin: Origin, data: Values, said: Sequence[str]) -> str:
    """A text with what has changed above it, and above what had changed before."""
    lines = [f"Replanned from {_called(origin.path)}:", *(f"- {sentence}" for sentence in said)]
    left_out = [name for name in GIVE_WAY if name in (data.get("rules") or {})]
    if left_out:
        lines.append(f"Left out, since an earlier schedule stands in it: {', '.join(left_out)}.")
    heading = "".join(f"# {_one_line(line)}\n" for line in lines)
    return f"{FIRST}{heading}{text.removeprefix(FIRST)}"


def _called(path: Path) -> str:
    """What a scenario file is called by people: ``lakes-2027@2`` for that of a revision."""
    if of_revision(path):
        return f"{path.parent.parent.resolve().name}@{path.parent.name}"
    return path.name


def _one_line(text: str) -> str:
    seen = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(seen.split())


def _texts(path: Path, before: Values, after: Values, target: Path) -> Iterator[str]:
    """The text of the file with the changes in it; then the values without any comment."""
    found = None if is_workbook(path) else _text_with(path, before, after)
    if found is not None:
        own = parse_yaml(found, path).data
        paths = differences(own, moved_to(target.parent, path, own), is_patch)
        found = change_text(found, paths, {}, is_patch)
    if found is not None:
        yield found
    alone = {key: value for key, value in after.items() if key != "extends"}
    yield yaml_text(moved_to(target.parent, path, alone), nulls=True)


def _text_with(path: Path, before: Values, after: Values) -> str | None:
    """The text of a YAML file with other values in it."""
    text, base = read_text(path, LARGEST, "scenario file"), before.get("extends")
    below = read_source(path.parent / base).data if isinstance(base, str) else {}
    return change_text(text, differences(in_full(before), after, is_patch), below, is_patch)


def _contradiction(
    text: str, target: Path, origin: Origin, changed: Scenario, held: Collection[str]
) -> str:
    """How a text differs from the changed scenario; empty where it says the same."""
    try:
        with without_warnings():  # They have been told of the changes.
            found = resolve(read_source(target, text=text), target)
    except BadInput as error:
        return str(error.problems[0])
    if origin.leadership is not None:
        found = found.with_leaders(origin.leadership)
    one, other = _bare(found.week), _bare(changed.week)
    for field in type(one).model_fields:
        if getattr(one, field) != getattr(other, field):
            return f"its {field} would be others"
    if _own(with_published(found, Timetable()), held) != _own(changed, held):
        return "its rules would be others"
    return ""


def _bare(week: Week) -> Week:
    """A week without what makes no difference: the order of sessions, and other timetables."""
    sessions = (
        one.model_copy(update={"shortest": no_shorter(one)})
        for one in sorted(week.sessions, key=lambda session: session.id)
    )
    return week.model_copy(update={"sessions": tuple(sessions), "references": {}})


def _own(scenario: Scenario, held: Collection[str]) -> list[Setting]:
    """The scenario's own rules; where a file lies makes no difference to them."""
    found = []
    for setting in scenario.settings:
        for session in held:
            setting = without_session(setting, session)
        rule = setting.rule
        if hasattr(rule, "reference"):
            rule = rule.model_copy(update={"reference": ""})
        if rule.name not in GIVE_WAY:
            found.append(setting.model_copy(update={"rule": rule}))
    return found
