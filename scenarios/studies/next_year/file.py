"""Next year's scenario as a file: it extends this year's, and says what is proposed and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from os.path import relpath
from pathlib import Path
from textwrap import indent
from typing import Any

from scenarios.exchange.writing import check_ending, write_bytes
from scenarios.loading.extending import moved_to, read_source
from scenarios.loading.laying_over import lay_over
from scenarios.loading.loading import resolve
from scenarios.loading.patches import Values, in_full, is_patch, mapping_at
from scenarios.loading.workbook.converting import written
from scenarios.reading.input_problems import without_warnings
from scenarios.reading.tables.workbook_cells import is_workbook
from scenarios.reading.yaml.yaml_source import Path_, Source
from scenarios.reading.yaml.yaml_text import differences, yaml_text
from scenarios.studies.next_year.dates import shifted
from scenarios.studies.next_year.minutes import ItemProposal, SessionProposal
from scenarios.studies.next_year.result import NextYear
from scenarios.studies.next_year.small_groups import GroupProposal
from scenarios.studies.replanning.publishing import GIVE_WAY
from scheduler.errors import BadInput
from scheduler.week.agenda import Item
from scheduler.week.words import capital, one_line

_GROUPS = ("experiments", "proposals")

_TITLE = {
    "en": ("Week of {} to {} (proposed)", "Next year’s week (proposed)"),
    "fr": ("Semaine du {} au {} (proposition)", "Semaine de l’année prochaine (proposition)"),
    "es": ("Semana del {} al {} (propuesta)", "Semana del año próximo (propuesta)"),
}
_KEPT = {
    "en": "Small group: host to be found",
    "fr": "Petit groupe : hôte à trouver",
    "es": "Grupo pequeño: anfitrión por encontrar",
}
_NO_CANDIDATES = "This year's timetables stand on other days."
_KEPT_WHY = (
    "Time kept for States that are still to volunteer: no State is named. "
    "Take it out once enough of them have."
)


def next_year_text(found: NextYear, target: Path) -> str:
    """Next year's scenario as the text of a YAML file, which is read again before it is given.

    It extends this year's file, so that only what is proposed anew stands in it. Where that cannot
    be, as of days that are closed by their dates, it holds everything.

    Parameters
    ----------
    target
        Where the file will lie.

    Raises
    ------
    BadInput
        Where the scenario came from no file, or cannot be written so that it can be used.
    """
    path = found.scenario.path
    source = read_source(path)
    before = in_full(source.data)
    before.pop("extends", None)
    after = _after(found, before)
    patch = differences(before, after, is_patch)
    with without_warnings():
        laid = lay_over(source._replace(data=before), Source(patch, {}, {}))
    if laid.data == after:
        moved = moved_to(target.parent, path, patch)
        values = {"schema": 1, "extends": _way(path, target.parent), **moved}
    else:
        values = {"schema": 1, **moved_to(target.parent, path, after)}
    text = _text(values, found)
    _check(text, found, target)
    return text


def next_year_file(found: NextYear, target: Path) -> str | bytes:
    """Next year's scenario as the ending of its file's name says: YAML, or a workbook.

    For errors see `next_year_text`.
    """
    text = next_year_text(found, target)
    if not is_workbook(target):
        return text
    with without_warnings():  # They have been told of this year's.
        source = read_source(target, text=text)
        week = resolve(source, target).week
    return written(source.data, week, target, dict(_remarks(found)))


def _remarks(found: NextYear) -> Iterator[tuple[Path_, str]]:
    """What a workbook remarks beside its cells: the reason for what is proposed."""
    groups = {one.session: one for one in found.groups}
    for one in found.sessions:
        group = groups.get(one.session)
        section = ("sessions",) if group is None else _GROUPS
        if one.noted:
            yield (*section, one.session, "wanted"), capital(f"{one.why}.")
        if group is not None:
            said = f"{capital(group.came_to)}. {capital(group.follows)}."
            yield (*section, one.session, "volunteered"), said


def save_next_year(found: NextYear, target: Path) -> None:
    """Write next year's scenario; for errors see `next_year_text`."""
    problems = list(check_ending(target, (".yaml", ".yml", ".xlsx"), "next year's scenario"))
    if problems:
        raise BadInput(problems)
    content = next_year_file(found, target)
    write_bytes(target, content if isinstance(content, bytes) else content.encode("utf-8"))


