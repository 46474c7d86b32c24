"""What is said of a run: the items that need a look, with their lines, and the counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from batch.formats.library import Library
from cli.batches.progress import describe_outcomes
from cli.views.words import visible

if TYPE_CHECKING:
    from batch.values import BatchStatus
    from cli.batches.estimating import Estimate, Foreseen
    from cli.batches.running import Ended


def place_of(library: Library, seq: int) -> str:
    """Where an item stands in the file: its line, and its id if it has one."""
    item = library.items[seq]
    named = f", id {visible(str(item.id))}" if item.id is not None else ""
    return f"line {item.line}{named}"


def errors_of(library: Library, ended: Ended) -> Iterator[str]:
    """A line for each item without a result, and for each rewrite that stays out of the file."""
    for item in ended.without_result:
        why = item.error.message if item.error else "not worked on."
        code = item.error.code if item.error else item.state
        yield f"{place_of(library, item.seq)}: {code}: {_without_line(library, item.seq, why)}"
    for seq, refusal in ended.placements.refused.items():
        yield f"{place_of(library, seq)}: left as it is: {refusal.code}: {refusal.message}"


def summarise(ended: Ended) -> str:
    """The counts of a run that has ended."""
    status = ended.status
    parts = [f"{status.total} items: {describe_outcomes(status.outcomes) or 'nothing to do'}."]
    if refused := len(ended.placements.refused):
        parts.append(f"{refused} of the rewritten cannot go to their places and stay as they were.")
    if status.state == "cancelled":
        parts.append("The batch was cancelled; what was not begun stays as it was.")
    parts.append(_spent(status))
    return " ".join(filter(None, parts))


def _spent(status: BatchStatus) -> str:
    usage = status.usage
    if usage is None:
        return ""
    return (
        f"{usage.calls} calls, {usage.prompt_tokens} tokens sent, "
        f"{usage.completion_tokens} received."
    )


def foreseen_line(library: Library, foreseen: Foreseen) -> str | None:
    """What will become of one item; null where nothing will."""
    place = place_of(library, foreseen.seq)
    if foreseen.problem is not None:
        return f"{place}: error: {_without_line(library, foreseen.seq, foreseen.problem)}"
    if not foreseen.needs_rewrite:
        return None
    wants = [*foreseen.offences, *(f"lacks {name}" for name in foreseen.missing)]
    return f"{place}: rewrite: {', '.join(wants)}"


def _without_line(library: Library, seq: int, message: str) -> str:
    """The message of a broken row, which names the line that has been named before."""
    return message.removeprefix(f"Line {library.items[seq].line}: ")


def estimate_lines(
    estimate: Estimate, price: tuple[float, float] | None, without_model: str | None
) -> Iterator[str]:
    """The sum of a dry run; `without_model` says why no model would be asked."""
    yield (
        f"{estimate.total} items: {estimate.to_rewrite} to rewrite, "
        f"{estimate.unchanged} unchanged, {estimate.bad} errors"
    )
    calls = f"calls: {estimate.calls}, one more for each repair"
    yield f"calls: 0 ({without_model}; with a model {estimate.calls})" if without_model else calls
    yield f"tokens: about {estimate.prompt_tokens} to send, {estimate.completion_tokens} to receive"
    if price:
        yield f"cost: about {estimate.cost(*price):.2f}, without repairs"
