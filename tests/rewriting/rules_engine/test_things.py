import pytest

from rewriting.rules_engine.things import find_things, thing_at


@pytest.mark.parametrize(
    ("message", "name", "kind"),
    [
        ("Where is my replacement card?", "your replacement card", "delivery"),
        ("The curtains I ordered are green", "the curtains", "goods"),
        ("Printer on floor 3 is dead", "the printer", "goods"),
        ("Your website charged me", "our website", "ours"),
        ("MY LAPTOP is dead", "your laptop", "goods"),
        ("the new Nordvik heat pump", "the new Nordvik heat pump", "goods"),
        ("my SIM is blocked", "your SIM", "goods"),
    ],
)
def test_things_are_named_from_the_other_side(message: str, name: str, kind: str) -> None:
    assert [(thing.name, thing.kind) for thing in find_things(message, by_customer=True)] == [
        (name, kind)
    ]


@pytest.mark.parametrize("message", ["my dashcam broke", "my job is gone", "the emergency room"])
def test_what_the_table_does_not_know_is_not_named(message: str) -> None:
    assert find_things(message, by_customer=True) == ()


@pytest.mark.parametrize(
    "message", ["my husband called", "my stupid useless router", "it was awful", "my own fault"]
)
def test_people_moods_and_nothing_are_not_named(message: str) -> None:
    assert find_things(message, by_customer=True) == ()


def test_in_a_draft_your_is_the_customers_and_mine_is_nobodys() -> None:
    things = find_things("Your order is late. My order book is full.", by_customer=False)
    assert [thing.name for thing in things] == ["your order"]


def test_tokens_are_never_part_of_a_name() -> None:
    assert find_things("my [[ID_1_k7qx]] order", by_customer=True) == ()


def test_a_thing_is_read_at_its_place() -> None:
    assert thing_at("is the flight late", 3) == ("the flight", 13)
    assert thing_at("is it late", 3) == ("it", 5)
    assert thing_at("is Bob late", 3) is None


def test_a_request_names_no_thing() -> None:
    assert find_things("Stay on the kerb.", by_customer=False) == ()
    (thing,) = find_things("Printer on floor 3 is dead.", by_customer=True)
    assert thing.name == "the printer"
