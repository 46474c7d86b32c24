"""What matching costs: folding, finding and the gate, over the built-in guidance.

The budgets are those of the machine that they were set for. The last line times a yardstick, so
that machines can be compared.
"""

from __future__ import annotations

import random
import re
import statistics
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from time import perf_counter

from guardrails.folding import fold
from guardrails.gate import Gate
from guardrails.matcher import Matcher
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
from guidance.model import Guidance

TEXTS, ROUNDS, LENGTH = 200, 7, 1024
START = """
from time import perf_counter
from guardrails.folding import fold
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
guidance = load_guidance()
begun = perf_counter()
rulebook = Rulebook.compile(guidance)
compiled = perf_counter()
rulebook.matcher.find(fold("I am sorry, but we can't do that, and you'll have to wait. " * 17))
print((compiled - begun) * 1000, (perf_counter() - compiled) * 1000)
"""
OPENINGS = ("Hi {name},\n\n", "Dear {name},\n\n", "Hello {name}, thanks for your message. ")
SENTENCES = (
    "Your order #{n} left the warehouse this morning and should reach you by Friday.",
    "I checked the invoice, and the amount of ${n}.00 was booked on the 12th.",
    "Open Settings, choose Network, and pick the profile that your office uses.",
    "I know this is frustrating, and I'd feel the same way in your place.",
    "Let me find out for you what happened to the replacement part.",
    "The update repairs the crash that you saw when a large file is attached.",
    "Here are two ways forward, and you're welcome to pick whichever suits you.",
    "Our engineers are reading the logs that you've sent us, and they look promising.",
    "You'll receive an e-mail with the tracking number as soon as it's ready.",
    "When you see this message, choose Continue and enter the code from your phone.",
    "The discount of {n} percent applies to the next bill as well.",
    "It looks like the certificate expired, which explains the warning.",
    "Thank you for the pictures; they helped us find the cause quickly.",
)
BANNED = (
    "Unfortunately we can't do that.",
    "You'll have to call the bank first.",
    "Sorry about that.",
    "Next time, read the manual.",
)
APOSTROPHES = "\u2019\u2019\u2019\u00b4"
NAMES = ("Ada", "Kofi", "Mei", "Lars", "Rosa", "Tariq")


def write_text(choice: random.Random, banned: float) -> str:
    """One draft of 1,024 characters."""
    text = choice.choice(OPENINGS).format(name=choice.choice(NAMES))
    while len(text) < LENGTH:
        sentences = BANNED if choice.random() < banned else SENTENCES
        text += choice.choice(sentences).format(n=choice.randint(10, 99_999))
        text += "\n\n" if choice.random() < 0.1 else " "
    return text[:LENGTH]


def make_messy(choice: random.Random, text: str) -> str:
    """The same as it is pasted from elsewhere: typography, markup, invisible characters."""
    text = (
        text.replace("'", choice.choice(APOSTROPHES)).replace("Ada", "Zoë").replace("Kofi", "José")
    )
    for plain, messy in (
        ("Settings", "**Settings**"),
        ("two ways", "<b>two ways</b>"),
        ("e-mail", "e\u2011mail"),
        ("about that", "about\u00a0that"),
        ("do that", "do\u200b that"),
        (f"you{APOSTROPHES[0]}ve", "you&rsquo;ve"),
        ("\n", "\r\n"),
    ):
        text = text.replace(plain, messy)
    return text


def time_each(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Microseconds per text, taking for each the best of some rounds: other processes disturb."""
    for text in texts:
        work(text)
    best = []
    for text in texts:
        times = []
        for _ in range(ROUNDS):
            begun = perf_counter()
            work(text)
            times.append(perf_counter() - begun)
        best.append(min(times))
    return statistics.mean(best) * 1e6


def cut(choice: random.Random, text: str) -> list[str]:
    """The text in tokens as a model sends them: words with their space, long ones in parts."""
    tokens = []
    while text:
        length = choice.randint(2, 6)
        tokens.append(text[:length])
        text = text[length:]
    return tokens


def measure_gate(matcher: Matcher[str], texts: Sequence[list[str]]) -> tuple[float, float]:
    """Microseconds per token, and the mean number of characters held back after a token."""

    def stream(tokens: list[str]) -> None:
        gate = Gate(matcher)
        for token in tokens:
            gate.feed(token)
        gate.close()

    best, held = [], []
    for tokens in texts:
        times = []
        for _ in range(ROUNDS):
            begun = perf_counter()
            stream(tokens)
            times.append(perf_counter() - begun)
        best.append(min(times) / len(tokens))
        gate, received, released = Gate(matcher), 0, 0
        for token in tokens:
            received += len(token)
            released += len(gate.feed(token))
            held.append(received - released)
    return statistics.mean(best) * 1e6, statistics.mean(held)


def measure_start() -> tuple[float, float]:
    """Milliseconds that a new process needs to compile the rules, and to read its first text."""
    runs = [
        subprocess.run([sys.executable, "-c", START], check=True, capture_output=True, text=True)  # noqa: S603
        for _ in range(ROUNDS)
    ]
    times = [tuple(map(float, run.stdout.split())) for run in runs]
    return min(time[0] for time in times), min(time[1] for time in times)


def measure_memory(choice: random.Random, guidance: Guidance, texts: Sequence[str]) -> list[float]:
    """Megabytes that a matcher holds after the texts, and the most that noise makes of it."""
    tracemalloc.start()
    matcher = Rulebook.compile(guidance).matcher
    for text in texts:
        matcher.find(fold(text))
    usual = tracemalloc.get_traced_memory()[0]
    alphabet = f"abcdefghij ' {APOSTROPHES} can you have to the "
    for _ in range(2000):
        matcher.find(fold("".join(choice.choices(alphabet, k=LENGTH))))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return [usual / 1e6, most / 1e6]


def main() -> None:
    """Print the figures."""
    choice = random.Random(7)  # noqa: S311  # the same texts every time
    plain = [write_text(choice, banned=0.06) for _ in range(TEXTS)]
    messy = [make_messy(choice, text) for text in plain]
    clean = [make_messy(choice, write_text(choice, banned=0)) for _ in range(TEXTS // 4)]
    guidance = load_guidance()
    rulebook = Rulebook.compile(guidance)
    matcher = rulebook.matcher

    print(f"matching: {len(matcher.keys)} patterns, {TEXTS} texts of {LENGTH} characters")
    start, first = measure_start()
    print(f"  compiling the rules      {start:8.1f} ms   (budget 100)")
    print(f"  the first text           {first:8.1f} ms")
    for name, texts, budget in (("plain", plain, 150), ("messy", messy, 250)):
        folding = time_each(fold, texts)
        whole = time_each(lambda text: matcher.find(fold(text)), texts)
        print(
            f"  {name}: fold and find     {whole:8.1f} us   (budget {budget}; "
            f"folding {folding:.1f})"
        )
    token, held = measure_gate(rulebook.banned, [cut(choice, text) for text in clean])
    print(f"  gate: per token          {token:8.1f} us   (budget 5)")
    print(f"  gate: held back          {held:8.2f} characters on average   (budget 3)")
    usual, most = measure_memory(choice, guidance, messy)
    print(f"  memory: usual texts      {usual:8.1f} MB, at most {most:.1f} MB in 2 MB of noise")
    words = time_each(re.compile(r"\w+").findall, plain)
    print(f"  yardstick                {words:8.1f} us   (re.findall of all words)")


if __name__ == "__main__":
    main()
