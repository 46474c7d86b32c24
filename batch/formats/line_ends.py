"""Line ends of a text: line feeds while it is worked on, its own again where it stands."""

from __future__ import annotations


def unify_line_ends(text: str) -> str:
    """A text as the checks read it, with line feeds alone."""
    return text.replace("\r\n", "\n")


def restore_line_ends(before: str, text: str) -> str:
    """A text with the line ends of the one that it replaces."""
    text = unify_line_ends(text)
    return text.replace("\n", "\r\n") if "\r\n" in before else text
