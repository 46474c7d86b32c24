from __future__ import annotations

import pytest

from guardrails.added_markup import find_added_markup

PLAIN = "Please open the settings & choose any of the 3 profiles (see_this_one), 5 < 7 > 2."
MARKED = {
    "fence": "```\nDone.\n```",
    "code": "Type `reset` twice.",
    "image": "Look: ![pixel](https://x.example/p.png)",
    "link": "See [this page](https://x.example).",
    "heading": "# Your order\nIt is here.",
    "bold": "It is **very** close.",
    "quoted lines": "> It is here.\nYes.",
    "table": "a | b\n--- | ---\n1 | 2",
    "line": "It is here.\n\n---\n\nJenna",
    "tag": "It is <b>here</b>.",
    "script": "It is here.<script>alert(1)</script>",
    "comment": "It is here. <!-- hidden -->",
    "entity": "It is here &mdash; today.",
}


@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED)
def test_markup_that_the_draft_lacks_is_added(text: str) -> None:
    (reason, *_) = find_added_markup(PLAIN, text)
    assert reason.code == "markup_added"
    assert reason.start is not None
    assert text[reason.start : reason.end].strip() == reason.found


@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED)
def test_markup_of_a_kind_that_the_draft_uses_may_stay(text: str) -> None:
    assert list(find_added_markup(text, f"Thank you. {text}" if "\n" not in text else text)) == []


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "Two ways:\n1) Send it back.\n2) Keep it.\n- or both",
        "It costs 3 * 4 * 5 dollars, i.e. $60, at 5 < 7.",
        "AT&T; R&D; 5 > 3 and snake_case_names__here",
        "Arrow -> here, and a dash - there -- fine.",
        "{{ticket.id}} #{order.number} [NAME]",
    ],
)
def test_plain_text_and_lists_are_no_markup(text: str) -> None:
    assert list(find_added_markup("Done.", text)) == []
