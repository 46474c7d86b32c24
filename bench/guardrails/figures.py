"""What the checks cost, over the built-in guidance."""

from __future__ import annotations

import random
import re
import statistics
import subprocess
import sys
import tracemalloc
from collections.abc import Sequence
from typing import NamedTuple

from bench.guardrails.texts import APOSTROPHES, LENGTH, cut, make_messy, reword, write_text
from bench.guardrails.timing import ROUNDS, time_each
from guardrails.context import NO_CONTEXT, Context
from guardrails.folding import fold
from guardrails.gate import Gate
from guardrails.matcher import Matcher
from guardrails.postcheck import postcheck
from guardrails.precheck import check_draft, precheck
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
from guidance.model import Guidance

TEXTS = 200
CONTEXT = Context("Where is my order? I was told Friday, and nobody answers!", agent_name="Rosa")
START = """
from time import process_time
from guardrails.folding import fold
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
guidance = load_guidance()
begun = process_time()
rulebook = Rulebook.compile(guidance)
compiled = process_time()
rulebook.matcher.find(fold("I am sorry, but we can't do that, and you'll have to wait. " * 17))
print((compiled - begun) * 1000, (process_time() - compiled) * 1000)
"""


class Drafts(NamedTuple):
    """The same drafts, plain and messy, of `LENGTH` characters each."""

    plain: list[str]
    messy: list[str]


def write_drafts(count: int = TEXTS, banned: float = 0.06) -> Drafts:
    """The same drafts every time."""
    choice = random.Random(7)  # noqa: S311  # nothing secret
    plain = [write_text(choice, banned) for _ in range(count)]
    return Drafts(plain, [make_messy(choice, text) for text in plain])


def measure_checks(drafts: Drafts, rulebook: Rulebook) -> dict[str, tuple[float, float]]:
    """Microseconds per draft, plain and messy, by what is done with it."""
    matcher = rulebook.matcher
    fewer = Drafts(*(texts[::8] for texts in drafts))
    pairs = [
        [(precheck(text, NO_CONTEXT, rulebook), reword(text)) for text in texts] for texts in fewer
    ]
    works = {
        "fold": (fold, drafts),
        "fold and find": (lambda text: matcher.find(fold(text)), drafts),
        "check": (lambda text: check_draft(text, NO_CONTEXT, rulebook), drafts),
        "pre-check with context": (lambda text: precheck(text, CONTEXT, rulebook), fewer),
        "verify": (lambda pair: postcheck(*pair), pairs),
    }
    return {
        name: (time_each(work, subjects[0]), time_each(work, subjects[1]))
        for name, (work, subjects) in works.items()
    }


def measure_gate(matcher: Matcher[str]) -> tuple[float, float]:
    """Microseconds per token, and the mean number of characters held back after a token."""

    def stream(tokens: list[str]) -> None:
        gate = Gate(matcher)
        for token in tokens:
            gate.feed(token)
        gate.close()

    choice = random.Random(8)  # noqa: S311
    texts = [cut(choice, text) for text in write_drafts(TEXTS // 4, banned=0).messy]
    held = []
    for tokens in texts:
        gate, received, released = Gate(matcher), 0, 0
        for token in tokens:
            received += len(token)
            released += len(gate.feed(token))
            held.append(received - released)
    return time_each(stream, texts) * len(texts) / len(held), statistics.mean(held)


def measure_start() -> tuple[float, float]:
    """Milliseconds that a new process needs to compile the rules, and to read its first text."""
    runs = [
        subprocess.run([sys.executable, "-c", START], check=True, capture_output=True, text=True)  # noqa: S603
        for _ in range(ROUNDS)
    ]
    times = [tuple(map(float, run.stdout.split())) for run in runs]
    return min(time[0] for time in times), min(time[1] for time in times)


def measure_memory(guidance: Guidance, texts: Sequence[str]) -> tuple[float, float]:
    """Megabytes that a matcher holds after the texts, and the most that noise makes of it."""
    tracemalloc.start()
    matcher = Rulebook.compile(guidance).matcher
    for text in texts:
        matcher.find(fold(text))
    usual = tracemalloc.get_traced_memory()[0]
    choice = random.Random(9)  # noqa: S311
    alphabet = f"abcdefghij ' {APOSTROPHES} can you have to the "
    for _ in range(2000):
        matcher.find(fold("".join(choice.choices(alphabet, k=LENGTH))))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return usual / 1e6, most / 1e6


def show(drafts: Drafts) -> tuple[float, float]:
    """Print all figures beside their budgets, and return those of a check."""
    guidance = load_guidance()
    rulebook = Rulebook.compile(guidance)
    start, first = measure_start()
    print(
        f"{len(rulebook.matcher.keys)} patterns; {len(drafts.plain)} drafts of {LENGTH} characters"
    )
    print("\nper 1 KB, in us              plain      messy   budget")
    checks = measure_checks(drafts, rulebook)
    budgets = {"fold and find": "150 / 250", "pre-check with context": "about 1000"}
    for name, (plain, messy) in checks.items():
        print(f"  {name:22} {plain:10.1f} {messy:10.1f}   {budgets.get(name, '')}")
    token, held = measure_gate(rulebook.banned)
    print(f"\n  gate: us per token     {token:10.2f}              5")
    print(f"  gate: held characters  {held:10.2f}              3")
    print(f"  compiling the rules    {start:10.1f} ms           100")
    print(f"  the first text         {first:10.1f} ms")
    usual, most = measure_memory(guidance, drafts.messy)
    print(
        f"  memory of the matcher  {usual:10.1f} MB           at most {most:.1f} in 2 MB of noise"
    )
    words = time_each(re.compile(r"\w+").findall, drafts.plain)
    print(f"  yardstick              {words:10.1f} us           (re.findall of all words of 1 KB)")
    return checks["check"]
