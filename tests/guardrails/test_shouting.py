from __future__ import annotations

import pytest

from guardrails.rulebook import Rulebook
from guardrails.shouting import find_shouting


def shouted(text: str, rulebook: Rulebook) -> list[str]:
    reproaches = rulebook.reproaches["heat/shouting"]
    return [text[start:end] for start, end in find_shouting(text, reproaches)]


@pytest.mark.parametrize(
    ("text", "shouts"),
    [
        ("We read ALL FIVE of them.", ["ALL FIVE"]),
        ("PLEASE READ the first mail.", ["PLEASE READ"]),
    ],
)
def test_reproach_in_capitals_is_shouted(text: str, shouts: list[str], rulebook: Rulebook) -> None:
    assert shouted(text, rulebook) == shouts


@pytest.mark.parametrize(
    "text",
    [
        "Click EDIT, then SAVE.",
        "The SSO URL is in the FAQ.",
        "We did it!!! YES!!!",
        "The code is ALL5.",
        "We read all five of them!",
    ],
)
def test_acronyms_buttons_and_joy_are_not_shouted(text: str, rulebook: Rulebook) -> None:
    assert shouted(text, rulebook) == []
