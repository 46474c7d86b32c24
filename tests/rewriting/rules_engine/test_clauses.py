import pytest

from rewriting.rules_engine.clauses import Clause, is_quoted, join_clauses, split_clauses


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        (
            "The size is out of stock so a swap is off the table",
            ["The size is out of stock", "a swap is off the table"],
        ),
        (
            "Why it stopped is unknown, since payments go through Finance",
            ["Why it stopped is unknown", "payments go through Finance"],
        ),
        (
            "If it rings again, you'll have to call us",
            ["If it rings again", "you'll have to call us"],
        ),
        (
            "If it rings again you'll have to call us",
            ["If it rings again", "you'll have to call us"],
        ),
        ("No, you clicked pause", ["No", "you clicked pause"]),
        ("That is plain: the field wants a date", ["That is plain", "the field wants a date"]),
        ("It was sent, as I said (twice, in fact)", ["It was sent", "I said (twice, in fact)"]),
        ("I'm so sorry you can't log in", ["I'm so sorry you can't log in"]),
        ("Bring a pen, a form and a photo", ["Bring a pen, a form and a photo"]),
    ],
)
def test_clauses_begin_where_a_subject_follows(sentence: str, texts: list[str]) -> None:
    assert [clause.text for clause in split_clauses(sentence)] == texts


@pytest.mark.parametrize(
    "sentence",
    [
        "The van is late, so it comes on Friday; please stay in",
        "because you never replied in a week",
        "As these were made to measure, they are yours and no return is due",
        "It costs 5 euro - the ferry is free",
        "when he gets here, we call you, and then you sign",
    ],
)
def test_what_was_cut_joins_again(sentence: str) -> None:
    assert join_clauses(split_clauses(sentence)) == sentence


def test_a_clause_after_a_full_stop_begins_a_sentence() -> None:
    clauses = [Clause("", "", "it broke"), Clause(".", "", "please send it")]
    assert join_clauses(clauses) == "it broke. Please send it"


def test_a_clause_knows_which_way_it_leans() -> None:
    first, second = split_clauses("If it rings, please answer")
    assert first.leads
    assert first.is_subordinate
    assert not second.is_subordinate
    assert split_clauses("It rang because you called")[1].is_subordinate


def test_nothing_is_cut_within_quotation_marks() -> None:
    sentence = 'The sign says "no entry, you are late" in red'
    assert len(split_clauses(sentence)) == 1
    assert is_quoted(sentence, sentence.index("entry"))
    assert not is_quoted(sentence, 0)
