"""What a run would change and cost, told beforehand from the pre-check alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.libraries import entries_of
from api.settings import Settings
from batch.formats.library import Library
from batch.values import BrokenEntry, Entry
from guardrails.context import Context
from guardrails.language import is_unsupported_language
from guardrails.precheck import PreCheck, precheck
from guardrails.rulebook import Rulebook
from guardrails.tokens import MaskingFailed
from prompts.rendering import render_rewrite
from prompts.system import System, render_system
from rewriting.errors import UnsupportedLanguage

CHARACTERS_PER_TOKEN = 4.0
"""Of English, with the tokenizers in use. The model's server counts exactly, afterwards."""
GROWTH = 1.4
"""How much longer a rewrite is than its draft: it adds an acknowledgement and a way on."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What will become of one item: its findings in short, or why it cannot be worked on."""

    seq: int
    needs_rewrite: bool
    offences: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(slots=True)
class Estimate:
    """What a run with a model would come to; repairs come on top."""

    total: int = 0
    unchanged: int = 0
    to_rewrite: int = 0
    bad: int = 0
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def cost(self, price_in: float, price_out: float) -> float:
        """The price of the tokens, each given for a million of them."""
        return (self.prompt_tokens * price_in + self.completion_tokens * price_out) / 1e6


def foresee(
    library: Library, settings: Settings, rulebook: Rulebook, estimate: Estimate
) -> Iterator[Foreseen]:
    """What will become of each item, in order; `estimate` is complete after the last.

    Equal drafts in equal contexts are one call.
    """
    system = render_system(rulebook.guidance)
    asked: set[tuple[str, Context]] = set()
    for entry in entries_of(library.items, settings):
        estimate.total += 1
        if isinstance(entry, BrokenEntry):
            estimate.bad += 1
            yield Foreseen(entry.seq, needs_rewrite=False, problem=entry.message)
            continue
        try:
            pre = _read(entry, rulebook)
        except (UnsupportedLanguage, MaskingFailed) as error:
            estimate.bad += 1
            yield Foreseen(entry.seq, needs_rewrite=False, problem=str(error))
            continue
        if not pre.check.needs_rewrite:
            estimate.unchanged += 1
            yield Foreseen(entry.seq, needs_rewrite=False)
            continue
        estimate.to_rewrite += 1
        same = (entry.draft, entry.context)
        if same not in asked:
            asked.add(same)
            _add_call(estimate, system, pre)
        yield _describe(entry.seq, pre)


def _read(entry: Entry, rulebook: Rulebook) -> PreCheck:
    if is_unsupported_language(entry.draft):
        raise UnsupportedLanguage("/draft")
    return precheck(entry.draft, entry.context, rulebook)


def _add_call(estimate: Estimate, system: System, pre: PreCheck) -> None:
    sent = sum(len(message.content) for message in render_rewrite(system, pre))
    estimate.calls += 1
    estimate.prompt_tokens += round(sent / CHARACTERS_PER_TOKEN)
    estimate.completion_tokens += round(len(pre.draft) * GROWTH / CHARACTERS_PER_TOKEN)


def _describe(seq: int, pre: PreCheck) -> Foreseen:
    rules = dict.fromkeys(
        finding.rule for finding in pre.check.findings if finding.severity != "suggestion"
    )
    missing = pre.check.signals.missing()
    return Foreseen(seq, needs_rewrite=True, offences=tuple(rules), missing=missing)
