import pytest

from guardrails.reading import read
from rewriting.rules_engine.endings import endings
from rewriting.rules_engine.judging import Judge

TABLE = endings()
ALL = [
    pytest.param(one.replace("{thing}", "your order"), id=one)
    for name, group in TABLE.model_dump().items()
    if name != "written"
    for one in group
]


@pytest.mark.parametrize("ending", ALL)
def test_every_ending_is_clean_and_leads_on(ending: str, judge: Judge) -> None:
    assert judge.findings(ending) == ()
    assert not judge.holds_facts(ending)
    assert judge.shows(ending) & {"next_step", "offers_choice", "listens"}


@pytest.mark.parametrize("name", [name for name in type(TABLE).model_fields if name != "written"])
def test_every_group_has_an_ending_that_can_be_spoken(name: str) -> None:
    assert any(not any(word in one for word in TABLE.written) for one in getattr(TABLE, name))


@pytest.mark.parametrize("ending", TABLE.refused)
def test_what_follows_a_refusal_is_a_permitted_offer(ending: str, judge: Judge) -> None:
    reading = read(ending, judge.pre.rulebook)
    offers = judge.pre.rulebook.guidance.offers
    assert any(
        reading.spans("offer", offer.id) for offer in offers if offer.when == "draft_refuses"
    )
    assert "offers_choice" in judge.shows(ending)
