"""The stable part of every prompt: the same for each draft, so that model servers can cache it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from guidance.model import THEMES, Example, Guidance, Rule
from prompts.templates import read_template, read_wording

MASK_EXAMPLE = "[[URL_1_k7q]]"
LONGEST_EXAMPLE = 150
"""Code points of an example, before and after together: eight of them must fit the budget."""


@dataclass(frozen=True, slots=True)
class System:
    """The system message, and the version of all words sent to a model under this guidance."""

    text: str
    version: str


def render_system(guidance: Guidance) -> System:
    """Fill the system template from the guidance: principles, banned words, offers, examples."""
    conditions = read_wording()["offers"]
    text = read_template("system").fill(
        principles="\n".join(f"{n}. {p.text}" for n, p in enumerate(guidance.principles, 1)),
        banned="\n".join(_banned(rule) for rule in guidance.rules if rule.severity == "error"),
        offers="\n".join(
            f'- "{offer.wording}" ({conditions[offer.when].fill()})' for offer in guidance.offers
        ),
        examples="\n\n".join(
            f"Draft: {example.before}\nReply: {example.after}" for example in _examples(guidance)
        ),
        token_example=MASK_EXAMPLE,
    )
    return System(text, _version(guidance, text))


def _banned(rule: Rule) -> str:
    """One line for one banned family: its words as the examples show them, and better ones."""
    words = dict.fromkeys(
        example.before[start:end].lower()
        for example in rule.examples
        for start, end in example.marked
    )
    shown = ", ".join(f'"{word}"' for word in words)
    better = " / ".join(f'"{suggestion}"' for suggestion in rule.suggestions)
    return f"- {shown}: {better}" if better else f"- {shown}"


def _examples(guidance: Guidance) -> Iterator[Example]:
    """Yield one example a theme: of the strictest rules, the one that shows most in short space."""
    for theme in THEMES:
        examples = [
            (rule.severity == "error", _length(example), example)
            for rule in guidance.rules
            if rule.theme == theme
            for example in rule.examples
        ]
        fitting = [one for one in examples if one[1] <= LONGEST_EXAMPLE] or examples
        if fitting:
            yield max(fitting, key=lambda one: one[:2])[2]


def _length(example: Example) -> int:
    return len(example.before) + len(example.after)


def _version(guidance: Guidance, system: str) -> str:
    """Return a short hash that changes when any word that is sent to a model may have changed."""
    digest = sha256(guidance.version.encode() + system.encode())
    for name in ("templates/request.md", "templates/repair.md", "wording.toml"):
        digest.update((files("prompts") / name).read_bytes())
    return digest.hexdigest()[:12]
