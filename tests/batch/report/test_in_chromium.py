from __future__ import annotations

import csv
import io
import json
from typing import Any

from batch.report import open_row
from tests.batch.report.browser import Page
from tests.batch.report.conftest import Opened
from tests.batch.report.sample import HOSTILE, forty, hostile, rewritten

SHOWN = "[...document.querySelectorAll('#items > article')].map((a) => Number(a.id.slice(5)))"
CURRENT = "Number(document.activeElement.closest('article')?.id.slice(5) ?? -1)"


def lines(content: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.split("\n") if line]


def save_decisions(page: Page) -> list[dict[str, Any]]:
    return lines(page.download("#save-decisions", "macros.decisions.jsonl"))


def test_forty_items_are_shown_with_their_figures(open_report: Opened) -> None:
    page = open_report(forty())
    assert page.run(SHOWN) == list(range(40))
    figures = page.run("[...document.querySelectorAll('.figure')].map((f) => f.innerText)")
    assert [figure.split() for figure in figures] == [
        ["20", "Rewritten"],
        ["9", "Rejected"],
        ["9", "Left", "as", "it", "is"],
        ["2", "Error"],
        ["11", "Need", "a", "look"],
    ]
    label = page.run("document.querySelector('svg').getAttribute('aria-label')")
    assert label == "Items with a finding, by theme: refusal 20, blame 9."
    assert page.run("document.getElementById('broken').hidden")
    assert page.complaints() == []
    assert page.requests() == []


def test_an_item_shows_findings_differences_and_verdict(open_report: Opened) -> None:
    page = open_report(forty())
    page.wait("document.querySelector('#item-0 .sides') !== null")
    assert page.run("document.querySelector('#item-0 mark.error').textContent") == "can't"
    draft, text = (
        page.run(f"document.querySelector('#item-0 {side} .text').textContent")
        for side in (".side:first-child", ".right")
    )
    assert (draft, text) == (rewritten(0).draft, rewritten(0).text)
    new = page.run("[...document.querySelectorAll('#item-0 ins')].map((i) => i.textContent)")
    assert new == ["A refund of", " isn't something I'm able to"]
    gone = page.run("[...document.querySelectorAll('#item-0 del')].map((d) => d.textContent)")
    assert "".join(gone) == "We can't refund"
    assert "Passed every check" in page.run("document.querySelector('#item-0 .proof').textContent")
    page.press("j")
    page.press("j")
    page.press("j")
    reasons = page.run(
        "[...document.querySelectorAll('#item-2 .reasons li')].map((r) => r.textContent)"
    )
    assert reasons == ["Keep the draft's amount $5.", "“can't”: Tells what is impossible."]


def test_views_themes_and_words_choose_the_items(open_report: Opened) -> None:
    page = open_report([*forty(), rewritten(40, text="All new.", changes=())])
    refused = [seq for seq in range(38) if seq % 4 == 2]
    page.click("[data-view=rejected]")
    assert page.run(SHOWN) == refused
    page.click("[data-view=look]")
    assert page.run(SHOWN) == [*refused, 38, 39]
    page.run(
        "theme.value = 'blame'; theme.dispatchEvent(new Event('change'))".replace(
            "theme", "document.getElementById('theme')"
        )
    )
    assert page.run(SHOWN) == refused
    page.click("[data-view=change]")
    assert page.run("document.getElementById('nothing').hidden") is False
    page.click("#all")
    assert page.run(SHOWN) == list(range(41))
    page.click("[data-view=change]")
    shares = page.run(f"{SHOWN}.map((seq) => known.get(seq).share)")
    assert shares == sorted(shares, reverse=True)
    assert len(shares) == 21
    page.click("#all")
    page.type("ORDER 21 refund")
    page.wait(f"{SHOWN}.length === 1")
    assert page.run(SHOWN) == [21]


