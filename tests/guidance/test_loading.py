from __future__ import annotations

from pathlib import Path

import pytest

from guidance.errors import GuidanceError, Problem
from guidance.loading import load_guidance, read_guidance
from guidance.model import SEVERITIES, SIGNAL_NAMES, THEMES
from tests.guidance.conftest import RULE, SOURCES, Lay

HOUSE = {"rules/self_focus/kindly.toml": RULE, "sources.toml": SOURCES}


def refused(house: Path) -> tuple[Problem, ...]:
    with pytest.raises(GuidanceError) as caught:
        load_guidance(house)
    return caught.value.problems


def test_every_theme_has_rules_with_examples_and_innocent_passes() -> None:
    rules = load_guidance().rules
    assert {rule.theme for rule in rules} == set(THEMES)
    assert all(rule.examples and rule.passes and rule.suggestions for rule in rules)


def test_every_signal_is_there_once() -> None:
    assert tuple(signal.name for signal in load_guidance().signals) == SIGNAL_NAMES


def test_the_guidance_is_told_in_at_most_eighteen_principles() -> None:
    ids = [principle.id for principle in load_guidance().principles]
    assert 12 <= len(ids) <= 18
    assert len(set(ids)) == len(ids)


def test_rules_stand_in_the_order_of_their_themes() -> None:
    themes = [rule.theme for rule in load_guidance().rules]
    assert themes == sorted(themes, key=THEMES.index)


def test_a_house_adds_rules_principles_and_vocabulary(lay: Lay) -> None:
    house = lay(
        HOUSE
        | {
            "principles.toml": (
                '[[principles]]\nid = "short"\ntext = "Be brief."\nsource = "house#style"\n'
            ),
            "house.toml": 'names = ["Nordvik"]\nlinks = ["https://example.com/help"]\n',
        }
    )
    built_in, guidance = load_guidance(), load_guidance(house)
    assert [r.id for r in guidance.rules if r not in built_in.rules] == ["self_focus/kindly"]
    assert guidance.principles[-1].text == "Be brief."
    assert guidance.vocabulary.names == ("Nordvik",)
    assert guidance.vocabulary.links == ("https://example.com/help",)


def test_a_house_switches_rules_off_by_id(lay: Lay) -> None:
    guidance = load_guidance(lay({"house.toml": 'off = ["refusal/cannot"]\n'}))
    assert "refusal/cannot" not in {rule.id for rule in guidance.rules}
    assert len(guidance.rules) == len(load_guidance().rules) - 1


def test_the_version_changes_with_every_byte(lay: Lay) -> None:
    first = load_guidance(lay(HOUSE)).version
    second = load_guidance(lay({"sources.toml": SOURCES + "\n"})).version
    assert len({load_guidance().version, first, second}) == 3


def test_a_directory_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path / "nowhere")
    assert problem == Problem(str(tmp_path / "nowhere"), 1, "not a directory")


@pytest.mark.parametrize(
    ("change", "line", "wanted"),
    [
        (('"warning"', '"fatal"'), 1, "'error', 'warning' or 'suggestion'"),
        (("patterns ", "patern "), 4, "patern: Extra inputs are not permitted"),
        (('["kindly"]', "[]"), 4, "patterns: "),
        (("house#style", "house#colour"), 3, "house#colour is none of house, house#style"),
        (("[[Kindly]]", "Kindly"), 9, "mark each offence as [[offence]]"),
        (('after  = "Please wait."', ""), 8, "examples.0.after: Field required"),
        (('source      = "house#style"', "source = house"), 3, "not TOML"),
        (('["kindly"]', '["<politely> wait"]'), 4, "no words are called <politely>; known: we,"),
        (("passes ", 'unless_signal = ["smiles"]\npasses '), 6, "unless_signal.0: "),
        (("passes ", 'banned = ["kindly"]\npasses '), 1, "only a rule of severity error"),
    ],
)
def test_a_bad_rule_is_refused_with_path_line_and_allowed_values(
    lay: Lay, change: tuple[str, str], line: int, wanted: str
) -> None:
    assert change[0] in RULE
    house = lay(HOUSE | {"rules/self_focus/kindly.toml": RULE.replace(*change)})
    path = f"{house}/rules/self_focus/kindly.toml"
    found = [(p.path, p.line) for p in refused(house) if wanted in p.message]
    assert found == [(path, line)]


def test_every_problem_of_every_file_is_named_at_once(lay: Lay) -> None:
    house = lay(
        {
            "rules/kindness/kindly.toml": RULE,
            "rules/refusal/deep/kindly.toml": RULE,
            "notes.toml": "",
            "house.toml": 'of = ["refusal/cannot"]\n',
        }
    )
    messages = {problem.path: problem.message for problem in refused(house)}
    assert all(theme in messages[f"{house}/rules/kindness/kindly.toml"] for theme in THEMES)
    assert "rules lie in" in messages[f"{house}/rules/refusal/deep/kindly.toml"]
    assert "may hold rules, principles, sources, house" in messages[f"{house}/notes.toml"]
    assert messages[f"{house}/house.toml"].startswith("of: ")


def test_a_file_of_the_wrong_shape_hides_no_other_mistake_in_it(lay: Lay) -> None:
    rule = RULE.replace("[[Kindly]]", "Kindly").replace("house#style", "elsewhere")
    house = lay(HOUSE | {"rules/self_focus/kindly.toml": rule.replace('"kindly"', '"<politely>"')})
    messages = " ".join(problem.message for problem in refused(house))
    for wanted in ("mark each offence", "no words are called <politely>", "elsewhere is none of"):
        assert wanted in messages


def test_what_is_sound_is_read_beside_what_is_not(lay: Lay) -> None:
    house = lay(HOUSE | {"rules/heat/odd.toml": "severity = "})
    guidance, problems = read_guidance(house)
    assert [rule.id for rule in guidance.rules if rule.is_of_house] == ["self_focus/kindly"]
    assert {problem.path for problem in problems} == {f"{house}/rules/heat/odd.toml"}


def test_switching_off_what_is_not_there_is_refused(lay: Lay) -> None:
    house = lay({"house.toml": 'off = [\n  "refusal/never",\n]\n'})
    (problem,) = refused(house)
    assert (problem.line, problem.message) == (2, "off: no built-in rule is called refusal/never")


def test_a_house_rule_replaces_a_built_in_one_only_when_that_is_switched_off(lay: Lay) -> None:
    house = lay({"rules/refusal/cannot.toml": RULE, "sources.toml": SOURCES})
    (problem,) = refused(house)
    assert "switch that off in house.toml" in problem.message
    lay({"house.toml": 'off = ["refusal/cannot"]\n'})
    rules = {rule.id: rule for rule in load_guidance(house).rules}
    assert rules["refusal/cannot"].patterns == ("kindly",)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_bytes(b"# fine\nnames = ['caf\xe9']\n")
    (problem,) = refused(tmp_path)
    assert (problem.line, problem.message) == (2, "not UTF-8")


def test_a_problem_reads_as_path_line_and_message() -> None:
    error = GuidanceError(Problem("a.toml", 3, "wrong"), Problem("b.toml", 1, "worse"))
    assert str(error) == "a.toml:3: wrong\nb.toml:1: worse"


def test_severities_and_signals_are_what_the_contract_names() -> None:
    assert SEVERITIES == ("error", "warning", "suggestion")
    assert SIGNAL_NAMES == (
        "acknowledges",
        "listens",
        "offers_choice",
        "next_step",
        "their_view",
    )
