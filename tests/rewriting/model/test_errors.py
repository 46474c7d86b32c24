"""The error tree speaks for itself."""

from __future__ import annotations

import pytest

from rewriting.model import errors
from rewriting.model.errors import NO_CALLS, ModelError, ModelUnavailable
from rewriting.results import Usage

KINDS = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, ModelError)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_stands_in_the_tree_and_has_a_sentence_of_its_own(
    kind: type[ModelError],
) -> None:
    assert errors.__doc__ is not None
    assert kind.__name__ in errors.__doc__
    assert kind.__doc__
    assert str(kind()) == kind.summary
    assert kind.summary.endswith(".")
    assert sum(other.summary == kind.summary for other in KINDS) == 1


def test_an_error_says_what_was_spent() -> None:
    assert ModelError().usage == NO_CALLS
    spent = Usage(2, 100, 20, 0)
    assert ModelUnavailable(retry_after=3, usage=spent).usage == spent
