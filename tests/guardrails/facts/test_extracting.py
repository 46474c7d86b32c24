from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.facts import extract_facts
from guardrails.facts.extracting import extract_restatements
from guardrails.facts.hiding import hide


def read(text: str) -> list[tuple[str, str, str]]:
    return [(fact.kind, fact.text, fact.value) for fact in extract_facts(text)]


def values(text: str, kind: str) -> list[str]:
    return [fact.value for fact in extract_facts(text) if fact.kind == kind]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("amount", "It is $20.", "It is $20.00."),
        ("amount", "It is $20.", "It is 20 dollars."),
        ("amount", "It is 1,299.00 USD.", "It is $1299."),
        ("amount", "It is €9.", "It is 9 €."),
        ("amount", "It is EUR 148.20.", "It is 148,20 €."),
        ("amount", "It is €0.10.", "It is ten cents."),
        ("percentage", "Take 40%.", "Take forty percent."),
        ("percentage", "Take 50% off.", "It is half the price."),
        ("percentage", "Take 25% off.", "It is a quarter off."),
        ("date", "On Jan 3.", "On January 3rd."),
        ("date", "On Jan 3.", "On 3 Jan."),
        ("date", "On Jan 3.", "On the 3rd of January."),
        ("date", "On 2026-03-04.", "On March 4, 2026."),
        ("date", "On 31/10.", "On 31 October."),
        ("date", "On 14-16 February.", "From Feb 14 to Feb 16."),
        ("date", "On Tue.", "On Tuesdays."),
        ("time", "At 2 p.m. sharp.", "At 14:00 sharp."),
        ("time", "At 2 pm.", "At 2:00 PM."),
        ("time", "At 12:00, not 13:00.", "At noon, not 13:00."),
        ("time", "At 14:30.", "At 2:30 in the afternoon."),
        ("time", "From 9 to 11 am and at 18:00.", "From 9 AM to 11 AM and at 18:00."),
        ("duration", "In 7 days.", "Within a week."),
        ("duration", "For 5 days.", "For five days."),
        ("duration", "In 24 hours.", "In twenty-four hours."),
        ("duration", "In 90 minutes.", "In an hour and a half."),
        ("duration", "In 12 months.", "In a year."),
        ("duration", "In 3-5 working days.", "In three to five business days."),
        ("duration", "You had 3 unpaid days.", "You had three days off."),
        ("measure", "Stay within 10 m.", "Stay within ten meters."),
        ("measure", "It has 1.5 kg.", "It has one and a half kilograms."),
        ("measure", "It has 80 m2.", "It has 80 square meters."),
        ("number", "Max 20,000 rows.", "At most 20k rows."),
        ("number", "Send 4 photos.", "Send four photos."),
        ("phone", "Call 1-877-555-0150.", "Call (877) 555-0150."),
        ("phone", "Call +44 20 7946 0018.", "Call 020 7946 0018."),
        ("url", "See https://www.example.com/a.", "See www.example.com/a."),
        ("email", "To Ann@Example.com.", "To ann@example.com."),
        ("id", "Order #7718.", "Order # 7718."),
        ("id", "Ticket inc-66120.", "Ticket INC-66120."),
        ("iban", "GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),
        ("quote", "Press “Run test”.", 'Press "run test."'),
        ("quote", 'It says "doesnt work".', "It says “doesn’t work”."),
        ("measure", 'The 16" model.', "The 16-inch model."),
        ("duration", "In 24-48 hours.", "In one to two days."),
        ("duration", "In 3½ hours.", "In three and a half hours."),
        ("duration", "In ½ hour.", "In half an hour."),
        ("number", "He is 4 years old.", "He is a four-year-old."),
        ("number", "Your 3rd payment.", "Your 3rd payment of all."),
        ("phone", "Call (877) 555-0150.", "Call 877.555.0150."),
        ("date", "By EOD.", "By the end of the day."),
        ("date", "On 3, 5 and 9 May.", "On May 3, on May 5 and on May 9."),
        ("date", "Valid through 06/2027.", "Valid through June 2027."),
        ("date", "Expires 06/27.", "It expires in June 2027."),
        ("time", "Thursday 8-12 and 13-17.", "Thursday 8 to 12 and 1 PM to 5 PM."),
        ("measure", "It holds 500 ml.", "It holds half a litre."),
        ("measure", "It is 30x40cm.", "It is 30 by 40 cm."),
        ("measure", "It is 2in wide, holds 2L.", "It is 2 inches wide, holds 2 litres."),
        ("number", "It has 1.2k users.", "It has 1,200 users."),
        ("percentage", "1/3 of the price.", "A third of the price."),
        ("percentage", "A 0.5% fee.", "A fee of half a percent."),
        ("phone", "Call 0800 555 0199.", "Call 0800 5550199."),
        ("date", "On Wed 9 April.", "On Wed, April 9: that is it."),
        ("date", "It came on 06.06. by post.", "It came on 6 June by post."),
        ("duration", "Every second day.", "Every 2 days."),
        ("duration", "Every other week.", "Every two weeks."),
        ("duration", "You are 2 h 50 late.", "You are 2 hours and 50 minutes late."),
        ("duration", "In 15 minutes.", "In a quarter of an hour."),
        ("duration", "In 45 minutes.", "In three quarters of an hour."),
        ("time", "Between 14 and 20 h.", "Between 2 PM and 8 PM."),
        ("amount", "New: CHF 649, old: CHF 429.", "The new one CHF 649, the old one CHF 429."),
    ],
)
def test_two_ways_to_write_a_fact_share_a_value(kind: str, one: str, other: str) -> None:
    first = [set(value.split("|")) for value in values(one, kind)]
    second = [set(value.split("|")) for value in values(other, kind)]
    assert first
    assert len(first) == len(second)
    assert all(a & b for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("amount", "It is $20.", "It is £20."),
        ("amount", "It is $20.", "It is CAD 20."),
        ("amount", "It is €148.20.", "It is €184.20."),
        ("date", "On 9 March.", "On 19 March."),
        ("date", "On 3 May 2025.", "On 3 May 2026."),
        ("time", "At 2 pm ET.", "At 2 pm PT."),
        ("time", "At 19:20.", "At 9:20 PM."),
        ("duration", "In 3 days.", "In 3 business days."),
        ("duration", "In 30 days.", "In a month."),
        ("measure", "Up to 3 cm.", "Up to 3 inches."),
        ("measure", "Up to 5 Mbps.", "Up to 5 MB."),
        ("measure", "It makes 5.2 kW.", "It makes 5.2 MW."),
        ("measure", "It makes 5 kW.", "It makes 5 kWh."),
        ("measure", "Take 5 mg.", "Take 5 µg."),
        ("measure", "It is 300 lumens.", "It is 300 lux."),
        ("measure", "On 5 acres.", "On 5 hectares."),
        ("measure", "Add 3 cups.", "Add 3 tablespoons."),
        ("version", "Use version 3.10.", "Use version 3.1."),
        ("phone", "Call 1-877-555-0150.", "Call 1-877-555-0105."),
        ("url", "See https://a.example.com/limits.", "See https://a.example.com/quotas."),
        ("id", "Order HB-20931.", "Order HB-20913."),
    ],
)
def test_different_facts_share_no_value(kind: str, one: str, other: str) -> None:
    first = {reading for value in values(one, kind) for reading in value.split("|")}
    second = {reading for value in values(other, kind) for reading in value.split("|")}
    assert first
    assert not first & second


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to a.b+c@example.co.uk.", [("email", "a.b+c@example.co.uk")]),
        ("(see https://a.example.com/x(1)).", [("url", "https://a.example.com/x(1)")]),
        ("The fee.We ship.", []),
        ("That is no.", []),
        (r"Type \\fs02\projects.", [("url", r"\\fs02\projects")]),
        ("Pay $10-20.", [("amount", "$10"), ("amount", "20")]),
        ("Card 4111 1111 1111 1111.", [("card", "4111 1111 1111 1111")]),
        ("Build 2.3.1 and UTF-8.", [("version", "2.3.1"), ("id", "UTF-8")]),
        ("You may call. It is a long march.", []),
        ("Nobody under 18 may enter.", [("number", "18")]),
        ("On the 5th floor.", [("number", "5th")]),
        ("It ships on the 5th.", [("date", "5th")]),
        ("Do: 1) sign 2) send 3) wait.", []),
        ("Here are two ways. One more thing.", []),
        ("The two photos you sent.", []),
        ("Two dates to keep in mind: first the sale, then the show.", []),
        ("We are here 24/7.", []),
        ("Fri 11-1 works.", [("date", "Fri"), ("time", "11"), ("time", "1")]),
        ("It takes 2-3h.", [("duration", "2"), ("duration", "3h")]),
        ("E-217 points to it.", [("id", "E-217")]),
        (
            "Ask Tomasz Zielinski about DrawDesk.",
            [("name", "Tomasz Zielinski"), ("name", "DrawDesk")],
        ),
        ("Hello Ann, Thanks for waiting. Do NOT reply.", [("name", "Ann")]),
        ("It is late, and I’m sorry (I’ve asked). So Don’t wait, We’ll write", []),
        ("It is late - Unfortunately it is. Dear Ms. Weir, However it is", [("name", "Weir")]),
        ('The 16" one and the 14" one.', [("measure", '16"'), ("measure", '14"')]),
        ('The "Pro 16" plan.', [("quote", "Pro 16"), ("number", "16")]),
        ("Your third payment is here.", [("ordinal", "third")]),
        ("First, open it. Second, tap it. Third, restart it.", []),
        ("It is 10 until 2 June.", [("number", "10"), ("date", "2 June")]),
        ("It is $5 per month after all. May I ask for the one-zone rate?", [("amount", "$5")]),
    ],
)
def test_each_kind_takes_its_own(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(kind, written) for kind, written, _ in read(text)] == expected


