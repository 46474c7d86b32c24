"""The automaton finds what a slow search by `re` finds, in bounded memory and from any thread."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails import automaton
from guardrails.automaton import DEAD, Automaton
from guardrails.folding import fold
from guardrails.matcher import Match, Matcher
from guardrails.pattern_parts import (
    ANY_WORD,
    Apostrophe,
    Choice,
    OneOf,
    Part,
    Repeat,
    Sequence,
    Words,
)
from guardrails.patterns import PatternError, parse_pattern


def as_re(part: Part) -> str:
    """The part as the standard library's regular expressions would say it."""
    match part:
        case Words(texts):
            return f"(?:{'|'.join(map(re.escape, texts))})"
        case OneOf(characters):
            one_each = (r"\w" if one == ANY_WORD else re.escape(one) for one in characters)
            return f"(?:{'|'.join(one_each)})"
        case Sequence(parts):
            return "".join(map(as_re, parts))
        case Choice(parts):
            return f"(?:{'|'.join(map(as_re, parts))})"
        case Repeat(inner, least, most):
            return f"(?:{as_re(inner)}){{{least},{most}}}"
        case Apostrophe(needed):
            return "(?: ?'{1,2} ?)" if needed else "(?: ?'{1,2} ?| |)"


def find_slowly(patterns: list[str], text: str) -> set[tuple[int, int, int]]:
    """Every pattern's longest match at every start, by trying every stretch of the text."""
    edges = [
        i
        for i in range(len(text) + 1)
        if not (0 < i < len(text) and re.fullmatch(r"\w\w", text[i - 1 : i + 1]))
    ]
    found: dict[tuple[int, int], int] = {}
    for number, pattern in enumerate(patterns):
        whole = re.compile(as_re(parse_pattern(pattern)))
        for start in edges:
            for end in edges:
                stretch = text[start:end]
                if stretch and stretch == stretch.strip(" ") and whole.fullmatch(stretch):
                    found[number, start] = end
    return {(number, start, end) for (number, start), end in found.items()}


def is_allowed(pattern: str) -> bool:
    try:
        parse_pattern(pattern)
    except PatternError:
        return False
    return True


ATOMS = st.sampled_from(
    ["a", "b", "can", "i", " ", "'", r"\'", ".", r"\w", "[ab]", "[a' ]", "a b", "-"]
)
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        inner.map(lambda part: f"({part})?"),
        st.builds("({}){{{},{}}}".format, inner, st.integers(0, 1), st.integers(1, 3)),
    ),
    max_leaves=6,
).filter(is_allowed)
TEXTS = st.lists(
    st.sampled_from(["a", "b", "ab", "can", "i", "'", ".", "-", "_", "\n", " ", " "]), max_size=9
).map(lambda pieces: fold("".join(pieces)).text)


@given(st.lists(PATTERNS, min_size=1, max_size=4), TEXTS)
def test_it_finds_what_a_slow_search_finds(patterns: list[str], text: str) -> None:
    matches = Matcher(list(enumerate(patterns))).find(fold(text))
    assert {tuple(match) for match in matches} == find_slowly(patterns, text)
    assert [match.start for match in matches] == sorted(match.start for match in matches)


PATTERNS_IN_USE = [
    ("cannot", "can('|no)?t"),
    ("gap", r"you (\w{1,12} ){0,3}forgot"),
    ("open", r"(\w{1,12} ){1,3}(please|now)"),
    ("have", "you('ll| will)? (just |simply )?have to"),
]
WORDS = ["you", "can't", "forgot", "will", "have", "to", "now", "please", "just", "x1", "\u0436"]


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_forgetting_changes_nothing_that_is_found(text: str) -> None:
    folded = fold(text)
    expected = Matcher(PATTERNS_IN_USE).find(folded)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(automaton, "_MOST_REMEMBERED", 3)
        assert Matcher(PATTERNS_IN_USE).find(folded) == expected


def test_hostile_text_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton, "_MOST_REMEMBERED", 2000)
    matcher = Matcher(PATTERNS_IN_USE)
    sizes = []
    for number in range(3000):
        matcher.find(
            fold(f"you w{number} {'z' * (number % 40)} q{number} forgot {chr(0x4E00 + number)}")
        )
        sizes.append(len(matcher.automaton.begun) + len(matcher.automaton._states))
    assert max(sizes) <= 2000
    assert min(sizes[1000:]) < max(sizes) / 2  # it did forget


def test_a_long_piece_is_not_remembered() -> None:
    matcher = Matcher(PATTERNS_IN_USE)
    matcher.find(fold("a" * 20_000 + " you " + "b" * 33 + " forgot"))
    assert all(len(piece) <= 32 for piece in matcher.automaton.begun)


@pytest.mark.parametrize(
    "text", ["you " * 3000, "you a " * 3000, "a" * 20_000, "can'" * 5000, "a." * 9000, " ' " * 5000]
)
def test_the_steps_for_hostile_text_grow_as_its_length(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(automaton, "_LONGEST_REMEMBERED", 0)
    steps = 0
    step = Automaton.step

    def count(self: Automaton, state: automaton.State, character: str) -> automaton.State:
        nonlocal steps
        steps += 1
        return step(self, state, character)

    monkeypatch.setattr(Automaton, "step", count)
    matcher = Matcher(PATTERNS_IN_USE)
    matcher.find(fold(text[: len(text) // 2]))
    half, steps = steps, 0
    matcher.find(fold(text))
    assert steps < 2.2 * half + 200
    assert steps < 60 * len(text)


def test_a_matcher_is_shared_by_threads() -> None:
    texts = [fold(" ".join(WORDS[n % 11 :] + WORDS[n % 7 :]) + f" w{n}") for n in range(200)]
    expected = [Matcher(PATTERNS_IN_USE).find(text) for text in texts]
    shared = Matcher(PATTERNS_IN_USE)
    with ThreadPoolExecutor(8) as pool:
        rounds = [pool.map(shared.find, texts) for _ in range(4)]
        assert all(list(found) == expected for found in rounds)
    assert any(expected)


def test_nothing_is_built_before_a_text_needs_it() -> None:
    built = Automaton([parse_pattern("[ab]{500} [cd]{500}")])
    assert (built._start, built._states) == (None, {})
    assert built.step(built.start, "x") is DEAD
    assert built._states == {}


def test_matches_are_values() -> None:
    assert Match("k", 0, 3) == Match(key="k", start=0, end=3)
