"""What the post-check's verdicts are worth, reason by reason: false refusals and true ones.

`python -m bench.verdicts [PAIRS]` judges the rewrites of a file of pairs, `bench/pairs.toml` unless
another is named. A file ending in .jsonl holds one draft a line, with `draft`, `context`,
`faithful` and `corrupted` (a list of `kind` and `rewrite`).
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guardrails.context import Context
from guardrails.postcheck import postcheck
from guardrails.precheck import precheck
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance

PAIRS = Path(__file__).with_name("pairs.toml")
Told = tuple[str, str | None, str | None]
"""What tells one reason from another: its code and what it quotes."""


@dataclass(frozen=True)
class Judged:
    """A rewrite with what is wrong with it, if anything, and the codes that refused it.

    `kind` is None for a faithful rewrite. Reasons that the faithful rewrites of the same draft
    meet too do not count for a corrupted one.
    """

    kind: str | None
    codes: frozenset[str]


def read_drafts(path: Path) -> Iterator[dict[str, Any]]:
    """The drafts of a file of pairs; corrupted rewrites are written out."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        yield from map(json.loads, text.splitlines())
        return
    for pair in tomllib.loads(text)["pair"]:
        corrupted = [
            {"kind": bad["kind"], "rewrite": _spoil(pair["faithful"][bad["of"]], bad)}
            for bad in pair["corrupted"]
        ]
        yield {**pair, "corrupted": corrupted}


def _spoil(text: str, bad: dict[str, str]) -> str:
    if text.count(bad["old"]) != 1:
        raise ValueError(f"{bad['old']!r} must stand once in {text!r}")
    return text.replace(bad["old"], bad["new"])


def judge(path: Path, rulebook: Rulebook) -> Iterator[Judged]:
    """Judge every rewrite of a file."""
    for draft in read_drafts(path):
        context = Context(customer_message=draft.get("context") or None)
        pre = precheck(draft["draft"], context, rulebook)

        def reasons(rewrite: str, pre: Any = pre) -> set[Told]:
            return {(r.code, r.expected, r.found) for r in postcheck(pre, rewrite).reasons}

        known: set[Told] = set()
        for rewrite in draft["faithful"]:
            met = reasons(rewrite)
            known |= met
            yield Judged(None, frozenset(code for code, _, _ in met))
        for bad in draft["corrupted"]:
            fresh = reasons(bad["rewrite"]) - known
            yield Judged(bad["kind"], frozenset(code for code, _, _ in fresh))


def print_table(judged: list[Judged]) -> None:
    """By reason how often it refuses faithful rewrites and what it catches; by kind the share."""
    faithful = [one for one in judged if one.kind is None]
    corrupted = [one for one in judged if one.kind is not None]
    false = Counter(code for one in faithful for code in one.codes)
    true: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in corrupted:
        for code in one.codes:
            true[code][str(one.kind)] += 1
    print("| reason | refuses faithful | refuses corrupted | of which kinds |")
    print("| --- | ---: | ---: | --- |")
    for code in sorted({*false, *true}, key=lambda code: (-true[code].total(), code)):
        kinds = ", ".join(f"{kind} {count}" for kind, count in true[code].most_common(4))
        share = f"{false[code]} of {len(faithful)} ({false[code] / len(faithful):.1%})"
        print(f"| {code} | {share} | {true[code].total()} | {kinds} |")
    print("\n| defect | refused |\n| --- | ---: |")
    seen, caught = Counter[str](), Counter[str]()
    for one in corrupted:
        seen[str(one.kind)] += 1
        caught[str(one.kind)] += bool(one.codes)
    for kind in sorted(seen):
        print(f"| {kind} | {caught[kind]} of {seen[kind]} |")
    passed = sum(not one.codes for one in faithful)
    print(
        f"\nfaithful passed: {passed} of {len(faithful)} ({passed / len(faithful):.1%}); "
        f"corrupted refused: {caught.total()} of {len(corrupted)} "
        f"({caught.total() / len(corrupted):.1%})"
    )


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    print_table(list(judge(chosen, Rulebook.compile(load_guidance()))))
