from __future__ import annotations

import pytest

from prompts.templates import SlotError, Slotted, read_template, read_wording

GREETING = Slotted("greeting", "Hi $name, your order $order is here.")


def test_slots_are_filled() -> None:
    assert GREETING.fill(name="Ana", order="7") == "Hi Ana, your order 7 is here."


def test_a_dollar_in_a_value_is_not_a_slot() -> None:
    assert GREETING.fill(name="$order", order="$20") == "Hi $order, your order $20 is here."


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"name": "Ana"}, r"greeting: slots without a value \['order'\], unknown \[\]"),
        ({"name": "Ana", "order": "7", "city": "Oslo"}, r"unknown \['city'\]"),
    ],
)
def test_slots_and_values_must_agree(values: dict[str, str], complaint: str) -> None:
    with pytest.raises(SlotError, match=complaint):
        GREETING.fill(**values)


@pytest.mark.parametrize("name", ["system", "request", "repair"])
def test_every_template_is_in_the_package(name: str) -> None:
    assert len(read_template(name).text) > 100


def test_every_sentence_of_the_wording_has_words() -> None:
    assert all(line.text for lines in read_wording().values() for line in lines.values())
