"""What a gate must do: agree with the whole-text check, and hold nothing in vain."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from guardrails.automaton import DEAD, State
from guardrails.folding import fold
from guardrails.gate import Gate
from guardrails.matcher import Matcher
from guardrails.pattern_parts import ANY_WORD

MATCHER = Matcher(
    [
        ("cannot", "can't"),
        ("cannot", "cannot"),
        ("cannot", "can not"),
        ("have", "you('ll| will)? (just )?have to"),
        ("about", "sorry about that"),
        ("forgot", r"you (\w{1,12} ){0,3}forgot"),
        ("now", r"(\w{1,3} ){1,3}now!"),
        ("said", "as I (have )?said,"),
        ("shout", "!{3}"),
    ]
)

PIECES = [
    *("can", "'t", "’t", " 't", "you", "'ll", "have", "to", "just ", "sorry", "about", "that"),
    *(
        "&rsquo;",
        "&#39",
        "&#39;t",
        "&am",
        "p;",
        "&",
        "&#99;an",
        "<i can",
        "n",
        "not",
        "as i ",
        "said",
        ",",
        "forgot",
    ),
    *("now", "!", "!!", "x", "_", "__", "*", "`", "\\", "-", "-\n", "\n", "\n\n", "\r", "\r\n"),
    *("<b>", "</b>", "<", "<i", ">", "<br>", "\u200b", "\u00a0", "\u0301", "а", "Ｃ", "é", "ß"),
    *("(", "(no", ")", "(not)", "[", "\\", "\\u2019", "u2019t", "t*", "**we", "ca'", "nt", "c"),
    *(" ", " ", " ", " ", " "),
]
WORDS = [
    *("can't", "cannot", "you", "forgot", "a", "be", "now!", "sorry", "about", "that", "as", "i"),
    *("said,", "can", "t", "de*cant"),
]


def chunks_of(text: str, cuts: list[int]) -> list[str]:
    edges = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def find_fault(text: str, chunks: list[str], gate: Gate[str]) -> str | None:
    """Feed the chunks to the gate, and say where it disagrees with the whole-text check."""
    found = MATCHER.find(fold(text))
    first = found[0].start if found else len(text)
    released = ""
    for chunk in chunks:
        released += gate.feed(chunk)
        if len(released) > first:
            return f"part of a match went out: {released!r}"
    released += gate.close()
    if released != text[:first]:
        return f"released {released!r} of {text!r}, which is clean up to {first}"
    if gate.match is None:
        return f"missed {found[0]}" if found else None
    longest = {(match.key, match.start): match.end for match in found if match.start == first}
    end = longest.get((gate.match.key, gate.match.start))
    if end is None or gate.match.end > end:
        return f"found {gate.match}, and the whole-text check {found[:1]}"
    return None


def complete(state: State) -> str:
    """The shortest text that leads on from the state to a match."""
    seen, to_do = {state}, deque([(state, "")])
    while to_do:
        state, text = to_do.popleft()
        if state.accepted:
            return text + ("" if text.endswith(("!", ",")) else ".")
        for character in {*state.ways}.union(*(symbol for symbol, _ in state.wide_ways)):
            plain = "a" if character == ANY_WORD else character
            after = MATCHER.automaton.step(state, plain)
            if after is not DEAD and after not in seen:
                seen.add(after)
                to_do.append((after, text + plain))
    raise AssertionError("a living thread that can come to no match")


def find_looseness(chunks: list[str], gate: Gate[str]) -> str | None:
    """Feed the chunks to the gate, and say where it holds what could not become a match."""
    fed = released = ""
    for chunk in chunks:
        released += gate.feed(chunk)
        fed += chunk
        waiting = gate._folder._waiting
        if gate.match:
            return None
        if gate._threads and not waiting:
            state, start = next(iter(gate._threads.items()))
            completed = Gate(MATCHER)
            completed.feed(fed + complete(state))
            completed.close()
            if completed.match is None or completed.match.start != start or released != fed[:start]:
                return f"held {fed[len(released) :]!r}, which becomes {completed.match}"
        elif not gate._threads:
            # Only a run that may yet mean something else is held: an entity, a tag, a mark.
            held = fed[len(released) :]
            if held != waiting or (held and held[0] not in "&<_`\\-(["):
                return f"held {held!r}, where only {waiting!r} waits"
    return None


def hostile_streams() -> Iterator[tuple[str, list[str]]]:
    """The same random texts every time, each with its chunks."""
    random = Random(7)  # noqa: S311
    for _ in range(3000):
        separator = random.choice([" ", "", " ", "*"])
        source = random.choice([PIECES, WORDS])
        text = separator.join(random.choice(source) for _ in range(random.randint(1, 9)))
        yield text, chunks_of(text, [random.randint(0, 60) for _ in range(random.randint(0, 6))])
