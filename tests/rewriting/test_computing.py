from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import suppress

import pytest

from rewriting.computing import LONG_TEXT, THREADS, Computing

pytestmark = pytest.mark.anyio


@pytest.fixture
def computing() -> Iterator[Computing]:
    computing = Computing()
    yield computing
    computing.close()


@pytest.fixture
def stuck() -> Iterator[threading.Event]:
    """A step that ends only when the test does."""
    over = threading.Event()
    yield over
    over.set()


async def test_a_short_text_is_worked_on_at_once(computing: Computing) -> None:
    assert await computing.run(LONG_TEXT - 1, threading.get_ident) == threading.get_ident()


async def test_a_long_text_leaves_the_event_loop_free(computing: Computing) -> None:
    assert await computing.run(LONG_TEXT, threading.get_ident) != threading.get_ident()
    assert await computing.run_apart(threading.get_ident) != threading.get_ident()


@pytest.mark.parametrize("size", [1, LONG_TEXT])
async def test_what_is_worked_on_comes_back_and_failures_do_too(
    computing: Computing, size: int
) -> None:
    assert await computing.run(size, divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        await computing.run(size, divmod, 7, 0)


async def test_texts_that_never_end_leave_a_thread_to_the_others(
    computing: Computing, stuck: threading.Event
) -> None:
    hostile = [asyncio.create_task(computing.run_apart(stuck.wait)) for _ in range(THREADS - 1)]
    for _ in range(5):
        assert await computing.run(LONG_TEXT, str.upper, "a") == "A"
    assert not any(task.done() for task in hostile)
    stuck.set()
    assert await asyncio.gather(*hostile) == [True] * len(hostile)


async def test_whoever_gives_up_is_free_while_the_thread_is_not(
    computing: Computing, stuck: threading.Event
) -> None:
    begun, begun_late = threading.Event(), threading.Event()

    def step() -> None:
        begun.set()
        stuck.wait()

    given_up = [asyncio.create_task(computing.run_apart(step)) for _ in range(THREADS)]
    assert await asyncio.to_thread(begun.wait, 10)
    waiting = asyncio.create_task(computing.run_apart(begun_late.set))
    await asyncio.sleep(0)  # it waits for a thread now
    for task in (*given_up, waiting):
        task.cancel()
        with suppress(asyncio.CancelledError, CancelledError):
            await task
        assert task.cancelled()
    stuck.set()
    assert await computing.run_apart(str.upper, "a") == "A"
    assert not begun_late.is_set()
