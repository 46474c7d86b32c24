"""The checks: deterministic, without input or output; the same matcher before and after."""
