"""Faithful rewrites pass and corrupted ones are refused, over drafts of many trades.

The pairs are written for this project. Shares rather than single lines are asserted: rules of thumb
about language have exceptions, and a new exception must show up as a share that falls.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guardrails.context import Context
from guardrails.postcheck import postcheck
from guardrails.precheck import precheck
from guardrails.rulebook import Rulebook

PAIRS = [
    pair
    for path in sorted((Path(__file__).parent / "pairs").glob("*.toml"))
    for pair in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
]
TYPED = {
    "number_changed",
    "amount_changed",
    "date_changed",
    "time_changed",
    "duration_changed",
    "percent_changed",
    "id_changed",
    "url_changed",
    "email_changed",
    "phone_changed",
    "placeholder_lost",
    "placeholder_renamed",
    "placeholder_duplicated",
    "link_invented",
    "unit_changed",
    "currency_changed",
    "quote_altered",
}
FAITHFUL_AT_LEAST = 0.95
TYPED_AT_LEAST = 0.98
SEMANTIC_AT_LEAST = 0.80


@pytest.fixture(scope="module")
def refused(rulebook: Rulebook) -> dict[tuple[str, str], list[str]]:
    """The reason codes for every rewrite of every pair, banned phrases left to their own tests."""
    return {
        key: [r.code for r in postcheck(pre, rewrite).reasons if r.code != "banned_phrase"]
        for pair in PAIRS
        for pre in [
            precheck(pair["draft"], Context(customer_message=pair.get("context")), rulebook)
        ]
        for key, rewrite in rewrites(pair)
    }


def rewrites(pair: dict[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    for number, text in enumerate(pair["faithful"]):
        yield (f"{pair['id']}/faithful/{number}", "faithful"), text
    for number, bad in enumerate(pair["corrupted"]):
        text = pair["faithful"][bad["of"]].replace(bad["old"], bad["new"])
        yield (f"{pair['id']}/corrupted/{number}", bad["kind"]), text


def test_every_corruption_changes_its_rewrite() -> None:
    for pair in PAIRS:
        for bad in pair["corrupted"]:
            assert bad["old"] in pair["faithful"][bad["of"]], (pair["id"], bad)
            assert bad["old"] != bad["new"]


def test_faithful_rewrites_pass(refused: dict[tuple[str, str], list[str]]) -> None:
    faithful = {name: codes for (name, kind), codes in refused.items() if kind == "faithful"}
    alarms = {name: codes for name, codes in faithful.items() if codes}
    assert len(faithful) > 140
    assert len(alarms) <= (1 - FAITHFUL_AT_LEAST) * len(faithful), alarms


@pytest.mark.parametrize(("typed", "least"), [(True, TYPED_AT_LEAST), (False, SEMANTIC_AT_LEAST)])
def test_corrupted_rewrites_are_refused(
    refused: dict[tuple[str, str], list[str]], typed: bool, least: float
) -> None:
    seen, caught = Counter[str](), Counter[str]()
    for (_, kind), codes in refused.items():
        if kind != "faithful" and (kind in TYPED) is typed:
            seen[kind] += 1
            caught[kind] += bool(codes)
    assert seen.total() > 100
    table = {kind: f"{caught[kind]}/{seen[kind]}" for kind in sorted(seen)}
    assert caught.total() >= least * seen.total(), table
