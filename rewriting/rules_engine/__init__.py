"""The rules engine: deterministic rewriting from the guidance's own better words."""

from rewriting.rules_engine.engine import rewrite_by_rules

__all__ = ["rewrite_by_rules"]
