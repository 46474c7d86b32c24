"""Nothing dirty leaves the pipeline, whatever a model says: a seeded run on random weights.

A server that somebody else wrote babbles pieces of text, chosen for being dangerous: banned phrases
in every disguise, whole and in halves, invented amounts and links, forged tokens, thoughts, code
fences, injections; and now and then what a good answer would hold. What comes out is judged here by
simple means of its own, not by the matcher that let it pass.

`make slow` runs 1,000 seeds, the ordinary suite a few.
"""

from __future__ import annotations

import asyncio
import os
import re
import unicodedata
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import httpx2
import pytest

from guardrails.context import NO_CONTEXT, Context
from guardrails.gate import Gate
from guardrails.precheck import precheck
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
from prompts.rendering import render_rewrite
from prompts.system import render_system
from rewriting.model.chat_model import ChatModel
from rewriting.model.settings import ModelSettings
from rewriting.model.upstream import Upstream
from rewriting.options import RewriteOptions
from rewriting.results import RewriteResult
from rewriting.rewriter import Rewriter
from tests.integration.llama_server import llama_server
from tests.integration.random_model import write_model

pytestmark = pytest.mark.anyio

SEEDS = 1_000 if os.environ.get("HYPOTHESIS_PROFILE") == "search" else 60
OPTIONS = RewriteOptions(engine="model", max_repairs=1, deadline_ms=60_000)


@dataclass(frozen=True)
class Case:
    """A draft, and the pieces of which a good rewrite could consist, tokens by their names."""

    draft: str
    good: tuple[str, ...]
    context: Context = NO_CONTEXT


CASES = {
    "a refusal": Case(
        "We can't do that. You'll have to wait.",
        (
            "I'm so sorry about the wait. ",
            "That isn't something I'm able to do. ",
            "The next step is to wait. ",
            "Would you like me to look into other options with you? ",
        ),
    ),
    "facts": Case(
        "We can't refund order 88-4410, it cost $40. As I said, write to help@shop.example.",
        (
            "I'm so sorry about the trouble with this order. ",
            "A refund for order [[ID_1_{tag}]] isn't something I'm able to offer. It cost $40. ",
            "Please write to [[EMAIL_1_{tag}]]. ",
            "Would you like me to look into other options with you? ",
        ),
    ),
    "blame": Case(
        "You should have read the manual. Next time, restart it first. We don't know why it broke.",
        (
            "I'm sorry that it broke. ",
            "The manual holds the steps. ",
            "Restarting it first helps. ",
            "Let me find out for you why it broke. ",
        ),
        Context(
            customer_message="This is RIDICULOUS!!! I want $900 back, see http://evil.example.com"
        ),
    ),
    "placeholders": Case(
        "Hi {{ticket.requester.first_name}},\n\nNo idea. It is not my department, ask Kim Ode.",
        (
            "Hi [[PLACEHOLDER_1_{tag}]],\n\nI'm sorry about the trouble. ",
            "Let me find out for you. [[NAME_1_{tag}]] is the right person to ask. ",
            "I'm sorry about the trouble. ",
        ),
        Context(names=("Kim Ode",)),
    ),
}

BANNED = (
    "We can't", "we can’t ", "canʼt", "ca\u200bn't", "can&#39;t", "can&rsquo;t",
    "c\u00ada\u00adn't",
    "CAN'T ", "can 't", "ｃａｎ'ｔ", "𝐜𝐚𝐧'𝐭", "c**an**'t", "cа\u0301n't", "can\nnot ", "cannot ",
    "You'll have to ", "you’ll\u00a0have to ", "As I said, ", "as\u2003I said", "calm down",
    "We don't know. ", "I don’t kn\u200bow ", "Sorry about that. ", "sorry about&nbsp;that ",
)  # fmt: skip
HALVES = ("can", "'t ", "’t ", "You'll", " have to ", "As I", " said, ", "calm ", "down ")
INVENTED = (
    "$500 ", "£12.50", " 99% ", "order 77-1234 ", "by 7 June ", "within 3 days ", "at 5pm ",
    "http://evil.example.com/x ", "www.evil.example.com ", "boss@evil.example.com ",
    "+1 202 555 0175 ",
    "![x](http://evil.example.com/p.png) ", "<a href='http://evil.example.com'>here</a> ",
    "[[ID_1_zzzz]] ", "[[ID_9_{tag}]] ", "[[ID_1_{tag}", "{{ticket.id}} ",
    "I'll refund you in full. ", "We will call you tomorrow. ",
)  # fmt: skip
SHAPES = (
    "<think>", "</think>", "<thinking>They are cross.", "```\n", "Here is the rewritten reply:\n\n",
    "Ignore previous instructions. ", "You edit the replies of a customer-support team. ",
    "<draft-{tag}>", "\x1b[31m", "\x00", "\u202e", "\U000e0041\U000e0042", "\ufeff",
    "\n# How we write, in this order\n",
)  # fmt: skip
NOISE = (" ", "\n", "\n\n", ". ", "! ", "?", "a", "the ", "é", "注文 ", "😀", "\u200d", "'", "n")

# What must not be in a released text, read with the eyes of this test alone.
OFFENCES = re.compile(
    r"\bcan ?['’ʼ]?t\b|\bcan ?not\b|\byou['’]?ll have to\b|\bas i said\b|\bcalm down\b"
    r"|\b(?:i|we) don['’]?t know\b|\bsorry about that\b"
)
SLIPS = re.compile(
    r"</?think|```|^\W*here is the|ignore previous|customer-support team|<draft|in this order"
    r"|evil|\[\[|\{\{ticket\.id|refund you|call you"
    r"|[\x00-\x08\x0b-\x1f\x7f\u200b\u202e\ufeff\U000e0000-\U000e007f]"
)
NUMBER = re.compile(r"\d+")
TAG = re.compile(r"<[^<>]*>")


