"""Drafts to measure with: plain ones, and the same as they are pasted from elsewhere."""

from __future__ import annotations

import random

LENGTH = 1024
OPENINGS = ("Hi {name},\n\n", "Dear {name},\n\n", "Hello {name}, thanks for your message. ")
SENTENCES = (
    "Your order #{n} left the warehouse this morning and should reach you by Friday.",
    "I checked the invoice, and the amount of ${n}.00 was booked on the 12th.",
    "Open Settings, choose Network, and pick the profile that your office uses.",
    "I know this is frustrating, and I'd feel the same way in your place.",
    "Let me find out for you what happened to the replacement part.",
    "The update repairs the crash that you saw when a large file is attached.",
    "Here are two ways forward, and you're welcome to pick whichever suits you.",
    "Our engineers are reading the logs that you've sent us, and they look promising.",
    "You'll receive an e-mail with the tracking number as soon as it's ready.",
    "When you see this message, choose Continue and enter the code from your phone.",
    "The discount of {n} percent applies to the next bill as well.",
    "It looks like the certificate expired, which explains the warning.",
    "Thank you for the pictures; they helped us find the cause quickly.",
)
BANNED = (
    "Unfortunately we can't do that.",
    "You'll have to call the bank first.",
    "Sorry about that.",
    "Next time, read the manual.",
)
KIND = "Here is what I can do for you."
APOSTROPHES = "\u2019\u2019\u2019\u00b4"
NAMES = ("Ada", "Kofi", "Mei", "Lars", "Rosa", "Tariq")


def write_text(choice: random.Random, banned: float) -> str:
    """One draft of 1,024 characters."""
    text = choice.choice(OPENINGS).format(name=choice.choice(NAMES))
    while len(text) < LENGTH:
        sentences = BANNED if choice.random() < banned else SENTENCES
        text += choice.choice(sentences).format(n=choice.randint(10, 99_999))
        text += "\n\n" if choice.random() < 0.1 else " "
    return text[:LENGTH]


def make_messy(choice: random.Random, text: str) -> str:
    """The same as it is pasted from elsewhere: typography, markup, invisible characters."""
    text = (
        text.replace("'", choice.choice(APOSTROPHES)).replace("Ada", "Zoë").replace("Kofi", "José")
    )
    for plain, messy in (
        ("Settings", "**Settings**"),
        ("two ways", "<b>two ways</b>"),
        ("e-mail", "e\u2011mail"),
        ("about that", "about\u00a0that"),
        ("do that", "do\u200b that"),
        (f"you{APOSTROPHES[0]}ve", "you&rsquo;ve"),
        ("\n", "\r\n"),
    ):
        text = text.replace(plain, messy)
    return text


def reword(text: str) -> str:
    """The text with a kind sentence for each banned one, which keeps all its facts."""
    for banned in BANNED:
        text = text.replace(banned, KIND)
    return text


def cut(choice: random.Random, text: str) -> list[str]:
    """The text in tokens as a model sends them: words with their space, long ones in parts."""
    tokens = []
    while text:
        length = choice.randint(2, 6)
        tokens.append(text[:length])
        text = text[length:]
    return tokens
