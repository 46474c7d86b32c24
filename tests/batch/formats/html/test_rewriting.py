"""The whole way: a body's draft, its rewrite by rules, and back between the same markup."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from batch.formats.html.placing import place_text
from batch.formats.html.reading import read_body
from guardrails.context import NO_CONTEXT
from guardrails.masking import unmask
from guardrails.placeholders import find_placeholders
from guardrails.precheck import check_draft, precheck
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
from rewriting.rules_engine import rewrite_by_rules
from tests.batch.formats.html.bodies import BODIES

RULEBOOK = Rulebook.compile(load_guidance())


class Nesting(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(f"<{tag} {attrs}>")

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(f"</{tag}>")


def nesting_of(body: str) -> list[str]:
    parser = Nesting()
    parser.feed(body)
    parser.close()
    return parser.seen


def placeholders_of(body: str) -> Counter[str]:
    return Counter(body[start:end] for start, end in find_placeholders(body))


def rewrite(draft: str) -> str:
    pre = precheck(draft, NO_CONTEXT, RULEBOOK)
    answer = rewrite_by_rules(pre)
    assert answer is not None
    return unmask(pre.masked, answer).text


@pytest.mark.parametrize("name", BODIES)
def test_a_rewrite_goes_back_between_the_same_markup(name: str) -> None:
    body = BODIES[name]
    draft = read_body(body).text
    assert check_draft(draft, NO_CONTEXT, RULEBOOK).check.needs_rewrite
    text = rewrite(draft)
    assert text != draft
    placed = place_text(body, text)
    assert nesting_of(placed) == nesting_of(body)
    assert placeholders_of(placed) == placeholders_of(body)
    assert read_body(placed).text.split() == text.split()
    assert not check_draft(read_body(placed).text, NO_CONTEXT, RULEBOOK).check.needs_rewrite
    assert re.findall("<[^>]*>", placed) == re.findall("<[^>]*>", body)
