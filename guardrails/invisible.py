"""Invisible characters: what a reader cannot see must not reach a model, nor come back from one.

They hide instructions (the tag block spells ASCII unseen), split banned phrases (zero width), turn
text around (bidirectional controls), or are no characters at all. Where they carry meaning they
stay: joiners and U+FE0F inside emoji, the three flags spelled with tags, joiners between letters of
the scripts that need them.
"""

from __future__ import annotations

import re

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\U0010fffe\U0010ffff"
)
_ANY_INVISIBLE = re.compile(f"[{_INVISIBLE}]")

_PICTURE = (
    r"[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf"
    r"\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_SKIN = "[\U0001f3fb-\U0001f3ff]"
_EMOJI = rf"{_PICTURE}{_SKIN}?\ufe0f?(?:\u200d{_PICTURE}{_SKIN}?\ufe0f?)*"
_KEYCAP = "[0-9#*]\ufe0f\u20e3"
_FLAGS = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)
_JOINING = r"[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af]"
_MEANT = re.compile(rf"{_FLAGS}|{_EMOJI}|{_KEYCAP}|(?<={_JOINING})[\u200c\u200d](?={_JOINING})")
_EITHER = re.compile(rf"(?P<meant>{_MEANT.pattern})|[{_INVISIBLE}]")


def strip_invisible(text: str) -> str:
    """Return `text` without invisible characters, except where they carry meaning."""
    if text.isascii() or not _ANY_INVISIBLE.search(text):
        return text
    return _EITHER.sub(lambda found: found["meant"] or "", text)
