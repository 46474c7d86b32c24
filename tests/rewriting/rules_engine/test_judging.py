from collections.abc import Callable

from guardrails.precheck import PreCheck
from rewriting.rules_engine.judging import Judge


def test_a_text_is_judged_as_strictly_as_a_rewrite(judge: Judge) -> None:
    assert judge.offends("We can't wait to see you.")
    assert "refusal" in judge.themes("We can't do that.")
    assert not judge.offends("The parcel is in Leeds.")


def test_facts_and_tokens_must_not_get_lost(judge: Judge) -> None:
    assert judge.holds_facts("It costs $5.")
    assert judge.holds_facts("See [[URL_1_k7qx]].")
    assert not judge.holds_facts("Calm down please.")


def test_a_token_is_never_an_offence(judge: Judge) -> None:
    assert not judge.offends("[[QUOTE_1_k7qx]]")


def test_signals_are_read_off_a_text_by_itself(judge: Judge) -> None:
    assert "acknowledges" in judge.shows("I'm so sorry about the wait.")
    assert judge.shows("Leeds.") == set()


def test_only_a_draft_that_did_not_know_may_find_out(check: Callable[..., PreCheck]) -> None:
    assert Judge(check("I have no idea when it opens.")).knows_not
    assert not Judge(check("It opens at nine.")).knows_not
