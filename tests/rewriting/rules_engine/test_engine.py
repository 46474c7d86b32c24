"""What the engine promises of every text that it returns."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from guardrails.context import NO_CONTEXT, Context
from guardrails.masking import unmask
from guardrails.precheck import PreCheck, precheck
from guardrails.rulebook import Rulebook
from rewriting.candidates import prove
from rewriting.rules_engine import explain_by_rules, rewrite_by_rules

DRAFTS = tuple(
    (one["message"], one["draft"])
    for one in tomllib.loads(Path(__file__).with_name("drafts.toml").read_text())["drafts"]
)
Rewrite = Callable[..., str | None]
IDS = [message[:30] for message, _ in DRAFTS]


@pytest.fixture(scope="module")
def rewrites(rulebook: Rulebook) -> dict[str, tuple[PreCheck, str | None]]:
    done = {}
    for message, draft in DRAFTS:
        pre = precheck(draft, Context(customer_message=message), rulebook)
        done[draft] = (pre, rewrite_by_rules(pre))
    return done


def test_most_guilty_drafts_are_rewritten(rewrites: dict[str, tuple[PreCheck, str | None]]) -> None:
    assert all(pre.check.needs_rewrite for pre, _ in rewrites.values())
    written = sum(text is not None for _, text in rewrites.values())
    assert written >= 0.75 * len(rewrites)


@pytest.mark.parametrize(("message", "draft"), DRAFTS, ids=IDS)
def test_what_is_returned_passes_the_post_check_without_a_blemish(
    message: str, draft: str, rewrites: dict[str, tuple[PreCheck, str | None]]
) -> None:
    pre, text = rewrites[draft]
    assert pre.context.customer_message == message
    if text is not None:
        candidate = prove(pre, text)
        assert candidate.verdict.reasons == ()
        assert candidate.flawless


@pytest.mark.parametrize(("message", "draft"), DRAFTS, ids=IDS)
def test_what_is_returned_comes_back_unchanged(
    message: str, draft: str, rewrites: dict[str, tuple[PreCheck, str | None]], rulebook: Rulebook
) -> None:
    pre, text = rewrites[draft]
    if text is None:
        return
    whole = unmask(pre.masked, text).text
    for context in (Context(customer_message=message), NO_CONTEXT):
        assert not precheck(whole, context, rulebook).check.needs_rewrite


@pytest.mark.parametrize(("message", "draft"), DRAFTS, ids=IDS)
def test_what_is_returned_reads_as_sentences(
    message: str, draft: str, rewrites: dict[str, tuple[PreCheck, str | None]]
) -> None:
    del message
    _, text = rewrites[draft]
    if text is None:
        return
    assert not re.search(r" {2}|\n{3}| [,.;:?!](?:\s|$)|[.?!,]{2}|\{|\}", text)
    assert not re.search(r"[.?!] [a-z]", re.sub(r"\b(?:a|p)\.m\.", "", text))
    assert not re.search(r"\b(\w+) \1\b", text)


def test_the_same_request_always_gives_the_same_text(rulebook: Rulebook) -> None:
    message, draft = DRAFTS[0]
    texts = {
        rewrite_by_rules(precheck(draft, Context(customer_message=message), rulebook))
        for _ in range(3)
    }
    assert len(texts) == 1


def test_twenty_rewrites_do_not_sound_alike(
    rewrites: dict[str, tuple[PreCheck, str | None]],
) -> None:
    texts = [text for _, text in rewrites.values() if text]
    sentences = Counter(
        sentence for text in texts for sentence in set(re.split(r"(?<=[.?!])\s+", text))
    )
    # No sentence that the engine adds stands in more than a few of them.
    assert sentences.most_common(1)[0][1] <= 5
    openings = Counter(text.split(". ")[0][:25] for text in texts)
    assert openings.most_common(1)[0][1] <= 4


def test_twenty_refusals_are_not_cast_in_one_mould(rewrite: Rewrite) -> None:
    things = ["jacket", "lamp", "sofa", "kettle", "desk", "bike", "rug", "camera", "tent", "chair"]
    texts = [rewrite(f"We can't refund the {one}.", f"The {one} broke!") for one in things]
    said = [
        re.sub("|".join(things), "it", part)
        for text in texts
        if text
        for part in set(text.split(". ")[:2])
    ]
    assert len(said) == 2 * len(things)
    assert Counter(said).most_common(1)[0][1] <= len(things) // 3


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        ("We can't refund ticket {}.", None),
        ("You entered the wrong code for case {}.", None),
        ("You entered the wrong code for case {}.", "It doesn't work"),
        ("Calm down. Parcel {} ships on Monday.", "My parcel is late"),
    ],
)
def test_near_identical_drafts_open_in_different_words(
    draft: str, message: str | None, rewrite: Rewrite
) -> None:
    texts = [rewrite(draft.format(4_000 + number), message) for number in range(20)]
    assert len({text.split(". ")[0] for text in texts if text}) >= 5


@pytest.mark.parametrize(
    ("draft", "message", "kept"),
    [
        ("You must pay $15 by 5 May.", "why the fee", ("$15", "5 May")),
        (
            "Hi {{ticket.requester.first_name}},\n\nYou'll have to reply to #{{ticket.id}}.",
            "where is it",
            ("{{ticket.requester.first_name}}", "#{{ticket.id}}"),
        ),
        (
            "You need to open https://example.com/a?b=c now.",
            "where do I click",
            ("https://example.com/a?b=c",),
        ),
        ("> it is late\n\nYou must call us.", "it is late", ("> it is late\n\n",)),
        ("You must run `sudo ./x.sh --all` first.", "how do i start it", ("`sudo ./x.sh --all`",)),
    ],
)
def test_facts_links_placeholders_and_quotes_are_kept(
    draft: str, message: str, kept: tuple[str, ...], rewrite: Rewrite
) -> None:
    text = rewrite(draft, message)
    if text is not None:
        assert all(one in text for one in kept)
        assert "must" not in text


@pytest.mark.parametrize(
    ("draft", "message", "said"),
    [
        (
            "There's nothing we can do about the wind and I don't know when the ferry leaves.",
            "We've been standing here for two hours!",
            "wind",
        ),
        ("That's not our area. You have to ring 555-0142.", None, "Please ring 555-0142."),
        (
            "Box 5 is with the carrier, so it's not our problem anymore.",
            "WHERE IS IT",
            "other hands",
        ),
        ("You failed to send us the key, so we can't start job 7.", None, "so there isn't a way"),
        (
            "I can't repaint it, it's not my job.",
            "Repaint the shed!",
            "outside what I'm able to do",
        ),
        ("It's against our rules to swap $20 vouchers. There's nothing I can do.", None, "$20"),
        ("I can't help you with the roof.", "Who mends the roof?", "elping with the roof"),
    ],
)
def test_bare_refusals_and_sending_away_are_said_in_better_words(
    draft: str, message: str | None, said: str, rewrite: Rewrite
) -> None:
    text = rewrite(draft, message)
    assert text is not None
    assert said in text


def test_sarcastic_thanks_alone_stay_one_sentence(rewrite: Rewrite) -> None:
    text = rewrite("Thanks, done.", "You are useless and I am furious!!!")
    assert text is not None
    assert "Thanks, done." in text
    assert not text.startswith("Thanks")


def test_finding_out_is_offered_once(rewrite: Rewrite) -> None:
    text = rewrite("I don't know. I have no idea when the roofer comes.")
    assert text is not None
    assert text.count("find") == 1
    assert "when the roofer comes" in text


def test_what_was_shouted_is_said_calmly(rewrite: Rewrite) -> None:
    text = rewrite("No returns on hats. NO EXCEPTIONS.", "Take the hat back")
    assert text is not None
    assert "EXCEPTIONS" not in text
    assert "exception" in text


@pytest.mark.parametrize(
    "draft", ["Damn. The box is in Leeds.", "Oh crap, the damn box is in Leeds."]
)
def test_swearing_goes(draft: str, rewrite: Rewrite) -> None:
    text = rewrite(draft, "Where is my box?")
    assert text is not None
    assert text.count("box is in Leeds.") == 1
    assert not re.search("damn|crap", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("draft", "gone"),
    [
        ("You should have measured the door before you ordered. It is $9.", "measur"),
        ("You should have said that you were away. It is $9.", "away"),
        ("You shouldn't have left the tap on. It is $9.", "tap"),
        ("You really should've brought it in earlier. It is $9.", "bring"),
    ],
)
def test_a_reproach_about_what_is_past_goes_and_the_rest_stays(
    draft: str, gone: str, rewrite: Rewrite
) -> None:
    text = rewrite(draft)
    assert text is not None
    assert "It is $9." in text
    assert gone not in text
    assert "helps" not in text


def test_a_reproach_with_a_fact_in_it_is_refused_rather_than_turned_into_advice(
    rewrite: Rewrite,
) -> None:
    assert rewrite("You should have asked the clinic last week. The form is blue.") is None


@pytest.mark.parametrize(
    ("message", "draft", "said", "unsaid"),
    [
        ("can you move it?", "Can't do that.", "isn't something we're able to do", "doing that"),
        ("Can I export to PDF?", "No, you can't. You need a key.", "isn't a way to do", "can't"),
        ("is it in stock", "I don't know if it is and I can't check.", "find out", "able"),
        ("my van was towed", "I can't do anything until you file a report.", "once", "anything"),
        ("when is it here", "You have to wait.", "wait", "have to"),
        ("my lift?", "I already told you the lift is out.", "The lift is out.", "told"),
        ("I have two years!", "The warranty is 1 year, not 2.", "1 year rather than 2", "not 2"),
        ("my refund?", "You gave us the wrong IBAN.", "IBAN we received", "You gave"),
        (
            "bins full",
            "They stayed because you put them out late.",
            "they were put out",
            "them were",
        ),
        ("deposit?", "You left the oven dirty, so it is $50 less.", "oven was left dirty", "You"),
        ("my bin!", "The lid should be kept and, trust me, a fool knows it.", "kept", "and."),
        ("why a debt", "You ignored three letters from us.", "letters from us went", "ignored"),
    ],
)
def test_short_sharp_drafts_come_out_whole(
    message: str, draft: str, said: str, unsaid: str, rewrite: Rewrite
) -> None:
    text = rewrite(draft, message)
    assert text is not None
    assert said in text
    assert unsaid not in text


@pytest.mark.parametrize(
    "message",
    [
        "My dog died last night and now this bill.",
        "My son is in intensive care.",
        "I was mugged outside your shop.",
        "It was humiliating, everyone stared.",
    ],
)
def test_nobody_is_taught_in_the_worst_of_moments(message: str, rewrite: Rewrite) -> None:
    draft = "Next time, call us first. The visit costs $40."
    calm = rewrite(draft, "What does the visit cost?")
    assert calm is not None
    assert "call" in calm
    text = rewrite(draft, message)
    assert text is not None
    assert "$40" in text
    assert "call" not in text


def test_requests_and_lessons_are_not_all_cast_in_one_mould(rewrite: Rewrite) -> None:
    asked = rewrite("You must post the form. You must send a copy. You have to include the key.")
    assert asked is not None
    assert asked.count("Please") < 3
    taught = rewrite("In future keep the slip. Next time book early. It is $9.")
    assert taught is not None
    assert "book" in taught
    assert taught.count("It helps to") < 2


def test_of_a_draft_that_was_all_reproach_the_wish_to_help_is_left(rewrite: Rewrite) -> None:
    text = rewrite("You should have told us that you were moving.")
    assert text is not None
    assert "any of this" not in text
    assert "something here" not in text


def test_a_step_to_take_needs_no_other_offer_where_nothing_went_wrong(rewrite: Rewrite) -> None:
    text = rewrite("We can't refund the $45. You have to claim it at https://example.com/x.")
    assert text is not None
    assert "other options" not in text


def test_greeting_and_sign_off_stay_where_they_are(rewrite: Rewrite) -> None:
    text = rewrite("Dear Ms Hall,\n\nWe can't move the piano.\n\nYours,\nPip", "Move my piano!")
    assert text is not None
    assert text.startswith("Dear Ms Hall,\n\n")
    assert text.endswith("\n\nYours,\nPip")


def test_a_chat_message_gets_no_greeting(rewrite: Rewrite) -> None:
    text = rewrite("we cant move the piano", "Can you move my piano?", channel="chat")
    assert text is not None
    assert not re.match(r"(?:hi|hello|dear)\b", text, re.IGNORECASE)


def test_curly_apostrophes_stay_curly(rewrite: Rewrite) -> None:
    text = rewrite("We can\u2019t move the piano.", "Move my piano!")
    assert text is not None
    assert "'" not in text


@pytest.mark.parametrize(
    "draft",
    [
        "Your cousin Ned is a cretin and so is the dog of 12 Elm Road.",
        "We can't. " * 3 + "Because of the thing you must never " + "ever " * 200,
    ],
)
def test_where_no_wording_is_safe_nothing_is_returned_half_clean(
    draft: str, check: Callable[..., PreCheck]
) -> None:
    pre = check(draft, "Where is my order?!")
    text = rewrite_by_rules(pre)
    assert text is None or prove(pre, text).flawless


@pytest.mark.parametrize(
    "draft", [".", "!!!", "\u26a0\ufe0f", "a", "\n\n\n", "- \n- \n", "You must", "No"]
)
def test_odd_drafts_raise_nothing(draft: str, check: Callable[..., PreCheck]) -> None:
    pre = check(draft, "Hello?")
    text = rewrite_by_rules(pre)
    assert text is None or prove(pre, text).flawless


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("My shift ends in 5 minutes.", "My shift ends"),
    ],
)
def test_where_no_wording_is_safe_the_words_that_stand_against_it_are_named(
    draft: str, found: str, check: Callable[..., PreCheck]
) -> None:
    pre = check(draft)
    assert rewrite_by_rules(pre) is None
    candidate = explain_by_rules(pre)
    assert candidate is not None
    assert not candidate.verdict.passed
    assert candidate.codes == ("banned_phrase",)
    assert [reason.found for reason in candidate.verdict.reasons] == [found]


def test_what_was_rewritten_needs_no_explanation(check: Callable[..., PreCheck]) -> None:
    assert explain_by_rules(check("You must restart the router.")) is None
