"""The rules engine: a rewrite without any model, from the guidance's own better words.

Sentence by sentence it rewords the masked draft, then puts the whole together: the greeting, an
opening that names what happened to this customer, the body, a way on, the sign-off. Everything it
writes goes through the same post-check as a model's answer, and only what is flawless is returned.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from guardrails.context import NO_CONTEXT
from guardrails.masking import unmask
from guardrails.precheck import PreCheck, precheck
from rewriting.candidates import prove
from rewriting.rules_engine.body import reword_body
from rewriting.rules_engine.choosing import Choice
from rewriting.rules_engine.composing import compose
from rewriting.rules_engine.judging import Judge
from rewriting.rules_engine.letter import read_letter
from rewriting.rules_engine.rewordings import load_rewordings

_TRIES = 12
"""How many compositions are proved before the engine gives up."""


def rewrite_by_rules(pre: PreCheck) -> str | None:
    """Rewrite a draft by the guidance's rewordings; None when no safe wording was found.

    The text is over `pre.masked.text`: its tokens stay in. Pure: equal drafts get equal rewrites.
    """
    return next(
        (text for text in islice(_candidates(pre), _TRIES) if _is_flawless(pre, text)), None
    )


def _candidates(pre: PreCheck) -> Iterator[str]:
    choice = Choice(pre.draft)
    letter = read_letter(pre.masked.text)
    judge = Judge(pre)
    body = reword_body(letter, judge, load_rewordings(), choice)
    yield from compose(letter, body, judge, choice)


def _is_flawless(pre: PreCheck, text: str) -> bool:
    """Whether a text passes the post-check without a blemish, and would come back unchanged."""
    restored = unmask(pre.masked, text).text
    unchanged = not any(
        precheck(restored, context, pre.rulebook).check.needs_rewrite
        for context in (pre.context, NO_CONTEXT)
    )
    return unchanged and prove(pre, text).flawless
