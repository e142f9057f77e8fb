"""Slips of the pen in a file of YAML."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

VALUES = (
    "12",
    "-1",
    "99999999999",
    "1.5",
    "+-1.5",
    "true",
    "null",
    "''",
    "word",
    "[]",
    "{}",
    "[[one], two]",
    "{key: value}",
    "10:00",
    "25:00-26:00",
    "2011-06-20",
    "2011-13-45",
    "'two words'",
    "&a [*a]",
    "*nowhere",
    "!!binary x",
    "@",
    "°²",
)
"""What may stand where something else should."""

_VALUE = re.compile(r"(?<=: )[^\s{}\[\],#][^{}\[\],#\n]*|(?<=[\[{,] )[^{}\[\],#:\n]+")

Mutation = Callable[[random.Random, str], str]


def drop_a_line(chance: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return "".join(lines)


def drop_a_key(chance: random.Random, text: str) -> str:
    found = chance.choice(list(re.finditer(r"[\w-]+: ", text)))
    return text[: found.start()] + text[found.end() :]


def misspell_a_key(chance: random.Random, text: str) -> str:
    found = chance.choice(list(re.finditer(r"[\w-]+(?=:)", text)))
    where = chance.randrange(found.start(), found.end())
    return text[:where] + text[where + 1 :]


def duplicate_a_line(chance: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    where = chance.randrange(len(lines))
    return "".join([*lines[:where], lines[where], *lines[where:]])


def swap_two_values(chance: random.Random, text: str) -> str:
    one, other = sorted(chance.sample(list(_VALUE.finditer(text)), 2), key=re.Match.start)
    between = text[one.end() : other.start()]
    return text[: one.start()] + other[0] + between + one[0] + text[other.end() :]


def change_a_type(chance: random.Random, text: str) -> str:
    found = chance.choice(list(_VALUE.finditer(text)))
    return text[: found.start()] + chance.choice(VALUES) + text[found.end() :]


def truncate(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(1, max(2, len(text)))]


MUTATIONS: tuple[Mutation, ...] = (
    drop_a_line,
    drop_a_key,
    misspell_a_key,
    duplicate_a_line,
    swap_two_values,
    change_a_type,
    truncate,
)


def mutated(seed: int, text: str) -> str:
    """The text after one to three mutations; the same for the same seed."""
    chance = random.Random(seed)
    chosen = chance.choices(MUTATIONS, k=chance.randint(1, 3))
    for mutate in sorted(chosen, key=lambda mutation: mutation is truncate):
        text = mutate(chance, text)
    return text
