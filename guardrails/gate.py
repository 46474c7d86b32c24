"""The streaming gate: text comes in chunks, and what may go out goes out at once.

A thread is one way in which a match may have begun. All text before the earliest living thread is
released, so nothing is held that could not still become part of a match, and no part of a match
is ever released.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from guardrails.automaton import DEAD, State
from guardrails.characters import JOINT
from guardrails.folding import Folder, Run, end_of_marks
from guardrails.matcher import Match, Matcher

K = TypeVar("K")


class Gate(Generic[K]):
    """Releases text until a match begins; then `match` says which, and nothing more goes out.

    The match is one of those with the earliest start that `Matcher.find` gives for the whole text,
    or a shorter one of the same key and start.
    """

    def __init__(self, matcher: Matcher[K]) -> None:
        self.match: Match[K] | None = None
        self._keys = matcher.keys
        self._automaton = matcher.automaton
        self._folder = Folder()
        self._threads: dict[State, int] = {}  # and where each began, the earliest first
        self._found: Match[K] | None = None  # stands unless an earlier thread matches
        self._held: list[str] = []
        self._released = 0
        self._received = 0
        self._after_word = False
        self._joined = False  # to a word before, by a joint
        self._end = 0  # of the last folded character, in the original

    def feed(self, chunk: str) -> str:
        """Take the next chunk and return what may go out, in code points of the original."""
        if self.match:
            return ""
        self._held.append(chunk)
        self._received += len(chunk)
        self._read(self._folder.feed(chunk))
        return self._release(self._safe_end())

    def close(self) -> str:
        """Return what was held: nothing more comes, so what has not matched never will."""
        if self.match:
            return ""
        self._read(self._folder.close())
        self._accept()
        self._threads = {}
        self._decide()
        return self._release(self._safe_end())

    def _read(self, runs: list[Run]) -> None:
        """Lead the threads over folded characters."""
        first_steps = self._automaton.start.after_character
        for text, start, end in runs:
            one_to_one = len(text) == end - start
            for index, character in enumerate(text):
                if character == JOINT:
                    self._read_joint()
                    if self.match:
                        return
                    continue
                word = character.isalnum() or character == "_"
                inner = word and self._after_word
                edge = not inner or self._joined
                self._after_word = word
                self._joined = False
                # Where nothing lives and nothing can begin, most of a text is passed over here.
                if self._threads or (edge and first_steps.get(character) is not DEAD):
                    begin = start + index if one_to_one else start
                    if self._threads and not inner:
                        self._accept()
                    if edge:
                        self._begin(begin, inner=inner)
                    self._step(character)
                    self._end = begin + 1 if one_to_one else end
                    if self._found:
                        self._decide()
                        if self.match:
                            return

    def _read_joint(self) -> None:
        """Behind a word: a match may end and begin here that is written in full."""
        self._joined = True
        if self._threads:
            self._accept(firm=True)
            self._step(JOINT)
            self._decide()

    def _accept(self, *, firm: bool = False) -> None:
        """At the edge of a word, take the match of the earliest thread that has one."""
        for state, begin in self._threads.items():
            accepted = state.firm if firm else state.accepted
            if not accepted:
                continue
            held = "".join(self._held)
            end = self._released + end_of_marks(held, self._end - self._released)
            self._found = Match(self._keys[accepted[0]], begin, end)
            # Later threads can no longer matter; earlier ones may still match.
            self._threads = {s: b for s, b in self._threads.items() if b < begin}
            return

    def _begin(self, begin: int, *, inner: bool) -> None:
        if self._found is None:
            start = self._automaton.inner_start if inner else self._automaton.start
            self._threads.setdefault(start, begin)

    def _step(self, character: str) -> None:
        """Step every thread; of those that come to one state, only the earliest can matter."""
        living: dict[State, int] = {}
        for state, begin in self._threads.items():
            after = state.after_character.get(character) or self._automaton.step(state, character)
            if after is not DEAD:
                living.setdefault(after, begin)
        self._threads = living

    def _decide(self) -> None:
        """A match is decided only when no thread lives that began earlier."""
        if self._found and not self._threads:
            self.match = self._found

    def _safe_end(self) -> int:
        """Where the earliest thing begins that is, or could become, part of a match."""
        if self._threads:
            return next(iter(self._threads.values()))
        return self._found.start if self._found else self._folder.waiting_from

    def _release(self, end: int) -> str:
        if end <= self._released:
            return ""
        held = "".join(self._held)
        cut = end - self._released
        self._held = [held[cut:]] if cut < len(held) else []
        self._released = end
        return held[:cut]
