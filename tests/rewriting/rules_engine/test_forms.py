import pytest

from rewriting.rules_engine.forms import FORMS


@pytest.mark.parametrize(
    ("form", "found", "words"),
    [
        ("doing", {"do": "just send it"}, "sending it"),
        ("done", {"verb": "fill in"}, "filled in"),
        ("do", {"done": "saved"}, "save"),
        ("was", {"thing": "the forms"}, "were"),
        ("isn't", {"subject": "damage by movers"}, "isn't"),
        ("object", {"thing": "they"}, "them"),
        ("a_thing", {"favour": "upgrade"}, "an upgrade"),
        ("we're", {"we": "I"}, "I'm"),
        ("us", {"we": "we"}, "us"),
        ("matters", {"thing": "$9"}, "matters"),
    ],
)
def test_each_form_agrees_with_what_was_found(form: str, found: dict[str, str], words: str) -> None:
    assert FORMS[form](found, "") == words


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_form_of_nothing_is_not_to_be_had(form: str) -> None:
    fixed = {"haven't"}
    assert FORMS[form]({}, "") is None or form in fixed