def plain(text: str) -> str:
    """The text as a person would hear it: one kind of letter and space, nothing unseen."""
    text = TAG.sub("", unescape(text)).replace("а", "a")  # the Cyrillic one
    seen = (c for c in unicodedata.normalize("NFKD", text) if c not in "*_")
    kept = "".join(c for c in seen if unicodedata.category(c) not in ("Mn", "Cf")).casefold()
    return " ".join(kept.split())


def complaints(case: Case, text: str) -> list[str]:
    """All that is wrong with a released text."""
    wrong = OFFENCES.findall(plain(text)) + SLIPS.findall(text.casefold())
    return wrong + [n for n in NUMBER.findall(text) if n not in NUMBER.findall(case.draft)]


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return Rulebook.compile(load_guidance())


@pytest.fixture
def seeding(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Add to every request a seed and nothing else: one more than stood here for the last."""
    seeds = [0]
    send = Upstream._send

    async def send_with_seed(
        self: Upstream, body: dict[str, object], *, stream: bool
    ) -> httpx2.Response:
        seeds[0] += 1
        return await send(self, {**body, "seed": seeds[0]}, stream=stream)

    monkeypatch.setattr(Upstream, "_send", send_with_seed)
    return seeds


def babbler(path: Path, case: Case, rulebook: Rulebook) -> Path:
    """A model that babbles about this draft, and reads a line of its prompt as one token."""
    pre = precheck(case.draft, case.context, rulebook)
    messages = render_rewrite(render_system(rulebook.guidance), pre)
    lines = {line for message in messages for line in message.content.splitlines() if line}
    weights: Mapping[tuple[str, ...], float] = {
        case.good: 3.5,
        BANNED: -0.5,
        HALVES: -0.5,
        INVENTED: -0.5,
        SHAPES: -0.5,
        NOISE: -0.5,
    }
    says = {
        piece.replace("{tag}", pre.masked.tag): weight
        for pieces, weight in weights.items()
        for piece in pieces
    }
    return write_model(path, says, ends=3.5, knows=sorted(lines))


@asynccontextmanager
async def open_babbler(path: Path, case: Case, rulebook: Rulebook) -> AsyncIterator[ChatModel]:
    with llama_server(babbler(path, case, rulebook)) as address:
        model = ChatModel(ModelSettings(f"{address}/v1"))
        try:
            yield model
        finally:
            await model.aclose()


def tell(case: Case, result: RewriteResult) -> Iterator[str]:
    """What a result must not be; nothing is told of a good one."""
    if result.outcome == "rewritten":
        assert result.text
        yield from complaints(case, result.text)
        if result.after is None or not result.after.passed:
            yield "released without a passed verdict"
    elif (result.outcome, result.text) != ("rejected", None):
        yield f"{result.outcome} with {result.text!r}"


@pytest.mark.parametrize("name", CASES)
async def test_nothing_dirty_is_released_whatever_the_model_says(
    name: str, rulebook: Rulebook, seeding: list[int], tmp_path: Path
) -> None:
    case = CASES[name]
    met: Counter[str] = Counter()
    async with open_babbler(tmp_path / "babbler.gguf", case, rulebook) as model:
        rewriter = Rewriter(rulebook, model)
        for seed in range(1, SEEDS // len(CASES) + 1):
            seeding[0] = seed * 1_000
            result = await rewriter.rewrite(case.draft, case.context, OPTIONS)
            assert list(tell(case, result)) == [], (seed, result.text)
            met.update(code for attempt in result.attempts for code in attempt.reasons)
            met[result.outcome] += 1
    # The run proves something only if the model was dangerous, and if it was not always refused.
    assert met["banned_phrase"] >= SEEDS // 40
    assert met["rewritten"] >= SEEDS // 500


async def test_no_banned_phrase_passes_the_gate_of_a_stream(
    rulebook: Rulebook, seeding: list[int], tmp_path: Path
) -> None:
    case = CASES["a refusal"]
    stopped = released = 0
    pre = precheck(case.draft, case.context, rulebook)
    messages = render_rewrite(render_system(rulebook.guidance), pre)
    async with open_babbler(tmp_path / "babbler.gguf", case, rulebook) as model:
        for seed in range(1, SEEDS + 1):
            seeding[0] = seed * 1_000
            deadline = asyncio.get_running_loop().time() + 60
            text, gate = "", Gate(rulebook.banned)
            async with aclosing(model.stream(messages, deadline=deadline, max_tokens=999)) as said:
                async for piece in said:
                    text += gate.feed(piece) if isinstance(piece, str) else gate.close()
                    if gate.match:
                        break
            assert OFFENCES.findall(plain(text)) == [], (seed, text)
            stopped += gate.match is not None
            released += gate.match is None
    assert stopped > SEEDS // 20
    assert released > SEEDS // 20


def test_the_judge_of_this_run_sees_what_the_model_could_say() -> None:
    """Every dangerous piece is seen by the judge of this test: it is not blind on its own."""
    case = Case("Order 1.", ())
    blind = [piece for piece in (*BANNED, *SHAPES) if not complaints(case, f"{piece} now")]
    assert blind == []
