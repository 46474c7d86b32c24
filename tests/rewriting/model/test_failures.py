"""What a server's "no" means, and how long it asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewriting.model.errors import ModelError, ModelUnavailable
from rewriting.model.failures import names_parameter, read_failure, read_retry_after


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "3"}, 3),
        ({"Retry-After": " 1.5 "}, 1.5),
        ({"Retry-After": "0"}, 0),
        ({"Retry-After": "-4"}, 0),
        ({"Retry-After-Ms": "250", "Retry-After": "9"}, 0.25),
        ({"Retry-After-Ms": "soon", "Retry-After": "9"}, 9),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:00 -0000"}, 0),
        ({"Retry-After": "Wed, 99 Oct 2015 07:28:00 GMT"}, None),
        ({"Retry-After": "Wed, 21 Oct 99999999999 07:28:00 GMT"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "nan"}, None),
        ({"Retry-After": "1e999"}, None),
        ({"Retry-After": ""}, None),
    ],
)
def test_a_wait_is_read_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    assert read_retry_after(httpx2.Headers(headers)) == seconds


def test_a_date_is_read_as_the_time_until_then() -> None:
    soon = datetime.now(UTC) + timedelta(seconds=30)
    wait = read_retry_after({"retry-after": format_datetime(soon, usegmt=True)})
    assert wait is not None
    assert 25 < wait <= 30


@given(st.text(max_size=40))
def test_no_header_value_makes_reading_fail(value: str) -> None:
    wait = read_retry_after({"retry-after": value})
    assert wait is None or wait >= 0


@given(st.integers(300, 999), st.binary(max_size=64))
def test_every_failed_response_is_a_model_error(status: int, body: bytes) -> None:
    assert isinstance(read_failure(status, {}, body), ModelError)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_the_wait_travels_with_the_error(status: int) -> None:
    failure = read_failure(status, {"retry-after": "7"}, b"")
    assert isinstance(failure, ModelUnavailable)
    assert failure.retry_after == 7


def test_the_message_names_status_and_well_known_codes_only() -> None:
    known = read_failure(401, {}, b'{"error": {"code": "invalid_api_key", "type": "ana"}}')
    assert str(known) == (
        "The model server refused the request as it is configured. (HTTP 401, invalid_api_key)"
    )


@pytest.mark.parametrize(
    ("status", "body", "named"),
    [
        (400, b"Unsupported parameter: 'max_tokens'", True),
        (422, b'{"detail": [{"loc": ["body", "max_tokens"]}]}', True),
        (400, b"Unsupported parameter: 'temperature'", False),
        (500, b"max_tokens", False),
        (200, b"max_tokens", False),
    ],
)
def test_a_refused_parameter_is_recognised_by_its_name(
    status: int, body: bytes, named: bool
) -> None:
    assert names_parameter(status, body, "max_tokens") is named
