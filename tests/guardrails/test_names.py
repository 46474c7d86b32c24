from __future__ import annotations

import pytest

from guardrails.names import find_names


def found(text: str, *names: str) -> list[str]:
    return [text[start:end] for start, end in find_names(text, names)]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Hi Anna Kovács!", "Anna Kovács", ["Anna Kovács"]),
        ("Hi Anna, it's Ms Kovács' order.", "Anna Kovács", ["Anna", "Kovács"]),
        ("hi anna, ANNA!", "Anna", ["anna", "ANNA"]),
        ("Kova\u0301cs and Kov\u00e1cs", "Kov\u00e1cs", ["Kova\u0301cs", "Kov\u00e1cs"]),
        ("Anna's parcel", "Anna", ["Anna"]),
        ("Anna  Kovács", "Anna Kovács", ["Anna  Kovács"]),
        ("田中さん、こんにちは", "田中", ["田中"]),
        ("O'Brien's bill", "O'Brien", ["O'Brien"]),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, name: str, expected: list[str]) -> None:
    assert found(text, name) == expected


def test_a_name_inside_another_word_is_none() -> None:
    assert found("Annabel lives in Annapolis.", "Anna") == []


def test_a_name_that_is_also_a_word_needs_its_capital() -> None:
    assert found("Will will be there, says GRACE with grace.", "Will", "Grace") == ["Will", "GRACE"]


@pytest.mark.parametrize("name", ["", " ", "Mr", "A", "[["])
def test_what_is_no_name_is_not_looked_for(name: str) -> None:
    assert found("Mr A said [[ to van der Meer.", name) == []


def test_titles_and_particles_are_no_names_by_themselves() -> None:
    assert found("Dr Smith met Mr Jones and Ms de Vries.", "Dr. Jan de Vries") == ["Vries"]
