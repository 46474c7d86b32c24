from __future__ import annotations

import pytest

from api.problems import ProblemError
from api.schemas import RequestContext
from api.settings import Settings
from api.texts import accept, accept_english, accept_rewrite, size_of, to_context
from guardrails.context import NO_CONTEXT, Context
from guardrails.entry import TextRefused

SMALL = Settings(text_limit=5, names_limit=2, facts_limit=1)


def test_a_text_within_the_limit_is_accepted() -> None:
    accept("12345", "/draft", SMALL)


@pytest.mark.parametrize(
    ("text", "code"), [("123456", "too_long"), (" ", "empty"), ("a\x1b", "not_text")]
)
def test_another_is_refused_at_its_pointer(text: str, code: str) -> None:
    with pytest.raises(TextRefused) as caught:
        accept(text, "/draft", SMALL)
    assert (caught.value.code, caught.value.pointer) == (code, "/draft")


def test_a_rewrite_is_refused_only_for_its_length() -> None:
    accept_rewrite("", "/rewrite", SMALL)
    accept_rewrite("a\x1b", "/rewrite", SMALL)
    with pytest.raises(TextRefused):
        accept_rewrite("123456", "/rewrite", SMALL)


def test_english_is_accepted_and_what_is_surely_not_is_refused() -> None:
    accept_english("Your order is on its way.", "/text")
    with pytest.raises(ProblemError) as caught:
        accept_english("Leider ist Ihre Bestellung nicht auf dem Weg zu uns.", "/text")
    assert caught.value.kind.code == "unsupported_language"
    assert [error.pointer for error in caught.value.errors] == ["/text"]


def test_no_context_is_the_empty_one() -> None:
    assert to_context(None, SMALL) is NO_CONTEXT
    assert to_context(RequestContext(), SMALL) == NO_CONTEXT


def test_a_context_keeps_what_is_said_and_drops_what_is_blank() -> None:
    given = RequestContext(
        customer_message="Help!", channel="chat", agent_name=" ", names=["", "A"]
    )
    assert to_context(given, SMALL) == Context("Help!", "chat", None, ("A",))


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        (RequestContext(customer_message="123456"), "/context/customer_message"),
        (RequestContext(agent_name="123456"), "/context/agent_name"),
        (RequestContext(names=["A", "123456"]), "/context/names/1"),
        (RequestContext(facts=["a\x00"]), "/context/facts/0"),
    ],
)
def test_each_text_of_a_context_is_judged_like_a_draft(given: RequestContext, pointer: str) -> None:
    with pytest.raises(TextRefused) as caught:
        to_context(given, SMALL)
    assert caught.value.pointer == pointer


@pytest.mark.parametrize(
    ("given", "pointer", "limit", "length"),
    [
        (RequestContext(names=["A", "B", ""]), "/context/names", 2, 3),
        (RequestContext(facts=["A", "B"]), "/context/facts", 1, 2),
    ],
)
def test_a_list_that_is_too_long_is_told_its_limit(
    given: RequestContext, pointer: str, limit: int, length: int
) -> None:
    with pytest.raises(ProblemError) as caught:
        to_context(given, SMALL)
    assert [error.pointer for error in caught.value.errors] == [pointer]
    assert (caught.value.limit, caught.value.length) == (limit, length)


def test_the_size_of_a_context_counts_all_its_texts() -> None:
    assert size_of(NO_CONTEXT) == 0
    assert size_of(Context("abc", "chat", "de", ("f", "g"), ("hi",))) == 9
