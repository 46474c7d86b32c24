"""The shapes of the exports: where each product keeps the texts of its canned responses.

The shapes are those of the products' own programming interfaces, whose answers are what is
exported; docs/formats.md says the same as a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from batch.formats.values import Markup

Twins = Literal["record", "holder"]


@dataclass(frozen=True, slots=True)
class TextField:
    """A key that holds a text; `when` is a (key, value) that must stand beside it.

    `markup` says what it may be: without it, or where it may be HTML, each value shows itself.
    """

    key: str
    markup: Markup | None = None
    when: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """One product's records.

    `holder` leads from a record to the objects that hold its texts, through arrays too; `has` and
    `one_of` are keys by which its records are known. Twins are an HTML and a plain text in the same
    `twins`.
    """

    name: str
    texts: tuple[TextField, ...]
    has: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    holder: tuple[str, ...] = ()
    titles: tuple[str, ...] = ("name", "title")
    twins: Twins = "holder"


PRODUCTS = (
    Product(
        "zendesk",
        (
            TextField("value", "html", ("field", "comment_value_html")),
            TextField("value", "text", ("field", "comment_value")),
        ),
        has=("actions",),
        one_of=("field",),
        holder=("actions",),
        titles=("title",),
        twins="record",
    ),
    Product(
        "gorgias",
        (TextField("body_html", "html"), TextField("body_text", "text")),
        has=("actions",),
        one_of=("arguments",),
        holder=("actions", "arguments"),
    ),
    Product(
        "intercom",
        (TextField("body", "html"), TextField("body_text", "text")),
        has=("body",),
        one_of=("body_text", "available_on", "visible_to"),
    ),
    Product(
        "freshdesk",
        (TextField("content_html", "html"), TextField("content", "text")),
        has=("content_html",),
        titles=("title",),
    ),
    Product(
        "helpscout",
        (TextField("text", "html"), TextField("chatText")),
        has=("text", "chatText"),
    ),
    Product(
        "chatwoot", (TextField("content"),), has=("content", "short_code"), titles=("short_code",)
    ),
    Product(
        "front",
        (TextField("body", "html"),),
        has=("body",),
        one_of=("subject", "inbox_ids", "is_available_for_all_inboxes", "_links"),
    ),
    Product("zammad", (TextField("content"),), has=("content", "name")),
)
"""From the most particular to the least: of equally good guesses the first is taken."""

PLAIN = Product("json", (TextField("draft"), TextField("text")), one_of=("draft", "text"))
"""Objects of our own: an `id`, a `draft` (or a `text`) and perhaps a `context`."""
LINES = "jsonl"
CSV = "csv"

FORMATS = (LINES, CSV, PLAIN.name, *(product.name for product in PRODUCTS))
"""Every format that an option may name."""
