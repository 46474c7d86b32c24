"""All patterns as one automaton over folded text, made deterministic while it is used.

The patterns have no unbounded repeats, so a walk through the automaton ends after as many steps
as the longest pattern has characters, whatever the text holds.
"""

from __future__ import annotations

from collections.abc import Iterable

from guardrails.characters import is_word
from guardrails.patterns import (
    ANY_WORD,
    Apostrophe,
    Choice,
    OneOf,
    Part,
    Repeat,
    Sequence,
)

_LONGEST_REMEMBERED = 32
_MOST_REMEMBERED = 500_000

Ways = tuple[int, ...]
"""Nodes that may come next. A number below zero is no node: `~number` is a pattern that matched."""


class State:
    """All nodes that a walk may have reached: one deterministic state.

    `accepted` names the patterns that match when a word's edge comes here. What follows is filled
    in when it is first asked for; two threads that do so at once fill in the same.
    """

    __slots__ = ("accepted", "after_character", "after_token", "nodes")

    def __init__(self, nodes: tuple[int, ...], accepted: tuple[int, ...]) -> None:
        self.nodes = nodes
        self.accepted = accepted
        self.after_character: dict[str, State] = {}
        self.after_token: dict[str, State] = {}


DEAD = State((), ())
"""No pattern can match any more."""


class Automaton:
    """The nodes of all patterns; `start` is the state before the first character of a match."""

    def __init__(self, patterns: Iterable[Part]) -> None:
        self._symbols: list[frozenset[str]] = []
        self._next: list[Ways] = []
        starts: list[int] = []
        for number, pattern in enumerate(patterns):
            starts.extend(self._build(pattern, (~number,)))
        # An apostrophe with a space before it does not make a match begin with that space.
        self._starts = tuple(node for node in starts if " " not in self._symbols[node])
        self._alphabet = frozenset().union(*self._symbols) - {ANY_WORD}
        self._forget()

    def _build(self, part: Part, then: Ways) -> Ways:
        """Add the part's nodes, each leading on to `then`; return the ways into the part."""
        match part:
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
            case Apostrophe():
                # No match ends with the space after an apostrophe.
                onwards = tuple(node for node in then if node >= 0)
                spaced = self._add_node(_SPACE, onwards) if onwards else ()
                mark = self._add_node(_APOSTROPHE, _join(spaced, then))
                return _join(self._add_node(_SPACE, mark), mark, then)

    def _add_node(self, characters: frozenset[str], then: Ways) -> Ways:
        self._symbols.append(characters)
        self._next.append(then)
        return (len(self._symbols) - 1,)

    def _forget(self) -> None:
        """Begin with empty tables: hostile text must not fill the memory."""
        self._remembered = 0
        self._states: dict[frozenset[int], State] = {}
        self.start = self._state(set(self._starts))

    def _state(self, ways: set[int]) -> State:
        known = frozenset(ways)
        state = self._states.get(known)
        if state is None:
            nodes = tuple(sorted(node for node in ways if node >= 0))
            accepted = tuple(sorted(~node for node in ways if node < 0))
            self._remembered += len(known) + 8
            state = self._states.setdefault(known, State(nodes, accepted))
        return state

    def step(self, state: State, character: str) -> State:
        """The state after one folded character."""
        if character not in self._alphabet:
            if not is_word(character):
                return DEAD
            character = ANY_WORD
        after = state.after_character.get(character)
        if after is None:
            ways: set[int] = set()
            for node in state.nodes:
                if character in self._symbols[node]:
                    ways.update(self._next[node])
            if self._remembered > _MOST_REMEMBERED:
                self._forget()
            self._remembered += 1
            after = state.after_character[character] = self._state(ways) if ways else DEAD
        return after

    def walk(self, state: State, token: str) -> State:
        """The state after a token: a whole word or one character that belongs to no word."""
        after = state
        for character in token:
            after = self.step(after, character)
            if after is DEAD:
                break
        if len(token) <= _LONGEST_REMEMBERED:
            self._remembered += 1
            state.after_token[token] = after
        return after


_SPACE = frozenset(" ")
_APOSTROPHE = frozenset("'")


def _join(*ways: Ways) -> Ways:
    return tuple(dict.fromkeys(node for way in ways for node in way))
