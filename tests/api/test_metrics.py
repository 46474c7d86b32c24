from __future__ import annotations

from dataclasses import replace

from api.metrics import Metrics
from rewriting.results import Attempt, Usage
from tests.api.substitutes import rewritten


def lines(metrics: Metrics) -> set[str]:
    return {line for line in metrics.render().decode().splitlines() if not line.startswith("#")}


def test_a_rewrite_is_counted_by_how_it_came_out_and_what_its_draft_offended() -> None:
    metrics = Metrics()
    metrics.count_rewrite(rewritten())
    metrics.count_rewrite(rewritten())
    counted = lines(metrics)
    assert (
        'tactful_rewrites_total{degraded="no_model",engine="rules",outcome="rewritten"} 2.0'
        in counted
    )
    assert (
        'tactful_findings_total{rule="refusal/cannot",severity="error",theme="refusal"} 2.0'
        in counted
    )
    assert 'tactful_attempts_total{engine="rules",passed="true"} 2.0' in counted


def test_what_the_model_cost_and_why_it_was_refused_are_counted() -> None:
    usage = Usage(calls=2, prompt_tokens=900, completion_tokens=80, cached_tokens=700)
    refused = Attempt("model", "m-1", False, ("fact_missing", "promise_added"), 5.0, usage)
    result = replace(rewritten(), attempts=(refused,), usage=usage, degraded=None)
    metrics = Metrics()
    metrics.count_rewrite(result)
    counted = lines(metrics)
    assert "tactful_model_calls_total 2.0" in counted
    assert 'tactful_model_tokens_total{kind="cached"} 700.0' in counted
    assert 'tactful_refusal_reasons_total{code="promise_added",engine="model"} 1.0' in counted


def test_services_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.count_rewrite(rewritten())
    assert not any(line.startswith("tactful_rewrites_total") for line in lines(other))