def test_a_time_without_a_half_of_the_day_may_be_either() -> None:
    assert values("At 2:30.", "time") == ["02:30|14:30"]
    assert values("At 2:30, or at 15:00.", "time") == ["02:30", "15:00"]


def test_a_slashed_date_may_be_read_in_two_orders() -> None:
    assert values("On 3/4/2026.", "date") == ["2026-03-04|2026-04-03"]


def test_given_names_are_found_in_any_case() -> None:
    facts = extract_facts("ask weir about it", names=("Weir",))
    assert [(fact.kind, fact.text) for fact in facts] == [("name", "weir")]


def test_protected_spans_hold_no_facts() -> None:
    text = "Hi {{ticket.id_42}}, it costs $5."
    start = text.index("{{")
    facts = extract_facts(text, protected=[(start, text.index("}}") + 2)])
    assert [fact.text for fact in facts] == ["$5"]


def test_restatements_are_no_facts_of_their_own() -> None:
    assert extract_facts("It happened once, for both, twice a week.") == ()
    restated = {(f.kind, f.value) for f in extract_restatements("once, both, a week, daily, half")}
    assert {("number", "1"), ("number", "2"), ("percentage", "50 %")} <= restated
    assert ("duration", "86400 second") in restated


def test_hiding_keeps_every_offset() -> None:
    assert len(hide("a 1 b 2", [(2, 3)])) == 7
    assert "1" not in hide("a 1 b 2", [(2, 3)])


PIECES = """
    $20 20% 3pm 3 May, 14:00 a week two 5 days 10 m #7718 a@b.co www.a.com (877) 555-0150 "x"
    Jan 3rd     € 1,000.50 v2.1 half the price noon twenty-four Mr Weir's İ ß ½ \u200b \U0001f600
"""
WORDS = st.sampled_from(PIECES.split())


@given(st.lists(st.one_of(WORDS, st.text(string.printable, max_size=6)), max_size=25).map(" ".join))
def test_every_fact_stands_where_it_says(text: str) -> None:
    for fact in extract_facts(text):
        assert text[fact.start : fact.end] == fact.text
        assert fact.value


@given(st.text(max_size=300))
def test_reading_facts_never_raises(text: str) -> None:
    extract_facts(text)
    extract_restatements(text)
