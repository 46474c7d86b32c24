"""Meaning: what a rewrite promises, refuses, demands and leaves out, compared with its draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from guardrails.admissions import find_added_admissions
from guardrails.clauses.reading import Discourse, read_discourse
from guardrails.conditions import (
    find_loosened_pairs,
    find_lost_conditions,
    find_turned_contrasts,
    find_voided_conditions,
)
from guardrails.coverage import find_dropped, find_emptied
from guardrails.facts.enumerators import find_enumerators
from guardrails.promise_licences import find_unlicensed_promises
from guardrails.reasons import give_reason
from guardrails.refusals import find_lost_refusals, find_new_refusals
from guardrails.softening import find_softened_refusals
from guardrails.steps import find_missing_steps, find_swapped_labels, find_swapped_steps
from guardrails.turning import find_assumed_conditions, find_turned_conditions
from guardrails.values import Fact, PromisesKept, Reason, ReasonCode, Span

# Facts of these kinds are no words: they are compared one by one, so clauses leave them out.
_NOT_WORDS = frozenset(
    (
        "amount",
        "percentage",
        "url",
        "email",
        "phone",
        "card",
        "iban",
        "id",
        "version",
        "date",
        "time",
        "duration",
        "measure",
        "number",
        "ordinal",
    )
)


@dataclass(frozen=True, slots=True)
class Told:
    """Both texts as clauses, with what is known about their parts.

    `settled` are spans of the draft whose facts the rewrite keeps, `offences` those it should
    lose, `orders` the offences among them that only command what the rewrite asks for, `labels`
    its quoted words; `offers` are spans of the rewrite that commit to nothing.
    """

    draft: Discourse
    rewrite: Discourse
    licences: tuple[Discourse, ...] = ()
    settled: tuple[Span, ...] = ()
    offences: tuple[Span, ...] = ()
    orders: tuple[Span, ...] = ()
    offers: tuple[Span, ...] = ()
    labels: tuple[Fact, ...] = ()


def read_meaning(text: str, facts: Iterable[Fact] = (), hidden: Iterable[Span] = ()) -> Discourse:
    """Read a text as clauses without its facts and `hidden` spans, such as placeholders."""
    spans = [(fact.start, fact.end) for fact in facts if fact.kind in _NOT_WORDS]
    return read_discourse(text, hidden=[*hidden, *spans], breaks=find_enumerators(text))


def compare_meaning(told: Told) -> tuple[PromisesKept, tuple[Reason, ...]]:
    """What the rewrite does to the promises, refusals and conditions of the draft, and why."""
    promises = tuple(
        fact
        for fact in find_unlicensed_promises(told.draft, told.rewrite, told.licences)
        if not _overlaps(fact, told.offers)
    )
    reasons = (
        *(_about_promise(fact) for fact in promises),
        *_about_refusals(told),
        *_about_softening(told),
        *_about_conditions(told),
        *_about_admissions(told),
        *_about_steps(told),
        *_about_dropped(told),
    )
    kept = PromisesKept(
        promises,
        tuple(_lost("refusal", told.draft, reasons, "refusal_lost")),
        tuple(_lost("condition", told.draft, reasons, "condition_lost")),
    )
    return kept, reasons


def _overlaps(fact: Fact, spans: Sequence[Span]) -> bool:
    return any(start < fact.end and fact.start < end for start, end in spans)


def _lost(
    kind: str, draft: Discourse, reasons: Iterable[Reason], code: ReasonCode
) -> Iterator[Fact]:
    for reason in reasons:
        if reason.code == code and reason.where == "draft" and reason.start is not None:
            start, end = reason.start, reason.end or reason.start
            yield Fact(kind, draft.text[start:end], start, end)


def _about_promise(fact: Fact) -> Reason:
    return give_reason("promise_added", "rewrite", (fact.start, fact.end), found=fact.text)


def _about_refusals(told: Told) -> Iterator[Reason]:
    for code, flips in (
        ("refusal_lost", find_lost_refusals(told.draft, told.rewrite)),
        ("denial_added", find_new_refusals(told.draft, told.rewrite)),
    ):
        for flip in flips:
            yield give_reason(
                "refusal_lost" if code == "refusal_lost" else "fact_changed",
                "draft",
                (flip.draft.start, flip.draft.end),
                expected=told.draft.quote(flip.draft),
                found=told.rewrite.quote(flip.rewrite),
                message=code,
            )


def _about_softening(told: Told) -> Iterator[Reason]:
    for clause in find_softened_refusals(told.draft, told.rewrite):
        span = (clause.start, clause.end)
        if not any(start < span[1] and span[0] < end for start, end in told.offers):
            found = told.rewrite.quote(clause)
            yield give_reason("refusal_lost", "rewrite", span, found=found, message="no_softened")


def _about_conditions(told: Told) -> Iterator[Reason]:
    excused = (*told.settled, *told.offences)
    for condition in find_lost_conditions(told.draft, told.rewrite, excused):
        start, end = condition.span
        code: ReasonCode = "condition_lost" if condition.strict else "content_dropped"
        yield give_reason(code, "draft", (start, end), expected=told.draft.text[start:end])
    for before, after in find_turned_contrasts(told.draft, told.rewrite):
        yield give_reason(
            "condition_changed",
            "rewrite",
            (after.clause.start, after.clause.end),
            expected=told.draft.quote(before.clause),
            found=told.rewrite.quote(after.clause),
        )
    for clause in find_voided_conditions(told.draft, told.rewrite):
        span, found = (clause.start, clause.end), told.rewrite.quote(clause)
        yield give_reason("condition_changed", "rewrite", span, found=found, message="no_condition")
    for conditional, turned in find_turned_conditions(told.draft, told.rewrite):
        stated, said = conditional.condition, turned.condition
        yield give_reason(
            "condition_changed",
            "rewrite",
            (turned.main.start, said.end),
            expected=told.draft.text[conditional.main.start : stated.end],
            found=told.rewrite.text[turned.main.start : said.end],
        )
    for conditional, assumed in find_assumed_conditions(told.draft, told.rewrite):
        yield give_reason(
            "condition_changed",
            "rewrite",
            (assumed.start, assumed.end),
            expected=told.draft.quote(conditional.condition),
            found=told.rewrite.quote(assumed),
        )
    for kept, loosened in find_loosened_pairs(told.draft, told.rewrite):
        yield give_reason(
            "condition_changed",
            "rewrite",
            loosened,
            expected=told.draft.text[slice(*kept)],
            found=told.rewrite.text[slice(*loosened)],
        )


def _about_admissions(told: Told) -> Iterator[Reason]:
    for start, end in find_added_admissions(told.draft, told.rewrite):
        found = told.rewrite.text[start:end]
        yield give_reason("admission_added", "rewrite", (start, end), found=found)


def _about_steps(told: Told) -> Iterator[Reason]:
    for step in find_missing_steps(told.draft, told.rewrite, told.settled):
        clause = step.clause
        expected = told.draft.quote(clause)
        yield give_reason("step_missing", "draft", (clause.start, clause.end), expected=expected)
    for first, second in find_swapped_steps(told.draft, told.rewrite):
        yield give_reason(
            "step_order",
            "draft",
            (first.clause.start, second.clause.end),
            expected=told.draft.quote(first.clause),
            found=told.draft.quote(second.clause),
        )
    for one, other in find_swapped_labels(told.draft, told.labels, told.rewrite):
        span = (one.start, other.end)
        yield give_reason("step_order", "draft", span, expected=one.text, found=other.text)


def _about_dropped(told: Told) -> Iterator[Reason]:
    excused = [span for span in (*told.settled, *told.offences) if span not in told.orders]
    dropped = (
        *find_dropped(told.draft, told.rewrite, excused, told.orders),
        *find_emptied(told.draft, told.rewrite, excused, told.orders),
    )
    for clause in dict.fromkeys(dropped):
        expected = told.draft.quote(clause)
        yield give_reason("content_dropped", "draft", (clause.start, clause.end), expected=expected)
