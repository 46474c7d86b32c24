"""What a person at a terminal sees, drawn on a console of a known width."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from cli.views.checks import show_check
from cli.views.rewrites import WIDE, show_rewrite
from cli.views.rules import show_rules
from cli.views.terminal import marked, open_console
from cli.views.verdicts import show_verdict
from guardrails.values import (
    Check,
    FactsKept,
    Finding,
    PlaceholdersKept,
    PromisesKept,
    Reason,
    Verdict,
)
from guidance.loading import load_guidance
from rewriting.results import Advice, Attempt, Change
from tests.cli.views.test_plain import CHECK, FINDING, RESULT, SIGNALS

DRAFT = "Hello,\nwe can't do that."
HOSTILE = "a \x1b[2J\x9b31m\u202e b"


def console(width: int = 120, *, colours: bool = False) -> Console:
    return Console(
        file=StringIO(),
        width=width,
        force_terminal=colours,
        color_system="standard" if colours else None,
        highlight=False,
        emoji=False,
        markup=False,
        _environ={},
    )


def seen(drawn: Console) -> str:
    assert isinstance(drawn.file, StringIO)
    return drawn.file.getvalue()


def verdict(*reasons: Reason, findings: tuple[Finding, ...] = ()) -> Verdict:
    return Verdict(
        not reasons, reasons, findings, SIGNALS,
        FactsKept(kept=2), PlaceholdersKept(kept=1), PromisesKept(), "1",
    )  # fmt: skip


def test_an_offence_is_underlined_at_its_place() -> None:
    (span,) = marked(DRAFT, [FINDING]).spans
    assert (span.start, span.end) == (11, 16)
    assert "underline" in str(span.style)


def test_colours_are_left_out_where_nobody_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert open_console().no_color


def test_a_check_shows_the_text_the_reason_and_better_words() -> None:
    drawn = console()
    show_check(drawn, DRAFT, CHECK)
    assert "we can't do that." in seen(drawn)
    assert "“can't”" in seen(drawn)
    assert "Why." in seen(drawn)
    assert "→ I can | We can" in seen(drawn)
    assert "missing  next step" in seen(drawn)
    assert "1 error; needs a rewrite." in seen(drawn)


def test_a_check_that_found_nothing_says_so() -> None:
    drawn = console()
    quiet = replace(SIGNALS, next_step=SIGNALS.listens)
    show_check(drawn, DRAFT, replace(CHECK, findings=(), signals=quiet, needs_rewrite=False))
    assert seen(drawn).endswith("Nothing found; needs no rewrite.\n")
    assert "missing" not in seen(drawn)


@pytest.mark.parametrize(("width", "beside"), [(WIDE, True), (WIDE - 1, False)])
def test_a_rewrite_stands_beside_its_draft_where_there_is_room(width: int, beside: bool) -> None:
    drawn = console(width)
    show_rewrite(drawn, "one draft", replace(RESULT, text="one rewrite"))
    shared = [line for line in seen(drawn).splitlines() if "one draft" in line]
    assert [("one rewrite" in line) for line in shared] == [beside]
    assert "Rewritten by the rules engine." in seen(drawn)


def test_what_is_new_in_a_rewrite_is_green() -> None:
    drawn = console(colours=True)
    changes = (Change(0, 3, "the", "a", ()), Change(8, 9, "d", "t!", ()))
    show_rewrite(drawn, "the old d", replace(RESULT, text="a old t!", changes=changes))
    assert "\x1b[32ma\x1b[0m old \x1b[32mt!\x1b[0m" in seen(drawn)


def test_an_unchanged_draft_is_shown_once() -> None:
    drawn = console()
    result = replace(RESULT, outcome="unchanged", engine=None, text="one draft")
    show_rewrite(drawn, "one draft", result)
    assert seen(drawn).count("one draft") == 1


def test_a_rejection_shows_why() -> None:
    drawn = console()
    after = verdict(Reason("fact_added", "Not in the draft.", "rewrite", 0, 2, found="$9"))
    tries = (
        Attempt("model", "m", False, ("fact_added", "chatter"), 1.0, None),
        Attempt("rules", None, False, (), 1.0, None),
    )
    result = replace(
        RESULT, outcome="rejected", engine=None, text=None, after=after, attempts=tries
    )
    show_rewrite(drawn, DRAFT, result)
    assert "tried  m: fact_added, chatter" in seen(drawn)
    assert "tried  rules engine: found no safe wording" in seen(drawn)
    assert "fact_added" in seen(drawn)
    assert "found “$9”" in seen(drawn)
    assert "Rejected: no wording passed every check." in seen(drawn)


def test_a_holding_reply_is_shown_when_it_is_time_to_cool_off() -> None:
    drawn = console()
    advice = Advice(cool_off=True, holding_reply="May I get back to you?")
    show_rewrite(drawn, DRAFT, replace(RESULT, advice=advice))
    assert "May I get back to you?" in seen(drawn)


def test_a_verdict_that_passed_says_what_was_kept() -> None:
    drawn = console()
    show_verdict(drawn, "All is well.", verdict())
    assert "Passed; kept 2 facts and 1 placeholder." in seen(drawn)


def test_a_verdict_that_did_not_pass_shows_every_reason_and_the_milder_findings() -> None:
    drawn = console()
    mild = replace(FINDING, severity="warning", rule="command/must")
    reasons = Reason("empty", "Nothing.", "rewrite"), Reason("chatter", "Talks.", "rewrite")
    show_verdict(drawn, DRAFT, verdict(*reasons, findings=(FINDING, mild)))
    assert "empty" in seen(drawn)
    assert "chatter" in seen(drawn)
    assert "command/must" in seen(drawn)
    assert "refusal/cannot" not in seen(drawn), "an error is already a reason"
    assert "Refused, for 2 reasons." in seen(drawn)


def test_the_rules_are_listed_with_their_severity() -> None:
    drawn = console(200)
    show_rules(drawn, load_guidance().rules, "v1")
    assert "refusal/cannot" in seen(drawn)
    assert "error" in seen(drawn)
    assert "[" not in seen(drawn), "markup would be printed as it is"


def test_no_view_prints_what_a_terminal_obeys() -> None:
    finding = replace(FINDING, start=0, end=1, match=HOSTILE, suggestions=(HOSTILE,))
    check: Check = replace(CHECK, findings=(finding,))
    advice = Advice(cool_off=True, holding_reply=HOSTILE)
    reason = Reason("fact_added", "Why.", "rewrite", 0, 1, HOSTILE, HOSTILE)
    drawn = console()
    show_check(drawn, HOSTILE, check)
    show_verdict(drawn, HOSTILE, verdict(reason, findings=(finding,)))
    show_rewrite(drawn, HOSTILE, replace(RESULT, before=check, text=HOSTILE, advice=advice))
    assert not set(seen(drawn)) & {"\x1b", "\x9b", "\u202e"}
