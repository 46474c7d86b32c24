import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.formats.errors import CannotPlace
from batch.formats.html.placing import place_text
from batch.formats.html.reading import Body, read_body
from tests.batch.formats.html.bodies import BODIES

SCRAPS = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "</div>", "<br>", "<br />", "<ul>", "</ul>", "<ol>", "<li>",
        "</li>", "<b>", "</b>", "<a href='x'>", "</a>", "<span style=\"a>b\">", "</span>", "<img>",
        "<!-- c -->", "<table><tr><td>", "</td></tr></table>", "&nbsp;", "&amp;", "&lt;", "& ", "<",
        ">", "{{a.b}}", "{{a > b}}", '<attribute key="k" default="d"/>', "<script>x<b></script>",
        "<pre>a\n b</pre>", "Hello", "you must pay", " ", "\n", "\r\n", "\xa0", "- ", "1. ", ",",
        ". ", "é", "<h2>", "</h2>", "<hr>", "<o:p></o:p>", "<unknown thing>", "</", "<!", "&#",
    ]
)  # fmt: skip
SOUP = st.lists(SCRAPS, max_size=25).map("".join)
PROSE = st.lists(st.sampled_from(["Please", "pay", "must", "<b>", "&", "{{x}}", "Hello", "- ok"]))


def read(source: str) -> Body | None:
    try:
        return read_body(source)
    except CannotPlace:
        return None


def tags_of(source: str) -> list[str]:
    return [
        source[token.start : token.end]
        for token in read_body(source).tokens
        if token.kind != "text"
    ]


@given(SOUP)
def test_the_tokens_of_any_body_lie_side_by_side(source: str) -> None:
    body = read(source)
    if body is not None:
        assert "".join(source[token.start : token.end] for token in body.tokens) == source


@given(SOUP)
def test_the_same_text_leaves_any_body_as_it_is(source: str) -> None:
    body = read(source)
    if body is not None:
        assert place_text(source, body.text) == source


@given(SOUP, st.lists(PROSE.map(" ".join), max_size=6).map("\n".join))
def test_another_text_is_refused_or_stands_between_the_same_tags(source: str, text: str) -> None:
    body = read(source)
    if body is None:
        return
    try:
        placed = place_text(source, text)
    except CannotPlace:
        return
    assert tags_of(placed) == tags_of(source)
    said = read_body(placed).text
    assert [word for word in said.split() if word != "-"] == [
        word for word in text.split() if word != "-"
    ] or any(piece.bullet for piece in body.pieces)


@given(st.sampled_from(sorted(BODIES)), st.text("abcdé<&'", min_size=1), st.data())
def test_one_word_more_in_a_line_is_read_back_exactly(
    name: str, word: str, data: st.DataObject
) -> None:
    source = BODIES[name]
    lines = read_body(source).text.split("\n")
    at = data.draw(st.sampled_from([at for at, line in enumerate(lines) if line.endswith(".")]))
    words = lines[at].split(" ")
    lines[at] = " ".join([*words[:2], word, *words[2:]])
    text = "\n".join(lines)
    placed = place_text(source, text)
    assert read_body(placed).text == text
    assert tags_of(placed) == tags_of(source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("<div>One</div><div>Two</div><div><br></div><div>Three</div>", "One\nTwo\n\nThree"),
        ("<ul><li>One</li><li><p>Two</p></li></ul>Three", "- One\n- Two\n\nThree"),
        ("<ol><li>One<ul><li>a</li></ul></li><li>Two</ol>", "1. One\n- a\n2. Two"),
        ("  Fish &amp;\n chips,&nbsp;&pound;5 ", "Fish & chips, £5"),
        ("ca<b>n&#39;t</b> do", "can't do"),
        ("<h1>Title</h1>Text", "Text"),
        ("<pre>x\n y</pre>Text<style>p{}</style>", "Text"),
        ('Hi <attribute key="u.n" default="you &amp; I"/>!', 'Hi {{u.n|fallback:"you & I"}}!'),
        ('Hi <attribute key="u.n"></attribute>!', "Hi {{u.n}}!"),
        ("Press <img src=a> now <img src=b>", "Press {{image 1}} now"),
        ("", ""),
    ],
)
def test_a_body_reads_as_its_reader_sees_it(source: str, text: str) -> None:
    assert read_body(source).text == text


