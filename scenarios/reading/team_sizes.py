"""Sizes of the teams that lead committees, as people write them."""

from __future__ import annotations

import re

from scenarios.reading.input_problems import InputProblems
from scheduler.week.leadership import TeamSize

_LARGEST = 20


def read_team_size(word: str) -> TeamSize:
    """Read the size of a team: ``3``, or ``2+1`` for Co-Chairs and Co-Rapporteurs.

    A single number is divided evenly, the Co-Chairs having one more where it is odd.

    Raises
    ------
    ValueError
        With a sentence that shows the expected form.
    """
    match = re.fullmatch(r"(\d{1,3})(?:\s*\+\s*(\d{1,3}))?", word.strip())
    numbers = [int(number) for number in match.groups() if number is not None] if match else []
    if not numbers or not numbers[0] or sum(numbers) > _LARGEST:
        raise ValueError(
            f"'{word}' is not the size of a team; write 2,3,4 or 1+1,2+1 (up to {_LARGEST})"
        )
    if len(numbers) == 1:
        return TeamSize(-(-numbers[0] // 2), numbers[0] // 2)
    return TeamSize(*numbers)


def parse_team_sizes(text: str) -> tuple[TeamSize, ...]:
    """Read team sizes, with commas between them: ``2,3,4`` or ``1+1,2+1``.

    Raises
    ------
    BadInput
        With every size that cannot be read.
    """
    sizes, problems = list[TeamSize](), InputProblems()
    for word in (word.strip() for word in text.split(",")):
        try:
            sizes.append(read_team_size(word))
        except ValueError as error:
            problems.note("--team-sizes", str(error))
    problems.finish()
    return tuple(dict.fromkeys(sizes))
