from __future__ import annotations

import pytest

from guardrails.facts.labels import find_changed_labels


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("Order 4471 is late.", "Ticket 4471 is late."),
        ("Order {{id}} is late.", "Your ticket {{id}} is late."),
        ("Order {id} is late.", "Ticket number {id} is late."),
        ("Order #HB-20931 is late.", "Invoice HB-20931 is late."),
        ("Invoice 88-1: due.", "For account 88-1 it is due."),
    ],
)
def test_a_number_under_another_name_is_a_change(draft: str, rewrite: str) -> None:
    ((before, after),) = find_changed_labels(draft, rewrite)
    assert draft[before.start : before.end] == before.text
    assert rewrite[after.start : after.end] == after.text


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("Order 4471 is late.", "Your order number 4471 is late."),
        ("Order 4471 is late.", "Your purchase (order 4471) is late."),
        ("Ticket 4471 was closed.", "Your case 4471 was closed."),
        ("4471 is late.", "Your order 4471 is late."),
        ("Order 4471 is late, so I opened a ticket.", "I opened ticket 4471 as it is late."),
        ("Order 4471: 3 parcels.", "Order 4471 came in 3 parcels."),
    ],
)
def test_the_same_number_under_its_name_is_no_change(draft: str, rewrite: str) -> None:
    assert list(find_changed_labels(draft, rewrite)) == []
