"""The gate agrees with the whole-text check however a text is cut, and holds nothing in vain."""

from itertools import combinations
from statistics import mean

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guardrails.folding import fold
from guardrails.gate import Gate
from guardrails.matcher import Matcher
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
from tests.guardrails.gate_proofs import MATCHER, PIECES, chunks_of, find_fault, find_looseness

APOLOGY = Matcher([("cannot", "can't"), ("about", "sorry about that")])

HOSTILE = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@pytest.mark.parametrize(
    "text",
    [
        "you can't!",
        "&#39;can’t",
        "ca*n*not x",
        "a\n\ncan t",
        "can\r\nnot",
        "c\u0301an’t\u0301 ",
        "as I said,",
        "no !!!!",
        "x_can't_y",
        "<b>can</b>t",
        "significant",
        "can-\nnot.",
        "a*can't*b",
        "de*cant*er",
        "can(not)",
        "ca\\u2019nt.",
    ],
)
def test_every_chunking_of_a_short_text_gives_the_same(text: str) -> None:
    matches = set()
    for count in range(len(text)):
        for cuts in combinations(range(1, len(text)), count):
            gate = Gate(MATCHER)
            assert find_fault(text, chunks_of(text, list(cuts)), gate) is None
            matches.add(gate.match)
    assert len(matches) == 1


@given(HOSTILE, st.lists(st.integers(0, 80), max_size=12))
@example("you a you can't forgot", [])
@example("as i have as i said,", [9])
@example("a b c d now!", [])
def test_the_gate_and_the_whole_text_check_agree(text: str, cuts: list[int]) -> None:
    assert find_fault(text, chunks_of(text, cuts), Gate(MATCHER)) is None


@given(HOSTILE)
def test_one_character_at_a_time_is_no_worse(text: str) -> None:
    assert find_fault(text, list(text), Gate(MATCHER)) is None


@given(HOSTILE, st.lists(st.integers(0, 80), max_size=12))
def test_whatever_is_held_could_still_become_a_match(text: str, cuts: list[int]) -> None:
    assert find_looseness(chunks_of(text, cuts), Gate(MATCHER)) is None


@given(HOSTILE)
def test_clean_text_comes_out_whole(text: str) -> None:
    if not MATCHER.find(fold(text)):
        gate = Gate(MATCHER)
        assert gate.feed(text) + gate.close() == text
        assert gate.match is None


def test_nothing_goes_out_after_a_match() -> None:
    gate = Gate(APOLOGY)
    assert gate.feed("Hello, I can") == "Hello, I "
    assert gate.feed("’t do") == ""
    assert gate.match is not None
    assert (gate.match.key, gate.match.start, gate.match.end) == ("cannot", 9, 14)
    assert gate.feed(" that. Bye") == ""
    assert gate.close() == ""


def test_a_match_is_decided_only_when_no_earlier_thread_lives() -> None:
    gate = Gate(MATCHER)
    gate.feed("you cannot ")
    assert gate.match is None  # "you ... forgot" began earlier and may still come
    gate.feed("forgot!")
    assert gate.match is not None
    assert (gate.match.key, gate.match.start, gate.match.end) == ("forgot", 0, 17)


def test_a_mark_on_the_last_letter_belongs_to_the_match() -> None:
    gate = Gate(APOLOGY)
    for character in "can't\u0336\u0301 do":
        gate.feed(character)
    assert gate.match is not None
    assert gate.match.end == 7


def test_a_long_gap_is_held_without_copying_it_for_every_chunk() -> None:
    gate = Gate(APOLOGY)
    assert gate.feed("sorry") == ""
    for _ in range(20_000):
        assert gate.feed(" ") == ""
    assert len(gate._held) > 20_000
    assert gate.feed("x") == "sorry" + " " * 20_000 + "x"


ORDINARY = """Hi Ada,

I know this is frustrating, and I’d feel the same way in your place. I checked the invoice: the
amount of $40.00 was booked on the 12th, and you’ll receive an e-mail as soon as it’s ready.

Open **Settings**, choose Network, and pick the profile that your office uses. When you see this
message, choose Continue and enter the code from your phone. Here are two ways forward, and you’re
welcome to pick whichever suits you; as soon as I hear from the warehouse, I’ll write again.
"""


def test_ordinary_text_is_held_back_by_three_characters_at_most_on_average() -> None:
    banned = Rulebook.compile(load_guidance()).banned
    held = []
    gate, released = Gate(banned), 0
    for fed, character in enumerate(ORDINARY, start=1):
        released += len(gate.feed(character))
        held.append(fed - released)
    assert gate.match is None
    assert mean(held) <= 3
