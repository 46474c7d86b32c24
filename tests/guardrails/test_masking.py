from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails import masking
from guardrails.context import Context
from guardrails.masking import MaskingFailed, mask, mask_request
from guardrails.tokens import TOKEN
from guardrails.unmasking import unmask

DRAFT = """Hi Anna,

order #4410 for {{customer.name}} is at https://example.com/o/4410?x=1,
paid with 4242 4242 4242 4242.
Write to help@example.com or call +44 20 7946 0958. Run `rm -rf cache`.

> where is it, Anna?

Kind regards,
Tom Field
"""


def test_each_kind_becomes_a_token_that_names_it() -> None:
    masked = mask(DRAFT, names=("Anna",))
    kinds = re.findall(r"\[\[([A-Z]+)_\d+_[a-z0-9]+\]\]", masked.text)
    assert kinds == [
        *("NAME", "ID", "PLACEHOLDER", "URL", "CARD", "EMAIL", "PHONE", "CODE", "QUOTE"),
        "SIGNATURE",
    ]
    assert "Anna" not in masked.text
    assert "4410" not in masked.text
    assert "Tom" not in masked.text


def test_equal_values_share_a_token_and_different_ones_never_do() -> None:
    masked = mask("Anna and Bo: Anna's order #4410, Bo's #4411, #4410 again.", names=("Anna", "Bo"))
    tokens = TOKEN.findall(masked.text)
    assert [tokens.count(token) for token in dict.fromkeys(tokens)] == [2, 2, 2, 1]


def test_two_people_with_one_first_name_have_two_tokens() -> None:
    masked = mask("Anna Ek met Anna Holm.", names=("Anna Ek", "Anna Holm"))
    first, second = TOKEN.findall(masked.text)
    assert first != second


def test_overlapping_values_become_one_token_of_the_longest_ones_kind() -> None:
    masked = mask("See https://example.com/anna?order=4410&mail=a@example.com", names=("anna",))
    assert [(token.kind, token.value) for token in masked.tokens] == [
        ("URL", "https://example.com/anna?order=4410&mail=a@example.com")
    ]


def test_a_value_recognised_once_is_masked_wherever_it_stands() -> None:
    masked = mask_request("Order 4410 is late.", Context(customer_message="any news of 4410?"))
    assert "4410" not in masked.text
    assert masked.customer_message is not None
    assert "4410" not in masked.customer_message


def test_the_context_shares_the_drafts_table() -> None:
    context = Context(
        customer_message="It's Anna, anna@example.com, about #4410.",
        agent_name="Tom",
        names=("Anna",),
        facts=("Refund of order #4410 approved", "Tom is back on Monday"),
    )
    masked = mask_request("Hi Anna, #4410 is on its way. Tom", context)
    shown = " ".join((masked.text, masked.customer_message or "", *masked.facts))
    for secret in ("Anna", "4410", "anna@", "Tom"):
        assert secret not in shown
    tokens = {token.value: token for token in masked.tokens}
    assert masked.agent_name == tokens["Tom"].text
    assert tokens["#4410"].text in masked.facts[0]
    assert tokens["#4410"].count == 1
    assert not tokens["anna@example.com"].licensed
    assert tokens["Anna"].licensed


def test_quoted_words_stay_readable() -> None:
    assert mask('You wrote "it broke".').text == 'You wrote "it broke".'


def test_text_outside_an_opened_region_is_masked_whole() -> None:
    masked = mask("Dear all, {{aiRewriteStart}}you should{{aiRewriteEnd}} Bye.")
    assert TOKEN.sub("*", masked.text) == "*you should*"


def test_equal_requests_are_masked_alike_and_others_have_another_tag() -> None:
    assert mask(DRAFT) == mask(DRAFT)
    assert mask(DRAFT).tag != mask(DRAFT + "!").tag


def test_a_tag_never_stands_in_the_request() -> None:
    tag = mask("Order #4410").tag
    # Whatever tag the text leads to, a text that holds it leads to another.
    held = f"Order #4410 {tag.upper()} [[ID_1_{tag}]]"
    assert mask(held).tag not in held.lower()


def test_token_like_text_of_the_draft_is_masked_and_comes_back() -> None:
    draft = "Look at [[URL_1_k7qx]] and [[ name 2 abcd ]]."
    masked = mask(draft)
    assert "k7qx" not in masked.text
    assert unmask(masked, masked.text).text == draft


def test_hide_puts_tokens_into_any_text_about_the_request() -> None:
    masked = mask("Hi Anna, order #4410.", names=("Anna",))
    hidden = masked.hide("The name is missing: An\u200bna. So is #4410, unlike #44100.")
    assert "Anna" not in hidden
    assert "#44100" in hidden
    assert hidden.count("[[") == 2


def test_masking_fails_closed_when_a_text_would_not_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(masking, "_replace", lambda text, _pieces, _table: text[:-1])
    with pytest.raises(MaskingFailed):
        mask("Order #4410 is late.")


def test_masking_fails_closed_when_a_value_would_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(masking, "_replace", lambda text, _pieces, _table: text)
    with pytest.raises(MaskingFailed):
        mask("Order #4410 is late.")


PIECES = [
    *("Anna", "anna kovács", "Will", "#44", "#4410", "order ", "88-44", "AB12345", "a@b.co"),
    *("http://x.com/(a", "+44 20 7946 0958", "4242 4242 4242 4242", "{{x}}", "> q\n", "`x`"),
    *("On 1 May 2026 wrote:\n", "```\n", "Best,\nTom\n", "-- \n", "[[", "]]", "\\", "_", "URL_1_"),
    *("[[ID_1_abcd]]", "{{aiRewriteStart}}", "{{aiRewriteEnd}}", "1", "x", "é", "田中", "'", "\0"),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)
NAMES = st.lists(
    st.sampled_from(["Anna Kovács", "田中", "Tom", "Will"]) | st.text(max_size=4), max_size=3
)


@given(TEXTS, TEXTS, NAMES)
def test_unmasking_what_was_masked_gives_the_text_back(
    draft: str, message: str, names: list[str]
) -> None:
    context = Context(message, agent_name="Tom", names=tuple(names), facts=("order 88-44",))
    masked = mask_request(draft, context)
    restored = unmask(masked, masked.text)
    assert (restored.text, restored.faults) == (draft, ())
