"""All patterns as one automaton over folded text, made deterministic while it is used.

Nothing is built before a text needs it. A pattern that no text has begun to match is only its
first characters and the rest, whole.

The patterns have no unbounded repeats, so a walk through the automaton ends after as many steps
as the longest pattern has characters, whatever the text holds.

Text is walked in pieces, the runs between two spaces: real texts repeat their pieces, so one
look-up usually replaces a walk over many characters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from guardrails.characters import DASH, JOINT, is_word
from guardrails.pattern_parts import ANY_WORD, Part
from guardrails.rests import Rest, Spelling, Way, find_ways, make_rest

_LONGEST_REMEMBERED = 32
_MOST_REMEMBERED = 400_000

_WORDS_AND_MARKS = re.compile(r"\w+|\W")


Accepted = tuple[tuple[int, int], ...]
"""Where in a piece a match ends, and the number of its pattern."""


class State:
    """All rests that a walk may have come to: one deterministic state.

    `accepted` names the patterns that match when the edge of a word comes here, and `firm` those of
    them whose words are written in full, so that the edge may lie between two letters. `ways` are
    the rests after each character, and `wide_ways` those after any of several. What follows is
    filled in when it is first asked for; two threads that do so at once fill in the same.
    """

    __slots__ = ("accepted", "after_character", "after_piece", "firm", "rests", "ways", "wide_ways")

    def __init__(
        self, rests: frozenset[Rest] = frozenset(), spaced: frozenset[Rest] = frozenset()
    ) -> None:
        """Make the state of these rests; those that are `spaced` come after a space."""
        self.rests = rests
        self.ways: defaultdict[str, list[Rest]] = defaultdict(list)
        self.wide_ways: list[Way] = []
        # No match ends with a space.
        ended = [rest for one in rests for symbol, rest in find_ways(one) if not symbol]
        self.accepted = tuple(sorted({rest.number for rest in ended}))
        self.firm = tuple(sorted({rest.number for rest in ended if rest.spelling != "loose"}))
        for symbol, rest in dict.fromkeys(way for one in rests | spaced for way in find_ways(one)):
            if isinstance(symbol, str):
                if symbol:
                    self.ways[symbol].append(rest)
            else:
                self.wide_ways.append((symbol, rest))
        self.after_character: dict[str, State] = {}
        self.after_piece: dict[str, tuple[State, Accepted]] = {}

    def is_dead(self) -> bool:
        """Whether no pattern can match any more."""
        return not (self.accepted or self.ways or self.wide_ways)


Begun = tuple[tuple[int, State, Accepted], ...]
"""Where in a piece a match may begin, the state at the piece's end, and what matched till then."""

DEAD = State()
"""The state from which no pattern can match any more."""


class Automaton:
    """The states of all patterns together."""

    def __init__(self, patterns: Iterable[Part]) -> None:
        self._patterns = tuple(patterns)
        self._forget()

    def _forget(self) -> None:
        """Begin with empty tables: hostile text must not fill the memory."""
        self._remembered = 0
        self._starts: dict[Spelling, State] = {}
        self._states: dict[tuple[frozenset[Rest], frozenset[Rest]], State] = {}
        self.begun: dict[str, Begun] = {}

    def _remember(self, weight: int) -> None:
        """Count what was filled in. Walks under way keep the states that they hold."""
        if self._remembered > _MOST_REMEMBERED:
            self._forget()
        self._remembered += weight

    @property
    def start(self) -> State:
        """The state before the first character of a match."""
        return self._starts.get("free") or self._make_start("free")

    @property
    def inner_start(self) -> State:
        """The same where a match begins between two letters: it must be written in full."""
        return self._starts.get("strict") or self._make_start("strict")

    def _make_start(self, spelling: Spelling) -> State:
        patterns = enumerate(self._patterns)
        start = State(frozenset(make_rest(number, part, spelling) for number, part in patterns))
        # No match begins with a space.
        start.after_character[" "] = DEAD
        self._starts[spelling] = start
        return start

    def step(self, state: State, character: str) -> State:
        """The state after one folded character."""
        after = state.after_character.get(character)
        if after is None:
            if character == JOINT:
                after = self._find_state(state.rests, _rests_after(state, " "))
            elif character == " ":
                after = self._find_state(frozenset(), _rests_after(state, " "))
            elif character == "-" and state.after_character.get(" ") is not DEAD:
                # A hyphen also joins words: "next-time".
                after = self._find_state(_rests_after(state, "-"), _rests_after(state, " "))
            else:
                plain = "-" if character == DASH else character
                after = self._find_state(_rests_after(state, plain), frozenset())
            self._remember(1)
            state.after_character[character] = after
        return after

    def _find_state(self, rests: frozenset[Rest], spaced: frozenset[Rest]) -> State:
        if not (rests or spaced):
            return DEAD
        state = self._states.get((rests, spaced))
        if state is None:
            state = State(rests, spaced)
            self._remembered += len(state.ways) + len(state.wide_ways) + 4
            state = self._states[rests, spaced] = DEAD if state.is_dead() else state
        return state

    def begin(self, piece: str) -> Begun:
        """All ways in which matches may begin in a piece."""
        begun = []
        joined = False  # to the letters before
        for token in _WORDS_AND_MARKS.finditer(piece):
            if token[0] == JOINT:
                joined = True
                continue
            inner = joined and is_word(token[0][0])
            start = self.inner_start if inner else self.start
            state, accepted = self._walk(start, piece, token.start())
            if accepted or state is not DEAD:
                begun.append((token.start(), state, accepted))
            joined = False
        if len(piece) <= _LONGEST_REMEMBERED:
            self.begun[piece] = tuple(begun)
            self._remember(2 + 2 * len(begun))
        return tuple(begun)

    def follow(self, state: State, piece: str) -> tuple[State, Accepted]:
        """Walk from a piece's end over a space and the next piece."""
        spaced = self.step(state, " ")
        followed = self._walk(spaced, piece, 0) if spaced is not DEAD else (DEAD, ())
        if len(piece) <= _LONGEST_REMEMBERED:
            state.after_piece[piece] = followed
            self._remember(2 + len(followed[1]))
        return followed

    def _walk(self, state: State, piece: str, here: int) -> tuple[State, Accepted]:
        accepted: list[tuple[int, int]] = []
        was_word = False
        end = here  # of what is no joint
        for position in range(here, len(piece)):
            character = piece[position]
            if character == JOINT:
                accepted.extend((end, number) for number in state.firm)
            else:
                word = is_word(character)
                if state.accepted and not (word and was_word):
                    accepted.extend((end, number) for number in state.accepted)
                was_word, end = word, position + 1
            state = self.step(state, character)
            if state is DEAD:
                break
        accepted.extend((end, number) for number in state.accepted)
        # Behind a piece comes a space.
        if state is not DEAD and self.step(state, " ") is DEAD:
            state = DEAD
        return state, tuple(accepted)


def _rests_after(state: State, character: str) -> frozenset[Rest]:
    also = ANY_WORD if is_word(character) else character
    rests = {*state.ways.get(character, ())}
    for symbol, rest in state.wide_ways:
        if character in symbol or also in symbol:
            rests.add(rest)
    return frozenset(rests)
