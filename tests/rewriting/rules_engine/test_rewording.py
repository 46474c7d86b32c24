import pytest

from guidance.model import THEMES, Theme
from rewriting.rules_engine.phrasebook import Phrasebook
from rewriting.rules_engine.rewording import Reworded, reword
from rewriting.rules_engine.rewordings import load_rewordings

BOOK = load_rewordings()
ALL = frozenset(THEMES)


class Permissive:
    def holds_facts(self, text: str) -> bool:
        return any(letter.isdigit() for letter in text)

    def offends(self, _text: str) -> bool:
        return False


def better(sentence: str, flagged: frozenset[Theme] = ALL) -> Reworded:
    return reword(sentence, flagged, Phrasebook(BOOK, list, Permissive()))


@pytest.mark.parametrize(
    ("sentence", "after"),
    [
        (
            "The lid is cracked so a straight swap is off the table.",
            "The lid is cracked so a straight swap isn't something we're able to offer.",
        ),
        (
            "If it still smells tomorrow, you'll have to air the room, okay?",
            "If it still smells tomorrow, please air the room.",
        ),
        (
            "If it still smells tomorrow you'll have to air the room.",
            "If it still smells tomorrow, please air the room.",
        ),
        ("Calm down, the boat leaves at 9.", "The boat leaves at 9."),
        (
            "You forgot to sign page 2, hardly surprising it bounced.",
            "It looks like page 2 wasn't signed.",
        ),
        (
            "It failed because you never confirmed the address.",
            "It failed because the address wasn't confirmed.",
        ),
        (
            "You bent the pin and you lost the cap.",
            "It looks like the pin was bent and you lost the cap.",
        ),
        (
            "The shed costs us a fortune, so it will not be painted.",
            "There isn't a way for us to paint the shed.",
        ),
        ("So for heaven's sake, the gate was open, you know.", "The gate was open."),
    ],
)
def test_offences_go_and_facts_are_said_again(sentence: str, after: str) -> None:
    possible = {
        reword(sentence, ALL, Phrasebook(BOOK, order, Permissive())).text
        for order in (list, lambda words: list(reversed(words)))
    }
    assert after in possible


@pytest.mark.parametrize(
    "sentence",
    [
        "The parcel is in Leeds.",
        "We look forward to your visit!",
        "---",
        "\u26a0\ufe0f",
        "Please bring the form.",
        'He wrote "you must pay" on it.',
        "Not sure which size to pick?",
    ],
)
def test_what_is_no_offence_stays_byte_for_byte(sentence: str) -> None:
    assert better(sentence, frozenset()) == Reworded(sentence)


def test_the_themes_that_were_met_are_told() -> None:
    assert better("Calm down, you must wait.").themes == {"brush_off", "command"}


def test_innocent_words_change_without_a_theme() -> None:
    done = better("It is blue instead of red.", frozenset())
    assert done == Reworded("It is blue rather than red.", frozenset(), changed=True)


def test_a_sentence_without_end_is_left_alone() -> None:
    sentence = "you must " + "wait and " * 100
    assert better(sentence) == Reworded(sentence)
