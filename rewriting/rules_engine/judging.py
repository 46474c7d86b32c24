"""What the checks say of a piece of text while it is being reworded, asked once for each piece."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from guardrails.facts import extract_facts
from guardrails.findings import find_findings
from guardrails.precheck import PreCheck
from guardrails.reading import Reading, read
from guardrails.signals import find_signals
from guardrails.tokens import TOKEN
from guardrails.values import Finding
from guidance.model import SIGNAL_NAMES, SignalName, Theme


@dataclass(slots=True)
class Judge:
    """Judges pieces of one draft's rewrite by its rulebook."""

    pre: PreCheck
    _findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    _facts: dict[str, bool] = field(default_factory=dict)

    def findings(self, text: str) -> tuple[Finding, ...]:
        """The offences in a text by itself, as strictly as a rewrite is judged."""
        if text not in self._findings:
            reading = self._read(text)
            tokens = tuple(token.span() for token in TOKEN.finditer(text))
            found = find_findings(reading, tokens, find_signals(reading), strict=True)
            self._findings[text] = tuple(f for f in found if f.severity != "suggestion")
        return self._findings[text]

    def themes(self, text: str) -> frozenset[Theme]:
        """The themes of the offences in a text by itself."""
        return frozenset(finding.theme for finding in self.findings(text))

    def offends(self, text: str) -> bool:
        """Whether the rules find an offence in a text by itself."""
        return bool(self.findings(text))

    def holds_facts(self, text: str) -> bool:
        """Whether something in a text must not get lost."""
        if text not in self._facts:
            told = TOKEN.search(text) or re.search(r"[\d>]", text) or extract_facts(text)
            self._facts[text] = bool(told)
        return self._facts[text]

    @property
    def knows_not(self) -> bool:
        """Whether the draft did not know, so that finding out may be offered."""
        return any(finding.theme == "not_knowing" for finding in self.pre.check.findings)

    def shows(self, text: str) -> set[SignalName]:
        """The signals that a text shows by itself."""
        found = find_signals(self._read(text))
        return {name for name in SIGNAL_NAMES if getattr(found, name).present}

    def _read(self, text: str) -> Reading:
        return read(text, self.pre.rulebook)
