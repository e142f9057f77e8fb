"""The plain greedy on a week of meetings, by the benchmark's own cost: what a planner must beat.

The hardest meeting first, each at its cheapest place; then sweeps in which each is taken out and
put back at what is then its cheapest place. It knows nothing of this project. A schedule is a list
of start (the index of a grain) and room (an index) for each meeting; a place that breaks a hard
rule may be the cheapest there is.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Schedule = list[tuple[int, int]]

LEVEL = 1_000_000
"""What one point of a level outweighs in the level below it."""


class _Weeks:
    """What is placed: for each person and grain, how many meetings run, start and end there."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.meetings = problem["meetings"]
        self.seats = np.array([room[1] for room in problem["rooms"]])
        self.grains, rooms = len(problem["grains"]), len(self.seats)
        self.day = np.array([grain[1] for grain in problem["grains"]])
        self.larger = np.maximum(0, self.seats[None, :] - self.seats[:, None]).sum(axis=1)
        named = sorted({one for m in self.meetings for one in (*m["req"], *m["pref"])})
        at = {person: number for number, person in enumerate(named)}
        self.need = [[at[one] for one in m["req"]] for m in self.meetings]
        self.wish = [[at[one] for one in m["pref"]] for m in self.meetings]
        # A grain more than there are: the end of the last one.
        everybody = (len(named), self.grains + 1)
        self.needed, self.wished = np.zeros(everybody, int), np.zeros(everybody, int)
        self.taken = np.zeros((rooms, self.grains + 1), int)
        self.begun, self.over = (np.zeros((rooms, *everybody), int) for _ in range(2))
        self.begins, self.ends = (np.zeros(self.grains + 1, int) for _ in range(2))

    def put(self, meeting: int, start: int, room: int, by: int = 1) -> None:
        end = start + self.meetings[meeting]["dur"]
        self.needed[self.need[meeting], start:end] += by
        self.wished[self.wish[meeting], start:end] += by
        self.taken[room, start:end] += by
        people = self.need[meeting] + self.wish[meeting]
        self.begun[room, people, start] += by
        self.over[room, people, end] += by
        self.begins[start] += by
        self.ends[end] += by

    def cheapest(self, meeting: int) -> tuple[int, int]:
        """The cheapest start and room; the earliest, in the first room, where several are."""
        need, wish = self.need[meeting], self.wish[meeting]
        length = self.meetings[meeting]["dur"]
        starts = np.arange(self.grains - length + 1)
        last = starts + length - 1

        def inside(counts: Any) -> Any:
            summed = np.concatenate([np.zeros((*counts.shape[:-1], 1), int), counts], axis=-1)
            summed = summed.cumsum(axis=-1)
            return summed[..., starts + length] - summed[..., starts]

        needed, wished = self.needed[need].sum(axis=0), self.wished[need].sum(axis=0)
        either = (self.needed + self.wished)[wish].sum(axis=0)
        hard = inside(self.taken) + inside(needed) + (self.day[starts] != self.day[last])
        hard = hard + np.maximum(0, len(need) + len(wish) - self.seats)[:, None]
        medium = inside(wished + either)
        soft = last + 10 * inside(self.taken.sum(axis=0)) + self.larger[:, None]
        soft = soft + 100 * (self.ends[starts] + self.begins[starts + length])
        begun = self.begun[:, need + wish].sum(axis=1).cumsum(axis=1)
        over = self.over[:, need + wish].sum(axis=1).cumsum(axis=1)
        before = np.where(starts > 0, begun[:, starts - 1], 0)
        before = before - np.where(starts > 2, over[:, starts - 3], 0)
        after = begun[:, np.minimum(starts + length + 2, self.grains)] - begun[:, starts]
        walks = before + after
        cost = (hard * LEVEL + medium) * LEVEL + soft + walks.sum(axis=0) - walks
        room, start = divmod(int(cost.argmin()), len(starts))
        return start, room


def greedy(problem: dict[str, Any], sweeps: int = 0) -> Schedule:
    """A schedule of every meeting.

    Parameters
    ----------
    sweeps
        How often each meeting is put back at its cheapest place, 0 or more.
    """
    weeks = _Weeks(problem)
    order = sorted(
        range(len(weeks.meetings)),
        key=lambda m: -weeks.meetings[m]["dur"] * (len(weeks.need[m]) + len(weeks.wish[m])),
    )
    found: dict[int, tuple[int, int]] = {}
    for _ in range(sweeps + 1):
        for meeting in order:
            if meeting in found:
                weeks.put(meeting, *found[meeting], by=-1)
            found[meeting] = weeks.cheapest(meeting)
            weeks.put(meeting, *found[meeting])
    return [found[meeting] for meeting in range(len(order))]
