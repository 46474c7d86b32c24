from __future__ import annotations

import json
import logging

import pytest

from api.logs import JsonLines, configure_logs, whereabouts

CANARY = "canary-7f3a"


def failing(text: str) -> BaseException:
    try:
        try:
            int(text)
        except ValueError as error:
            raise RuntimeError(text) from error
    except RuntimeError as error:
        return error


def test_an_exception_is_its_kind_and_place_and_never_its_message() -> None:
    written = whereabouts(failing(CANARY))
    assert CANARY not in written
    assert "RuntimeError at test_logs.py:" in written
    assert "from builtins.ValueError at test_logs.py:" in written


def test_an_exception_that_was_never_raised_is_nowhere() -> None:
    assert whereabouts(KeyError(CANARY)) == "builtins.KeyError at nowhere"


def test_a_loop_of_causes_ends() -> None:
    first, second = ValueError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert whereabouts(first).count("ValueError") == 2


def record(message: str, **values: object) -> logging.LogRecord:
    made = logging.LogRecord("tactful.test", logging.INFO, "", 1, message, (), None)
    made.__dict__.update(values)
    return made


def test_a_line_is_one_json_object() -> None:
    line = JsonLines().format(record("two\nlines"))
    assert "\n" not in line
    written = json.loads(line)
    assert (written["level"], written["logger"], written["message"]) == (
        "info",
        "tactful.test",
        "two\nlines",
    )
    assert written["time"].endswith("Z")


def test_fields_stand_beside_each_other_rather_than_in_a_message() -> None:
    written = json.loads(JsonLines().format(record("", fields={"status": 200})))
    assert written["status"] == 200
    assert "message" not in written


def test_a_line_with_an_exception_holds_its_place_alone() -> None:
    error = failing(CANARY)
    line = JsonLines().format(record("failed", exc_info=(type(error), error, error.__traceback__)))
    assert CANARY not in line
    assert "RuntimeError at test_logs.py" in json.loads(line)["exception"]


@pytest.mark.usefixtures("logging_restored")
def test_libraries_that_log_what_they_send_are_silenced_at_every_level(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logs("debug")
    logging.getLogger("openai._base_client").debug("Request options: %s", CANARY)
    logging.getLogger("httpcore2.connection").debug(CANARY)
    logging.getLogger("tactful.test").debug("shown")
    written = capsys.readouterr().err
    assert CANARY not in written
    assert json.loads(written)["message"] == "shown"
