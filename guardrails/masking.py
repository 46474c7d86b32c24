"""Masking: what must not leave for a model server becomes tokens, with one table for the request.

Equal values share a token, and a value that was recognised once is masked wherever else it stands.
That the texts come back and that no masked value still shows is proved before anything is returned:
masking fails closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

from guardrails.context import NO_CONTEXT, Context
from guardrails.names import find_names
from guardrails.protected import Protected, ProtectedKind, find_protected
from guardrails.sensitive import find_sensitive
from guardrails.spans import join_overlaps
from guardrails.tokens import TOKEN, Masked, MaskingFailed, Token, TokenKind, find_values
from guardrails.unmasking import Unmasked, unmask

__all__ = ["Masked", "MaskingFailed", "Unmasked", "mask", "mask_request", "unmask"]

_PROTECTED: dict[ProtectedKind, TokenKind] = {
    "placeholder": "PLACEHOLDER",
    "blank": "PLACEHOLDER",
    "url": "URL",
    "code": "CODE",
    "quoted_lines": "QUOTE",
    "signature": "SIGNATURE",
    "locked": "LOCKED",
}
"""Quoted words are protected but shown: a model that cannot read them cannot answer them."""
_ANYWHERE: frozenset[TokenKind] = frozenset(("URL", "EMAIL", "PHONE", "CARD", "IBAN", "ID", "NAME"))
"""Kinds whose values are masked wherever else they stand in the request."""
_LETTERS = "bcdfghjkmnpqrstvwxz"
_DIGITS = "2456789"
"""A tag is letter, digit, letter, letter: never a word, and nothing that looks like another."""


_Piece = tuple[int, int, TokenKind]
"""Start, end and kind of what a token will stand for."""


def mask(
    text: str, protected: Sequence[Protected] | None = None, names: tuple[str, ...] = ()
) -> Masked:
    """Mask one text. Raises MaskingFailed."""
    return mask_request(text, Context(names=names), protected)


def mask_request(
    draft: str, context: Context = NO_CONTEXT, protected: Sequence[Protected] | None = None
) -> Masked:
    """Mask a draft and everything of its context that a model may see, with one table of tokens.

    `protected` are the draft's protected spans, found anew if not given. Raises MaskingFailed.
    """
    agent = context.agent_name
    names = (*context.names, *((agent,) if agent else ()))
    texts = (draft, *context.facts, agent or "", context.customer_message or "")
    pieces = [_find_pieces(draft, names, protected), *(_find_pieces(t, names) for t in texts[1:])]
    known = {
        text[start:end]: kind
        for text, found in zip(texts, pieces, strict=True)
        for start, end, kind in found
        if kind in _ANYWHERE
    }
    pieces = [_add_known(*one, known) for one in zip(texts, pieces, strict=True)]
    tag = _choose_tag(texts)
    table = _number(texts, pieces, known, tag)
    masked = [_replace(*one, table) for one in zip(texts, pieces, strict=True)]
    _prove(texts, masked, table, known)
    return Masked(
        text=masked[0],
        tokens=tuple(table.values()),
        tag=tag,
        customer_message=None if context.customer_message is None else masked[-1],
        facts=tuple(masked[1:-2]),
        agent_name=None if agent is None else masked[-2],
    )


def _find_pieces(
    text: str, names: tuple[str, ...], protected: Sequence[Protected] | None = None
) -> list[_Piece]:
    spans = find_protected(text) if protected is None else protected
    pieces: list[_Piece] = [
        *((s.start, s.end, _PROTECTED[s.kind]) for s in spans if s.kind in _PROTECTED),
        *((start, end, kind) for kind, (start, end) in find_sensitive(text)),
        *((start, end, "NAME") for start, end in find_names(text, names)),
        *((found.start(), found.end(), "CODE") for found in TOKEN.finditer(text)),
    ]
    return join_overlaps(pieces)


def _add_known(text: str, pieces: list[_Piece], known: dict[str, TokenKind]) -> list[_Piece]:
    """Mask known values also where nothing around them told what they are."""
    more = find_values(text, known, ((start, end) for start, end, _ in pieces))
    return sorted([*pieces, *((start, end, known[text[start:end]]) for start, end in more)])


def _choose_tag(texts: Sequence[str]) -> str:
    """Derive a tag from the request, so that equal requests ask alike, that none of it holds."""
    everything = "\0".join(texts)
    lowered = everything.casefold()
    for attempt in range(1000):
        seed = f"{attempt}\0{everything}".encode("utf-8", "surrogatepass")
        digest = int.from_bytes(blake2b(seed, digest_size=8).digest())
        tag = "".join(
            letters[digest // 32**place % len(letters)]
            for place, letters in enumerate((_LETTERS, _DIGITS, _LETTERS, _LETTERS))
        )
        if tag not in lowered:
            return tag
    raise MaskingFailed("no tag is free")


def _number(
    texts: Sequence[str], pieces: Sequence[list[_Piece]], known: dict[str, TokenKind], tag: str
) -> dict[str, Token]:
    """Give every value its token, numbered within its kind in the order of the request."""
    table: dict[str, Token] = {}
    numbers: dict[TokenKind, int] = {}
    last = len(texts) - 1
    for at, (text, found) in enumerate(zip(texts, pieces, strict=True)):
        for start, end, found_as in found:
            value = text[start:end]
            token = table.get(value)
            if token is None:
                kind = known.get(value, found_as)
                number = numbers[kind] = numbers.get(kind, 0) + 1
                licensed = at < last or kind in ("NAME", "ID")
                written = f"[[{kind}_{number}_{tag}]]"
                first = start if at == 0 else None
                table[value] = Token(written, kind, value, int(at == 0), licensed, first)
            elif at == 0:
                table[value] = replace(token, count=token.count + 1)
    return table


def _replace(text: str, pieces: list[_Piece], table: dict[str, Token]) -> str:
    return "".join(_parts(text, pieces, table))


def _parts(text: str, pieces: list[_Piece], table: dict[str, Token]) -> Iterator[str]:
    at = 0
    for start, end, _ in pieces:
        yield text[at:start]
        yield table[text[start:end]].text
        at = end
    yield text[at:]


def _prove(
    texts: Sequence[str],
    masked: Sequence[str],
    table: dict[str, Token],
    known: dict[str, TokenKind],
) -> None:
    """Fail closed unless every text comes back byte for byte and no known value shows."""
    back = {token.text: token.value for token in table.values()}
    for text, hidden in zip(texts, masked, strict=True):
        if TOKEN.sub(lambda found: back[found.group()], hidden) != text:
            raise MaskingFailed("the text does not come back")
        if find_values(hidden, known, (found.span() for found in TOKEN.finditer(hidden))):
            raise MaskingFailed("a masked value still shows")
