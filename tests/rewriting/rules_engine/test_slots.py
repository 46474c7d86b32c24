import pytest

from rewriting.rules_engine.slots import Pattern, SlotError, fill


def said(pattern: str, clause: str, template: str) -> str | None:
    found = Pattern.parse(pattern).find(clause)
    return None if found is None else fill(template, found)


@pytest.mark.parametrize(
    ("pattern", "clause", "template", "words"),
    [
        (
            "you (forgot|failed) to {verb} {thing}{rest}",
            "you forgot to enclose the return slips with it",
            "{thing} {wasn't} {done}{rest}",
            "the return slips weren't enclosed with it",
        ),
        (
            "you {did} {thing}{rest}",
            "you clicked the Pay button twice",
            "{thing} {was} {done}{rest}",
            "the Pay button was clicked twice",
        ),
        (
            "{we} <cannot> {do}",
            "I can't speed up the post",
            "{doing} isn't something {we're} able to do",
            "speeding up the post isn't something I'm able to do",
        ),
        (
            "{we} <cannot> {do}",
            "we are unable to pay",
            "there isn't a way for {us} to {do}",
            "there isn't a way for us to pay",
        ),
        ("no {thing} is due", "no refund is due", "{a_thing} {isn't} due", "a refund isn't due"),
        (
            "no {thing} is due",
            "no compensation is due",
            "{a_thing} {isn't} due",
            "compensation isn't due",
        ),
        (
            "you should have {done}{rest}",
            "you should have backed up first",
            "it helps to {do}{rest}",
            "it helps to back up first",
        ),
        (
            "{we} don't know {topic}",
            "we don't know if it fits",
            "let me find out {topic}",
            "let me find out whether it fits",
        ),
        (
            "{thing} <cannot> be {done}",
            "the ban won't be lifted",
            "{thing} {isn't} ours to {do}",
            "the ban isn't ours to lift",
        ),
    ],
)
def test_templates_take_the_forms_they_ask_for(
    pattern: str, clause: str, template: str, words: str
) -> None:
    assert said(pattern, clause, template) == words


@pytest.mark.parametrize(
    ("pattern", "clause"),
    [
        ("you {did} {thing}", "you said the word"),
        ("you {did} {thing}", "you need the word"),
        ("you {did} {thing}", "you clicked it twice"),
        ("{we} don't know {topic}", "they don't know when"),
        ("it costs {amount}", "it costs nothing"),
    ],
)
def test_slots_take_only_what_fits(pattern: str, clause: str) -> None:
    assert Pattern.parse(pattern).find(clause) is None


def test_a_form_that_would_be_wrong_is_refused() -> None:
    assert said("please {do}", "please send it and pay it", "{doing} helps") is None
    assert (
        said("you should have {done}{rest}", "you should have bought it or saved it", "{do}{rest}")
        is None
    )


@pytest.mark.parametrize(
    "pattern",
    ["you .* it", "you (?=x)", "(?:you)", "you {unknown}", "<nobody> said", "you (forgot", "a+"],
)
def test_patterns_in_another_syntax_are_refused(pattern: str) -> None:
    with pytest.raises(SlotError):
        Pattern.parse(pattern)


def test_a_refusal_names_what_is_known() -> None:
    with pytest.raises(SlotError, match=r"unknown slot \{unknown\}; known: thing"):
        Pattern.parse("you {unknown}")
    with pytest.raises(SlotError, match="known: <cannot>"):
        Pattern.parse("<nobody> said")
