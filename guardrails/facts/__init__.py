"""Facts: what a rewrite must keep and must not invent, one module for each kind of fact.

A fact has one normal form (`Fact.value`), so that "5 days" and "five days", "$20" and "20 dollars",
"Jan 3" and "3rd of January" are the same fact. Where writing is ambiguous ("at 2", "3/4/2026") the
normal form lists every reading, divided by `|`; two facts are the same when they share one.
"""

from guardrails.facts.extracting import extract_facts

__all__ = ["extract_facts"]
