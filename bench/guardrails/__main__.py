"""Print the figures of the checks, then those of peers over the same texts.

The budgets are those of the machine that they were set for; ratios hold on any.
"""

from __future__ import annotations

import sys

from bench.guardrails.figures import show, write_drafts
from bench.guardrails.peers import measure_peers


def main() -> None:
    """Print all figures; `--without-peers` installs nothing."""
    drafts = write_drafts()
    plain, messy = show(drafts)
    if "--without-peers" in sys.argv[1:]:
        return
    print("\nthe same texts through peers, in us per 1 KB (and times a check of ours)")
    print(f"  {'tactful check':22} {plain:10.0f} (1.0) {messy:10.0f} (1.0)")
    for name, result in measure_peers(drafts):
        if isinstance(result, str):
            print(f"  {name:22} not measured: {result}")
        else:
            times = zip(result, (plain, messy), strict=True)
            shares = (f"{time:10.0f} ({time / ours:.1f})" for time, ours in times)
            print(f"  {name:22} {' '.join(shares)}")


if __name__ == "__main__":
    main()