def test_the_keyboard_alone_moves_decides_edits_and_searches(open_report: Opened) -> None:
    page = open_report(forty())
    for key in ("j", "a", "ArrowDown", "o", "j", "a"):
        page.press(key)
    # The third, rejected, has nothing to accept.
    assert page.run("document.getElementById('told').textContent").startswith("There is no rewrite")
    page.press("e")
    page.run("document.activeElement.select()")
    page.type("Paying $5 first opens the order.")
    page.press("Escape")
    assert page.run(CURRENT) == 2
    for key in ("j", "j", "a", "a", "k"):  # the second `a` takes the first back
        page.press(key)
    assert page.run(CURRENT) == 3
    page.press("/")
    assert page.run("document.activeElement.id") == "search"
    page.type("jao?")  # in a field, letters are letters
    page.wait(f"{SHOWN}.length === 0")
    page.run("document.getElementById('all').click(); document.activeElement.blur()")
    page.press("?")
    assert page.run("document.getElementById('keys').open")
    page.run("document.getElementById('keys').close()")
    assert save_decisions(page) == [
        {"seq": 0, "id": "item-0", "decision": "accept", "text": rewritten(0).text},
        {"seq": 1, "id": "item-1", "decision": "keep", "text": rewritten(1).draft},
        {"seq": 2, "id": 2, "decision": "edit", "text": "Paying $5 first opens the order."},
    ]
    assert page.complaints() == []


def test_the_final_texts_hold_every_draft_that_nobody_decided_as_it_was(
    open_report: Opened,
) -> None:
    rows = [rewritten(0), rewritten(1, draft='a "b",\r\nc', changes=()), open_row(2, None, "=x")]
    page = open_report(rows)
    page.press("j")
    page.press("a")
    expected = [
        {"seq": 0, "id": "item-0", "decision": "accept", "text": rewritten(0).text},
        {"seq": 1, "id": "item-1", "decision": None, "text": 'a "b",\r\nc'},
        {"seq": 2, "id": None, "decision": None, "text": "=x"},
    ]
    assert lines(page.download("#save-jsonl", "macros.texts.jsonl")) == expected
    table = page.download("#save-csv", "macros.texts.csv")
    assert table.startswith("\ufeffseq,id,decision,text\r\n")
    read = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    assert read[1:] == [[str(v if v is not None else "") for v in e.values()] for e in expected]


def test_the_rest_is_accepted_at_once_but_for_what_needs_a_look(open_report: Opened) -> None:
    page = open_report([*forty(), rewritten(40, lacking=("listens",))])
    page.press("j")
    page.press("o")
    page.click("#export")
    assert page.run("document.getElementById('accept-rest').textContent") == (
        "Accept the other 19 rewrites"
    )
    page.click("#accept-rest")
    made = save_decisions(page)
    assert [one["decision"] for one in made] == ["keep", *["accept"] * 19]
    assert {one["seq"] for one in made} == {seq for seq in range(38) if seq % 4 < 2}
    assert "11 items undecided" in page.run("document.getElementById('export-count').textContent")


def test_decisions_are_loaded_again_and_strange_lines_left_out(open_report: Opened) -> None:
    page = open_report(forty())
    page.wait("document.querySelector('#item-0 .sides') !== null")
    given = [
        {"seq": 0, "id": "item-0", "decision": "edit", "text": "Mine."},
        {"seq": 1, "id": "another", "decision": "keep", "text": ""},
        {"seq": 2, "id": 2, "decision": "accept", "text": ""},
        {"seq": 4, "id": "item-4", "decision": "accept", "text": "of another run"},
        {"seq": 5, "id": "item-5", "decision": "constructor", "text": ""},
    ]
    content = "\n".join([*map(json.dumps, given), "null", "{"])
    told = page.run(f"loadDecisions({json.dumps(content)})")
    assert told == "1 decision loaded, 6 lines that fit no item of this report left out."
    assert page.run("document.querySelector('#edit-0').value") == "Mine."
    assert save_decisions(page) == given[:1]


