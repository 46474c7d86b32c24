"""Entities and tags stand for what a reader sees of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.markup import (
    decode_entity,
    decode_tag,
    is_unfinished_entity,
    is_unfinished_tag,
)

ENTITIES = {
    "&#39;": "'",
    "&#039;": "'",
    "&#0000039;": "'",
    "&#39": "'",
    "&#x27;": "'",
    "&#X0027;": "'",
    "&apos;": "'",
    "&rsquo;": "’",
    "&nbsp;": "\xa0",
    "&NBSP;": "\xa0",
    "&shy;": "\xad",
    "&nbsp": "\xa0",
    "&zwnj;": "\u200c",
    "&#146;": "’",
    "&amp;": "&",
    "&amp;#39;": "'",
    "&amp;amp;rsquo;": "’",
    "&#38;#x27;": "'",
    "&#x26;nbsp;": "\xa0",
    "&rsquo": "’",
    "&apos": "'",
    "\\u2019": "’",
    "\\u00AD": "\xad",
}
TAGS = {
    "<b>": "",
    "</B>": "",
    '<span style="color: red">': "",
    "<a href='x'>": "",
    "<wbr/>": "",
    "<o:p>": "",
    "<!-- c -->": "",
    "<!-->": "",
    "<!DOCTYPE html>": "",
    "<![CDATA[]]>": "",
    "<?x?>": "",
    "</ b>": "",
    "<br>": "\r",
    "<br />": "\r",
    "</p>": "\n\n",
    "<li class=x>": "\n\n",
}


@pytest.mark.parametrize(("entity", "meaning"), ENTITIES.items())
def test_an_entity_is_decoded(entity: str, meaning: str) -> None:
    assert decode_entity(f"a{entity} b", 1) == (meaning, 1 + len(entity))


@pytest.mark.parametrize(
    "text", ["&", "& co", "&bogus;", "&amp", "R&D", "&;", "&#;", "&#x;", "\\u20"]
)
def test_other_ampersands_are_no_entities(text: str) -> None:
    assert all(decode_entity(text, at) is None for at in range(len(text)))


@pytest.mark.parametrize(("tag", "space"), TAGS.items())
def test_a_tag_stands_for_white_space_or_nothing(tag: str, space: str) -> None:
    assert decode_tag(f"a{tag} b", 1) == (space, 1 + len(tag))


@pytest.mark.parametrize("text", ["<", "< b>", "<NAME>", "<bold>", "<b", "<3", "<b <i>", "<!- <"])
def test_other_angle_brackets_are_no_tags(text: str) -> None:
    assert decode_tag(text, 0) is None


@given(st.sampled_from(sorted(ENTITIES)), st.data())
def test_every_beginning_of_an_entity_is_unfinished(entity: str, data: st.DataObject) -> None:
    if entity.endswith(";"):
        cut = data.draw(st.integers(1, len(entity) - 1))
        assert is_unfinished_entity(entity[:cut], 0)


@given(st.sampled_from(sorted(TAGS)), st.data())
def test_every_beginning_of_a_tag_is_unfinished(tag: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(tag) - 1))
    assert is_unfinished_tag(tag[:cut], 0)


def test_what_can_become_nothing_is_not_waited_for() -> None:
    assert not is_unfinished_entity("& ", 0)
    assert not is_unfinished_entity("&rsquo;", 0)
    assert not is_unfinished_entity("&" + "a" * 40, 0)
    assert not is_unfinished_tag("< ", 0)
    assert not is_unfinished_tag("<b>", 0)
    assert not is_unfinished_tag("<b " + "x" * 400, 0)
    assert not is_unfinished_tag("<NAME of", 0)
