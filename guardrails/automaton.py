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
from collections.abc import Collection, Iterable, Iterator

from guardrails.characters import is_word
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

_LONGEST_REMEMBERED = 32
_MOST_REMEMBERED = 400_000

_WORDS_AND_MARKS = re.compile(r"\w+|\W")


class Rest:
    """What of a pattern is still to come: a part, and the rest after it.

    Without a part nothing is to come: pattern `number` has matched.
    """

    __slots__ = ("number", "part", "then", "ways")

    def __init__(self, number: int, part: Part | None = None, then: Rest | None = None) -> None:
        self.number = number
        self.part = part
        self.then = then or self
        self.ways: tuple[Way, ...] | None = None


Way = tuple[Collection[str], Rest]
"""One of these characters, and the rest after it. No characters: the pattern has matched."""
Accepted = tuple[tuple[int, int], ...]
"""Where in a piece a match ends, and the number of its pattern."""


class State:
    """All rests that a walk may have come to: one deterministic state.

    `accepted` names the patterns that match when the edge of a word comes here. `ways` are the
    rests after each character, and `wide_ways` those after any of several. What follows is filled
    in when it is first asked for; two threads that do so at once fill in the same.
    """

    __slots__ = ("accepted", "after_character", "after_piece", "ways", "wide_ways")

    def __init__(self, ways: Iterable[Way] = (), *, after_space: bool = False) -> None:
        self.ways: defaultdict[str, list[Rest]] = defaultdict(list)
        self.wide_ways: list[Way] = []
        accepted: set[int] = set()
        for symbol, rest in ways:
            if not symbol:
                accepted.add(rest.number)
            elif isinstance(symbol, str):
                self.ways[symbol].append(rest)
            else:
                self.wide_ways.append((symbol, rest))
        # No match ends with a space.
        self.accepted = () if after_space else tuple(sorted(accepted))
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
        self._start: State | None = None
        self._states: dict[tuple[frozenset[Rest], bool], State] = {}
        self.begun: dict[str, Begun] = {}

    def _remember(self, weight: int) -> None:
        """Count what was filled in. Walks under way keep the states that they hold."""
        if self._remembered > _MOST_REMEMBERED:
            self._forget()
        self._remembered += weight

    @property
    def start(self) -> State:
        """The state before the first character of a match."""
        start = self._start
        if start is None:
            whole = (Rest(number, part, Rest(number)) for number, part in enumerate(self._patterns))
            start = State(way for rest in whole for way in _find_ways(rest))
            # No match begins with a space.
            start.after_character[" "] = DEAD
            self._start = start
        return start

    def step(self, state: State, character: str) -> State:
        """The state after one folded character."""
        after = state.after_character.get(character)
        if after is None:
            also = ANY_WORD if is_word(character) else character
            rests = {*state.ways.get(character, ())}
            for symbol, rest in state.wide_ways:
                if character in symbol or also in symbol:
                    rests.add(rest)
            self._remember(1)
            after = self._find_state(frozenset(rests), after_space=character == " ")
            state.after_character[character] = after
        return after

    def _find_state(self, rests: frozenset[Rest], *, after_space: bool) -> State:
        if not rests:
            return DEAD
        state = self._states.get((rests, after_space))
        if state is None:
            ways = dict.fromkeys(way for rest in rests for way in _find_ways(rest))
            self._remembered += len(ways) + 4
            state = State(ways, after_space=after_space)
            state = self._states[rests, after_space] = DEAD if state.is_dead() else state
        return state

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


def _find_ways(rest: Rest) -> tuple[Way, ...]:
    if rest.ways is None:
        rest.ways = tuple(_ways_into(rest.part, rest.then)) if rest.part else (("", rest),)
    return rest.ways


def _ways_into(part: Part, then: Rest) -> Iterator[Way]:
    """The characters that the part may begin with, and the rest after each."""
    match part:
        case Words(texts):
            yield from _ways_into_words(texts, then)
        case OneOf(characters):
            yield characters, then
        case Sequence(parts):
            for later in reversed(parts):
                then = _put_before(later, then)
            yield from _find_ways(then)
        case Choice(parts):
            for option in parts:
                yield from _ways_into(option, then)
        case Repeat(inner, least, most):
            once_more = Repeat(inner, max(least - 1, 0), most - 1)
            yield from _ways_into(inner, _put_before(once_more, then) if most > 1 else then)
            if least == 0:
                yield from _find_ways(then)
        case Apostrophe(needed):
            yield from _ways_into_apostrophe(then, needed=needed)


def _ways_into_words(texts: tuple[str, ...], then: Rest) -> Iterator[Way]:
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        by_first[text[:1]].append(text[1:])
    for first, others in by_first.items():
        if first:
            yield first, _put_before(Words(tuple(others)), then) if others != [""] else then
        else:
            yield from _find_ways(then)


def _ways_into_apostrophe(then: Rest, *, needed: bool) -> Iterator[Way]:
    # Databases double an apostrophe, and some drop it.
    marked = _put_before(Words((" ", "", "'", "' ")), then)
    yield "'", marked
    yield " ", _put_before(Words(("'",)), marked)
    if not needed:
        yield " ", then
        yield from _find_ways(then)


def _put_before(part: Part, then: Rest) -> Rest:
    return Rest(then.number, part, then)
