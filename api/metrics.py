"""What the service counts, for Prometheus: sorts and sizes, never a word of anybody.

The counts of findings show what a team struggles with, by rule and theme, without any draft kept.
"""

from __future__ import annotations

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from rewriting.results import RewriteResult

MEDIA_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 120)


class Metrics:
    """The counts of one service, since it started."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._open = Gauge("tactful_requests_open", "Requests under way.", registry=self._registry)
        self._requests = Histogram(
            "tactful_request_seconds",
            "Time from a request to the end of its answer; streams included.",
            ("route", "method", "status"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._rewrites = Counter(
            "tactful_rewrites",
            "Rewrites by how they came out, who wrote, and why not the model.",
            ("outcome", "engine", "degraded"),
            registry=self._registry,
        )
        self._attempts = Counter(
            "tactful_attempts",
            "Answers of an engine, by whether they passed.",
            ("engine", "passed"),
            registry=self._registry,
        )
        self._reasons = Counter(
            "tactful_refusal_reasons",
            "Why answers of an engine did not pass; each code once an answer.",
            ("engine", "code"),
            registry=self._registry,
        )
        self._findings = Counter(
            "tactful_findings",
            "Offences in the drafts that were sent to be rewritten.",
            ("rule", "theme", "severity"),
            registry=self._registry,
        )
        self._calls = Counter(
            "tactful_model_calls", "Calls to the model server.", registry=self._registry
        )
        self._tokens = Counter(
            "tactful_model_tokens",
            "Tokens that the model server counted.",
            ("kind",),
            registry=self._registry,
        )

    def open_request(self) -> None:
        """Count a request that begins."""
        self._open.inc()

    def close_request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request that has ended; `route` is its template, never the address."""
        self._open.dec()
        self._requests.labels(route, method, status).observe(seconds)

    def count_rewrite(self, result: RewriteResult) -> None:
        """Count a rewrite, its attempts, its cost and the offences of its draft."""
        self._rewrites.labels(result.outcome, result.engine or "", result.degraded or "").inc()
        for attempt in result.attempts:
            self._attempts.labels(attempt.engine, str(attempt.passed).lower()).inc()
            for code in attempt.reasons:
                self._reasons.labels(attempt.engine, code).inc()
        for finding in result.before.findings:
            self._findings.labels(finding.rule, finding.theme, finding.severity).inc()
        if result.usage:
            self._calls.inc(result.usage.calls)
            self._tokens.labels("prompt").inc(result.usage.prompt_tokens)
            self._tokens.labels("completion").inc(result.usage.completion_tokens)
            self._tokens.labels("cached").inc(result.usage.cached_tokens)

    def render(self) -> bytes:
        """All counts in Prometheus' text format."""
        return generate_latest(self._registry)
