"""The rules engine: deterministic rewriting from the guidance's own better words."""

from rewriting.rules_engine.engine import explain_by_rules, rewrite_by_rules

__all__ = ["explain_by_rules", "rewrite_by_rules"]
