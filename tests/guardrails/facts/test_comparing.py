from __future__ import annotations

import pytest

from guardrails.context import NO_CONTEXT, Context
from guardrails.facts.comparing import Comparison, compare_facts, state
from guardrails.facts.licences import grant
from guidance.model import Vocabulary


def compare(draft: str, rewrite: str, context: Context = NO_CONTEXT) -> Comparison:
    before, after = state(draft), state(rewrite)
    licence = grant(draft, (*before.facts, *before.restatements), context, Vocabulary())
    return compare_facts(before, after, licence)


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("Send 2 photos.", "Send both photos."),
        ("It happens 1 time.", "It happens once."),
        ("You are on night 127 of 100 nights.", "Night 127 lies beyond the hundred-night trial."),
        ("From 14 to 16 February.", "Between Feb 14 and Feb 16, so three days."),
        ("It began at 19:30, you came at 19:52.", "At 19:52 you were 22 minutes late for 19:30."),
        ("Max 3 months, not 6.", "It is three months at most."),
        (
            "Long ones take 12 working days, short ones 3.",
            "Count 12 working days, or 3 working days.",
        ),
        ("It is 249 CHF until May, then 299.", "It is CHF 249 until May and CHF 299 afterwards."),
        ("On 1 March, then the 15th.", "On March 1st and on March 15th."),
        ("Due on the 1st.", "Due on the first of the month."),
        ("On 3 May 2026.", "On May 3rd."),
        ("At 20:00.", "At eight."),
        ("Open 8 and 17.", "Open at 8 AM and at 5 PM."),
        ("$5 per night.", "$5 a night."),
        ("600 requests per minute.", "600 requests a minute."),
        ("We need the slip and the form.", "We need two documents."),
        ("We need the slip.", "Two points about this: we need the slip, and soon."),
        ("Ask Jonathan Weir.", "Please ask Jonathan Weir's office."),
        ('Click "Run test".', "Please click Run test."),
        ("It is $4.99/mo or $49.99/yr.", "It is $4.99 a month or $49.99 yearly."),
        ("It is 4.99/mo.", "It is 4.99 a month."),
        ("It is $5 pp.", "It is $5 per person."),
        ("It is 2-for-1.", "You get two for one."),
        ("Only 18+.", "Only from 18 years on."),
        ("Five (5) days.", "It takes five days."),
        ("A 100% refund.", "A full refund."),
        ("Open 7 days a week.", "Open every day of the week."),
        ("Press Ctrl-Alt-Del.", "Please press Ctrl+Alt+Del."),
        ("It ships next Friday.", "It ships on Friday next week."),
        ("The tank was at 5/8, so it is.", "It starts from 5/8."),
        ("Your Brennhof 7 dishwasher is old.", "Your Brennhof 7 points to the filter."),
        ("It is 45 € (normally 60 €).", "It is 45 euros in place of 60."),
        ("It is 89 Euro plus 22 per started hour.", "It is €89, and €22 for each started hour."),
        ("Courier (3.50, 2 hours).", "The courier takes 3.50 and two hours."),
        ("It moves to 3 October.", "I know you had plans this evening: it moves to 3 October."),
        ('It says "cant connect".', "You see “can't connect”."),
        ("Kids 5 to 11, she's 13.", "5- to 11-year-olds; the thirteen-year-old sister."),
        ("You bought it 2 years ago.", "The two-year-old lamp was bought by you."),
        ("Your 3rd payment.", "Your third payment."),
        ('The 16" model.', 'The 16" model and its "model" name.'),
    ],
)
def test_the_same_facts_in_other_words_are_kept(draft: str, rewrite: str) -> None:
    comparison = compare(draft, rewrite)
    assert comparison.missing == ()
    assert comparison.added == ()
    assert comparison.changed == ()


