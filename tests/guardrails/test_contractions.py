"""A contraction is found however its apostrophe has slipped."""

import pytest

from guardrails.contractions import admit_misspellings
from guardrails.folding import fold
from guardrails.matcher import Matcher
from guardrails.pattern_parts import Apostrophe, Part, Words

MATCHER = Matcher(
    [
        ("can't", "can't"),
        ("don't know", "I (just )?don't know"),
        ("doesn't", "(does|do)n't"),
        ("you'll", "you'll have to"),
        ("days", "days' notice"),
        ("dogs", "dogs'"),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(match.key, text[match.start : match.end]) for match in MATCHER.find(fold(text))]


@pytest.mark.parametrize(
    ("key", "spelled"),
    [
        *(("can't", f"can{mark}t") for mark in ("'", "", " ", ";", ",", ".", '"', "^", "_", "-")),
        *(("can't", spelled) for spelled in ("ca'nt", "ca n't", "ca n’t", "ca 'nt", "can 't")),
        *(("can't", spelled) for spelled in ("cann't", "cannt", "can'nt", "ca’nt", "CA'NT")),
        *(("don't know", f"I {spelled} know") for spelled in ("do'nt", "do n't", "don;t", "dont")),
        ("don't know", "I just do'nt know"),
        ("doesn't", "does n't"),
        ("doesn't", "does'nt"),
        ("you'll", "you;ll have to"),
        ("you'll", "you.ll have-to"),
    ],
)
def test_a_slipped_apostrophe_is_found_with_its_exact_span(key: str, spelled: str) -> None:
    assert (key, spelled) in found(f"Well, {spelled}, he said.")


@pytest.mark.parametrize(
    "text",
    [
        "You can. Try it; you can, to be fair. Can\n\nt",
        "It is can, t and can; t.",
        "Scan'nt, ca'nts, a can'ntx",
        "I do not know the NT. Do the nt?",
        "The next days. Notice; days, notice.",
    ],
)
def test_marks_that_part_words_raise_no_alarm(text: str) -> None:
    assert found(text) == []


def test_a_mark_behind_a_word_is_no_part_of_it() -> None:
    assert found("The dogs; dogs, and dogs’!") == [("dogs", d) for d in ("dogs", "dogs", "dogs’")]


def test_only_an_apostrophe_between_letters_may_slip() -> None:
    apostrophe = Apostrophe(needed=False)
    unchanged: list[list[Part]] = [
        [Words(("dogs",)), apostrophe],
        [apostrophe, Words(("bout",))],
        [Words(("dogs",)), apostrophe, Words((" tail",))],
        [Words(("can",)), Apostrophe(needed=True), Words(("t",))],
        [Words(("9",)), apostrophe, Words(("s",))],
    ]
    assert list(map(admit_misspellings, unchanged)) == unchanged
    slipped = admit_misspellings([Words(("you",)), apostrophe, Words(("ll go",))])
    assert slipped == [Words(("you",)), Apostrophe(needed=False, inside=True), Words(("ll go",))]
