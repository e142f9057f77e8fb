"""The real weeks of the library stand in three languages, and are the same week in each."""

from __future__ import annotations

from pathlib import Path

import pytest

import scenarios
from scenarios.languages.language import language_of
from scenarios.loading.loading import load_scenario

pytestmark = pytest.mark.slow

LIBRARY = Path(scenarios.__file__).parent / "library"
WEEKS = (
    "apmbc-2010",
    "apmbc-2010-free",
    "apmbc-2010-reformed",
    "apmbc-2011",
    "apmbc-2011-free",
    "apmbc-2011-open-posts",
    "apmbc-2011-structures",
    "apmbc-ccm-2011",
    "apmbc-ccm-2011-one-week",
    "apmbc-ccm-2011-structures",
    "ccw-2010-april",
)


@pytest.mark.parametrize("code", ["en", "fr", "es"])
@pytest.mark.parametrize("name", WEEKS)
def test_a_real_week_has_all_that_is_sent_in_every_language(name: str, code: str) -> None:
    scenario = load_scenario(LIBRARY / f"{name}.yaml")
    week, told = scenario.week, language_of(scenario.texts, code)
    texts = [
        scenario.title,
        scenario.venue,
        *(one.name for one in (*week.delegations, *week.bodies, *week.rooms, *week.instruments)),
        *(task for one in week.delegations for task in one.tasks),
        *(session.title for session in week.sessions),
        *(item.title for session in week.sessions for item in session.agenda),
    ]
    said = [told.title(text) for text in texts]
    assert told.missing == ()
    assert all(said)
    assert (said == texts) is (code == "en")


def test_french_puts_a_blank_that_does_not_break_before_a_colon() -> None:
    french = load_scenario(LIBRARY / "apmbc-2011.yaml").texts["fr"]
    (group,) = (text for text in french.values() if text.endswith("victimes en Ouganda"))
    assert group == "Petit groupe\N{NO-BREAK SPACE}: assistance aux victimes en Ouganda"
    assert not [text for text in french.values() if " :" in text or "'" in text]