def test_an_emptied_edit_is_no_decision(open_report: Opened) -> None:
    page = open_report(forty())
    page.press("j")
    page.press("e")
    page.run("document.activeElement.select()")
    page.type(" ")
    assert page.run("document.activeElement.getAttribute('aria-invalid')") == "true"
    assert page.run("decisions.size") == 0
    page.type("Words.")
    assert page.run("decisions.get(0).text") == " Words."


def test_hostile_texts_are_shown_and_run_nothing(open_report: Opened) -> None:
    page = open_report(hostile())
    page.run("dispatchEvent(new Event('beforeprint'))")
    assert page.run("document.querySelectorAll('.unfilled').length") == 0
    for seq in range(len(HOSTILE)):
        page.press("j")
        page.press("e" if seq % 2 else "a")
        page.press("Escape")
    assert page.run("typeof canary") == "undefined"
    assert page.run("document.querySelectorAll('#items :is(img, script, b, a)').length") == 0
    made = save_decisions(page)
    assert [one["decision"] for one in made] == ["accept", "edit"] * (len(HOSTILE) // 2)
    assert [one["text"] for one in made] == [draft[::-1] for draft in HOSTILE]
    signs = page.run("[...document.querySelectorAll('#item-3 h2 .sign')].map((s) => s.textContent)")
    assert signs == ["U+202E", "U+202C"]
    assert page.run("document.documentElement.scrollWidth <= innerWidth")
    assert page.complaints() == []
    assert page.requests() == []


def test_every_control_has_a_name_and_every_id_is_one(open_report: Opened) -> None:
    page = open_report(forty())
    page.run("dispatchEvent(new Event('beforeprint'))")
    for key in ("j", "e", "Escape"):
        page.press(key)
    page.call("Accessibility.enable")
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    roles = {"button", "textbox", "searchbox", "combobox", "checkbox", "img", "image", "article"}
    named = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"] and node["role"]["value"] in roles
    ]
    assert {"button", "searchbox", "combobox", "article", "textbox"} <= {role for role, _ in named}
    assert [role for role, name in named if not name.strip()] == []
    ids = page.run("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))


def test_a_report_that_broke_off_says_so(open_report: Opened) -> None:
    page = open_report(forty())
    whole = page.run("isWhole")
    found = page.run('readRows(\'{"seq":0}\\n{"seq":1}\\n{"end":2}\').isWhole')
    cut = page.run('readRows(\'{"seq":0}\\n{"se\')')
    assert (whole, found, cut["isWhole"], len(cut["rows"])) == (True, False, False, 1)


def test_thousands_of_items_are_shown_without_making_them_all(open_report: Opened) -> None:
    page = open_report(rewritten(seq) for seq in range(3_000))
    page.wait("document.querySelector('#item-0 .sides') !== null")
    assert page.run(f"{SHOWN}.length") == 3_000
    assert page.run("document.querySelectorAll('article .sides').length") < 100
    page.run("document.getElementById('search').focus()")
    page.type("order 2999")
    page.wait(f"{SHOWN}.length === 1")
    page.wait("document.querySelector('#item-2999 .sides') !== null")


def test_leaving_with_decisions_that_were_not_downloaded_is_asked_about(
    open_report: Opened,
) -> None:
    leaving = "!dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    page = open_report(forty())
    assert page.run(leaving) is False
    page.press("j")
    page.press("a")
    assert page.run(leaving) is True
    save_decisions(page)
    assert page.run(leaving) is False


def test_single_keys_can_be_switched_off(open_report: Opened) -> None:
    page = open_report(forty())
    page.press("j")
    page.click("#single")
    page.press("a")
    page.press("j")
    assert page.run("decisions.size") == 0
    assert page.run(CURRENT) == 0


def test_paper_shows_every_item(open_report: Opened) -> None:
    page = open_report(forty())
    paper = page.paper()
    assert paper.startswith(b"%PDF")
    assert page.run("document.querySelectorAll('.unfilled').length") == 0
