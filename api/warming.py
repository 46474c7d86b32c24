"""Does the work that is done once before the first request, so that nobody waits for it.

Word lists, automata and tables are made when first used; whatever is wrong with them shows at start
rather than to a user.
"""

from __future__ import annotations

from api.services import Rewriting
from guardrails.context import Context
from guidance.model import Guidance
from rewriting.options import RewriteOptions

FACTS = (
    "Call +1 202 555 0143 or +44 20 7946 0958 on May 4 at 2pm, write to help@example.com, see "
    "https://example.com/a?b=c, and pay $20 to DE89 3704 0044 0532 0130 00 within 14 days."
)
"""Numbers and addresses that nobody has: tables of phone numbers are slow to load."""
OPTIONS = RewriteOptions(engine="rules", always=True, deadline_ms=120_000)


async def warm_up(rewriter: Rewriting, guidance: Guidance) -> None:
    """Rewrite what offends against every theme and holds every kind of fact."""
    offences = {rule.theme: rule.examples[0].before for rule in guidance.rules if rule.examples}
    draft = f"{' '.join(offences.values())}\n\n{FACTS}"
    context = Context(f"It doesn\u2019t work! {FACTS}", None, "Ada", ("Bo",), (FACTS,))
    await rewriter.rewrite(draft, context, OPTIONS)
