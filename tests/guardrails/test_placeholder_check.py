from __future__ import annotations

import pytest

from guardrails.placeholder_check import compare_placeholders, explain_placeholders

DRAFT = "Hi {{name}}, ref #{ticket.number}. Bye {{name}}. [NAME]"


def test_the_same_placeholders_are_kept() -> None:
    kept = compare_placeholders(DRAFT, "[NAME] #{ticket.number} {{name}} {{name}}")
    assert (kept.kept, kept.missing, kept.added) == (4, (), ())
    assert list(explain_placeholders(kept, DRAFT, DRAFT)) == []


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("#{ticket.number}", "", ["placeholder_missing"]),
        ("[NAME]", "[FIRST_NAME]", ["placeholder_missing", "placeholder_added"]),
        ("#{ticket.number}", "#{ticket.id}", ["placeholder_missing", "placeholder_added"]),
        ("[NAME]", "[NAME] [NAME]", ["placeholder_added"]),
        ("Bye {{name}}", "Bye", ["placeholder_missing"]),
    ],
)
def test_lost_renamed_and_doubled_ones_are_named_with_their_place(
    old: str, new: str, codes: list[str]
) -> None:
    rewrite = DRAFT.replace(old, new)
    kept = compare_placeholders(DRAFT, rewrite)
    reasons = list(explain_placeholders(kept, DRAFT, rewrite))
    assert [reason.code for reason in reasons] == codes
    for reason in reasons:
        text = DRAFT if reason.where == "draft" else rewrite
        assert text[reason.start : reason.end] == (reason.expected or reason.found)
