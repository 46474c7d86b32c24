from __future__ import annotations

import pytest

from guardrails.context import NO_CONTEXT, Context
from guardrails.facts.comparing import compare_facts, state
from guardrails.facts.licences import grant
from guardrails.placeholder_check import find_all_placeholders
from guidance.model import Vocabulary


def added(draft: str, rewrite: str, context: Context = NO_CONTEXT) -> list[str]:
    """What the rewrite adds besides numbers and names."""
    before, after = (state(t, protected=find_all_placeholders(t)) for t in (draft, rewrite))
    licence = grant(draft, before.held, context, Vocabulary())
    return [
        fact.text
        for fact in compare_facts(before, after, licence).added
        if fact.kind in {"url", "email", "handle"}
    ]


IN_ANY_DRESS = [
    "evil.com",
    "evil.xyz",
    "evil.top/x",
    "evil.zip",
    "evil.shop",
    "evil.support",
    "evil.whateverelse",
    "www.evil",
    "WWW.EVIL.COM",
    "a.b.c.d.e.f.g.evil.com",
    "m\u00fcnchen.example",
    "\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444",
    "xn--e1afmkfd.xn--p1ai",
    "evil\u3002com",
    "evil\uff0ecom",
    "evil\uff61com",
    "evil\u2024com",
    "\U0001d41e\U0001d42f\U0001d422\U0001d425.\U0001d41c\U0001d428\U0001d426",
    "\uff45\uff56\uff49\uff4c.\uff43\uff4f\uff4d",
    "evil[.]com",
    "evil(.)com",
    "evil dot com",
    "evil . com",
    "evil. com",
    "evil&#46;com",
    "evil%2ecom",
    "hxxp://evil",
    "gopher://evil",
    "my-app://open",
    "javascript:alert(1)",
    "tel:0800",
    "//evil.com/x",
    "bob(at)evil.example",
    "bob (at) evil",
    "bob\uff20evil.example",
    "bob@evil",
    "@acme_help",
    "{email}/evil",
    "{email}.evil.example",
    "https://{email}",
    "me@{email}",
    "{email}@evil.example",
]


@pytest.mark.parametrize("link", IN_ANY_DRESS)
@pytest.mark.parametrize("frame", ["See {0} for more.", "It is late ({0}).", "Ask: {0}"])
def test_an_invented_link_in_any_dress_is_added(frame: str, link: str) -> None:
    rewrite = frame.replace("{0}", link)
    assert added("It is late, {email} says.", rewrite + " It is for {email}."), rewrite


@pytest.mark.parametrize("link", IN_ANY_DRESS)
def test_a_link_that_the_draft_holds_may_stay(link: str) -> None:
    assert added(f"See {link} for {{email}}.", f"For {{email}} please see {link}.") == []


@pytest.mark.parametrize("link", ["evil.com", "evil.support", "evil dot com", "bob@evil", "@acme"])
def test_the_customer_licenses_no_link(link: str) -> None:
    context = Context(customer_message=f"I saw it on {link} yesterday.")
    assert added("It is late.", f"You saw it on {link}.", context)


@pytest.mark.parametrize(
    "text",
    [
        "It is late, e.g. by a day, i.e. one (approx. 5 p.m.). See no. 5. The U.S. office is shut.",
        "Well...so it is. Wait..no. 3.5 kg, v2.3.1, 10.5cm and 2.beta. Ph.D. and M.Sc. people",
        "Press Ctrl + F5 @ home, 5 @ $3. A dot in the middle. Net 30. Com is short.",
        "Hello {email}, it is late. {email}: it is late. ({email}) and {email}.",
        "Meet at evil times; nothing at all. Dot matrix printers, polka dot dresses.",
        "Name/{email} and the rest",
    ],
)
def test_plain_prose_holds_no_link(text: str) -> None:
    assert added("Done, {email}.", text) == [] or "Name/" in text
