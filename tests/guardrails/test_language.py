from __future__ import annotations

import pytest

from guardrails.language import is_unsupported_language

FOREIGN = [
    "Wo ist mein Paket?",
    "Sehr geehrte Frau Vogt, leider können wir Ihnen den Betrag nicht erstatten.",
    "Bonjour, nous ne pouvons pas rembourser votre commande.",
    "Merci pour votre message, je regarde cela.",
    "Hola, no podemos devolver el dinero de su pedido.",
    "Gracias por su mensaje.",
    "Buongiorno, purtroppo non possiamo rimborsare il suo ordine.",
    "Olá, infelizmente não podemos reembolsar o seu pedido.",
    "Beste mevrouw, helaas kunnen wij uw bestelling niet terugnemen.",
    "Hej, tyvärr kan vi inte betala tillbaka pengarna.",
    "Hei, dessverre kan vi ikke refundere bestillingen din.",
    "Hei, valitettavasti emme voi palauttaa rahojasi, mutta voimme vaihtaa tuotteen.",
    "Dzień dobry, niestety nie możemy zwrócić pieniędzy za zamówienie.",
    "Dobrý den, bohužel vám nemůžeme vrátit peníze.",
    "Tisztelt Ügyfelünk, sajnos nem tudjuk visszatéríteni a rendelését.",
    "Bună ziua, din păcate nu putem rambursa comanda dumneavoastră.",
    "Merhaba, maalesef siparişiniz için para iadesi yapamıyoruz.",
    "Maaf, kami tidak dapat mengembalikan uang Anda untuk pesanan ini.",
    "Xin chào, chúng tôi không thể hoàn tiền cho đơn hàng của bạn.",
    "Poštovani, nažalost ne možemo vratiti novac za vašu narudžbu.",
    "Здравствуйте, к сожалению, мы не можем вернуть деньги.",
    "Мы не можем вернуть деньги.",
    "Не можем вернуть.",
    "Ми не можемо повернути гроші.",
    "Не можем да върнем парите.",
    "Δεν μπορούμε.",
    "Добрий день, на жаль, ми не можемо повернути гроші.",
    "返金できません。三日お待ちください。",
    "您好，很抱歉我们无法退款。",
    "申し訳ございませんが、返金できません。",
    "죄송하지만 환불해 드릴 수 없습니다.",
    "مرحبا، للأسف لا يمكننا رد المبلغ.",
    "שלום, לצערנו איננו יכולים להחזיר את הכסף.",
    "Γεια σας, δυστυχώς δεν μπορούμε να επιστρέψουμε τα χρήματα.",
    "สวัสดีค่ะ เราไม่สามารถคืนเงินได้",
    "नमस्ते, हम पैसे वापस नहीं कर सकते।",
]
ENGLISH = [
    "ok",
    "No.",
    "Thanks a lot!",
    "pls dm ur order no",
    "",
    "12345",
    "😀😀😀",
    "Hi José, the Señorita lamp is on its way to Calle de la Luna 5 in Madrid.",
    "We met at Da Nang on the way to Ho Chi Minh.",
    "C'est la vie, as they say :)",
    "The name on the account is Алексей Иванов, is that right?",
    "Please say 您好 when you come in.",
    "Order 5: pain au chocolat, crème brûlée.",
    "Ѕоrrу, wе саn't dо thаt.",
    "Оо се ѕа, хо ехрее.",
    "Нет.",
    "𝐖𝐞 𝐜𝐚𝐧'𝐭 𝐝𝐨 𝐭𝐡𝐚𝐭",
    "Ｗｅ ｃａｎ'ｔ ｄｏ ｔｈａｔ",
    "{{ticket.requester.first_name}} https://example.com/de/das-ist-nicht-die-seite",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_a_sentence_in_another_language_is_refused(text: str) -> None:
    assert is_unsupported_language(text)


@pytest.mark.parametrize("text", FOREIGN)
def test_an_english_answer_to_it_is_not(text: str) -> None:
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    assert not is_unsupported_language(f"{quoted}\n\nHi, your parcel is on its way.")
    assert not is_unsupported_language(f'You wrote "{text}", so it is on its way.')


@pytest.mark.parametrize("text", ENGLISH)
def test_a_doubt_counts_as_english(text: str) -> None:
    assert not is_unsupported_language(text)
