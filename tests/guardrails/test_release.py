"""What goes out early is the beginning of what is proved at last, and never an invention."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails import release
from guardrails.context import Context
from guardrails.postcheck import postcheck
from guardrails.precheck import PreCheck, precheck
from guardrails.release import Release, restore
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance

RULEBOOK = Rulebook.compile(load_guidance())
DRAFT = (
    "Hi Ana, we can't refund order 88-4410. You'll have to claim it at https://claims.example.com "
    "by 5 May. It costs $45.00 otherwise."
)
PRE = precheck(DRAFT, Context(), RULEBOOK)
GOOD = (
    "Hi Ana, I'm sorry about the trouble with this order. A refund for order 88-4410 isn't "
    "something I'm able to offer. Please claim it at https://claims.example.com by 5 May. "
    "It costs $45.00 otherwise. Would you like me to look into other options with you?"
)
PAIRS = [
    pair
    for path in sorted((Path(__file__).parent / "pairs").glob("faithful*.toml"))
    for pair in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
]


def words(text: str) -> list[str]:
    return re.findall(r"\s*\S+", text)


def stream(pre: PreCheck, chunks: list[str]) -> list[str]:
    """What goes out after each chunk."""
    gate = Release(pre)
    out = [gate.feed(chunk) for chunk in chunks]
    assert gate.sent == "".join(out)
    return out


def test_sentences_go_out_as_they_end() -> None:
    masked = PRE.masked.hide(GOOD)
    out = stream(PRE, words(masked))
    sent = "".join(out)
    assert GOOD.startswith(sent)
    assert sent.endswith("It costs $45.00 otherwise.")
    assert len([piece for piece in out if piece]) == 4


def test_tokens_come_back_as_their_values_also_when_cut_anywhere() -> None:
    masked = PRE.masked.hide(GOOD)
    assert "[[URL_1" in masked
    assert "https://claims.example.com by 5 May." in "".join(stream(PRE, list(masked)))


@pytest.mark.parametrize(
    "invention",
    [
        "I'll refund the $45.00 today.",
        "You will get a $20 voucher.",
        "See https://evil.example.net for help.",
        "Your order is number 99-1234.",
        "We can't do that.",
        "We can’t do that.",
        "We c\u0430n't do that.",
        "It was our mistake.",
        "<b>Great</b> news.",
        "Call us on 555-0100.",
    ],
)
def test_an_invention_never_goes_out_nor_anything_after_it(invention: str) -> None:
    opening, rest = GOOD.split(" A refund", 1)
    answer = f"{opening} {invention} A refund{rest}\n"
    for chunks in (words(PRE.masked.hide(answer)), list(PRE.masked.hide(answer))):
        assert opening.startswith("".join(stream(PRE, chunks)))


def test_what_a_later_sentence_makes_good_goes_out_then() -> None:
    """A claim that is refused by itself must not silence the stream for good."""
    out = Release(PRE)
    original, refusals = out._refuses, iter([True, False])
    out._refuses = lambda beginning: next(refusals) or original(beginning)  # type: ignore[method-assign]
    first, second = "Hi Ana, I'm sorry about the trouble with this order.", " It costs $45.00."
    assert out.feed(first + " ") == ""
    assert out.feed(second.lstrip() + " ") == first + second


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["draft"][:40])
def test_what_goes_out_is_a_beginning_of_the_proved_text(pair: dict[str, str]) -> None:
    pre = precheck(pair["draft"], Context(customer_message=pair.get("context")), RULEBOOK)
    for faithful in pair["faithful"]:
        masked = pre.masked.hide(faithful)
        whole = restore(pre, masked).text
        assert whole.startswith("".join(stream(pre, words(masked))))


@given(st.lists(st.integers(0, 400), max_size=20), st.data())
def test_no_chunking_lets_out_what_is_refused(cuts: list[int], data: st.DataObject) -> None:
    pieces = [*GOOD.split(". "), "I'll refund you $45.00", "We can't", "Go to https://evil.example"]
    answer = PRE.masked.hide(". ".join(data.draw(st.permutations(pieces))[:6]) + ". ")
    edges = [0, *sorted(cut for cut in cuts if cut < len(answer)), len(answer)]
    out = "".join(stream(PRE, [answer[a:b] for a, b in pairwise(edges)]))
    refused = [
        reason
        for reason in postcheck(PRE, out).reasons
        if reason.where == "rewrite" and reason.code not in ("cut_off", "empty")
    ]
    assert restore(PRE, answer).text.startswith(out)
    assert not refused


def test_the_work_on_a_long_answer_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = 0

    def count(pre: PreCheck, text: str, *_: object) -> object:
        nonlocal judged
        judged += len(text)
        return postcheck(pre, "", ())

    monkeypatch.setattr(release, "postcheck", count)
    answer = "Fine. " * 5_000
    stream(PRE, words(answer))
    assert len(answer) < judged < 9 * len(answer)
