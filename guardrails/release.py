"""The release of a streamed answer: what may go out before the whole of it is proved.

An answer is judged at its sentence ends. What goes out has passed the post-check as far as it goes,
so no invented fact and no promise is ever sent; behind that stands the gate, which holds back what
could still become a banned phrase. The whole answer is judged once more when it has ended, by the
same post-check: what is sent early can therefore only be too little, never something else.
"""

from __future__ import annotations

from guardrails.gate import Gate
from guardrails.invisible import strip_invisible
from guardrails.masking import Unmasked, unmask
from guardrails.postcheck import postcheck
from guardrails.precheck import PreCheck
from guardrails.sentences import find_sentence_ends

_ENDS_EARLY = frozenset(("cut_off",))
"""What is wrong with every text that goes on; all else that a beginning does wrong stays wrong."""
_MARKS = 16
"""Code points that the marks at a sentence's end may take together."""
_GROWTH = 8
"""A text is judged anew when an eighth has come: all its judgements cost at most nine times one."""


def restore(pre: PreCheck, answer: str) -> Unmasked:
    """Put the values back into an answer, without what is invisible and the white space around."""
    return unmask(pre.masked, strip_invisible(answer).strip())


class Release:
    """Lets a streamed answer out piece by piece; `sent` is what went out so far."""

    def __init__(self, pre: PreCheck) -> None:
        self.sent = ""
        self._pre = pre
        self._gate = Gate(pre.rulebook.banned)
        self._answer = ""
        self._end = 0  # of the last whole sentence, in code points of the answer
        self._judged = 0
        self._passed = ""  # the restored text that the gate was given

    def feed(self, chunk: str) -> str:
        """Take the next piece of the masked answer; return the restored text that may go out."""
        unread = max(self._end, len(self._answer) - _MARKS)
        self._answer += chunk
        self._end = max(find_sentence_ends(self._answer, unread), default=self._end)
        if self._end - self._judged <= self._judged // _GROWTH:
            return ""
        self._judged = self._end
        restored = restore(self._pre, self._answer[: self._end])
        if not restored.text.startswith(self._passed) or self._refuses(restored):
            return ""
        out = self._gate.feed(restored.text[len(self._passed) :])
        self._passed = restored.text
        self.sent += out
        return out

    def _refuses(self, beginning: Unmasked) -> bool:
        """Whether the text so far holds what it must not; what it lacks may still come."""
        verdict = postcheck(self._pre, beginning.text, beginning.faults)
        return any(r.where == "rewrite" and r.code not in _ENDS_EARLY for r in verdict.reasons)
