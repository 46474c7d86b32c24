from __future__ import annotations

import asyncio
from io import StringIO

import pytest
from rich.console import Console

from demo.show import read_scenes, show


@pytest.fixture(scope="module")
def scenes() -> list[str]:
    """What is shown of each scene, in their order."""
    console = Console(file=StringIO(), width=120, highlight=False, emoji=False, markup=False)
    asyncio.run(show(console))
    assert isinstance(console.file, StringIO)
    text = console.file.getvalue()
    starts = [text.index(scene.title) for scene in read_scenes()]
    assert starts == sorted(starts)
    return [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def test_eight_drafts_are_shown_each_with_its_outcome(scenes: list[str]) -> None:
    assert len(scenes) == 8
    outcomes = ("Rewritten by the rules engine.", "Unchanged: ", "Rejected: ")
    assert all(any(outcome in scene for outcome in outcomes) for scene in scenes)


def test_only_the_good_draft_needs_nothing(scenes: list[str]) -> None:
    unchanged = ["Unchanged: the draft needs nothing." in scene for scene in scenes]
    titles = [scene.title for scene, same in zip(read_scenes(), unchanged, strict=True) if same]
    assert titles == ["Already good: nothing to do"]


def test_every_other_draft_comes_back_rewritten(scenes: list[str]) -> None:
    assert sum("Rewritten by the rules engine." in scene for scene in scenes) == 7


def test_a_furious_customer_gets_a_holding_reply(scenes: list[str]) -> None:
    (furious,) = (scene for scene in scenes if "furious" in scene)
    assert "Feelings run high" in furious