@pytest.mark.parametrize(
    ("draft", "rewrite", "lost", "found"),
    [
        ("It is $30.", "It is $50.", "$30", "$50"),
        ("It is 45 € (normally 60 €).", "It is 45 € (normally 65 €).", "60 €", "65 €"),
        ("Every 2 weeks.", "Every 2 days.", "2 weeks", "2 days"),
        ("Then on Monday 2 days.", "Then on Monday 2 weeks.", "2 days", "2 weeks"),
        ("At 5/8 of it.", "At 3/8 of it.", "5", "3"),
        ("Your Brennhof 7 is old.", "Your Brennhof 8 is old.", "7", "8"),
        ("It is $30.", "It is £30.", "$30", "£30"),
        ("At 1 pm.", "At 3 pm.", "1 pm", "3 pm"),
        ("Send 4 photos.", "Send six photos.", "4", "six"),
        ("Ask Jonathan Weir.", "Ask Jonathan Ware.", "Jonathan Weir", "Jonathan Ware"),
        ("You get 3,000 per minute.", "You get 3,000 an hour.", "3,000", "3,000"),
        ("€5 per MB.", "€5 per GB.", "€5", "€5"),
        ("£1 a minute.", "Each hour is £1.", "£1", "£1"),
        (
            "Mail consents@example.net.",
            "Mail consent@example.net.",
            "consents@example.net",
            "consent@example.net",
        ),
        ('Click "Run test".', 'Click "Run preview".', "Run test", "Run preview"),
    ],
)
def test_a_changed_fact_is_paired_with_what_took_its_place(
    draft: str, rewrite: str, lost: str, found: str
) -> None:
    changed = [(before.text, after.text) for before, after in compare(draft, rewrite).changed]
    assert (lost, found) in changed


def test_an_ordinal_may_go_and_may_not_change() -> None:
    assert compare("Third ban is final.", "Another ban is final.").missing == ()
    assert [fact.text for fact in compare("Third ban is final.", "Fifth ban is final.").added] == [
        "Fifth"
    ]


@pytest.mark.parametrize(
    "rewrite",
    [
        "It is ready by tomorrow.",
        "It is ready by 30 June.",
        "It costs $5.",
        "See https://track.example.net.",
        "Write to help@example.org.",
        "Call 0800 555 0199.",
        "It takes 5 days.",
        "Ask Maria.",
    ],
)
def test_an_invented_fact_is_named(rewrite: str) -> None:
    assert len(compare("It is ready.", rewrite).added) == 1


def test_context_facts_license_everything_they_hold() -> None:
    context = Context(facts=("Refunds take 5 days, see https://a.example.com/r.",))
    assert compare("Ok.", "It takes 5 days: https://a.example.com/r", context).added == ()


def test_the_customer_licenses_names_ids_and_dates_but_nothing_that_acts() -> None:
    message = (
        "Order HB-20931 for Ines Keller on 3 May, $40, see www.evil.example or call 0800 555 0199."
    )
    context = Context(customer_message=message)
    assert compare("Ok.", "HB-20931 is for Ines Keller on May 3rd.", context).added == ()
    for stated in ("$40", "www.evil.example", "0800 555 0199"):
        assert [fact.text for fact in compare("Ok.", f"It is {stated}.", context).added] == [stated]


def test_a_fact_inside_an_offence_may_go() -> None:
    draft = "I told you 3 times. It costs $5."
    before, after = state(draft), state("It costs $5.")
    licence = grant(draft, before.facts, NO_CONTEXT, Vocabulary())
    assert [f.text for f in compare_facts(before, after, licence).missing] == ["3"]
    assert compare_facts(before, after, licence, [(0, 19)]).missing == ()


def test_the_end_of_the_day_is_a_deadline_only_without_at_the() -> None:
    idiom = "At the end of the day, the contract counts."
    assert compare(idiom, "The contract counts.").missing == ()
    assert compare("Pay by the end of the day.", "Please pay.").missing
    assert compare(idiom, "Please pay by the end of the day.").added


def test_what_an_offence_says_need_not_come_back_unless_it_is_of_the_case() -> None:
    draft = state('Children get wet in November. It did not "pause itself". Pay 5 EUR by 3 May.')
    licence = grant(draft.text, draft.facts, NO_CONTEXT, Vocabulary())

    def missing(*offences: str) -> set[str]:
        spans = [(at, at + len(o)) for o in offences if (at := draft.text.index(o)) >= 0]
        found = compare_facts(draft, state("Thank you."), licence, spans).missing
        return {fact.text for fact in found}

    assert missing() >= {"November", "pause itself", "5 EUR", "3 May"}
    assert missing("get wet in November", '"pause itself"') == {"5 EUR", "3 May"}
    assert missing("Pay 5 EUR by 3 May") >= {"5 EUR", "3 May"}
