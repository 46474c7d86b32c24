"""The gate agrees with the whole-text check however a text is cut, and holds nothing in vain."""

from collections import deque
from itertools import combinations, pairwise
from random import Random
from statistics import mean

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guardrails.automaton import DEAD, State
from guardrails.folding import fold
from guardrails.gate import Gate
from guardrails.matcher import Matcher
from guardrails.pattern_parts import ANY_WORD
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance

MATCHER = Matcher(
    [
        ("cannot", "can('|no)?t"),
        ("cannot", "can not"),
        ("have", "you('ll| will)? (just )?have to"),
        ("about", "sorry about that"),
        ("forgot", r"you (\w{1,12} ){0,3}forgot"),
        ("now", r"(\w{1,3} ){1,3}now!"),
        ("said", "as I (have )?said,"),
        ("shout", "!{3}"),
    ]
)

APOLOGY = Matcher([("cannot", "can't"), ("about", "sorry about that")])

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
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


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


@given(HOSTILE, st.lists(st.integers(0, 80), max_size=12))
def test_whatever_is_held_could_still_become_a_match(text: str, cuts: list[int]) -> None:
    gate = Gate(MATCHER)
    fed = ""
    for chunk in chunks_of(text, cuts):
        gate.feed(chunk)
        fed += chunk
        waiting = gate._folder._waiting
        if gate.match:
            return
        if gate._threads and not waiting:
            state, start = next(iter(gate._threads.items()))
            assert gate._released == start
            completed = Gate(MATCHER)
            completed.feed(fed + complete(state))
            completed.close()
            assert completed.match is not None
            assert completed.match.start == start
        elif not gate._threads:
            # Only a run that may yet mean something else is held: an entity, a tag, a mark.
            assert gate._released == len(fed) - len(waiting)
            assert not waiting or waiting[0] in "&<_`\\-(["


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


# Gates with one small slip each. The same property that the true gate keeps must catch them all.


class DecidesTooEarly(Gate[str]):
    def _decide(self) -> None:
        self.match = self._found


class HoldsOnlyTheLatestThread(Gate[str]):
    def _safe_end(self) -> int:
        return max([super()._safe_end(), *self._threads.values()])


class KeepsTheLaterOfTwoThreads(Gate[str]):
    def _step(self, character: str) -> None:
        living: dict[State, int] = {}
        for state, begin in self._threads.items():
            after = self._automaton.step(state, character)
            if after is not DEAD:
                living.pop(after, None)
                living[after] = begin
        self._threads = living


class BeginsNothingInsideAThread(Gate[str]):
    def _begin(self, begin: int, *, inner: bool) -> None:
        if not self._threads:
            super()._begin(begin, inner=inner)


class ForgetsThreadsBetweenChunks(Gate[str]):
    def feed(self, chunk: str) -> str:
        self._threads = {}
        return super().feed(chunk)


class ForgetsTheWordBetweenChunks(Gate[str]):
    def feed(self, chunk: str) -> str:
        self._after_word = False
        return super().feed(chunk)


class ReleasesWhatIsWaiting(Gate[str]):
    def _safe_end(self) -> int:
        return super()._safe_end() if self._threads or self._found else self._received


class ReleasesOneTooMany(Gate[str]):
    def _safe_end(self) -> int:
        return min(super()._safe_end() + 1, self._received)


class HoldsOneTooMany(Gate[str]):
    def _safe_end(self) -> int:
        return super()._safe_end() - (self._found is None)


class AcceptsNothingAtTheEnd(Gate[str]):
    def close(self) -> str:
        self._read(self._folder.close())
        self._threads = {}
        self._decide()
        return self._release(self._safe_end())


class TakesTheLatestMatch(Gate[str]):
    def _accept(self, *, firm: bool = False) -> None:
        self._threads = dict(reversed(self._threads.items()))
        super()._accept(firm=firm)
        self._threads = dict(reversed(self._threads.items()))


class DropsEarlierThreadsAtAMatch(Gate[str]):
    def _accept(self, *, firm: bool = False) -> None:
        super()._accept(firm=firm)
        if self._found:
            self._threads = {}


@pytest.mark.parametrize(
    "slip",
    [
        DecidesTooEarly,
        HoldsOnlyTheLatestThread,
        KeepsTheLaterOfTwoThreads,
        BeginsNothingInsideAThread,
        ForgetsThreadsBetweenChunks,
        ForgetsTheWordBetweenChunks,
        ReleasesWhatIsWaiting,
        ReleasesOneTooMany,
        HoldsOneTooMany,
        AcceptsNothingAtTheEnd,
        TakesTheLatestMatch,
        DropsEarlierThreadsAtAMatch,
    ],
)
def test_a_gate_with_a_slip_is_caught(slip: type[Gate[str]]) -> None:
    assert find_first_fault(slip) is not None


def test_the_true_gate_passes_the_texts_that_catch_the_slips() -> None:
    assert find_first_fault(Gate) is None


def find_first_fault(gate: type[Gate[str]]) -> str | None:
    random = Random(7)  # noqa: S311  # the same texts every time
    words = [
        "can't",
        "cannot",
        "you",
        "forgot",
        "a",
        "be",
        "now!",
        "sorry",
        "about",
        "that",
        "as i",
    ]
    for _ in range(3000):
        separator = random.choice([" ", "", " "])
        source = random.choice([PIECES, [*words, "said,"]])
        text = separator.join(random.choice(source) for _ in range(random.randint(1, 9)))
        cuts = [random.randint(0, 60) for _ in range(random.randint(0, 6))]
        if fault := find_fault(text, chunks_of(text, cuts), gate(MATCHER)):
            return fault
    return None
