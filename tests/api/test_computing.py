from __future__ import annotations

import threading

import pytest

from api.computing import LONG_TEXT, compute

pytestmark = pytest.mark.anyio


async def test_a_short_text_is_worked_on_at_once() -> None:
    assert await compute(LONG_TEXT - 1, threading.get_ident) == threading.get_ident()


async def test_a_long_text_leaves_the_event_loop_free() -> None:
    assert await compute(LONG_TEXT, threading.get_ident) != threading.get_ident()


@pytest.mark.parametrize("size", [1, LONG_TEXT])
async def test_what_is_worked_on_comes_back_and_failures_do_too(size: int) -> None:
    assert await compute(size, divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        await compute(size, divmod, 7, 0)
