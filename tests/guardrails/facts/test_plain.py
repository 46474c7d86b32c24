from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.facts.plain import plain_characters


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("\uff14\uff10", "40"),
        ("\U0001d412\u2461", "S2"),
        ("evil\uff0ecom, evil\u3002com", "evil.com, evil.com"),
        ("\uff20\uff05\uff04", "@%$"),
        ("3\u20115 days", "3-5 days"),
        ("\u22125", "-5"),
        ("\u2070", "0"),
    ],
)
def test_a_character_in_another_dress_reads_as_what_it_looks_like(text: str, plain: str) -> None:
    assert plain_characters(text) == plain


def test_what_means_something_of_its_own_stays() -> None:
    text = "1\u00a0299 \u20ac, \u201cyes\u201d, caf\u00e9 \u00bd \u043f\u0440\u0438 \u2019s"
    assert plain_characters(text) == text


@given(st.text())
def test_every_offset_stays(text: str) -> None:
    assert len(plain_characters(text)) == len(text)
