"""The catalogue of the guidance for people: `python -m guidance.catalogue > docs/rules.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from guidance.loading import load_guidance
from guidance.model import THEMES, Example, Guidance, Rule, Theme

_ABOUT: dict[Theme, str] = {
    "refusal": "Names what will not happen, and stops there.",
    "command": "Tells the customer what they are obliged to do.",
    "brush_off": "Care that is missing, in passing, or made small.",
    "not_knowing": "Leaves not knowing standing as the answer.",
    "argument": "Contradicts, corrects, or has the last word.",
    "blame": "Puts the fault on the customer, or teaches by reproach.",
    "self_focus": "Puts our rules, work or comfort before the customer.",
    "heat": "Anger, sarcasm, threats, shouting.",
}


def render_catalogue(guidance: Guidance) -> str:
    """The principles, signals and rules as Markdown; the same guidance gives the same text."""
    return "\n".join(_lines(guidance)) + "\n"


def _lines(guidance: Guidance) -> Iterator[str]:
    yield "<!-- Written by `make rules` from guidance/: change the files there. -->"
    yield "# The guidance\n"
    yield "**error**: never leaves, whatever surrounds it. **warning**: mended if possible, and"
    yield "reported. **suggestion**: only shown.\n"
    yield "## Principles\n"
    for number, principle in enumerate(guidance.principles, 1):
        yield f"{number}. {principle.text} <sub>{principle.source}</sub>"
    yield "\n## Signals\n"
    yield "The good things to look for.\n"
    for signal in guidance.signals:
        yield f"- `{signal.name}`: {signal.message} *{signal.present[0]}*"
    for theme in THEMES:
        yield f"\n## {theme}\n"
        yield _ABOUT[theme]
        for rule in guidance.rules:
            if rule.theme == theme:
                yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"\n### {rule.id} · {rule.severity}\n"
    yield f"{rule.message} <sub>{rule.source}</sub>\n"
    yield f"- say instead: {' / '.join(rule.suggestions)}"
    for example in rule.examples:
        yield f"- {_marked(example)} → {example.after}"
    yield f"- innocent: {' / '.join(rule.passes)}"


def _marked(example: Example) -> str:
    text = example.before
    for start, end in reversed(example.marked):
        text = f"{text[:start]}**{text[start:end]}**{text[end:]}"
    return text


if __name__ == "__main__":
    sys.stdout.write(render_catalogue(load_guidance()))
