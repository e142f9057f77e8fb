"""Recommendation 4: how many leaders the week needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from constraints.lead_in_person import LeadInPerson
from constraints.limit_tasks_of_a_state import LimitTasksOfAState
from constraints.promote_co_rapporteurs import PromoteCoRapporteurs
from constraints.represent_regions import RepresentRegions
from scenarios.studies.leadership.result import Study, Team
from scenarios.studies.recommendations.answer import Grade, Graded, Recommendation, nothing_to_see
from scenarios.studies.recommendations.committees import NO_COMMITTEES
from scenarios.studies.recommendations.evidence import Evidence
from scenarios.studies.recommendations.wording import inside, verb
from scheduler.solving.result import Status
from scheduler.week.clock import count, duration
from scheduler.week.leadership import ROLES
from scheduler.week.week import Body, Committee, region_name
from scheduler.week.words import capital, listed

_ASK = (
    "How many leaders are needed is a question for weeks with teams of other sizes: "
    "see “meeting-week leadership”, or the option --team-sizes of this report."
)


def _grade(evidence: Evidence) -> Graded:
    """Grade whether it is known how many leaders the week needs, and whether it has them.

    *The week has its leaders* where every post of its Standing Committees is filled, none of their
    holders must be in two places or is away while leading (`lead_in_person`), and no State holds
    more posts than it may (`limit_tasks_of_a_state`, with one post and two tasks where the scenario
    says nothing else): both count whether the scenario applies them or not.

    *It is answered* how many are needed where a study lays teams side by side that differ in their
    posts, at least two of these sizes are settled (a timetable, or proven impossible), and the week
    works with one. The answer is *whole* where nothing of this limits it:

    - a size is not settled, or for one that works it is not proven how few States would do;
    - a size is refused because the pool is too small: that says something of the pool, not of the
      week;
    - the scenario names no pool, so that any State Party could take a post, willing or not;
    - regional balance or continuity is not among the aims of the study, or could count nothing: no
      State of the pool has a regional group, or nobody is named as last year's Co-Rapporteur.

    So it is graded:

    - *met*: the week has its leaders, and the answer is whole.
    - *partly met*: it has its leaders and the answer is limited; or it is answered, and the week
      does not have them.
    - *not met*: the week does not have its leaders, and it is not answered how many it needs.
    - *cannot say*: the week has its leaders, and it is not answered how many it needs: there is no
      study, or no two sizes of it can be compared. Also where no Standing Committee has a post, the
      week has no Standing Committee, or there is no timetable.

    That a post is fixed, as that of the President is, limits nothing and is said. Regional balance
    and continuity of those who lead are said for every timetable, whatever the scenario prefers.
    """
    if not evidence.intersessional:
        return NO_COMMITTEES
    bodies = list(evidence.week.committees)
    posts = sum(_posts(body) for body in bodies)
    if not posts:
        return Graded(Grade.CANNOT_SAY, "The scenario names no posts of its Standing Committees.")
    study = evidence.study
    gaps, limits = tuple(_unanswered(study)), tuple(_limits(evidence, study)) if study else ()
    said = (
        *_posts_said(evidence, bodies),
        *_aims_said(evidence, bodies),
        *_presidency_said(evidence),
        *(study.sentences() if study else ()),
        *gaps,
        *limits,
    )
    if evidence.timetable is None:
        return nothing_to_see(said)
    unfilled = sum(body.open_posts(role) for body in bodies for role in ROLES)
    clashes = evidence.found_by(LeadInPerson())
    over = evidence.found_by(LimitTasksOfAState())
    said = (*said, *_load(evidence), *(finding.sentence for finding in (*over, *clashes)))
    if unfilled:
        has = f"{count(unfilled, 'post')} of {posts} {verb(unfilled, 'is', 'are')} open"
    elif clashes:
        has = f"all {posts} posts are filled, yet not every leader can be where they lead"
    elif over:
        has = f"all {posts} posts are filled, yet a State holds more of them than it may"
    else:
        has = f"all {posts} posts are filled, and every leader is there for what they lead"
    ready = not unfilled and not clashes and not over
    if gaps:
        grade = Grade.CANNOT_SAY if ready else Grade.NOT
        asked = "how many are needed is not known"
    elif limits:
        grade, asked = Grade.PARTLY, "how many are needed has been studied, within limits"
    else:
        grade = Grade.MET if ready else Grade.PARTLY
        asked = "how many are needed has been studied"
    return Graded(grade, f"{capital(has)}; {asked}.", said)


def _unanswered(study: Study | None) -> Iterator[str]:
    """Why it is not answered how many leaders are needed; nothing where it is."""
    if study is None:
        yield _ASK
        return
    sizes = {team.posts for team in study.teams}
    settled = {team.posts for team in study.teams if _settled(team)}
    if len(sizes) < 2:
        yield (
            "The study has teams of one size only: no post is open to be more or fewer, so nothing "
            "can be compared."
        )
    elif len(settled) < 2:
        yield "Fewer than two team sizes are settled, so nothing can be compared."
    elif not any(team.works for team in study.teams):
        yield "The week works with none of these teams, so how many it needs stays open."


def _settled(team: Team) -> bool:
    """Whether it is known that the week works with a team, or that it cannot."""
    return team.works or (team.result.status is Status.INFEASIBLE and not _pool_too_small(team))


def _pool_too_small(team: Team) -> bool:
    """Whether a team is refused because too few States may take a post."""
    return any(reason.case[:1] == ("pool",) for reason in team.result.reasons)


def _limits(evidence: Evidence, study: Study) -> Iterator[str]:
    """What limits the answer of a study."""
    for team in study.teams:
        if _pool_too_small(team):
            yield f"Teams {team.name} are refused by the size of the pool, not by the week."
        elif not _settled(team):
            yield f"Whether the week works with teams {team.name} is not settled."
        elif team.works and team.needed is None:
            yield f"How few States would do for teams {team.name} is not proven."
    pools = [team.week.pool for team in study.teams if team.week.pool]
    committees = {body.instrument for body in evidence.week.committees}
    parties = [one.parties for one in evidence.week.instruments if one.id in committees]
    everybody = frozenset[str]().union(*parties)
    for pool in pools[:1]:
        if everybody and pool >= everybody:
            number = count(len(pool), "State Party", "States Parties")
            yield f"No pool is named: any of {number} could take a post, willing or not."
    yield from _aims_lacking(evidence, study, pools)


def _aims_lacking(evidence: Evidence, study: Study, pools: list[frozenset[str]]) -> Iterator[str]:
    """Which of regional balance and continuity the study could not look at."""
    week = evidence.week
    applied = {*study.units, *(setting.rule.name for setting in evidence.scenario.settings)}
    regions = any(state.region for state in week.delegations if not pools or state.code in pools[0])
    before = any(body.co_rapporteurs_before for body in week.committees)
    for rule, data, aim, missing in (
        (
            RepresentRegions,
            regions,
            "Regional balance",
            "no State of the pool has a regional group",
        ),
        (PromoteCoRapporteurs, before, "Continuity", "no Co-Rapporteur of last year is named"),
    ):
        if rule.key() not in applied:
            yield f"{aim} is not among the aims of the study ({rule.key()})."
        elif not data:
            yield f"{aim} could not be looked at: {missing}."


def _aims_said(evidence: Evidence, bodies: list[Body]) -> Iterator[str]:
    """Regional balance and continuity of those who lead now, whatever the scenario prefers."""
    week = evidence.week
    fixed = [body for body in bodies if body.president is not None]
    if fixed:
        posts = count(len(fixed), "post")
        yield (
            f"The President holds {posts} ({listed(inside(body) for body in fixed)}): "
            "a study of team sizes leaves that fixed."
        )
    if not any(state.region for state in week.delegations):
        yield "Regional balance cannot be said: the scenario names no regional groups."
    elif evidence.timetable is not None:
        found = evidence.found_by(RepresentRegions())
        yield from (finding.sentence for finding in found)
        if not found:
            yield "No regional group has more than its fair share of the posts."
    before = frozenset[str]().union(*(body.co_rapporteurs_before for body in bodies))
    if not before:
        yield "Continuity cannot be said: no Co-Rapporteur of last year is named."
        return
    promoted = sum(len(body.co_rapporteurs_before & {*body.co_chairs}) for body in bodies)
    number = sum(len(body.co_rapporteurs_before) for body in bodies)
    now = verb(promoted, "is a Co-Chair", "are Co-Chairs")
    yield f"Of last year's {count(number, 'Co-Rapporteur')}, {promoted} {now} now."


def _presidency_said(evidence: Evidence) -> Iterator[str]:
    """What the President alone takes the floor on in the committee on general status."""
    week, presidency = evidence.week, evidence.week.presidency
    if presidency is None:
        return
    general = {body.id for body in week.committees if body.committee is Committee.GENERAL_STATUS}
    for session in week.sessions:
        for item in session.agenda if general & {*session.bodies} else ():
            if item.title and {*item.speakers} == {presidency.state}:
                who, title = week.who(presidency.state), week.what(session.id)
                yield f"{who}, as President, alone takes the floor on “{item.title}” in {title}."


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
    if not evidence.found_by(LimitTasksOfAState()):
        yield "No State has more tasks than it may."


LEADERS = Recommendation(
    4,
    "How many leaders the week needs",
    "The number of Co-Chairs and Co-Rapporteurs is looked at again, since few States carry much.",
    _grade,
)
