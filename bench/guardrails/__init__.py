"""What the checks cost, alone and beside peers: `make bench-guardrails`."""
