"""All patterns as one automaton over folded text, made deterministic while it is used.

The patterns have no unbounded repeats, so a walk through the automaton ends after as many steps
as the longest pattern has characters, whatever the text holds.

Text is walked in pieces, the runs between two spaces: real texts repeat their pieces, so one
look-up usually replaces a walk over many characters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from guardrails.characters import is_word
from guardrails.pattern_parts import (
    ANY_WORD,
    Apostrophe,
    Choice,
    Literal,
    OneOf,
    Part,
    Repeat,
    Sequence,
)

_LONGEST_REMEMBERED = 32
_MOST_REMEMBERED = 400_000

_WORDS_AND_MARKS = re.compile(r"\w+|\W")

Ways = tuple[int, ...]
"""Nodes that may come next. A number below zero is no node: `~number` is a pattern that matched."""
Accepted = tuple[tuple[int, int], ...]
"""Where in a piece a match ends, and the number of its pattern."""


class State:
    """All nodes that a walk may have reached: one deterministic state.

    `accepted` names the patterns that match when the edge of a word comes here. What follows is
    filled in when it is first asked for; two threads that do so at once fill in the same.
    """

    __slots__ = ("accepted", "after_character", "after_piece", "nodes")

    def __init__(self, nodes: Ways = (), accepted: Ways = ()) -> None:
        self.nodes = nodes
        self.accepted = accepted
        self.after_character: dict[str, State] = {}
        self.after_piece: dict[str, tuple[State, Accepted]] = {}


Begun = tuple[tuple[int, State, Accepted], ...]
"""Where in a piece a match may begin, the state at the piece's end, and what matched till then."""

DEAD = State()
"""No pattern can match any more."""


class Automaton:
    """The nodes of all patterns; `start` is the state before the first character of a match."""

    def __init__(self, patterns: Iterable[Part]) -> None:
        self._symbols: list[Collection[str]] = []
        self._next: list[Ways] = []
        starts: list[int] = []
        for number, pattern in enumerate(patterns):
            starts.extend(self._build(pattern, (~number,)))
        # An apostrophe with a space before it does not make a match begin with that space.
        self._starts = frozenset(node for node in starts if " " not in self._symbols[node])
        self._forget()

    def _build(self, part: Part, then: Ways) -> Ways:
        """Add the part's nodes, each leading on to `then`; return the ways into the part."""
        match part:
            case Literal(text):
                for character in reversed(text):
                    then = self._add_node(character, then)
                return then
            case OneOf(characters):
                return self._add_node(characters, then)
            case Sequence(parts):
                for inner in reversed(parts):
                    then = self._build(inner, then)
                return then
            case Choice(parts):
                return _join(*(self._build(inner, then) for inner in parts))
            case Repeat(inner, least, most):
                ways = then
                for _ in range(most - least):
                    ways = _join(self._build(inner, ways), then)
                for _ in range(least):
                    ways = self._build(inner, ways)
                return ways
            case Apostrophe(needed):
                # No match ends with the space after an apostrophe.
                onwards = tuple(node for node in then if node >= 0)
                spaced = self._add_node(" ", onwards) if onwards else ()
                mark = self._add_node("'", _join(spaced, then))
                ways = _join(self._add_node(" ", mark), mark)
                return ways if needed else _join(ways, spaced, then)

    def _add_node(self, symbol: Collection[str], then: Ways) -> Ways:
        self._symbols.append(symbol)
        self._next.append(then)
        return (len(self._symbols) - 1,)

    def _forget(self) -> None:
        """Begin with empty tables: hostile text must not fill the memory."""
        self._remembered = 0
        self._states: dict[frozenset[int], State] = {}
        self.begun: dict[str, Begun] = {}
        self.start = self._state(self._starts)

    def _remember(self, weight: int) -> None:
        self._remembered += weight
        if self._remembered > _MOST_REMEMBERED:
            self._forget()

    def _state(self, ways: frozenset[int]) -> State:
        state = self._states.get(ways)
        if state is None:
            nodes = tuple(sorted(node for node in ways if node >= 0))
            accepted = tuple(sorted(~node for node in ways if node < 0))
            state = self._states.setdefault(ways, State(nodes, accepted))
        return state

    def step(self, state: State, character: str) -> State:
        """The state after one folded character."""
        after = state.after_character.get(character)
        if after is None:
            after = state.after_character[character] = self._find_next(state, character)
        return after

    def _find_next(self, state: State, character: str) -> State:
        also = ANY_WORD if is_word(character) else character
        ways: set[int] = set()
        for node in state.nodes:
            symbol = self._symbols[node]
            if character in symbol or also in symbol:
                ways.update(self._next[node])
        self._remember(1 + len(ways))
        return self._state(frozenset(ways)) if ways else DEAD

    def begin(self, piece: str) -> Begun:
        """All ways in which matches may begin in a piece."""
        begun = []
        for token in _WORDS_AND_MARKS.finditer(piece):
            state, accepted = self._walk(self.start, piece, token.start())
            if accepted or state is not DEAD:
                begun.append((token.start(), state, accepted))
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
        for position in range(here, len(piece)):
            word = is_word(piece[position])
            if state.accepted and not (word and was_word):
                accepted.extend((position, number) for number in state.accepted)
            state = self.step(state, piece[position])
            if state is DEAD:
                break
            was_word = word
        accepted.extend((len(piece), number) for number in state.accepted)
        return state, tuple(accepted)


def _join(*ways: Ways) -> Ways:
    return tuple(dict.fromkeys(node for way in ways for node in way))
