"""The rules engine: a rewrite without any model, from the guidance's own better words.

Sentence by sentence it rewords the masked draft, then puts the whole together: the greeting, an
opening that names what happened to this customer, the body, a way on, the sign-off. Everything it
writes goes through the same post-check as a model's answer, and only what is flawless is returned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from guardrails.context import NO_CONTEXT
from guardrails.masking import unmask
from guardrails.precheck import PreCheck, precheck
from guardrails.values import Reason
from rewriting.candidates import Candidate, prove
from rewriting.rules_engine.body import reword_body
from rewriting.rules_engine.choosing import Choice
from rewriting.rules_engine.composing import compose
from rewriting.rules_engine.judging import Judge
from rewriting.rules_engine.letter import read_letter
from rewriting.rules_engine.rewordings import load_rewordings

_TRIES = 12
"""How many compositions are proved before the engine gives up."""
_SIGNAL, _REWRITE = "signal", ""

Fault = tuple[str, str]
"""What is wrong and with which words of the draft."""


def rewrite_by_rules(pre: PreCheck) -> str | None:
    """Rewrite a draft by the guidance's rewordings; None when no safe wording was found.

    The text is over `pre.masked.text`: its tokens stay in. Pure: equal drafts get equal rewrites.
    """
    before: frozenset[Fault] = frozenset()
    for text in islice(_candidates(pre), _TRIES):
        faults = _find_faults(pre, text)
        if not faults:
            return text
        if before & faults & _of_the_body(faults):
            return None  # Another opening would not mend what the body lacks.
        before = faults
    return None


def explain_by_rules(pre: PreCheck) -> Candidate | None:
    """What stands against the nearest rewrite of a draft for which no safe wording was found.

    Its verdict never passes: words that a rule still finds are reasons here, mild ones as well.
    None when nothing can be named.
    """
    nearest = next(_candidates(pre), None)
    if nearest is None:
        return None
    candidate = prove(pre, nearest)
    verdict = candidate.verdict
    if not verdict.passed:
        return candidate
    unsaid = tuple(
        Reason("banned_phrase", one.message, "rewrite", one.start, one.end, found=one.match)
        for one in verdict.findings
        if one.severity != "suggestion"
    )
    if not unsaid:
        return None
    return replace(candidate, verdict=replace(verdict, passed=False, reasons=unsaid))


def _candidates(pre: PreCheck) -> Iterator[str]:
    choice = Choice(pre.draft)
    letter = read_letter(pre.masked.text)
    judge = Judge(pre)
    body = reword_body(letter, judge, load_rewordings(), choice)
    yield from compose(letter, body, judge, choice)


def _find_faults(pre: PreCheck, text: str) -> frozenset[Fault]:
    """What the post-check has against a text, and what would have it rewritten again."""
    restored = unmask(pre.masked, text).text
    faults: set[Fault] = set()
    for context in (pre.context, NO_CONTEXT):
        check = precheck(restored, context, pre.rulebook).check
        faults |= {(f.rule, f.match) for f in check.findings if f.severity != "suggestion"}
        faults |= {(_SIGNAL, name) for name in check.signals.missing()}
    if not faults:
        candidate = prove(pre, text)
        faults |= {
            (reason.code, reason.expected or _REWRITE) for reason in candidate.verdict.reasons
        }
        faults |= {(_SIGNAL, "blemish")} if not faults and not candidate.flawless else set()
    return frozenset(faults)


def _of_the_body(faults: frozenset[Fault]) -> frozenset[Fault]:
    """The faults that are not the opening's or the ending's."""
    return frozenset(one for one in faults if one[0] != _SIGNAL and one[1] != _REWRITE)
