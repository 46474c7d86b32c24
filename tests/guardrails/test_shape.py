from __future__ import annotations

import pytest

from guardrails.shape import check_shape

DRAFT = "Hi Ana,\n\nThe lamp goes out on Monday.\n\nBest wishes,\nJenna"
GERMAN = (
    "Die Lampe geht am Montag raus, und wir schicken Ihnen dann die Nummer der Sendung. Es tut uns "
    "sehr leid, dass Sie so lange darauf warten mussten."
)
CHAT = "the lamp goes out on monday"


def codes(draft: str, rewrite: str) -> list[str]:
    return [reason.code for reason in check_shape(draft, rewrite)]


@pytest.mark.parametrize(
    ("code", "rewrite"),
    [
        ("empty", ""),
        ("empty", " \n\n"),
        ("too_long", "Your lamp goes out on Monday. " * 200),
        ("control_characters", "The lamp\x07 goes out on Monday."),
        ("control_characters", "The lamp\x1b[31m goes out on Monday."),
        ("control_characters", "The lamp\u202e goes out on Monday."),
        ("control_characters", "The la\u200bmp goes out on Monday."),
        ("control_characters", "The lamp goes out.\U000e0041\U000e0042"),
        ("control_characters", "The lamp\u2028goes out on Monday."),
        ("control_characters", "The lamp \u2800 goes out on Monday."),
        ("control_characters", "The lamp \ue001 goes out on Monday."),
        ("control_characters", "The lamp \U00100000 goes out on Monday."),
        ("control_characters", "The lamp \ufffd goes out on Monday."),
        ("control_characters", "The l\u0301\u0302\u0303\u0304amp goes out on Monday."),
        ("cut_off", "Hi Ana,\n\nThe lamp goes out on Monday, and I would like to"),
        ("cut_off", "Hi Ana,\n\nThe lamp goes out on Monday,"),
        ("cut_off", "Hi Ana,\n\nThe lamp goes out on Monday and then the van takes it"),
        ("markup_added", "Hi Ana,\n\n**The lamp** goes out on Monday."),
        ("wrong_language", GERMAN),
    ],
)
def test_a_wrong_shape_is_named(code: str, rewrite: str) -> None:
    assert code in codes(DRAFT, rewrite)


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        (DRAFT, "Then:\n1. Open the app of the lamp\n2. Pick another day than that Monday"),
        (DRAFT, "Hi Ana,\n\nYour lamp goes out on Monday.\n\nBest wishes,\nJenna"),
        (DRAFT, "Hi Ana,\n\nYour lamp goes out on Monday.\n\nBest wishes,\nJenna\nLamp Care Team"),
        (DRAFT, "Hi Ana, your lamp goes out on Monday! \U0001f600"),
        (DRAFT, "Your lamp goes out on Monday \u2764\ufe0f"),
        (DRAFT, "Thu\u031b\u0301 Hai, your lamp goes out on Monday."),
        (f"{DRAFT}\r\n\ue001", "Your lamp\r\ngoes out on Monday \ue001."),
        (CHAT, "I know you are waiting, and your lamp goes out on Monday"),
        ("Choose one:\n- blue\n- green", "Which would you like?\n- blue\n- green"),
        ("We look forward to", "We look forward to"),
        (DRAFT, "Your lamp goes out on Monday (see https://lamp.example/track)"),
        (DRAFT, "Your lamp goes out on Monday, and here is more: https://lamp.example/track"),
        (DRAFT, "Your lamp goes out on Monday, and for more please write to a@lamp.example"),
    ],
)
def test_an_ordinary_shape_has_no_reason_against_it(draft: str, rewrite: str) -> None:
    assert codes(draft, rewrite) == []
