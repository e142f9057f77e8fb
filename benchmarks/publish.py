"""What publishing the week of 2011 costs, with all documents in three languages, in CPU seconds.

Run it by hand: ``python -m benchmarks.publish``. It publishes two revisions, the second with what
changed since the first.
"""

from __future__ import annotations

import resource
import tempfile
from pathlib import Path

from scenarios import LIBRARY
from scenarios.loading.loading import load_scenario
from scenarios.revisions.publishing import publish
from scheduler.week.timetable import Timetable

LANGUAGES = ("en", "fr", "es")


def seconds() -> float:
    """The CPU seconds of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Publish, and print a line for each revision."""
    scenario = load_scenario(LIBRARY / "apmbc-2011.yaml")
    held = scenario.candidate("held")
    first, *others = held.parts
    rooms = [room.id for room in scenario.week.rooms if room.id != first.room]
    moved = Timetable(parts=(first._replace(room=rooms[0]), *others))
    print(f"loaded: {seconds():.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        for timetable in (held, moved):
            before = seconds()
            revision = publish(
                scenario, timetable, Path(folder, "2011"), codes=LANGUAGES, anyway=True
            )
            files = sum(path.is_file() for path in revision.folder.rglob("*"))
            print(f"revision {revision.number}: {seconds() - before:.1f} s, {files} files")


if __name__ == "__main__":
    main()
