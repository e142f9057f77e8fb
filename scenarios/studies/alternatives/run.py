"""Finding timetables that are nearly as good as the best, and differ from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from scenarios.scenario import Scenario
from scenarios.studies.alternatives.result import Choice
from scheduler.errors import BadInput
from scheduler.exploring.results import Terms

if TYPE_CHECKING:
    from scheduler.solving.search import Progress
    from scheduler.solving.solving import Options


_MOST_WITHIN = 1_000


def find_alternatives(
    scenario: Scenario,
    terms: Terms | None = None,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> Choice:
    """Find timetables that are nearly as good as the best one, and differ from it.

    Parameters
    ----------
    terms
        How many, how good, and how different; see `scheduler.exploring.results.Terms`.
    options
        Limits of the search; the time is for all timetables together.

    Raises
    ------
    Disagreement
        Where the judge does not find what the solver claims: a defect of a rule.
    """
    from scheduler.exploring.alternatives import find_alternatives as find

    found = find(scenario.problem, terms, options, watch=watch)
    return Choice(scenario=scenario, alternatives=found)


def parse_share(text: str, option: str) -> Decimal:
    """Read a percentage, as in ``5%`` or ``2.5 %``: 0 to 1,000, with up to four decimals.

    Raises
    ------
    BadInput
        With a sentence that shows the expected form.
    """
    match = re.fullmatch(r"(\d{1,4}(?:[.,]\d{1,4})?)\s*%", text.strip())
    share = Decimal(match[1].replace(",", ".")) if match else None
    if share is None or share > _MOST_WITHIN:
        what = f"'{text}' is not a percentage; write 5% or 2.5% (0% to {_MOST_WITHIN}%)"
        raise BadInput.at(option, what)
    return share
