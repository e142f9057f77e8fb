"""The fewest States that can hold the posts of a week, so that every must is kept."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import NamedTuple

from scheduler.drafting.draft import Draft
from scheduler.drafting.linear import total
from scheduler.rules.rule import Setting
from scheduler.solving.search import Search
from scheduler.solving.solving import Options
from scheduler.week.leadership import ROLES, Post
from scheduler.week.week import Week


class Fewest(NamedTuple):
    """How many States are needed, and whether it is proven that no fewer would do."""

    states: int
    proven: bool


def fewest_leaders(
    week: Week, settings: Sequence[Setting], bodies: Collection[str], options: Options
) -> Fewest | None:
    """Find the fewest States that can hold all posts of some bodies.

    Parameters
    ----------
    week, settings
        The week, and the rules applied to it; preferences do not count.
    bodies
        Identifiers of the bodies.
    options
        Limits of the search.

    Returns
    -------
    Fewest or None
        None where no timetable was found in the time given.
    """
    search = Search(options.time_limit, options.seed, options.workers or os.cpu_count() or 1)
    draft = Draft(week, [setting for setting in settings if setting.must])
    posts = [Post(body, role) for body in bodies for role in ROLES]
    leads = [
        draft.any(draft.open_posts.holds(post, state.code) for post in posts)
        for state in week.delegations
    ]
    number = total(leads)
    draft.model.minimise(number)
    with search.listening():
        found = search.run(draft.model, "fewest States")
    if found.values is None:
        return None
    return Fewest(draft.model.value(number, found.values), found.proven)
