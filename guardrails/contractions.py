"""Contractions as people mistype them: "can't" is also "ca'nt", "ca n't", "can;t", "cann't".

A pattern is written in the right spelling; this makes the other spellings part of it.
"""

from __future__ import annotations

from itertools import pairwise

from guardrails.pattern_parts import Apostrophe, Choice, Part, Sequence, Words, is_letter_at

_INSIDE = Apostrophe(needed=False, inside=True)
_PRESENT = Apostrophe(needed=True)
_NOT = Choice(
    (
        Sequence((Words(("n", "nn")), _INSIDE, Words(("t",)))),
        Sequence((Words(("", "n")), _PRESENT, Words(("nt",)))),
        # As tokenizers part it.
        Sequence((Words((" n",)), _PRESENT, Words(("t",)))),
    )
)


def admit_misspellings(parts: list[Part]) -> list[Part]:
    """The parts of a sequence, in which the apostrophes between letters may have slipped."""
    admitted = list(parts)
    for at, (before, here) in enumerate(pairwise(parts[:-1])):
        match before, here, parts[at + 2]:
            case Words(left), Apostrophe(needed=False), Words(right) if _is_not(left, right):
                admitted[at] = Words(tuple(text[:-1] for text in left))
                admitted[at + 1] = _NOT
                admitted[at + 2] = Words(tuple(text[1:] for text in right))
            case _, Apostrophe(needed=False), after:
                if is_letter_at(before, -1) and is_letter_at(after, 0):
                    admitted[at + 1] = _INSIDE
    return [part for part in admitted if part != Words(("",))]


def _is_not(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether an apostrophe between the two makes them end in "n't"."""
    return all(text.endswith("n") for text in left) and all(
        text == "t" or (text.startswith("t") and not text[1].isalnum()) for text in right
    )
