"""What every rule says in the tiny weeks: findings, what is asked for, and counts.

`python -m tests.docs` writes it anew, so that a change of words, or of the numbers in them, is seen
in the diff.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from constraints import RULES
from scheduler.drafting.draft import Draft
from scheduler.rules.draft import Case
from scheduler.rules.requirement import WHOLE
from scheduler.rules.rule import Example, Must, Setting
from scheduler.week.week import Week
from tests.laws.test_laws import EXAMPLES, found, tried

SENTENCES = Path(__file__).with_name("sentences.txt")
TRIED = 60


def written() -> str:
    """All of it, by rule."""
    return "\n".join(text for rule in RULES for text in (f"\n{rule.key()}", *of_rule(rule.key())))


def of_rule(key: str) -> Iterator[str]:
    """What a rule says in the weeks of its examples, each line once."""
    said = [
        line
        for param in EXAMPLES
        for example in param.values
        if isinstance(example, Example) and example.rule.name == key
        for line in _of_example(example)
    ]
    yield from dict.fromkeys(said)


def _of_example(example: Example) -> Iterator[str]:
    rule, week = example.rule, example.week
    for led, case, amounts in _cases(example):
        yield f"  {rule.say(week, case)}"
        for amount in sorted({min(amounts), max(amounts)}):
            yield f"  {amount}: {rule.say(led, case, amount)}"
    gates = Draft(week, [Setting(rule=rule, mode=Must())], gated=True).gates
    for _, requirement in sorted(gates, key=str):
        if requirement != WHOLE:
            yield f"  Asked: {rule.ask(week, requirement)}"
    for count in rule.count(week):
        numbers = f"  {count.need} of {count.have}"
        yield f"{numbers}: {count.sentence}" if count.need > count.have else numbers
        if count.need > count.have and count.remedy:
            yield f"  What to try: {count.remedy}"


def _cases(example: Example) -> Iterator[tuple[Week, Case, set[int]]]:
    """Each case that is found in some timetable, with its amounts and the leaders of the first."""
    seen: dict[Case, tuple[Week, set[int]]] = {}
    for timetable, leadership in tried(example, TRIED):
        led = example.week.with_leaders(leadership)
        for case, amount in found(example.rule, example.week, timetable, leadership).items():
            seen.setdefault(case, (led, set()))[1].add(amount)
    for case, (led, amounts) in sorted(seen.items(), key=str):
        yield led, case, amounts
