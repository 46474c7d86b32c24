import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewriting.rules_engine.letter import is_introduction, read_letter


@pytest.mark.parametrize(
    ("text", "greeting"),
    [
        ("Dear Mr. and Mrs. Bell,\n\nYour claim is in.", "Dear Mr. and Mrs. Bell,\n\n"),
        ("Hi Joris! The van is late.", "Hi Joris! "),
        ("@user Hi there! The van is late.", "@user Hi there! "),
        ("Hello [[NAME_1_k7qx]],\n\nThe van is late.", "Hello [[NAME_1_k7qx]],\n\n"),
        ("Ms Farah, the van is late.", "Ms Farah, "),
        ("Hi, you're through to the depot.", "Hi, "),
        ("The van is late.", ""),
        ("Hiding it is no use.", ""),
    ],
)
def test_greetings_are_found_whole(text: str, greeting: str) -> None:
    assert read_letter(text).greeting == greeting


@pytest.mark.parametrize(
    ("text", "sign_off"),
    [
        ("It broke.\n\nKind regards,\nDale\nCare Team", "\n\nKind regards,\nDale\nCare Team"),
        ("It broke.\n\nReception, Mill Lane", "\n\nReception, Mill Lane"),
        ("It broke.\n\n[[SIGNATURE_1_k7qx]]", "\n\n[[SIGNATURE_1_k7qx]]"),
        ("Please open a new one. -TC", " -TC"),
        ("It broke.\n\nThanks for reading all of this so patiently.", ""),
        ("It broke.\n- box\n- label", ""),
    ],
)
def test_sign_offs_are_found_whole(text: str, sign_off: str) -> None:
    assert read_letter(text).sign_off == sign_off


def test_quoted_lines_and_subject_lines_are_no_prose() -> None:
    letter = read_letter("Hi,\n\nRe: order 5\n\n[[QUOTE_1_k7qx]]\nThat is late.")
    assert [(block.text, block.kept) for block in letter.body] == [
        ("Re: order 5", True),
        ("[[QUOTE_1_k7qx]]", True),
        ("That is late.", False),
    ]


@given(st.text(alphabet="Hi Dear,.\n-xBest>", max_size=80))
def test_a_letter_taken_apart_is_the_text_again(text: str) -> None:
    letter = read_letter(text)
    body = "".join(block.text + block.gap for block in letter.body)
    assert letter.greeting + body + letter.sign_off == text


@pytest.mark.parametrize(
    "said", ["Thank you for your letter.", "You're through to the depot.", "My name is Ruben."]
)
def test_introductions_stand_before_an_opening(said: str) -> None:
    assert is_introduction(said)


def test_news_is_no_introduction() -> None:
    assert not is_introduction("It's in the post.")
    assert not is_introduction("This is a plain error.")
