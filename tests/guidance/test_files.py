from __future__ import annotations

import pytest

from guidance.files import line_of

TEXT = """\
severity = "error"
patterns = ["a"]

[[examples]]
before = "a"

[[examples]]
before = "b"
after  = "c"
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (("severity",), 1),
        (("patterns", 0), 2),
        (("examples", 0, "before"), 5),
        (("examples", 1, "before"), 8),
        (("examples", 1, "after"), 9),
        (("examples", 0), 4),
        (("missing",), 1),
        ((), 1),
    ],
)
def test_a_key_is_found_on_its_line(where: tuple[int | str, ...], line: int) -> None:
    assert line_of(TEXT, where) == line
