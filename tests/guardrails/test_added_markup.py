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
    "bare entity": "It is &lt here.",
    "declaration": "It is <!DOCTYPE html> here.",
    "section": "It is <![CDATA[x]]> here.",
    "instruction": "It is <?php echo 1 ?> here.",
    "mention": "Hi <@U123>, it is here.",
    "unclosed image": "It is <img src=x here",
    "unclosed script": "It is <script here",
    "reference": "See [this page][1].",
    "short reference": "See [this page][].",
    "definition": "See there.\n\n[1]: /somewhere",
    "footnote": "It is here.[^1]",
    "BBCode": "It is [b]here[/b].",
    "BBCode link": "It is [url=x]here[/url].",
    "formula": "It is $$x$$ here.",
    "escaped formula": r"It is \(x\) here.",
    "underlined heading": "Here\n====\nIt is.",
    "dashed heading": "Here\n----\nIt is.",
    "line of stars": "It is here.\n\n* * *\n\nJenna",
    "line of dashes": "It is here.\n\n- - -\n\nJenna",
    "emphasis": "It is _here_ now.",
    "struck out": "It is ~~here~~ there.",
    "marked": "It is ==here== there.",
    "hidden": "It is ||here|| there.",
    "open template": "It is {{here.",
    "open tag of a template": "It is {% here.",
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
        "{{ticket.id}} #{order.number} [NAME] <%= x %> [[name]] <attribute key='x'/>",
        "Jenna\n-- \nSupport",
        "I <3 it, and 3 < 4. Sign here: ____ or ___.",
        "He said (see [1]) it is \\server\\share.",
    ],
)
def test_plain_text_and_lists_are_no_markup(text: str) -> None:
    assert list(find_added_markup("Done.", text)) == []


@pytest.mark.parametrize(
    "rewrite",
    [
        "<p>See <a href='/x'>this</a>.<script>alert(1)</script></p>",
        "<p>See <a href='/x' onclick='f()'>this</a>.</p>",
        "<p>See <a href='/x'>this</a>.<img src='/x'></p>",
        "<p onload=f()>See <a href='/x'>this</a>.</p>",
    ],
)
def test_a_draft_of_html_licenses_only_its_own_elements_and_attributes(rewrite: str) -> None:
    draft = "<p>See <a href='/x'>it</a>.</p>"
    assert list(find_added_markup(draft, "<p>Please see <a href='/x'>this</a>.</p>")) == []
    assert len(list(find_added_markup(draft, rewrite))) == 1


@pytest.mark.parametrize("draft", ["Hi {{name}}.", "Hi {% if x %}"])
def test_placeholders_of_the_draft_license_no_open_brackets(draft: str) -> None:
    assert [r.found for r in find_added_markup(draft, draft + " It is {{here.")] == ["{{"]