def _way(path: Path, folder: Path) -> str:
    """A file as it is called in a folder."""
    with suppress(ValueError):  # They may lie on different drives.
        return Path(relpath(path.resolve(), folder.resolve())).as_posix()
    return path.resolve().as_posix()


def _after(found: NextYear, before: Values) -> Values:
    """All that next year's scenario says."""
    week, first = found.scenario.week, found.first
    data = before if first is None else shifted(before, week, first)
    data = {**data, "title": _title(found, before.get("title", ""))}
    by_session = {one.session: one for one in found.sessions}
    by_group = {one.session: one for one in found.groups}
    data["sessions"] = {
        key: _session(found, entry, by_session.get(key))
        for key, entry in mapping_at(data, "sessions").items()
    }
    if groups := mapping_at(data, *_GROUPS):
        left = {
            key: _group(_session(found, entry, by_session.get(key)), by_group.get(key))
            for key, entry in groups.items()
            if by_group[key].value is not None
        }
        if found.kept is not None:
            left[found.kept.key] = _hostless(found, groups[found.kept.like])
        data["experiments"] = {**data["experiments"], "proposals": left}
    rules = {key: one for key, one in (data.get("rules") or {}).items() if key not in GIVE_WAY}
    if rules:
        data["rules"] = {key: _rule(found, key, one) for key, one in rules.items()}
    else:
        data.pop("rules", None)
    if first is not None:
        data.pop("candidates", None)
    return data


def _rule(found: NextYear, key: str, entry: Any) -> Any:
    """A rule whose timetables to follow are those that next year has."""
    if not isinstance(entry, dict) or not isinstance(entry.get("reference"), str):
        return entry
    named = entry["reference"]
    candidates = found.scenario.candidates
    if key == "follow_precedent" and found.precedent is not None:
        file = found.precedent
    elif found.first is not None and named in candidates:
        file = candidates[named]
    else:
        return entry
    return {**entry, "reference": _way(file, found.scenario.path.parent)}


def _title(found: NextYear, before: Any) -> Any:
    """The title of next year's week, in each language that this year's has."""
    last = found.last_day()

    def of(code: str) -> str:
        whole, unknown = _TITLE[code]
        return unknown if last is None else whole.format(found.first, last)

    return (
        {code: of(code) for code in before if code in _TITLE}
        if isinstance(before, dict)
        else of("en")
    )


def _session(found: NextYear, entry: Values, proposal: SessionProposal | None) -> Values:
    """What a file says of a session, with its proposal and without what was noted."""
    entry = {key: value for key, value in entry.items() if key not in ("used", "held")}
    agenda = [
        {key: value for key, value in item.items() if key != "used"}
        for item in entry.get("agenda") or ()
    ]
    if agenda:
        entry["agenda"] = agenda
    if proposal is None or not proposal.changed:
        return entry
    if agenda:
        session = found.scenario.week.session[proposal.session]
        entry["agenda"] = _agenda(agenda, session.agenda, proposal.items)
    entry |= {"least": proposal.least, "wanted": proposal.then}
    parts = entry.get("parts")
    said = parts if isinstance(parts, dict) else {} if parts is None else {"at_most": parts}
    if said.get("shortest", 0) and proposal.shortest < int(said["shortest"]):
        entry["parts"] = {**said, "shortest": proposal.shortest}
    return entry


def _agenda(
    said: Iterable[Values], agenda: tuple[Item, ...], proposals: Iterable[ItemProposal]
) -> list[Values]:
    """The items of a file with the minutes proposed for what each of them stands for."""
    topics, each = dict[int, int](), dict[int, int]()
    for one in proposals:
        for place in one.places:
            if agenda[place].speakers:
                each[place] = one.then.each
            else:
                topics[place] = one.then.topic
    place, found = 0, list[Values]()
    for item in said:
        has_topic = int(item.get("minutes") or 0) > 0 and place in topics
        topic = topics[place] if has_topic else None
        place += has_topic
        speak = each[place] if item.get("speakers") and place in each else None
        place += speak is not None
        found.append(_item(item, topic, speak))
    return found


def _item(item: Values, topic: int | None, each: int | None) -> Values:
    changed = dict(item)
    if topic is not None:
        changed["minutes"] = topic
    elif each is not None:
        changed.pop("minutes", None)
    if each is not None:
        changed["minutes_each"] = each
    most = topic if each is None else each
    if most is not None and item.get("least") is not None:
        changed["least"] = min(int(item["least"]), most)
    return changed


