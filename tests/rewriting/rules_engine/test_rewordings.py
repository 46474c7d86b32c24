"""The rewordings of the guidance: every example in the data is a test."""

from collections.abc import Callable, Sequence
from itertools import count

import pytest

from guardrails.precheck import PreCheck
from guardrails.rulebook import Rulebook
from guidance.errors import GuidanceError
from guidance.files import GuidanceFile
from guidance.model import THEMES
from rewriting.rules_engine.body import reword_body
from rewriting.rules_engine.choosing import Choice
from rewriting.rules_engine.judging import Judge
from rewriting.rules_engine.letter import read_letter
from rewriting.rules_engine.phrasebook import Phrasebook
from rewriting.rules_engine.rewording import reword
from rewriting.rules_engine.rewordings import load_rewordings, read_rewordings

BOOK = load_rewordings()
EXAMPLES = [
    pytest.param(example, id=f"{path}: {example.before}") for path, example in BOOK.examples
]
ALL = frozenset(THEMES)


class Permissive:
    """A judge that finds nothing: the examples show rewordings, whatever the rules say of them."""

    def holds_facts(self, text: str) -> bool:
        return any(letter.isdigit() for letter in text)

    def offends(self, _text: str) -> bool:
        return False


def rotated(by: int) -> Callable[[Sequence[str]], list[str]]:
    return lambda words: [*words[by % len(words) :], *words[: by % len(words)]] if words else []


def possible(before: str) -> set[str]:
    """What may become of a sentence, whichever better words a draft draws."""
    return {
        reword(before, ALL, Phrasebook(BOOK, rotated(by), Permissive())).text for by in range(4)
    }


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_comes_out_as_written(example: object) -> None:
    assert example.after in possible(example.before)  # type: ignore[attr-defined]


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_came_out_is_left_alone(example: object, judge: Judge) -> None:
    after = example.after  # type: ignore[attr-defined]
    again = reword(after, frozenset(), Phrasebook(BOOK, rotated(0), judge)) if after else None
    assert again is None or again.text == after


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_came_out_is_no_offence_for_which_there_is_a_better_word(
    example: object, judge: Judge
) -> None:
    errors = [f.match for f in judge.findings(example.after) if f.severity == "error"]  # type: ignore[attr-defined]
    assert errors == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_rewordings(theme: str) -> None:
    assert any(one.theme == theme for one in BOOK.clauses)


def test_the_more_particular_is_tried_first() -> None:
    places = {
        one.pattern.source: place for place, one in enumerate(BOOK.clauses) if not one.flagged
    }
    general = next(
        p
        for source, p in places.items()
        if source.startswith("{we}( ") and source.endswith(" {do}") and "," not in source
    )
    particular = next(p for source, p in places.items() if "wait to {do}" in source)
    assert particular < general


def test_innocent_uses_of_banned_words_have_other_words(
    rulebook: Rulebook, check: Callable[..., PreCheck]
) -> None:
    """An error rule ignores its exceptions in a rewrite, so the engine must get round them too."""
    stuck, seen = [], count()
    for rule in rulebook.guidance.rules:
        if rule.severity != "error":
            continue
        for text in rule.passes:
            pre = check(text)
            judge = Judge(pre)
            if not any(f.severity == "error" for f in judge.findings(text)):
                continue
            next(seen)
            body = reword_body(read_letter(pre.masked.text), judge, BOOK, Choice(text))
            if any(f.severity == "error" for f in judge.findings(body.text)):
                stuck.append(text)
    assert next(seen) > 5
    # The name of a product is the one thing that no other words can say.
    assert [text for text in stuck if "Calm Down" not in text] == []


def file(content: str, name: str = "refusal/odd.toml") -> GuidanceFile:
    return GuidanceFile(name, f"guidance/rewordings/{name}", content.encode())


@pytest.mark.parametrize(
    ("content", "name", "line", "words"),
    [
        ('[[rewordings]]\nsays = ["no way"]\n', "oddity/x.toml", 1, "themes: refusal"),
        ('[[rewordings]]\n\nsays = ["no {way}"]\n', "refusal/x.toml", 3, "unknown slot {way}"),
        ('[[rewordings]]\nsays = ["no .*"]\n', "refusal/x.toml", 2, "only literals"),
        ("[[rewordings]]\nsays = []\n", "refusal/x.toml", 2, "says"),
        ('[[rewordings]]\nsay = ["no"]\n', "refusal/x.toml", 1, "says"),
        ('[[phrases]]\nwords = ["no"]\nplace = "middle"\n', "refusal/x.toml", 3, "'start', 'lead'"),
        ("[[rewordings]\n", "refusal/x.toml", 1, "not TOML"),
    ],
)
def test_bad_files_are_refused_with_path_and_line(
    content: str, name: str, line: int, words: str
) -> None:
    with pytest.raises(GuidanceError) as refused:
        read_rewordings([file(content, name)])
    problem = refused.value.problems[0]
    assert problem.path == f"guidance/rewordings/{name}"
    assert problem.line == line
    assert words in problem.message


def test_a_file_may_hold_rewordings_or_phrases_alone() -> None:
    book = read_rewordings([file('[[phrases]]\nwords = ["no offence"]\nplace = "tag"\n')])
    assert not book.clauses
    assert book.phrases[0].place == "tag"
