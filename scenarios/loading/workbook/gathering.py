"""The values of a scenario, put together cell by cell, with the place of each."""

from __future__ import annotations

from typing import Any

from scenarios.loading.workbook.wording import subject
from scenarios.reading.input_problems import InputProblems
from scenarios.reading.yaml.yaml_source import Path_, Position, Source


class Gathering:
    """A scenario while it is read.

    Parameters
    ----------
    whole
        The place of all of it.
    """

    def __init__(self, whole: Position) -> None:
        self.problems = InputProblems()
        self._data: dict[str, Any] = {}
        self._keys: dict[Path_, Position] = {}
        self._values: dict[Path_, Position] = {(): whole}
        self._begun: dict[Path_, Position] = {}
        self._blanks: dict[Path_, Position] = {}
        self._unsure: set[Path_] = set()

    @property
    def source(self) -> Source:
        """What has been put together so far."""
        return Source(self._data, self._keys, self._values, blanks=self._blanks)

    def lose(self, path: Path_) -> None:
        """Say that entries below a path may be missing, for what has been noted already."""
        self._unsure.add(path)

    def lacks(self, path: Path_) -> bool:
        """Whether entries below a path may be missing."""
        return path in self._unsure

    def leave_empty(self, path: Path_, place: str) -> None:
        """Say where an empty cell is for the value of a path."""
        self._blanks.setdefault(path, Position(place))

    def name(self, path: Path_, place: str) -> None:
        """Say where a key is written that is not the last of its row."""
        self._keys.setdefault(path, Position(place))
        self._values.setdefault(path, Position(place))

    def begun(self, path: Path_) -> Position | None:
        """Where the row of an entry is; None where it has none."""
        return self._begun.get(path)

    def begin(self, path: Path_, place: Position) -> bool:
        """Begin the entry of a row; False where another row has the same, which is noted."""
        other = self._begun.setdefault(path, place)
        if other is not place:
            what = f"'{path[-1]}' stands in another row already, {_cell(other)}; keep one"
            self.problems.note(str(place), what, subject(path[:-1]))
            self.lose(path[:-1])
            return False
        above = self._above(path, place)
        if isinstance(above, list) and path[-1] == len(above):
            above.append({})
        elif isinstance(above, dict):
            above.setdefault(path[-1], {})
        self._keys[path] = self._values[path] = place
        return True

    def put(self, path: Path_, source: Source, head: str = "") -> None:
        """Put a value in its place.

        Parameters
        ----------
        head
            Of the column from which it is, for what is said where something stands there already.
        """
        place = source.values[()]
        there = self.at(path)
        if there is None or (there == {} and path in self._begun):
            self._set(path, source, place)
        elif isinstance(there, dict) and isinstance(source.data, dict):
            for key in source.data:
                self.put((*path, key), source.below((key,)), head)
        elif isinstance(there, dict):
            what = "keys with values are wanted, as in 'floor: 60', each on a line of its own"
            self.problems.note(str(place), what, subject(path))
        else:
            before = _cell(self._values.get(path, place))
            what = f"this stands in another cell too, {before}; keep one"
            self.problems.note(str(place), what, subject(path))

    def at(self, path: Path_) -> Any:
        """What stands at a path; None where nothing does."""
        data: Any = self._data
        for step in path:
            if isinstance(data, list) and isinstance(step, int):
                data = data[step] if step < len(data) else None
            else:
                data = data.get(step) if isinstance(data, dict) else None
        return data

    def _set(self, path: Path_, source: Source, place: Position) -> None:
        if not path:
            self._data = source.data
        elif (above := self._above(path, place)) is None:
            return
        elif isinstance(above, list) and path[-1] == len(above):
            above.append(source.data)
        else:
            above[path[-1]] = source.data
        place = self._begun.get(path, place)
        if path:
            self._keys.setdefault(path, place)
        self._keys.update({(*path, *below): found for below, found in source.keys.items()})
        self._values.update({(*path, *below): found for below, found in source.values.items()})
        self._values[path] = place

    def _above(self, path: Path_, place: Position) -> Any:
        """What a path leads to but for its last step; made where it is not there.

        Lists are made where numbers lead. None where a text or number stands in the way, which is
        noted.
        """
        above: Any = self._data
        for n, step in enumerate(path[:-1], 1):
            way = path[:n]
            fresh: Any = [] if isinstance(path[n], int) else {}
            if isinstance(above, list) and step == len(above):
                above.append(fresh)
            elif isinstance(above, dict):
                above.setdefault(step, fresh)
            self._keys.setdefault(way, place)
            self._values.setdefault(way, place)
            above = above[step]
            if type(above) is not type(fresh):
                before = _cell(self._values[way])
                what = f"this belongs below what stands in another cell, {before}; keep one"
                self.problems.note(str(place), what, subject(way))
                return None
        return above


def _cell(place: Position) -> str:
    """A place in a workbook without its file: ``sheet Rooms, cell C4``."""
    return str(place).partition(", ")[2] or str(place)
