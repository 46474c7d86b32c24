"""Shows eight drafts and their rewrites: by the rules engine, and by a model if there is one."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from api.settings import read_settings
from api.wiring import chosen_model, compile_rulebook, open_rewriter
from cli.views.rewrites import WIDE, show_rewrite
from guardrails.context import Context
from rewriting.computing import Computing
from rewriting.options import RewriteOptions

DRAFTS = Path(__file__).with_name("drafts.toml")


@dataclass(frozen=True, slots=True)
class Scene:
    """A draft to show, where it comes from, and what is known around it."""

    title: str
    draft: str
    context: Context


def read_scenes() -> Iterator[Scene]:
    """The drafts of the file, in its order."""
    for entry in tomllib.loads(DRAFTS.read_text(encoding="utf-8"))["drafts"]:
        title, draft = entry.pop("title"), entry.pop("draft")
        yield Scene(title, draft.strip(), _to_context(entry))


def _to_context(entry: dict[str, Any]) -> Context:
    return Context(**entry | {"names": tuple(entry.get("names", ()))})


async def show(console: Console) -> None:
    """Rewrite every draft, and show each beside its rewrite."""
    settings = read_settings()
    engines: tuple[RewriteOptions, ...] = (RewriteOptions(engine="rules"),)
    if chosen_model(settings):
        engines += (RewriteOptions(engine="model"),)
    rulebook = compile_rulebook(settings)
    async with open_rewriter(settings, rulebook, Computing()) as rewriter:
        for scene in read_scenes():
            console.print(Rule(Text(scene.title, "bold"), align="left"))
            if scene.context.customer_message:
                console.print(Text(f"The customer: {scene.context.customer_message}\n", "italic"))
            for options in engines:
                result = await rewriter.rewrite(scene.draft, scene.context, options)
                show_rewrite(console, scene.draft, result)
                console.print()


def main() -> None:
    """Show the demo on stdout."""
    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console.width = max(console.width, WIDE)
    asyncio.run(show(console))


if __name__ == "__main__":
    main()
