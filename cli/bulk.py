"""Bulk runs: every line is answered in its order, whatever becomes of the others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from concurrent.futures import CancelledError
from contextlib import aclosing, suppress
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

from cli.answers import Answer, Answers
from cli.faults import refuse
from cli.inputs import open_lines
from cli.lines import BadLine, LineT, Numbered, read_lines
from cli.progress import progress

Lines = Iterable[Numbered[LineT] | BadLine]
T = TypeVar("T")

AHEAD = 4
"""Lines under way for each that is being answered: a slow one must not leave the others idle."""


def answer_lines(source: Path, shape: type[LineT], answer: Callable[[LineT], object]) -> int:
    """Answer every line of a file in its turn; returns the exit code."""
    with open_lines(source) as stream, progress(source) as advance:
        answers = Answers(advance)
        answer_in_turn(read_lines(stream, shape), answer, answers)
    return answers.exit_code


def answer_in_turn(
    lines: Lines[LineT], answer: Callable[[LineT], object], answers: Answers
) -> None:
    """Answer one line after the other."""
    for entry in lines:
        if isinstance(entry, BadLine):
            answers.write(entry)
            continue
        try:
            answers.write(Answer(entry.line.id, answer(entry.line)))
        except Exception as error:  # noqa: BLE001  (one line's fault must not end the run)
            answers.write(refuse(entry, error))


async def answer_together(
    lines: Lines[LineT],
    answer: Callable[[LineT], Awaitable[object]],
    answers: Answers,
    concurrency: int,
) -> None:
    """Answer up to `concurrency` lines at a time, and write the answers in the lines' order.

    Raises what reading the lines raises.
    """
    room = asyncio.Semaphore(concurrency)
    under_way: asyncio.Queue[asyncio.Task[Answer | BadLine] | None]
    under_way = asyncio.Queue(AHEAD * concurrency)

    async def answered(entry: Numbered[LineT] | BadLine) -> Answer | BadLine:
        if isinstance(entry, BadLine):
            return entry
        try:
            async with room:
                return Answer(entry.line.id, await answer(entry.line))
        except Exception as error:  # noqa: BLE001  (one line's fault must not end the run)
            return refuse(entry, error)

    async def begin_all(tasks: asyncio.TaskGroup) -> None:
        async with aclosing(_read_apart(lines)) as entries:
            async for entry in entries:
                await under_way.put(tasks.create_task(answered(entry)))
        await under_way.put(None)

    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(begin_all(tasks))
            while task := await under_way.get():
                answers.write(await task)
    except ExceptionGroup as failed:  # by the first all others were stopped
        raise failed.exceptions[0] from None


async def _read_apart(lines: Iterable[T]) -> AsyncGenerator[T, None]:
    """Yield what a blocking iterable yields, without holding up the event loop.

    The thread that reads is left behind at Ctrl-C: it may be waiting for a line that never comes.
    """
    loop = asyncio.get_running_loop()
    over = Event()
    arrived: asyncio.Queue[T | BaseException | None] = asyncio.Queue(1)

    def hand_over(entry: T | BaseException | None) -> None:
        asyncio.run_coroutine_threadsafe(arrived.put(entry), loop).result()

    def read() -> None:
        with suppress(CancelledError, RuntimeError):  # nobody waits for lines any more
            try:
                for line in lines:
                    hand_over(line)
                hand_over(None)
            except (OSError, ValueError) as error:
                if not over.is_set():  # else its file was closed under it
                    hand_over(error)

    Thread(target=read, daemon=True).start()
    try:
        while (entry := await arrived.get()) is not None:
            if isinstance(entry, BaseException):
                raise entry
            yield entry
    finally:
        over.set()
