from guidance.model import THEMES
from rewriting.rules_engine.phrasebook import Phrasebook
from rewriting.rules_engine.rewordings import load_rewordings

BOOK = load_rewordings()
NONE = frozenset[str]()
ALL = frozenset(THEMES)


class Strict:
    """Finds an offence in every text that holds one of some words."""

    def __init__(self, *offences: str) -> None:
        self.offences = offences

    def holds_facts(self, text: str) -> bool:
        return any(letter.isdigit() for letter in text)

    def offends(self, text: str) -> bool:
        return any(word in text for word in self.offences)


def book(*offences: str, question: str | None = None, may_find_out: bool = True) -> Phrasebook:
    return Phrasebook(BOOK, list, Strict(*offences), question, may_find_out)


def said(phrasebook: Phrasebook, text: str) -> str | None:
    match = phrasebook.match(text, ALL, asks=False)
    return None if match is None else phrasebook.say(match)


def test_words_that_the_rules_flag_are_passed_over() -> None:
    free = said(book(), "we can't move the piano")
    assert free is not None
    other = said(book(free.split()[0]), "we can't move the piano")
    assert other not in (None, free)


def test_an_offence_with_a_fact_in_it_never_goes() -> None:
    assert said(book(), "even my gran could do it") == ""
    assert said(book(), "even my gran of 90 could do it") is None


def test_finding_out_is_offered_once() -> None:
    phrasebook = book()
    assert said(phrasebook, "no idea") == "let me find out for you"
    assert said(phrasebook, "your guess is as good as mine") == ""
    assert said(phrasebook, "beats me") == ""


def test_finding_out_names_the_customers_question() -> None:
    assert (
        said(book(question="when it opens"), "no idea") == "let me find out for you when it opens"
    )


def test_finding_out_is_not_offered_where_it_is_not_permitted() -> None:
    assert said(book(may_find_out=False), "no idea") is None


def test_general_rewordings_need_a_finding() -> None:
    text = "you clicked the button twice"
    assert book().match(text, frozenset(), asks=False) is None
    assert said(book(), text) == "it looks like the button was clicked twice"


def test_advice_is_for_calm_days_and_for_what_is_to_come() -> None:
    assert said(book(), "next time, book early") is not None
    grave = Phrasebook(BOOK, list, Strict(), grave=True)
    assert said(grave, "next time, book early") == ""
    assert said(book(), "did you not think to call yesterday") in (None, "")


def test_a_question_is_no_refusal() -> None:
    assert book().match("not sure which size to pick", ALL, asks=True) is None
    assert book().match("not sure which size to pick", ALL, asks=False) is not None
