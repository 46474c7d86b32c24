from __future__ import annotations

import pytest

from guardrails.context import Context
from guardrails.masking import mask, mask_request
from guardrails.tokens import Masked
from guardrails.unmasking import unmask
from guardrails.values import Reason


def faults(masked: Masked, answer: str) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in unmask(masked, answer).faults]


@pytest.fixture
def masked() -> Masked:
    return mask(
        "Hi Anna, {{ticket.id}}: see https://example.com/a and order #4410.", names=("Anna",)
    )


def token(masked: Masked, kind: str) -> str:
    return next(token.text for token in masked.tokens if token.kind == kind)


@pytest.mark.parametrize(
    "slip",
    [
        str.lower,
        lambda text: text.replace("_", " "),
        lambda text: text.replace("_", "-"),
        lambda text: text.replace("_", "\\_"),
        lambda text: text.replace("[[", "[[ ").replace("]]", " ]]"),
        lambda text: text.replace("[[", "[").replace("]]", "]"),
        lambda text: text.replace("[[", "").replace("]]", ""),
        lambda text: text.replace("[[", "\\[\\[").replace("]]", "\\]\\]"),
    ],
)
def test_slips_in_case_spacing_and_brackets_are_repaired(masked: Masked, slip: object) -> None:
    assert callable(slip)
    answer = masked.text
    for one in masked.tokens:
        answer = answer.replace(one.text, slip(one.text))
    restored = unmask(masked, answer)
    assert restored.text == "Hi Anna, {{ticket.id}}: see https://example.com/a and order #4410."
    assert restored.faults == ()


def test_a_lost_placeholder_and_a_lost_fact_have_their_own_codes(masked: Masked) -> None:
    assert faults(masked, masked.text.replace(token(masked, "PLACEHOLDER"), "")) == [
        ("placeholder_missing", "draft")
    ]
    assert faults(masked, masked.text.replace(token(masked, "URL"), "")) == [
        ("fact_missing", "draft")
    ]


def test_a_fault_names_the_kind_the_value_and_its_place(masked: Masked) -> None:
    (fault,) = unmask(masked, masked.text.replace(token(masked, "URL"), "")).faults
    assert "link" in fault.message
    assert fault.expected == "https://example.com/a"
    assert (fault.start, fault.end) == (28, 49)


def test_a_doubled_placeholder_link_or_id_is_a_fault_with_its_place(masked: Masked) -> None:
    for kind, code in (
        ("PLACEHOLDER", "placeholder_added"),
        ("URL", "fact_added"),
        ("ID", "fact_added"),
    ):
        restored = unmask(masked, f"{masked.text} {token(masked, kind)}")
        (fault,) = restored.faults
        assert (fault.code, fault.where) == (code, "rewrite")
        assert restored.text[fault.start : fault.end] == fault.found


def test_a_name_may_be_said_once_more_and_no_more(masked: Masked) -> None:
    name = token(masked, "NAME")
    assert faults(masked, f"{masked.text} Thanks, {name}") == []
    assert faults(masked, f"{masked.text} {name}, {name}") == [("fact_added", "rewrite")]


def test_an_id_that_the_draft_repeats_may_stand_once() -> None:
    masked = mask("Order #4410 is late. Order #4410 comes on Monday.")
    assert faults(masked, f"Order {masked.tokens[0].text} is late and comes on Monday.") == []


def test_a_placeholder_that_the_draft_repeats_stands_as_often() -> None:
    masked = mask("{{a}} is late. {{a}} comes on Monday.")
    assert faults(masked, f"{masked.tokens[0].text} is late and comes on Monday.") == [
        ("placeholder_missing", "draft")
    ]


@pytest.mark.parametrize(
    "forgery", ["[[URL_9_{tag}]]", "[[NOTE_1_{tag}]]", "{tag}", "[[ID_1_zz9z]]"]
)
def test_a_token_that_was_never_given_out_is_forged(masked: Masked, forgery: str) -> None:
    written = forgery.format(tag=masked.tag)
    restored = unmask(masked, f"{masked.text} {written}")
    (fault,) = restored.faults
    assert fault == Reason(
        "token_forged",
        fault.message,
        "rewrite",
        len(restored.text) - len(written),
        len(restored.text),
        found=written,
    )


def test_what_only_the_customer_wrote_licenses_ids_and_names_but_no_link() -> None:
    context = Context("I'm Bo, order #99, see https://evil.example/x", names=("Bo",))
    masked = mask_request("It is on its way.", context)
    assert (
        faults(masked, f"Hi {token(masked, 'NAME')}, order {token(masked, 'ID')} is coming.") == []
    )
    assert faults(masked, f"It is coming: {token(masked, 'URL')}") == [("fact_added", "rewrite")]


def test_what_the_context_licenses_may_be_used_or_not() -> None:
    masked = mask_request("It is on its way.", Context(facts=("Track at https://example.com/t",)))
    assert faults(masked, "It is on its way.") == []
    assert faults(masked, f"It is on its way: {masked.tokens[0].text}") == []
    assert faults(masked, masked.tokens[0].text * 3) == [("fact_added", "rewrite")]


def test_tokens_of_one_request_mean_nothing_in_another() -> None:
    one, other = mask("See https://example.com/a"), mask("See https://example.com/b")
    restored = unmask(one, other.text)
    assert "example.com" not in restored.text
    assert {fault.code for fault in restored.faults} == {"token_forged", "fact_missing"}


def test_text_that_the_author_locked_stays_around_what_may_change() -> None:
    masked = mask("Dear all, {{aiRewriteStart}}you should{{aiRewriteEnd}} Bye.")
    before, after = (one.text for one in masked.tokens)
    assert faults(masked, f"{before}please{after}") == []
    assert faults(masked, f"{after}please{before}") == [("fact_changed", "rewrite")]
    assert faults(masked, f"Sure! {before}please{after}") == [("fact_changed", "rewrite")]
    assert faults(masked, f"{before}please{after} Bye now.") == [("fact_changed", "rewrite")]
