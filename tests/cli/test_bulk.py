from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.answers import Answers
from cli.bulk import answer_in_turn, answer_lines, answer_together
from cli.exits import CLEAN, SOME_LINES_BAD
from cli.lines import BadLine, CheckLine, Numbered, VerifyLine
from guardrails.entry import TextRefused
from rewriting.errors import UnsupportedLanguage
from rewriting.results import Usage

Entry = Numbered[CheckLine] | BadLine
# Any value with a public shape would do as an answer.
ANSWER = Usage(1, 2, 3, 4)


def entries(count: int) -> list[Entry]:
    return [Numbered(n, CheckLine(n, f"text {n}")) for n in range(1, count + 1)]


def printed(capfdbinary: pytest.CaptureFixture[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_an_answer_follows_its_id(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    answers = Answers(lambda: None)
    answer_in_turn(entries(1), lambda _: ANSWER, answers)
    assert capfdbinary.readouterr().out == (
        b'{"id":1,"calls":1,"prompt_tokens":2,"completion_tokens":3,"cached_tokens":4}\n'
    )
    assert answers.exit_code == CLEAN


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (TextRefused("empty", "/text", "Nothing there."), "empty", "/text: Nothing there."),
        (UnsupportedLanguage(), "unsupported_language", str(UnsupportedLanguage())),
        (ZeroDivisionError("secret"), "internal", "ZeroDivisionError"),
    ],
)
def test_a_line_that_fails_is_a_bad_line_and_the_run_goes_on(
    error: Exception, code: str, message: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def answer(line: CheckLine) -> Usage:
        if line.id == 2:
            raise error
        return ANSWER

    answers = Answers(lambda: None)
    answer_in_turn(entries(3), answer, answers)
    first, second, third = printed(capfdbinary)
    assert second["id"] == second["line"] == 2
    assert second["error"]["code"] == code
    assert message in second["error"]["message"]
    assert "secret" not in str(second)
    assert (first["id"], third["id"]) == (1, 3)
    assert answers.exit_code == SOME_LINES_BAD


def test_the_lines_of_a_file_are_answered_as_their_shape(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": 1, "draft": "a", "rewrite": "b"}\n\n{"id": 2}\n')
    asked: list[VerifyLine] = []

    def answer(line: VerifyLine) -> Usage:
        asked.append(line)
        return ANSWER

    assert answer_lines(lines, VerifyLine, answer) == SOME_LINES_BAD
    assert asked == [VerifyLine(1, "a", "b")]
    assert [line["id"] for line in printed(capfdbinary)] == [1, 2]


def test_a_line_that_could_not_be_read_is_echoed_with_its_number(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    answers = Answers(lambda: None)
    answer_in_turn([BadLine(7, None, "invalid", "no")], lambda _: ANSWER, answers)
    assert printed(capfdbinary) == [
        {"id": None, "line": 7, "error": {"code": "invalid", "message": "no"}}
    ]


def test_answers_keep_the_lines_order_however_long_each_takes(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    async def answer(line: CheckLine) -> Usage:
        await asyncio.sleep(0.02 if line.id in (1, 6) else 0)
        return ANSWER

    advanced: list[None] = []
    answers = Answers(lambda: advanced.append(None))
    asyncio.run(answer_together(entries(40), answer, answers, 4))
    assert [line["id"] for line in printed(capfdbinary)] == list(range(1, 41))
    assert len(advanced) == 40


def test_never_more_lines_at_a_time_than_asked_for() -> None:
    busy, most = 0, 0

    async def answer(_line: CheckLine) -> Usage:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.05)
        busy -= 1
        return ANSWER

    asyncio.run(answer_together(entries(20), answer, Answers(lambda: None), 5))
    assert most == 5


def test_a_slow_line_leaves_the_others_running() -> None:
    async def run() -> None:
        others = asyncio.Event()
        answered = 0

        async def answer(line: CheckLine) -> Usage:
            nonlocal answered
            if line.id == 1:
                await others.wait()
            else:
                answered += 1
                if answered == 6:
                    others.set()
            return ANSWER

        await asyncio.wait_for(
            answer_together(entries(7), answer, Answers(lambda: None), 2), timeout=5
        )

    asyncio.run(run())


def test_lines_are_not_read_far_ahead() -> None:
    taken = 0

    def endless() -> Iterator[Entry]:
        nonlocal taken
        while True:
            taken += 1
            yield Numbered(taken, CheckLine(taken, "text"))

    async def run() -> None:
        async def answer(_line: CheckLine) -> Usage:
            await asyncio.sleep(60)
            return ANSWER

        with pytest.raises(TimeoutError):
            await asyncio.wait_for(
                answer_together(endless(), answer, Answers(lambda: None), 3), timeout=0.2
            )

    asyncio.run(run())
    assert 3 <= taken <= 20


def test_an_answer_comes_while_the_next_line_is_still_waited_for(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    first_answered = threading.Event()

    def one_by_one() -> Iterator[Entry]:
        yield Numbered(1, CheckLine(1, "text"))
        assert first_answered.wait(5), "no answer came while the reader waited"
        yield Numbered(2, CheckLine(2, "text"))

    async def answer(_line: CheckLine) -> Usage:
        return ANSWER

    asyncio.run(answer_together(one_by_one(), answer, Answers(first_answered.set), 2))
    assert [line["id"] for line in printed(capfdbinary)] == [1, 2]


def test_a_source_that_breaks_ends_the_run_with_its_error() -> None:
    def broken() -> Iterator[Entry]:
        yield Numbered(1, CheckLine(1, "text"))
        raise OSError("the disk is gone")

    async def answer(_line: CheckLine) -> Usage:
        return ANSWER

    with pytest.raises(OSError, match="the disk is gone"):
        asyncio.run(answer_together(broken(), answer, Answers(lambda: None), 2))
