"""The written guidance as frozen values: what the TOML files say, and nothing that acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

Theme = Literal[
    "refusal",
    "command",
    "brush_off",
    "not_knowing",
    "argument",
    "blame",
    "self_focus",
    "heat",
]
Severity = Literal["error", "warning", "suggestion"]
RuleKind = Literal["phrase", "shouting"]
OfferCondition = Literal[
    "always", "draft_refuses", "draft_does_not_know", "restatement_follows", "cooling_off"
]
SignalName = Literal["acknowledges", "listens", "offers_choice", "next_step", "their_view"]

THEMES: tuple[Theme, ...] = get_args(Theme)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
RULE_KINDS: tuple[RuleKind, ...] = get_args(RuleKind)
SIGNAL_NAMES: tuple[SignalName, ...] = get_args(SignalName)
OFFER_CONDITIONS: tuple[OfferCondition, ...] = get_args(OfferCondition)


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that something was read from, so that a later reader can name path and line."""

    path: str
    text: str

    def line_of(self, words: str) -> int:
        """The first line, from 1, that holds `words` as TOML writes them; 1 if none does."""
        for written in (words, words.replace("\\", "\\\\")):
            if (at := self.text.find(written)) >= 0:
                return self.text.count("\n", 0, at) + 1
        return 1


@dataclass(frozen=True, slots=True)
class Example:
    """A guilty text with its offence marked, and the same text said well.

    `before` holds the plain text; `marked` its half-open spans in code points (written `[[...]]`
    in the file); `after` is clean under every rule and true to `before`.
    """

    before: str
    marked: tuple[tuple[int, int], ...]
    after: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that make matters worse. The id is the file's path: `refusal/cannot`."""

    id: str
    theme: Theme
    severity: Severity
    message: str
    source: str
    patterns: tuple[str, ...]
    examples: tuple[Example, ...]
    passes: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    unless_signal: tuple[SignalName, ...] = ()
    kind: RuleKind = "phrase"
    mended_by: tuple[str, ...] = ()
    """Patterns that make the words innocent where they stand near, as signals do."""
    banned: tuple[str, ...] = ()
    """Patterns that no rewrite may hold, guilty or not: only for severity error."""
    opens_sentence: bool = False
    """The words are an offence only where a sentence begins ("Actually, you ...")."""
    closes_sentence: bool = False
    """The words are an offence only where a sentence or a clause ends ("Not my problem.")."""
    is_of_house: bool = field(default=False, compare=False)
    """A house added the rule; it is no part of the built-in guidance."""
    origin: Origin | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class SignalRule:
    """A good thing to look for, such as words that acknowledge what happened to the customer."""

    name: SignalName
    message: str
    """What a text does that shows it."""
    asked: str
    """How a writer is asked for it."""
    source: str
    patterns: tuple[str, ...]
    present: tuple[str, ...]
    """Texts in which the signal is found."""
    absent: tuple[str, ...]
    """Look-alikes in which it is not."""
    origin: Origin | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Principle:
    """What no pattern can find, told to the model in this order."""

    id: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Words that commit the agent to nothing but attention, and when they are permitted."""

    id: str
    when: OfferCondition
    patterns: tuple[str, ...]
    wording: str
    origin: Origin | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a piece of guidance comes from; a rule names it as `id#section`."""

    id: str
    title: str
    author: str
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A house's own words: brand names that count as names, links that are always licensed."""

    names: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guidance:
    """The whole pack, with the house overlay applied. `version` changes with every byte of it."""

    version: str
    principles: tuple[Principle, ...]
    rules: tuple[Rule, ...]
    signals: tuple[SignalRule, ...]
    offers: tuple[Offer, ...]
    sources: tuple[Source, ...]
    vocabulary: Vocabulary = Vocabulary()
