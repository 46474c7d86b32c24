from __future__ import annotations

import pytest

from guardrails.facts import extract_facts
from guardrails.meaning import read_meaning
from guardrails.refusals import find_lost_refusals, find_new_refusals


def lost(draft: str, rewrite: str) -> list[tuple[str, str]]:
    before, after = (read_meaning(text, extract_facts(text)) for text in (draft, rewrite))
    flips = find_lost_refusals(before, after)
    return [(before.quote(flip.draft), after.quote(flip.rewrite)) for flip in flips]


def added(draft: str, rewrite: str) -> bool:
    before, after = (read_meaning(text, extract_facts(text)) for text in (draft, rewrite))
    return any(find_new_refusals(before, after))


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("You can't book the sauna.", "Saunas are bookable."),
        ("Not given if you have an egg allergy.", "With an egg allergy it is given too."),
        ("Switzerland isn't in EU roaming.", "You used it there, a country inside EU roaming."),
        ("We don't refund it.", "A refund of it is on its way."),
        ("Not in the lounge.", "The lounge is open to dogs, without exceptions."),
        ("It has no electricity.", "There's power on the pitch."),
        ("The guarantee doesn't cover late fees.", "The guarantee is meant for late fees too."),
        ("Don't delete the MX.", "Please delete the MX."),
        ("Don't open the cover.", "You may open the cover."),
        ("Laptops older than that are not supported.", "Laptops older than that are supported."),
        ("Your claim: chargeback was declined.", "The chargeback did go through."),
        ("The scratch is on the sheet, so not charged.", "It is on the sheet, so it is charged."),
        ("We don't send reminders.", "Reminders are sent out."),
        ("The shop can't adjust them.", "Adjusting them in the shop is possible."),
        ("EV charging not reservable.", "EV charging is reservable."),
        ("No plan allows sharing outside.", "Every plan allows sharing outside."),
        ("The licence doesn't include updates.", "The licence includes updates."),
        ("It starts in May, not for this claim.", "It starts in May and for this claim too."),
        ("It isn't covered when it's dirt.", "Dirt is covered."),
        ("E-bikes aren't covered.", "E-bikes are covered, and helmets aren't available."),
    ],
)
def test_a_no_that_became_a_yes_is_lost(draft: str, rewrite: str) -> None:
    assert lost(draft, rewrite)


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        ("You can't book the sauna.", "The sauna works without booking."),
        ("We don't credit it.", "The charge stays on the bill."),
        ("We can't backdate the certificate.", "The date on it has to stay the true one."),
        ("Malta: we don't ship there.", "Malta is outside the area we ship to."),
        ("You can't combine codes.", "Only one code works per order."),
        ("Pets are not allowed in the rooms.", "Our rooms are pet-free."),
        ("Price match is no.", "Matching is for shops, so we're declining this one."),
        ("Don't take it to a branch.", "Taking it to a branch would freeze the account."),
        ("Never oil the discs.", "There's oil on the discs."),
        ("You didn't send a reading.", "A reading can be sent any time."),
        ("Test it in the sandbox, not in production.", "Leave production for later."),
        ("No drilling without consent.", "We drill once there is consent."),
        ("I don't know when the shop opens.", "Let me find out when the shop opens."),
        ("We don't refund it.", "I know you were hoping for a refund."),
        ("The bowls can't be moved.", "Would you like to see the bowls?"),
        ("The ticket isn't refunded.", "The ticket is non-refundable."),
        ("It isn't open till you renew.", "Renewing opens it again."),
        ("The account is banned.", "A tool was found on the account."),
        ("No jewellery.", "Please leave jewellery at home."),
        ("We can't sign for you.", "Your own signature is needed."),
        ("We don't restore projects after 14 days.", "A project can be restored for 14 days."),
        ("We're not the seller.", "You could turn to the seller."),
        ("You aren't in Ms. Rey's class.", "I see why Ms. Rey's class appeals to you."),
        ("Tray no. #K3316.", "Your tray is #K3316."),
        ("Invoice no. 4417 is open.", "Invoice 4417 is open."),
        (
            "It means the dome doesn't fit.",
            "The noise is in it: it's the fit of the dome.",
        ),
        ("Partner's test can't be skipped.", "It isn't possible to leave out the partner's test."),
    ],
)
def test_a_no_in_kinder_words_is_kept(draft: str, rewrite: str) -> None:
    assert lost(draft, rewrite) == []


def test_a_yes_that_became_a_no_is_named() -> None:
    assert added("Fees are due during closure too.", "No fees are due during that closure.")
    assert not added("Fees are due during closure too.", "Fees are due, also during closure.")
    assert not added("You'll be turned away.", "So that nobody is turned away.")


def test_the_clauses_of_a_flip_are_quoted() -> None:
    assert lost("Just come. You can't book the sauna.", "Hello. Saunas are bookable.") == [
        ("You can't book the sauna", "Saunas are bookable")
    ]
