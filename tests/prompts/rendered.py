"""The prompts of one request as they are sent: what the golden files hold.

python -m tests.prompts.rendered        writes the golden files anew
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from guardrails.context import Context
from guardrails.masking import unmask
from guardrails.postcheck import postcheck
from guardrails.precheck import PreCheck, precheck
from guardrails.rulebook import Rulebook
from guidance.loading import load_guidance
from prompts.rendering import render_repair, render_rewrite
from prompts.system import System, render_system

GOLDEN = Path(__file__).parent / "golden"
DRAFT = (
    "Hi {{ticket.requester.first_name}},\n\nas I said, we can't refund the $45.00 for order "
    "88-4410, you'll have to claim it at https://carrier.example/claims by 5 May. You should have "
    "insured it.\n\nBest wishes,\nJenna"
)
CONTEXT = Context(
    customer_message="My parcel arrived BROKEN and nobody answers me!!! Call me: +44 20 7946 0958",
    channel="email",
    agent_name="Jenna",
    names=("Ana Petrescu",),
    facts=("Claims are answered at claims@carrier.example.",),
)
SLIPPED = (
    "Hi {{ticket.requester.first_name}},\n\nI'm so sorry that your parcel arrived broken. "
    "We cannot refund the $54.00, but I'll give you a voucher.\n\nBest wishes,\nJenna"
)


def prepare() -> tuple[System, PreCheck]:
    rulebook = Rulebook.compile(load_guidance())
    return render_system(rulebook.guidance), precheck(DRAFT, CONTEXT, rulebook)


def render() -> Iterator[tuple[str, str]]:
    """Each golden file's name and what it should hold; the request's tag is made plain."""
    system, pre = prepare()
    asked = render_rewrite(system, pre)
    answer = pre.masked.hide(SLIPPED)
    restored = unmask(pre.masked, answer)
    repair = render_repair(asked, answer, pre, postcheck(pre, restored.text, restored.faults))
    yield "system.md", asked[0].content + "\n"
    yield "request.md", asked[1].content.replace(pre.masked.tag, "tag0") + "\n"
    yield "repair.md", repair[-1].content.replace(pre.masked.tag, "tag0") + "\n"


if __name__ == "__main__":
    for name, text in render():
        (GOLDEN / name).write_text(text, encoding="utf-8")
