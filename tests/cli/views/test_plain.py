from __future__ import annotations

from dataclasses import replace

import pytest

from cli.views.plain import check_lines, describe_outcome, verdict_lines
from guardrails.values import (
    Check,
    FactsKept,
    Finding,
    PlaceholdersKept,
    PromisesKept,
    Reason,
    Signal,
    Signals,
    Tension,
    Verdict,
)
from rewriting.results import Advice, Degraded, Engine, Outcome, RewriteResult

QUIET = Signal(present=False, needed=False)
SIGNALS = Signals(QUIET, QUIET, QUIET, replace(QUIET, needed=True), QUIET)
FINDING = Finding(
    "refusal/cannot", "refusal", "error", 11, 16, "can't", "Why.", ("I can", "We can"), "s#1"
)
CHECK = Check((FINDING,), SIGNALS, Tension(0, None), needs_rewrite=True, guidance_version="1")
RESULT = RewriteResult(
    "rw_1", "rewritten", "rules", "text", CHECK, None, (), (), None,
    Advice(cool_off=False, holding_reply=None), None, None, "1", "1", 1.0,
)  # fmt: skip


def test_a_finding_is_one_line_with_its_place_and_better_words() -> None:
    first, second = check_lines("draft.txt", "Hello,\nwe can't do that.", CHECK)
    assert first == ("draft.txt:2:5: error refusal/cannot: “can't” Why. Better: I can | We can")
    assert second == "draft.txt: missing next_step"


def test_a_finding_without_better_words_names_none() -> None:
    check = replace(CHECK, findings=(replace(FINDING, suggestions=()),), signals=SIGNALS)
    assert next(check_lines("-", "we\n\n\n\n\n\n\n\n\n can't", check)).endswith("“can't” Why.")


def test_a_reason_is_placed_in_the_text_that_it_speaks_of() -> None:
    reasons = (
        Reason("fact_missing", "Gone.", "draft", 0, 2, expected="$5"),
        Reason("banned_phrase", "Banned.", "rewrite", 3, 8, found="can't"),
        Reason("empty", "Nothing.", "rewrite"),
    )
    mild = replace(FINDING, severity="warning", start=0, end=1)
    verdict = Verdict(
        False, reasons, (FINDING, mild), SIGNALS,
        FactsKept(), PlaceholdersKept(), PromisesKept(), "1",
    )  # fmt: skip
    assert list(verdict_lines(("a", "b"), ("$5 then", "we\ncan't"), verdict)) == [
        "a:1:1: fact_missing: Gone. Expected “$5”.",
        "b:2:1: banned_phrase: Banned. Found “can't”.",
        "b: empty: Nothing.",
        "b:1:1: warning refusal/cannot: “can't” Why. Better: I can | We can",
    ]


@pytest.mark.parametrize(
    ("outcome", "engine", "model", "degraded", "words"),
    [
        ("rewritten", "model", "m", None, "Rewritten by the model m."),
        ("rewritten", "rules", None, None, "Rewritten by the rules engine."),
        (
            "rewritten",
            "rules",
            None,
            "no_model",
            "Rewritten by the rules engine (no model is configured).",
        ),
        ("unchanged", None, None, None, "Unchanged: the draft needs nothing."),
        (
            "unchanged",
            None,
            None,
            "deadline",
            "Unchanged: the draft needs nothing, and no rewrite passed (the model took too long).",
        ),
        ("rejected", None, None, None, "Rejected: no wording passed every check."),
    ],
)
def test_an_outcome_is_one_sentence(
    outcome: Outcome,
    engine: Engine | None,
    model: str | None,
    degraded: Degraded | None,
    words: str,
) -> None:
    result = replace(RESULT, outcome=outcome, engine=engine, model=model, degraded=degraded)
    assert describe_outcome(result) == words
