from __future__ import annotations

import pytest

from guardrails.placeholders import find_blanks, find_placeholders

FORMS = [
    "{{ticket.requester.first_name}}",
    "{{ticket.id}}",
    "#{{ticket.id}}",
    "{{{contact.name}}}",
    "{{ customer.name }}",
    '{{user.name|fallback:"there"}}',
    "{{user.name | default: 'friend'}}",
    "{{contact.first_name | capitalize}}",
    "{{conversation.id}}",
    "{{#if order}}",
    "{{/if}}",
    "{{Order Number}}",
    "{{Customer's Name}}",
    "{{370795561790}}",
    "{{aiRewriteStart}}",
    "{{aiRewriteEnd}}",
    "{% if ticket.status == 'open' %}",
    "{%- assign greeting = 'Hi' -%}",
    "{% endif %}",
    "{%customer.firstName,fallback=there%}",
    "{%customer.firstName,fallback=%}",
    "{%customer.fullName%}",
    '<attribute key="user.name" default="there"/>',
    '<attribute key="user.name" default="" />',
    '<attribute key="user.name"></attribute>',
    "#{ticket.customer.firstname}",
    '#{dt(ticket.updated_at, "%A %Y", "Europe/Berlin")}',
    '#{t("state")}',
    "%{ticket.name.first}",
    "%{recipient.ticket_link}",
    "%{url}",
    "%%7Bticket.name.first%7D",
    "{!Contact.FirstName}",
    "*|FNAME|*",
    "%%First_Name%%",
    "${caller.first_name}",
    "${firstName|there}",
    "{$user.name}",
    "{Contact.FirstName}",
    "<%= user.first_name %>",
    "<% if paid %>",
    "%(first_name)s",
    "%FIRSTNAME%",
    "@@order_number@@",
    "#FIRSTNAME#",
    "<<First Name>>",
    "[[customer_name]]",
    "[[Order No.]]",
]
LOOK_ALIKES = [
    "#1234",
    "50% {approx}",
    "50%{approx}",
    "{name}",
    "${HOME}",
    "{{}}",
    "{{ }}",
    "{ {name} }",
    "{a: {b: 1}}",
    "#{}",
    "#{12}",
    "%{}",
    "{% 50 %}",
    "{%%}",
    "<attributes of a person>",
    "<br>",
    "[NAME]",
    "100%%",
    "caf%C3%A9%20au%20lait",
    "50%off% and 5 % or 6%",
    "a << b >> c",
    "me@@you@@",
    "[[URL_1_k7qx]]",
    "[[[x]]]",
    "#1#2#",
    "2 *|* 3",
]


@pytest.mark.parametrize("form", FORMS)
def test_every_vendors_form_is_found_whole(form: str) -> None:
    text = f"Hi {form}, thanks."
    assert [text[start:end] for start, end in find_placeholders(text)] == [form]


@pytest.mark.parametrize("form", FORMS)
def test_two_of_a_form_side_by_side_are_two(form: str) -> None:
    text = f"{form} {form}"
    assert [text[start:end] for start, end in find_placeholders(text)] == [form, form]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_a_look_alike_is_no_placeholder(text: str) -> None:
    assert find_placeholders(f"About {text} of it.") == ()


@pytest.mark.parametrize(
    "blank",
    ["[NAME]", "[Customer's name]", "[ date / time ]", "<ISSUE_NUMBER>", "<your name>", "{name}"],
)
def test_a_blank_to_fill_in_is_found(blank: str) -> None:
    text = f"Hi {blank}, thanks."
    assert [text[start:end] for start, end in find_blanks(text)] == [blank]


@pytest.mark.parametrize(
    "text",
    ["[x] done", "[1]", "[the guide](https://example.com)", "<b>", '<a href="x">', "{{name}}"],
)
def test_marks_and_placeholders_are_no_blanks(text: str) -> None:
    assert find_blanks(f"See {text} here.") == ()


@pytest.mark.parametrize(
    "opening", ["{{", "{%a ", '#{a"', "<attribute ", "[a ", "%{a", "<A ", "*|A"]
)
def test_openings_that_never_close_hide_nothing_behind_them(opening: str) -> None:
    text = f"{opening * 5_000}\n\n[NAME] {{{{ticket.id}}}}"
    assert [text[start:end] for start, end in find_placeholders(text)][-1:] == ["{{ticket.id}}"]
    assert [text[start:end] for start, end in find_blanks(text)][-1:] == ["[NAME]"]
