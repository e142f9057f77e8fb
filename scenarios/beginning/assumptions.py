"""What a draft assumes: comments in its text, which become the remarks of a workbook."""

from __future__ import annotations

from scenarios.reading.yaml.yaml_source import Path_, Source

ASSUMED = "# assumption"
"""What stands behind everything that the timetable does not say."""

READING = "# In reading it: "
"""What stands before what was assumed of the whole timetable."""

_WHOLE: Path_ = ("week", "from")
"""Where a remark stands on what was assumed of the whole timetable."""


def marked(line: str, why: str) -> str:
    """A line of the draft with what it assumes."""
    return f"{line}   {ASSUMED}: {why}"


def assumptions_in(text: str, source: Source) -> dict[Path_, str]:
    """What a draft assumes, by the way to the value of which it does.

    Parameters
    ----------
    source
        What is read from the text.
    """
    first: dict[int, Path_] = {}
    for path, place in source.keys.items():
        if len(path) < len(first.get(place.line, (*path, ""))):
            first[place.line] = path
    lines = text.splitlines()
    whole = [line.removeprefix(READING) for line in lines if line.startswith(READING)]
    found = {_WHOLE: "; ".join(one.rstrip(".") for one in whole)} if whole else {}
    for number, line in enumerate(lines, 1):
        before, mark, why = line.partition(f"   {ASSUMED}: ")
        if mark and before.strip() and number in first:
            found[first[number]] = why.strip()
    return {path: f"Assumption: {why}" for path, why in found.items()}
