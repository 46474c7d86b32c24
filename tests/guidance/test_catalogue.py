from __future__ import annotations

from pathlib import Path

from guidance.catalogue import render_catalogue
from guidance.loading import load_guidance

COMMITTED = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_committed_catalogue_is_that_of_the_guidance() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == render_catalogue(load_guidance()), (
        "run `make rules`"
    )


def test_the_catalogue_shows_every_rule_with_an_example_and_its_offence() -> None:
    guidance = load_guidance()
    catalogue = render_catalogue(guidance)
    for rule in guidance.rules:
        start, end = rule.examples[0].marked[0]
        assert f"### {rule.id} · {rule.severity}" in catalogue
        assert f"**{rule.examples[0].before[start:end]}**" in catalogue
