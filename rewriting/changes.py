"""What a rewrite changed, word by word, and which findings asked for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import accumulate

from guardrails.values import Finding
from rewriting.results import Change

PIECE = re.compile(r"\w+|\s+|[^\w\s]")
"""Words, white space and single marks: what a reader sees change as one."""


def list_changes(draft: str, rewrite: str, findings: Iterable[Finding]) -> tuple[Change, ...]:
    """Return the edits that turn `draft` into `rewrite`, in order; spans count code points."""
    old, new = PIECE.findall(draft), PIECE.findall(rewrite)
    starts = [0, *accumulate(map(len, old))]
    known = tuple(findings)
    changes = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            start, end = starts[i], starts[j]
            rules = dict.fromkeys(f.rule for f in known if f.start < end and start < f.end)
            changes.append(Change(start, end, draft[start:end], "".join(new[k:m]), tuple(rules)))
    return tuple(changes)
