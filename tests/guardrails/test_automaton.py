"""The automaton finds what a slow search by `re` finds, in bounded memory and from any thread."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guardrails import automaton
from guardrails.automaton import DEAD, Automaton
from guardrails.characters import DASH, JOINT
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

SPACE = "(?: |(?<=.)-(?=.))"
"""A space, or a hyphen between two words."""


def one_as_re(character: str) -> str:
    return {" ": SPACE, ANY_WORD: r"\w", "-": f"[-{DASH}]"}.get(character, re.escape(character))


def as_re(part: Part, *, strict: bool = False) -> str:
    """The part as the standard library's regular expressions would say it."""
    match part:
        case Words(texts):
            return f"(?:{'|'.join(''.join(map(one_as_re, text)) for text in texts)})"
        case OneOf(characters):
            return f"(?:{'|'.join(map(one_as_re, characters))})"
        case Sequence(parts) | Choice(parts):
            between = "|" if isinstance(part, Choice) else ""
            return f"(?:{between.join(as_re(one, strict=strict) for one in parts)})"
        case Repeat(inner, least, most):
            return f"(?:{as_re(inner, strict=strict)}){{{least},{most}}}"
        case Apostrophe(needed, inside):
            apostrophes = f"{SPACE}?'{{1,2}}{SPACE}?"
            others = "" if needed or strict else f"|{SPACE}|" + inside * '|[;,."^_]'
            return f"(?:{apostrophes}{others})"


def edges_of(text: str) -> dict[int, bool]:
    """Where a match may begin or end, and whether that is at a joint between two letters."""
    edges = {}
    for at in range(len(text) + 1):
        before, after = text[:at].rstrip(JOINT)[-1:], text[at:].lstrip(JOINT)[:1]
        if not re.fullmatch(r"\w\w", before + after):
            edges[at] = False
        elif JOINT in text[max(at - 1, 0) : at + 1]:
            edges[at] = True
    return edges


def read_joints(stretch: str) -> Iterator[str]:
    """Every way to read the joints in a stretch, as nothing or as a space."""
    choices = product(("", " "), repeat=stretch.count(JOINT))
    for choice in choices:
        gaps = iter(choice)
        yield "".join(next(gaps) if c == JOINT else c for c in stretch)


def find_slowly(patterns: list[str], text: str) -> set[tuple[int, int, int]]:
    """Every pattern's longest match at every start, by trying every stretch of the text."""
    edges = edges_of(text)
    found: dict[tuple[int, int], int] = {}
    for number, pattern in enumerate(patterns):
        free, strict = (re.compile(as_re(parse_pattern(pattern), strict=s)) for s in (False, True))
        for start, end in combinations(edges, 2):
            stretch = text[start:end]
            if stretch == stretch.strip(f" {JOINT}"):
                whole = strict if edges[start] or edges[end] else free
                if any(whole.fullmatch(plain) for plain in read_joints(stretch)):
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
    st.sampled_from(["a", "b", "ab", "can", "i", "'", ".", "-", DASH, "_", "\n", "*", " ", " "]),
    max_size=9,
).map(lambda pieces: fold("".join(pieces)).text)


@given(st.lists(PATTERNS, min_size=1, max_size=4), TEXTS)
@example(["can't"], fold("can*t*i").text)
@example(["can't", "a b"], fold("a*b*can't*i*b cant*i").text)
@example(["a b", "( a)?b", "a( )?"], "a-b -b a-")
@example(["a-b", "a b"], f"a{DASH}b")
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
    assert (built._starts, built._states) == ({}, {})
    assert built.step(built.start, "x") is DEAD
    assert built._states == {}


def test_matches_are_values() -> None:
    assert Match("k", 0, 3) == Match(key="k", start=0, end=3)
