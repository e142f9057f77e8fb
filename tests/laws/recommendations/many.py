"""Mutants and rewordings by the thousand, with every wrong grade; run by hand::

    python -m tests.laws.recommendations.many --draws 1000 [--seed N]

Half of them are mutants, by which a grade must fall, and half rewordings, by which none may change.
"""

from __future__ import annotations

import argparse
import logging
import resource
import sys
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from scheduler.errors import BadInput
from tests.laws.recommendations.drawing import Drawn, mutants, reworded


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="mutants of one recommendation")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)
    found, counted = Counter[str](), Counter[str]()

    def tried(kind: str, strategy: SearchStrategy[Drawn], draws: int) -> None:
        @seed(asked.seed)
        @settings(
            max_examples=draws,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy)
        def each(drawn: Drawn) -> None:
            counted[kind] += 1
            try:
                wrong = drawn.wrong()
            except BadInput as error:
                wrong = [f"refused: {error}"]
            for one in wrong:
                found[f"{kind}: {one[:2]}"] += 1
                say(f"{kind}: {drawn.said}\n    {one}")

        each()

    if asked.only:
        tried("mutant", mutants(asked.only), asked.draws)
    else:
        tried("mutant", mutants(), asked.draws // 2)
        tried("reworded", reworded(), asked.draws - asked.draws // 2)
    seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    say(
        f"{dict(counted)}: {sum(found.values())} wrong grades {dict(found)}, {seconds:.0f} s of CPU"
    )
    return bool(found)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
