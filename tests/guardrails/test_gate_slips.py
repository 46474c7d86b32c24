"""Gates with one small slip each: the proofs that the true gate passes catch them all."""

from __future__ import annotations

import pytest

from guardrails.automaton import DEAD, State
from guardrails.characters import JOINT
from guardrails.gate import Gate
from tests.guardrails.gate_proofs import MATCHER, find_fault, find_looseness, hostile_streams


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


class EndsWhatIsNotInFullAtAJoint(Gate[str]):
    def _accept(self, *, firm: bool = False) -> None:  # noqa: ARG002
        super()._accept()


class BeginsAtAJointWhatIsNotInFull(Gate[str]):
    def _begin(self, begin: int, *, inner: bool) -> None:  # noqa: ARG002
        super()._begin(begin, inner=False)


class EndsNothingAtAJoint(Gate[str]):
    def _read_joint(self) -> None:
        self._joined = True
        self._step(JOINT)


class BeginsNothingAtAJoint(Gate[str]):
    def _read_joint(self) -> None:
        super()._read_joint()
        self._joined = False


class LetsNothingCrossAJoint(Gate[str]):
    def _read_joint(self) -> None:
        super()._read_joint()
        self._threads = {}


class ForgetsTheJointBetweenChunks(Gate[str]):
    def feed(self, chunk: str) -> str:
        self._joined = False
        return super().feed(chunk)


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
        EndsWhatIsNotInFullAtAJoint,
        BeginsAtAJointWhatIsNotInFull,
        EndsNothingAtAJoint,
        BeginsNothingAtAJoint,
        LetsNothingCrossAJoint,
        ForgetsTheJointBetweenChunks,
    ],
)
def test_a_gate_with_a_slip_is_caught(slip: type[Gate[str]]) -> None:
    assert find_first_fault(slip) is not None


def test_the_true_gate_passes_the_texts_that_catch_the_slips() -> None:
    assert find_first_fault(Gate) is None


class HoldsEveryWordToItsEnd(Gate[str]):
    def _safe_end(self) -> int:
        received = "".join(self._held)
        word = len(received) - len(received.rstrip("abcdefghijklmnopqrstuvwxyz"))
        return min(super()._safe_end(), self._received - word)


class HoldsEveryChunkForOneMore(Gate[str]):
    def feed(self, chunk: str) -> str:
        before, self.last = getattr(self, "last", ""), super().feed(chunk)
        return before


@pytest.mark.parametrize("slip", [HoldsEveryWordToItsEnd, HoldsEveryChunkForOneMore])
def test_a_gate_that_holds_too_much_is_caught(slip: type[Gate[str]]) -> None:
    assert any(find_looseness(chunks, slip(MATCHER)) for _, chunks in hostile_streams())


def test_the_true_gate_holds_no_more_than_it_must_and_often_holds_something() -> None:
    holding = 0
    for text, chunks in hostile_streams():
        assert find_looseness(chunks, Gate(MATCHER)) is None
        gate = Gate(MATCHER)
        holding += any(gate.feed(chunk) != chunk for chunk in chunks) and bool(text)
    assert holding > 500


def find_first_fault(gate: type[Gate[str]]) -> str | None:
    faults = (find_fault(text, chunks, gate(MATCHER)) for text, chunks in hostile_streams())
    return next(filter(None, faults), None)
