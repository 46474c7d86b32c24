"""Placeholders of helpdesk templates: what a sending system fills in later, kept byte for byte.

The forms are those of the vendors' own exports. Every repeat is bounded, so that a hostile text
costs linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.values import Span

_FORMS = (
    # Zendesk, Intercom, Freshdesk, Chatwoot, Gorgias, Front, Veeva; `#{{x}}` differs from `{{x}}`.
    r"\#?\{\{\{[ \t]{0,9}[^{}\s][^{}\n]{0,200}\}\}\}",
    r"\#?\{\{[ \t]{0,9}[^{}\s][^{}\n]{0,200}\}\}",
    # Help Scout, FreeScout and Liquid tags.
    r"\{%[-+ ]{0,3}[A-Za-z_/](?:[^%{]|%(?!\})|\{(?!%)){0,300}%\}",
    # Zammad, also with a call and quoted arguments in it.
    r"\#\{[ ]{0,3}[A-Za-z_](?:\"[^\"\n]{0,100}\"|[^{}\"\n]){0,200}\}",
    # osTicket, plain and URL-encoded; "50%{" is a percentage before a brace.
    r"(?<![0-9])%\{[A-Za-z_][\w.:\[\] -]{0,80}\}",
    r"%%7[Bb][A-Za-z_][\w.]{0,80}%7[Dd]",
    # Intercom's message body.
    r"<attribute\s(?:\"[^\"\n]{0,200}\"|[^<>\"]){1,300}>(?:</attribute>)?",
    # Salesforce, Mailchimp, Marketing Cloud, ServiceNow.
    r"\{![A-Za-z_$][\w.$ ]{0,80}\}",
    r"\*\|[A-Z][A-Z0-9_:]{0,40}\|\*",
    r"%%[A-Za-z_]\w{0,40}%%",
    r"\$\{[A-Za-z_]\w{0,40}(?:\.[A-Za-z_][\w ]{0,40}){1,5}\}",
    # Freemarker and Smarty with what stands in for a missing value, and fields with a path.
    r"\$\{[A-Za-z_][\w.]{0,60}\|[^{}\n]{0,80}\}",
    r"\{\$[A-Za-z_][\w.>\[\]-]{0,60}(?:\|[^{}\n]{0,80})?\}",
    r"(?<![\w{%\#$!])\{[A-Za-z][\w-]{0,40}(?:\.[\w-]{1,40}){1,4}\}",
    # ERB and EJS, Python, and the marks of older mail merges.
    r"<%[=#-]?[^%<>\n]{1,200}-?%>",
    r"%\([A-Za-z_][\w.]{0,40}\)[sd]\b",
    r"(?<![\w%])%(?![0-9A-Fa-f]{2}%)[A-Za-z_][\w.]{1,40}%(?![\w%])",
    r"(?<!\w)@@[A-Za-z_][\w.-]{0,40}@@",
    r"(?<![\w\#])\#[A-Z][A-Z0-9_]{2,40}\#(?![\w\#])",
    r"(?<!<)<<[A-Za-z_][\w .]{1,40}>>(?!>)",
    # No token of a masked text.
    r"(?<!\[)\[\[(?![A-Z]{2,12}_[0-9])[ ]?[A-Za-z_][\w .|:-]{0,60}\]\](?!\])",
)
_PLACEHOLDER = re.compile("|".join(_FORMS))
_OPENS = re.compile(r"[\#{%<*$@\[]")

_BLANK_OPENS = re.compile(r"[\[<{$]")
_BLANK = re.compile(
    # [Customer's name], [ date / time ]: words, so neither a check box, a note mark nor a link.
    r"(?<![\[\]\w])\[[ ]?(?![xX][ ]?\])[A-Za-z][\w\u2019' ,./&-]{0,80}\](?![\[(\]:])"
    # <ISSUE_NUMBER>, <your name>: not an element of HTML, which is one word or has `=` in it.
    r"|<(?:[A-Z][A-Z0-9_ -]{2,40}|[A-Za-z]{1,20}(?:[ _-][A-Za-z]{1,20}){1,5})>"
    # {name}, ${name}
    r"|(?<![\w{%#])\$?\{[A-Za-z][\w-]{0,40}\}(?!\})"
)


def find_placeholders(text: str) -> tuple[Span, ...]:
    """Return the spans of all placeholders in `text`, in order, never overlapping."""
    return tuple(_find(_OPENS, _PLACEHOLDER, text))


def find_blanks(text: str) -> tuple[Span, ...]:
    """Return the spans of blanks that a person fills in: `[NAME]`, `<order number>`, `{name}`.

    No system replaces them, so they are kept like placeholders but deserve a warning.
    """
    return tuple(_find(_BLANK_OPENS, _BLANK, text))


def _find(opens: re.Pattern[str], form: re.Pattern[str], text: str) -> Iterator[Span]:
    """Match a form wherever one may open, which is far quicker than to search for it."""
    reached = 0
    for at in opens.finditer(text):
        if at.start() >= reached and (found := form.match(text, at.start())):
            yield found.span()
            reached = found.end()
