from __future__ import annotations

import pytest

from api.pointers import pointer_to


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ((), ""),
        (("draft",), "/draft"),
        (("context", "names", 3), "/context/names/3"),
        (("no-such_field.2",), "/no-such_field.2"),
    ],
)
def test_a_place_is_named_by_its_path(path: tuple[str | int, ...], pointer: str) -> None:
    assert pointer_to(path) == pointer


@pytest.mark.parametrize("name", ["I can't help you", "", "a/b", "a~b", "x" * 41, "naïve", "7up"])
def test_a_name_that_may_be_a_piece_of_a_draft_is_not_repeated(name: str) -> None:
    assert pointer_to(("context", name, "inner")) == "/context"
