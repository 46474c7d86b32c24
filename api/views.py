"""How the guidance looks from outside: what the files say, without where they lie."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from guidance.model import Guidance, RuleKind, Severity, SignalName, Theme


class View(BaseModel):
    """Read from the attributes of a value, and takes no others with it."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class SourceView(View):
    """Where a piece of guidance comes from."""

    id: str
    title: str
    author: str


class PrincipleView(View):
    """What no pattern can find, told to the model in this order."""

    id: str
    text: str
    source: str


class ExampleView(View):
    """A guilty text, the spans of its offences in code points, and the same said well."""

    before: str
    marked: tuple[tuple[int, int], ...]
    after: str


class RuleView(View):
    """Words that make matters worse, and better ones."""

    id: str
    theme: Theme
    severity: Severity
    kind: RuleKind
    message: str
    source: str
    patterns: tuple[str, ...]
    exceptions: tuple[str, ...]
    suggestions: tuple[str, ...]
    unless_signal: tuple[SignalName, ...]
    passes: tuple[str, ...]
    examples: tuple[ExampleView, ...]


class SignalView(View):
    """A good thing to look for, with texts that show it and look-alikes that do not."""

    name: SignalName
    message: str
    source: str
    patterns: tuple[str, ...]
    present: tuple[str, ...]
    absent: tuple[str, ...]


class GuidanceView(View):
    """The whole guidance that this service works with, house rules included."""

    guidance_version: str
    principles: tuple[PrincipleView, ...]
    rules: tuple[RuleView, ...]
    signals: tuple[SignalView, ...]
    sources: tuple[SourceView, ...]


def view_of(guidance: Guidance) -> GuidanceView:
    """The public form of `guidance`."""
    return GuidanceView(
        guidance_version=guidance.version,
        principles=tuple(map(PrincipleView.model_validate, guidance.principles)),
        rules=tuple(map(RuleView.model_validate, guidance.rules)),
        signals=tuple(map(SignalView.model_validate, guidance.signals)),
        sources=tuple(map(SourceView.model_validate, guidance.sources)),
    )
