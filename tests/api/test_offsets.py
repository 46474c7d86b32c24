from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from api.offsets import check_in_utf16, result_in_utf16, utf16_offsets, verdict_in_utf16
from guardrails.values import FactsKept, PromisesKept, Reason
from tests.api.substitutes import (
    ABSENT,
    SHOWN,
    check,
    fact,
    finding,
    rewritten,
    verdict,
)

WIDE = "\N{GRINNING FACE}"
"""One code point, two UTF-16 units."""


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
def test_a_span_cuts_the_same_piece_out_of_the_utf16_form(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    convert = utf16_offsets(text)
    units = text.encode("utf-16-le")
    assert units[convert(start) * 2 : convert(end) * 2].decode("utf-16-le") == text[start:end]


def test_a_check_is_converted_by_its_text() -> None:
    converted = check_in_utf16(check(finding(2, 7, "can't")), f"{WIDE} can't")
    assert [(f.start, f.end, f.match) for f in converted.findings] == [(3, 8, "can't")]
    assert converted.signals.acknowledges == replace(SHOWN, spans=((0, 3),))
    assert converted.signals.listens == ABSENT


def test_each_span_of_a_verdict_is_converted_by_the_text_it_is_in() -> None:
    given_ = verdict(
        Reason("fact_missing", "", "draft", 1, 2),
        Reason("fact_added", "", "rewrite", 1, 2),
        Reason("empty", "", "rewrite"),
        findings=(finding(1, 2, "x"),),
        facts=FactsKept(0, missing=(fact(1, 2),), added=(fact(1, 2),)),
        promises=PromisesKept(
            added=(fact(1, 2),), refusals_lost=(fact(1, 2),), conditions_lost=(fact(1, 2),)
        ),
    )
    in_draft, in_rewrite = (3, 4), (1, 2)
    converted = verdict_in_utf16(given_, draft=WIDE * 2, rewrite="abc")
    # The draft's first character is wide: what is in it begins at 2 and ends at 4.
    in_draft = (2, 4)
    assert [(r.start, r.end) for r in converted.reasons] == [in_draft, in_rewrite, (None, None)]
    assert [(f.start, f.end) for f in converted.findings] == [in_rewrite]
    spans = {
        "missing": converted.facts.missing,
        "added": converted.facts.added,
        "promises": converted.promises.added,
        "refusals": converted.promises.refusals_lost,
        "conditions": converted.promises.conditions_lost,
    }
    assert {name: (f.start, f.end) for name, (f,) in spans.items()} == {
        "missing": in_draft,
        "added": in_rewrite,
        "promises": in_rewrite,
        "refusals": in_draft,
        "conditions": in_draft,
    }


def test_a_result_is_converted_by_its_draft_and_its_text() -> None:
    draft, text = f"{WIDE}a", f"ab{WIDE}"
    given_ = replace(rewritten(draft, text), after=verdict(findings=(finding(2, 3, WIDE),)))
    converted = result_in_utf16(given_, draft)
    assert [(f.start, f.end) for f in converted.before.findings] == [(0, 3)]
    assert [(c.start, c.end) for c in converted.changes] == [(0, 3)]
    assert converted.after is not None
    assert [(f.start, f.end) for f in converted.after.findings] == [(2, 4)]
    assert converted.text == text


def test_spans_in_a_rewrite_that_is_not_returned_stay_as_they_are() -> None:
    draft = f"{WIDE}a"
    reasons = (
        Reason("banned_phrase", "", "rewrite", 4, 6),
        Reason("fact_missing", "", "draft", 1, 2),
    )
    given_ = replace(rewritten(draft), outcome="rejected", text=None, after=verdict(*reasons))
    after = result_in_utf16(given_, draft).after
    assert after is not None
    assert [(r.start, r.end) for r in after.reasons] == [(4, 6), (2, 3)]


def test_a_result_without_a_verdict_has_none_after() -> None:
    assert result_in_utf16(replace(rewritten(), after=None), "x").after is None
