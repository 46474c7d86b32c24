from rewriting.rules_engine.choosing import Choice

CHOICES = ["one", "two", "three", "four", "five"]


def test_the_same_draft_always_chooses_alike() -> None:
    assert Choice("a draft").order(CHOICES) == Choice("a draft").order(CHOICES)


def test_nothing_is_lost_in_choosing() -> None:
    assert sorted(Choice("a draft").order(CHOICES)) == sorted(CHOICES)


def test_different_drafts_choose_differently() -> None:
    firsts = {Choice(f"draft {n}").order(CHOICES)[0] for n in range(50)}
    assert firsts == set(CHOICES)
