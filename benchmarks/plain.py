"""A plain CP-SAT model of a week of meetings, given a schedule by first fit as a complete hint.

One start and one room for each meeting, an overlap for each two that share people, and the three
levels one after the other in one weighted sum without the walks and the pairs back to back, which
are what a monolithic model cannot carry. It knows nothing of this project.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from greedy import Schedule
from ortools.sat.python import cp_model

LEVEL = 100_000


def first_fit(problem: dict[str, Any]) -> Schedule:
    """The longest and largest meetings first, each at the earliest place that keeps hard rules.

    Raises
    ------
    ValueError
        Where one finds no place.
    """
    grains, meetings = problem["grains"], problem["meetings"]
    seats = [room[1] for room in problem["rooms"]]
    rooms = sorted(range(len(seats)), key=lambda room: seats[room])
    busy: set[tuple[str, int]] = set()
    found: dict[int, tuple[int, int]] = {}

    def size(meeting: dict[str, Any]) -> int:
        return len(meeting["req"]) + len(meeting["pref"])

    for number in sorted(
        range(len(meetings)), key=lambda n: -meetings[n]["dur"] * size(meetings[n])
    ):
        meeting = meetings[number]
        places = (
            (start, room)
            for start in _starts(grains, meeting["dur"])
            for room in rooms
            if seats[room] >= size(meeting)
            and not any(
                (one, grain) in busy
                for one in (f"room {room}", *meeting["req"])
                for grain in range(start, start + meeting["dur"])
            )
        )
        place = next(places, None)
        if place is None:
            raise ValueError(f"first fit finds no place for meeting {number}")
        found[number] = place
        covered = range(place[0], place[0] + meeting["dur"])
        busy.update(
            (one, grain) for one in (f"room {place[1]}", *meeting["req"]) for grain in covered
        )
    return [found[number] for number in range(len(meetings))]


def _starts(grains: list[list[int]], length: int) -> list[int]:
    last = range(len(grains) - length + 1)
    return [start for start in last if grains[start][1] == grains[start + length - 1][1]]


def solve_plain(
    problem: dict[str, Any],
    hint: Schedule,
    *,
    time_limit: float = 86_400,
    effort: float | None = None,
    workers: int = 1,
    seed: int = 1,
) -> Schedule | None:
    """The best schedule found, in some seconds or an effort in the solver's own measure.

    None where none is found.
    """
    grains, meetings = problem["grains"], problem["meetings"]
    seats = [room[1] for room in problem["rooms"]]
    model = cp_model.CpModel()
    starts, taken, intervals = [], [], []
    in_room: list[list[cp_model.IntervalVar]] = [[] for _ in seats]
    needed: dict[str, list[cp_model.IntervalVar]] = {}
    costs: list[Any] = []
    for number, meeting in enumerate(meetings):
        length, size = meeting["dur"], len(meeting["req"]) + len(meeting["pref"])
        domain = cp_model.Domain.from_values(_starts(grains, length))
        start = model.new_int_var_from_domain(domain, "")
        model.add_hint(start, hint[number][0])
        intervals.append(model.new_fixed_size_interval_var(start, length, ""))
        rooms = {room: model.new_bool_var("") for room in range(len(seats)) if seats[room] >= size}
        model.add_exactly_one(rooms.values())
        for room, literal in rooms.items():
            model.add_hint(literal, room == hint[number][1])
            here = model.new_optional_fixed_size_interval_var(start, length, literal, "")
            in_room[room].append(here)
            costs.append(sum(max(0, other - seats[room]) for other in seats) * literal)
        for person in meeting["req"]:
            needed.setdefault(person, []).append(intervals[-1])
        starts.append(start)
        taken.append(rooms)
        costs.append(start + length - 1)
    for together in [*in_room, *needed.values()]:
        model.add_no_overlap(together)
    for one, other in combinations(range(len(meetings)), 2):
        price = _price(meetings[one], meetings[other])
        if price:
            overlap = _overlap(model, problem, starts, hint, one, other)
            costs.append((LEVEL * price + 10) * overlap)
    model.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = time_limit
    if effort is not None:
        solver.parameters.max_deterministic_time = effort
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [
        (solver.value(start), next(room for room, lit in rooms.items() if solver.value(lit)))
        for start, rooms in zip(starts, taken, strict=True)
    ]


def _price(one: dict[str, Any], other: dict[str, Any]) -> int:
    """How many people want both of two meetings, and one of the two only if they can."""
    either = set(one["req"] + one["pref"]) & set(other["req"] + other["pref"])
    return len(either) - len(set(one["req"]) & set(other["req"]))


def _overlap(
    model: cp_model.CpModel,
    problem: dict[str, Any],
    starts: list[cp_model.IntVar],
    hint: Schedule,
    one: int,
    other: int,
) -> cp_model.IntVar:
    """Grains that two meetings have in common, or more; with its hint."""
    lengths = [problem["meetings"][number]["dur"] for number in (one, other)]
    begins = [hint[number][0] for number in (one, other)]
    ends = [begin + length for begin, length in zip(begins, lengths, strict=True)]
    amount = max(0, min(ends) - max(begins))
    overlap = model.new_int_var(0, min(lengths), "")
    model.add_hint(overlap, amount)
    choices = [model.new_bool_var("") for _ in range(2)]
    lefts = [
        starts[one] + lengths[0] - starts[other],
        starts[other] + lengths[1] - starts[one],
    ]
    values = [begins[0] + lengths[0] - begins[1], begins[1] + lengths[1] - begins[0]]
    all_of_the_shorter = model.new_bool_var("")
    model.add(overlap >= min(lengths)).only_enforce_if(all_of_the_shorter)
    first = values.index(min(values))
    covered = amount == min(lengths) and min(values) > amount
    for place, (choice, left) in enumerate(zip(choices, lefts, strict=True)):
        model.add(left <= overlap).only_enforce_if(choice)
        model.add_hint(choice, place == first and not covered)
    model.add_hint(all_of_the_shorter, covered)
    model.add_exactly_one(*choices, all_of_the_shorter)
    return overlap