def _group(entry: Values, group: GroupProposal | None) -> Values:
    """What a file says of an experiment, proposed again."""
    if group is None:
        return entry
    entry = dict(entry)
    if group.value != group.value_now:
        entry["value"] = group.value
    if group.attendance != group.attendance_now:
        entry["attendance"] = group.attendance
    if group.volunteered:
        entry["volunteered"] = True
    elif "volunteered" in entry:
        entry["volunteered"] = False
    return entry


def _hostless(found: NextYear, like: Values) -> Values:
    """The small group without a host that keeps time."""
    kept = found.kept
    assert kept is not None
    languages = like.get("title")
    title = (
        {code: _KEPT[code] for code in languages if code in _KEPT}
        if isinstance(languages, dict)
        else _KEPT["en"]
    )
    keys = ("body", "format", "days", "sittings", "attendance", "rooms", "parts", "hours")
    entry = {"title": title, **{key: like[key] for key in keys if key in like}}
    return {**entry, "least": kept.minutes, "wanted": kept.minutes, "value": 1}


def _text(values: Values, found: NextYear) -> str:
    """The values as YAML, with the reason above each proposal."""
    sessions = {one.session: one.why for one in found.sessions if one.noted}
    groups = {one.session: f"{one.came_to}; {one.follows}" for one in found.groups}
    for one in found.groups:
        if one.session in sessions:
            groups[one.session] = f"{sessions[one.session]}. {capital(groups[one.session])}"
    if found.kept is not None:
        groups[found.kept.key] = _KEPT_WHY.removesuffix(".")
    lines = [
        f"Proposed for next year by 'meeting-week next-year', from {found.scenario.path.name}.",
        found.summary(),
        "Assumptions:",
        *(f"- {one}" for one in found.weights.sentences()),
        "Left to you:",
        *(f"- {one}" for one in found.left()),
    ]
    text = "".join(map(_comment, lines))
    for key, value in values.items():
        if key == "sessions" and value:
            text += f"\nsessions:\n{_entries(value, sessions, 2)}"
        elif key == "experiments" and isinstance(value, dict) and value.get("proposals"):
            text += "\nexperiments:\n"
            rest = (_pair(*one) for one in value.items() if one[0] != "proposals")
            text += indent("".join(rest), "  ")
            text += f"  proposals:\n{_entries(value['proposals'], groups, 4)}"
        else:
            text += _comment(_NO_CANDIDATES) if key == "candidates" else ""
            text += _pair(key, value)
    return text


def _pair(key: str, value: Any) -> str:
    """A key with its value, on lines of their own."""
    text = yaml_text({key: value}, nulls=True)
    return f"{text.strip()[1:-1]}\n" if text.startswith("{") else text


def _entries(entries: Values, reasons: Mapping[str, str], margin: int) -> str:
    """Sessions under their keys, each with its reason above it."""
    text = ""
    for key, entry in entries.items():
        why = _comment(f"{capital(reasons[key])}.") if key in reasons else ""
        text += indent(f"{why}{_entry(key, entry)}", " " * margin)
    return text


def _entry(key: str, entry: Any) -> str:
    """A session under its key, with each item of its agenda on lines of its own."""
    agenda = entry.get("agenda") if isinstance(entry, dict) else None
    if not agenda:
        return _pair(key, entry)
    text = _pair(key, None).replace(" null", "")
    for word, value in entry.items():
        if word == "agenda":
            items = "".join(yaml_text([item]) for item in agenda)
            text += indent(f"agenda:\n{items}", "  ")
        else:
            text += indent(_pair(word, value), "  ")
    return text


def _comment(line: str) -> str:
    seen = "".join(letter if letter.isprintable() else " " for letter in line)
    return f"# {one_line(seen)}\n"


def _check(text: str, found: NextYear, target: Path) -> None:
    """Refuse a text that does not say what is proposed."""
    try:
        with without_warnings():
            scenario = resolve(read_source(target, text=text), target)
    except BadInput as error:
        what = (
            "next year's scenario cannot be used as it follows from this year's: "
            f"{error.problems[0]}; change that in {found.scenario.path.name}, and ask again"
        )
        raise BadInput.at(str(target), what) from None
    gone = {one.session for one in found.groups if one.value is None}
    there = scenario.week.session
    for one in found.sessions:
        now = there.get(one.session)
        if one.session in gone:
            continue
        if now is None or (now.least, now.wanted) != (one.least, one.then):
            what = f"what is proposed for {found.title_of(one)} cannot be written into a file"
            raise BadInput.at(str(target), what)
