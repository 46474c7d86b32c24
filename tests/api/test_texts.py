from __future__ import annotations

import pytest

from api.settings import Settings
from api.texts import accept, accept_context, accept_english, accept_rewrite, size_of
from guardrails.context import NO_CONTEXT, Context
from guardrails.entry import TextRefused
from rewriting.errors import UnsupportedLanguage

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


def test_a_rewrite_is_refused_only_if_it_is_too_long_or_half_a_pair() -> None:
    accept_rewrite("", "/rewrite", SMALL)
    accept_rewrite("a\x1b", "/rewrite", SMALL)
    for text in ("123456", "\ud800"):
        with pytest.raises(TextRefused):
            accept_rewrite(text, "/rewrite", SMALL)


def test_english_is_accepted_and_what_is_surely_not_is_refused() -> None:
    accept_english("Your order is on its way.", "/text")
    with pytest.raises(UnsupportedLanguage) as caught:
        accept_english("Leider ist Ihre Bestellung nicht auf dem Weg zu uns.", "/text")
    assert caught.value.pointer == "/text"


def test_a_context_keeps_what_is_said_and_drops_what_is_blank() -> None:
    given = Context(customer_message="Help!", channel="chat", agent_name=" ", names=("", "A"))
    assert accept_context(given, SMALL) == Context("Help!", "chat", None, ("A",))


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        (Context(customer_message="123456"), "/context/customer_message"),
        (Context(agent_name="123456"), "/context/agent_name"),
        (Context(names=("A", "123456")), "/context/names/1"),
        (Context(facts=("a\x00",)), "/context/facts/0"),
    ],
)
def test_each_text_of_a_context_is_judged_like_a_draft(given: Context, pointer: str) -> None:
    with pytest.raises(TextRefused) as caught:
        accept_context(given, SMALL)
    assert caught.value.pointer == pointer


@pytest.mark.parametrize(
    ("given", "pointer", "limit", "length"),
    [
        (Context(names=("A", "B", "")), "/context/names", 2, 3),
        (Context(facts=("A", "B")), "/context/facts", 1, 2),
    ],
)
def test_a_list_that_is_too_long_is_told_its_limit(
    given: Context, pointer: str, limit: int, length: int
) -> None:
    with pytest.raises(TextRefused) as caught:
        accept_context(given, SMALL)
    assert (caught.value.code, caught.value.pointer) == ("too_many", pointer)
    assert (caught.value.limit, caught.value.length) == (limit, length)


def test_the_size_of_a_context_counts_all_its_texts() -> None:
    assert size_of(NO_CONTEXT) == 0
    assert size_of(Context("abc", "chat", "de", ("f", "g"), ("hi",))) == 9
