"""Recommendation 4: how many leaders the week needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from constraints.lead_in_person import LeadInPerson
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.committees import NO_COMMITTEES
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import verb
from scheduler.solving.result import Status
from scheduler.week.clock import count, duration
from scheduler.week.leadership import ROLES
from scheduler.week.week import Body, region_name
from scheduler.week.words import capital, listed

_LIMIT = "limit_tasks_of_a_state"

_ASK = (
    "How many leaders are needed is a question for weeks with teams of other sizes: "
    "see “meeting-week leadership”, or the option --team-sizes of this report."
)


def _grade(evidence: Evidence) -> Graded:
    """Grade whether it is known how many leaders the week needs, and whether it has them.

    The week has its leaders where every post of its Standing Committees is filled, and none of
    their holders must be in two places or is away while leading (`lead_in_person`). How many are
    needed is known where a study settles at least two team sizes, and the week works with one.

    - *met*: it has its leaders, and it is known how many are needed.
    - *partly met*: one of the two.
    - *not met*: neither.
    - *cannot say*: no Standing Committee has a post, filled or open; or there is no timetable.
    """
    if not evidence.intersessional:
        return NO_COMMITTEES
    bodies = list(evidence.week.committees)
    posts = sum(_posts(body) for body in bodies)
    if not posts:
        return Graded(Grade.CANNOT_SAY, "The scenario names no posts of its Standing Committees.")
    said = (
        *_posts_said(evidence, bodies),
        *(evidence.study.sentences() if evidence.study else (_ASK,)),
    )
    if evidence.timetable is None:
        return nothing_to_see(said)
    unfilled = sum(body.open_posts(role) for body in bodies for role in ROLES)
    clashes = evidence.found_by(LeadInPerson())
    said = (*said, *_load(evidence), *(finding.sentence for finding in clashes))
    teams = evidence.study.teams if evidence.study is not None else ()
    settled = sum(team.result.status is not Status.UNKNOWN for team in teams)
    known = settled > 1 and any(team.works for team in teams)
    if unfilled:
        has = f"{count(unfilled, 'post')} of {posts} {verb(unfilled, 'is', 'are')} open"
    elif clashes:
        has = f"all {posts} posts are filled, yet not every leader can be where they lead"
    else:
        has = f"all {posts} posts are filled, and every leader is there for what they lead"
    ready = not unfilled and not clashes
    asked = "how many are needed has been studied" if known else "how many are needed is not known"
    grade = {2: Grade.MET, 1: Grade.PARTLY, 0: Grade.NOT}[ready + known]
    return Graded(grade, f"{capital(has)}; {asked}.", said)


def _posts(body: Body) -> int:
    return sum(body.posts(role) for role in ROLES)


def _posts_said(evidence: Evidence, bodies: list[Body]) -> Iterator[str]:
    week = evidence.week
    posts, committees = sum(map(_posts, bodies)), count(len(bodies), "Standing Committee")
    held = [state for body in bodies for role in ROLES for state in body.holders(role)]
    has = verb(len(bodies), "has", "have")
    filled = "" if len(held) == posts else f"{len(held)} of them "
    yield (
        f"{committees} {has} {count(posts, 'post')}, {filled}held by "
        f"{count(len(set(held)), 'State')}."
    )
    sizes = Counter(map(_posts, bodies))
    teams = (f"{count(sizes[size], 'team')} of {size}" for size in sorted(sizes, reverse=True))
    yield f"The committees are led by {listed(teams)}."
    regions = Counter(week.delegation[state].region for state in held if state in week.delegation)
    shares = [f"{region_name(region)} {n}" for region, n in sorted(regions.items()) if region]
    if shares:
        yield f"Posts by regional group: {listed(shares)}."
    several = sorted((week.who(s), n) for s, n in Counter(held).items() if n > 1)
    yield from (f"{state} holds {number} posts." for state, number in several)


def _load(evidence: Evidence) -> Iterator[str]:
    """Who leads longest, and who has more tasks than the scenario allows."""
    week = evidence.week
    led = {
        state.code: evidence.minutes(session.id for session in week.led_by(state.code))
        for state in week.delegations
    }
    most = max(led.values(), default=0)
    if most:
        heaviest = week.whom(code for code, minutes in led.items() if minutes == most)
        leads = verb(sum(minutes == most for minutes in led.values()), "leads", "lead")
        yield f"{heaviest} {leads} longest: {duration(most)} in the week."
    limit = evidence.rule(_LIMIT)
    if limit is not None:
        over = evidence.found_by(limit)
        yield from (finding.sentence for finding in over)
        if not over:
            yield "No State has more tasks than the scenario allows."


LEADERS = Recommendation(
    4,
    "How many leaders the week needs",
    "The number of Co-Chairs and Co-Rapporteurs is looked at again, since few States carry much.",
    _grade,
)
