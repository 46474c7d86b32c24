"""Texts and small phrases, safe to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from guardrails.values import Finding
from guidance.model import SEVERITIES

# A terminal obeys control characters, and a text may come from anybody: each becomes one visible
# character, so that spans still fit. The last two ranges turn the direction of writing, also of our
# own words.
_OBEYED = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_VISIBLE = dict.fromkeys(_OBEYED, "\N{REPLACEMENT CHARACTER}") | {
    ord("\n"): "\n",
    ord("\t"): "\t",
    ord("\r"): " ",
}


def visible(text: str) -> str:
    """The text with its control characters made visible, as long as before."""
    return text.translate(_VISIBLE)


def quoted(text: str, longest: int = 60) -> str:
    """A piece of a text in quotation marks, on one line."""
    words = " ".join(visible(text).split())
    return f"“{words if len(words) <= longest else words[: longest - 1] + '…'}”"


def counted(findings: Iterable[Finding]) -> str:
    """How many findings there are of each severity: "2 errors, 1 warning"."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(
        f"{counts[severity]} {severity}{'s' * (counts[severity] > 1)}"
        for severity in SEVERITIES
        if counts[severity]
    )


def better(finding: Finding) -> str:
    """The better words for a finding, or nothing."""
    return " | ".join(visible(words) for words in finding.suggestions)
