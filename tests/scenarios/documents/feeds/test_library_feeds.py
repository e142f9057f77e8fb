"""Every candidate of the library as calendars and feeds, and what changed from one to another."""

from __future__ import annotations

from itertools import pairwise

import pytest
import vobject
from lxml import etree

from scenarios import LIBRARY
from scenarios.documents.changes.revised import Revised
from scenarios.documents.changes.run import change_files
from scenarios.documents.changes.sentences import ChangeTeller
from scenarios.documents.feeds.run import ALL, calendar_files, feed_files
from scenarios.documents.issue import Issue
from scenarios.languages.language import language_of
from scenarios.loading.loading import load_scenario
from tests.scenarios.documents.conftest import ISSUED
from tests.scenarios.documents.feeds.weeks import ENGLISH

FILES = [
    path
    for path in sorted(LIBRARY.glob("*.yaml"))
    if "\ncandidates:" in path.read_text(encoding="utf-8")
]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_candidate_is_written_and_each_of_its_calendars_is_read(path) -> None:  # type: ignore[no-untyped-def]
    scenario = load_scenario(path)
    assert scenario.candidates
    issues = [
        Issue(scenario=scenario, timetable=scenario.candidate(name), issued=ISSUED, number=number)
        for number, name in enumerate(scenario.candidates, 1)
    ]
    before = None
    for issue in issues:
        found = dict(calendar_files(issue, ENGLISH, before))
        before = found[ALL]
        for content in found.values():
            assert vobject.readOne(content.decode()).method.value == "PUBLISH"
        live = before.count(b"STATUS:CONFIRMED")
        assert live == len(issue.timetable.parts)
        feeds = dict(feed_files(issue, ENGLISH))
        assert len(list(etree.fromstring(feeds["feeds/schedule.xml"]).iter("event"))) == live
        assert ChangeTeller(Revised(issue, issue), ENGLISH).sentences() == (
            "Nothing in the programme has changed.",
        )
    for one, other in pairwise(issues):
        assert len(dict(change_files(one, other, ["fr"]))) == 4


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_the_week_of_2011_has_the_same_entries_in_each_language(code: str) -> None:
    scenario = load_scenario(LIBRARY / "apmbc-2011.yaml")
    issue = Issue(scenario=scenario, timetable=scenario.candidate("held"), issued=ISSUED, number=1)
    found = dict(calendar_files(issue, language_of(scenario.texts, code)))
    events = vobject.readOne(found[ALL].decode()).vevent_list
    assert len(events) == 25
    assert str(events[0].uid.value) == "2861ee6b-0243-5935-a987-fcb6332db332"
