from __future__ import annotations

import pytest

from api.keys import LEAST_LENGTH, Keyring

ONE, TWO = "one-" + "x" * LEAST_LENGTH, "two-" + "y" * LEAST_LENGTH


def test_a_key_that_was_given_is_found_under_a_name_that_does_not_hold_it() -> None:
    ring = Keyring.of([ONE, TWO])
    first, second = ring.find(ONE), ring.find(TWO)
    assert first is not None
    assert second not in (first, None)
    assert ONE not in first
    assert first == Keyring.of([ONE]).find(ONE)


@pytest.mark.parametrize("key", ["", ONE[:-1], ONE + "x", ONE.upper(), "\ud800" * LEAST_LENGTH])
def test_any_other_is_not(key: str) -> None:
    assert Keyring.of([ONE, TWO]).find(key) is None


def test_nothing_of_a_key_is_kept_but_its_hash() -> None:
    assert ONE not in repr(Keyring.of([ONE]))


def test_an_empty_keyring_says_that_it_is() -> None:
    assert not Keyring()
    assert Keyring.of([ONE])


@pytest.mark.parametrize(
    "key", ["x" * (LEAST_LENGTH - 1), "x" * LEAST_LENGTH + " x", "ü" * LEAST_LENGTH]
)
def test_a_key_that_could_be_guessed_or_not_be_sent_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="Key 2 must be 24 or more printable ASCII") as refused:
        Keyring.of([ONE, key])
    assert key not in str(refused.value)
