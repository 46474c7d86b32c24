from __future__ import annotations

import pytest

from guardrails.clauses.reading import Discourse
from guardrails.facts import extract_facts
from guardrails.meaning import read_meaning
from guardrails.promise_licences import find_unlicensed_promises


def read(text: str) -> Discourse:
    return read_meaning(text, extract_facts(text))


def promises(draft: str, rewrite: str, *licences: str) -> list[str]:
    found = find_unlicensed_promises(read(draft), read(rewrite), [read(text) for text in licences])
    return [fact.text for fact in found]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("We don't refund it.", "We'll be refunding it."),
        ("We don't refund it.", "A refund of the charge is being made."),
        ("Fine stays.", "Your fine has been cancelled."),
        ("No return.", "We'll take the mattress back for you regardless."),
        ("No waiting list.", "We've put you on the waiting list."),
        ("It's broken.", "One of our engineers will go through your script with you."),
        ("It needs consent.", "So we'll ring your landlord for you."),
        ("Send it back.", "We'll have a courier pick it up at your home."),
        ("Send 4 photos.", "We'll send 4 photos."),
        ("Set it to 300.", "I'll set it for you."),
        ("Chargeback was declined.", "Our lawyers will speak with them."),
        ("It costs £6.", "It costs £6, or is free for your children."),
        ("Robes aren't free.", "Robes are complimentary."),
        ("It costs $5.", "It costs $5 and comes with a voucher."),
        ("We only match sellers with stock.", "We're matching this one for you."),
        ("The fee stands.", "Would you like me to waive the fee?"),
        ("The fee stands.", "Let me refund you."),
        ("We can't hold it.", "We're going to hold your room."),
        ("The bill stays.", "The next one is on the house."),
        ("We can show you the terrace.", "We can show you the terrace and will keep it reserved."),
        ("It's late.", "I'll look into this for you right away and get back to you."),
        ("It's late.", "I'll look into this right away."),
        ("We don't take it away.", "We dispose of the old one for you."),
        ("It's late.", "Let me check the tracking and refund you."),
        ("It's late.", "We'll look at the tracking, and then call you."),
        ("We don't hold pitches.", "One of them is set aside for you."),
        ("Send photos.", "Send photos, and our gardener will visit you."),
        ("Remaking costs 20 EUR.", "Your pair can be remade at no cost."),
        ("The price stands.", "The price comes with a reduction."),
        ("We don't guarantee it.", "You have our guarantee."),
    ],
)
def test_what_nobody_promised_is_a_promise(draft: str, rewrite: str) -> None:
    assert promises(draft, rewrite)


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("It ships on Monday.", "We'll ship it on Monday."),
        ("Refund takes 5 days.", "We'll refund you within 5 days."),
        ("A technician comes Thursday, we'll send one.", "We're sending a technician on Thursday."),
        ("I will escalate this to billing.", "I'm passing this on to billing."),
        ("We don't refund it.", "We won't be refunding it."),
        ("We don't refund it.", "I understand that you were hoping for a refund."),
        ("We don't refund it.", "I'd gladly have refunded it."),
        ("It's closed.", "I'm glad you called."),
        ("It isn't included.", "It must be frustrating to learn you've been paying for it."),
        ("It isn't included.", "I'm so sorry that you've been paying for it without having it."),
        ("We don't match.", "I understand it's frustrating to see it offered for free elsewhere."),
        ("We don't match.", "I know such errors are maddening."),
        ("It ran out.", "I'm sorry that we've reached this point."),
        ("The code ran out.", "Being kept out by a discount code is frustrating."),
        ("It's late.", "I'll explain how you can check the tracking and return it."),
        ("12% off applies from 6.", "The 12 percent reduction begins at 6."),
        ("Remake is free within 60 days.", "It can be remade at no cost in the first 60 days."),
        ("The guarantee is limited.", "Our guarantee is limited to trees."),
        ("We hold it for you.", "It is set aside for you."),
        ("We look into it and call you.", "I'll look into this and call you."),
        ("It's closed.", "I'll be honest with you: it's closed."),
        ("It's closed.", "I know how hard this is, and we're here for you."),
        ("Call us.", "You can call us, and we'll listen."),
        ("Only with a note.", "Do you happen to have such a note?"),
        ("The sauna needs a booking.", "Feel free to ask."),
        ("It's sold out.", "If one is free, you may have it."),
        ("The code is used up.", "The code is used up."),
        ("I can't give discounts.", "Discounts are above my pay grade."),
        ("Under 5s go free.", "Children under five get in free."),
        ("Smoking is out.", "The balcony is smoke-free."),
        ("Our manager looked.", "Our manager has already looked at it."),
        ("We never ask for it.", "Nobody at support will ever ask for it."),
        ("No automatic cars.", "We only have manual cars."),
        ("Repair 110 USD flat.", "We can repair it for a flat 110 USD."),
        ("Opened skeins can't come back.", "We can only take back skeins that are unopened."),
        ("Pay before 18 October.", "With a payment before 18 October the name is yours again."),
    ],
)
def test_attention_restatement_and_denial_are_no_promises(draft: str, rewrite: str) -> None:
    assert promises(draft, rewrite) == []


def test_context_facts_license_promises() -> None:
    assert promises("Ok.", "We'll replace the lamp.")
    assert promises("Ok.", "We'll replace the lamp.", "A replacement lamp was approved.") == []
