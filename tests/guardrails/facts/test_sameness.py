from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from guardrails.facts import extract_facts
from guardrails.facts.sameness import keeps, licenses

PIECES = """
    1.2.3 0.800.555 3.50 1,000 1,0 12 #7.5 v3.1 2:30 5% $1.5k 3½ 06.06. 5/8 ½ 14 days May noon
"""
WORDS = st.sampled_from(PIECES.split())
TEXT = st.lists(st.one_of(WORDS, st.text(string.printable, max_size=5)), max_size=12).map(" ".join)


@given(TEXT, TEXT)
def test_any_two_facts_can_be_compared(one: str, other: str) -> None:
    for fact in extract_facts(one):
        assert keeps(fact, fact)
        assert licenses(fact, fact)
        for second in extract_facts(other):
            keeps(fact, second)
            licenses(fact, second)