@pytest.mark.parametrize(
    ("source", "text", "placed"),
    [
        # A sentence more joins the prose beside it.
        ("<p>Hi Ada,</p><p>Pay now.</p>", "Hi Ada,\n\nSorry.\n\nPlease pay now.",
         "<p>Hi Ada,</p><p>Sorry. Please pay now.</p>"),
        # Emphasis and links stay around their words.
        ("You must <b>read</b> <a href=x>the guide</a>.", "Please read the guide.",
         "Please <b>read</b> <a href=x>the guide</a>."),
        # What spans the whole line spans the whole new one.
        ("<span><b>Pay now.</b></span>", "Please pay.", "<span><b>Please pay.</b></span>"),
        # An element over two lines.
        ("<b>Pay now.<br>Thank you</b>, Sam", "Please pay.\nThank you, Sam",
         "<b>Please pay.<br>Thank you</b>, Sam"),
        # Images keep their place among the words.
        ("Press <img src=a> to go, now", "Please press {{image 1}} to go",
         "Please press <img src=a> to go"),
        # What is written again is escaped, and placeholders are as they were.
        ("Pay {{a | b: &quot;c&quot;}} &mdash; now", 'Pay {{a | b: "c"}} & <now>',
         "Pay {{a | b: &quot;c&quot;}} &amp; &lt;now&gt;"),
        # A list item stays in its place.
        ("<ul><li>You must pay.</li><li>Go</li></ul>", "- Please pay.\n- Go",
         "<ul><li>Please pay.</li><li>Go</li></ul>"),
        # Comments and empty elements keep their neighbours.
        ("You must <!-- c -->pay now", "Please, we must pay now",
         "Please, we must <!-- c -->pay now"),
        ("You must<a name=x></a> pay", "Oh, you must pay", "Oh, you must<a name=x></a> pay"),
        ("<i>You</i><b> pay</b>", "<You> pay", "&lt;<i>You</i>&gt; <b>pay</b>"),
        # Of several places the one with the same neighbour.
        ("Pay <b>it</b> now.", "If it helps, pay it now.", "If it helps, pay <b>it</b> now."),
        ("See <b>it</b>. Pay it.", "Do see it. Pay it.", "Do see <b>it</b>. Pay it."),
        # An image at the edge stays at the edge.
        ("<p><img src=a> Pay now</p>", "Please pay", "<p><img src=a>Please pay</p>"),
    ],
)  # fmt: skip
def test_a_text_goes_to_its_place(source: str, text: str, placed: str) -> None:
    assert place_text(source, text) == placed


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ("You <b>must</b> pay.", "Please pay.", "markup_lost"),
        ("Read <a href=x>this</a>.", "See this, and this.", "markup_lost"),
        ("Do <b>one</b> then <i>two</i>.", "Do two then one.", "markup_moved"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One", "list_changed"),
        ("<ul><li>One</li></ul>", "One", "list_changed"),
        ("<p>Hello,</p><ul><li>One</li></ul>", "Hello,\n\n- One\n\nAnything else?",
         "lines_changed"),
        ("One.<br>Two.", "One.", "lines_changed"),
        ("Press <img src=a> here", "Press here", "markup_changed"),
        ("Press <img src=a> here", "Press {{image 1}} {{image 1}} here", "markup_changed"),
        ('Hi <attribute key="a"/>', "Hi", "markup_changed"),
        ("You <!-- c -->must pay.", "Please pay.", "markup_lost"),
        ("See <b>it</b>. Pay it.", "Do it. Keep it. Have it.", "markup_lost"),
        ("<b>x</b> " * 501, "x", "markup_lost"),
        ("One.<br>" * 300, "Two.\n" * 300, "lines_changed"),
        ("<p>Hello <b>you</b></p>", "", "markup_lost"),
    ],
)  # fmt: skip
def test_a_text_that_leaves_doubt_is_refused(source: str, text: str, code: str) -> None:
    with pytest.raises(CannotPlace) as refused:
        place_text(source, text)
    assert refused.value.refusal.code == code


@pytest.mark.parametrize(
    "source",
    [
        "<script>x", "a {{image 1}} <img> b <img> c", "<p", "a <b c", "<!-- x", "</ p>", "<a b='>",
        "<pre>x", "<div>" * 1000, "<style></styles>",
    ],
)  # fmt: skip
def test_a_body_that_leaves_doubt_is_refused(source: str) -> None:
    with pytest.raises(CannotPlace, match=r"closed|stand-in|never ends|deeply"):
        read_body(source)
