from __future__ import annotations

import re
from importlib import resources

import pytest
from starlette.testclient import TestClient

WEB = resources.files("api").joinpath("web")
FILES = sorted(file.name for file in WEB.iterdir())
# Namespaces are names, not addresses that anything is loaded from.
ADDRESS = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9]", re.IGNORECASE)


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_a_page_is_html_that_a_browser_asks_for_again(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_whatever_a_page_loads_is_served_here(client: TestClient, path: str) -> None:
    html = client.get(path).text
    loaded = [link for link in re.findall(r'(?:src|href)="([^"]+)"', html) if link[0] == "/"]
    assert any(link.endswith(".js") for link in loaded)
    assert any(link.endswith(".css") for link in loaded)
    for link in loaded:
        assert client.get(link).status_code == 200, link


def test_modules_import_files_that_are_served(client: TestClient) -> None:
    scripts = [name for name in FILES if name.endswith(".js")]
    imported = {
        found
        for name in scripts
        for found in re.findall(r'from "\./([^"]+)"', client.get(f"/assets/{name}").text)
    }
    assert {"asking.js", "showing.js"} <= imported
    assert imported <= set(scripts)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_loaded_from_elsewhere(name: str) -> None:
    text = WEB.joinpath(name).read_text(encoding="utf-8")
    code = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    assert not ADDRESS.search(code)


@pytest.mark.parametrize("name", FILES)
def test_a_draft_is_never_read_as_html(name: str) -> None:
    text = WEB.joinpath(name).read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


def test_every_element_that_the_script_looks_for_is_on_the_page() -> None:
    page = WEB.joinpath("page.html").read_text(encoding="utf-8")
    script = WEB.joinpath("page.js").read_text(encoding="utf-8")
    sought = set(re.findall(r'at\("([a-z]+)"\)', script))
    assert {"rewrite", "told"} <= sought
    assert sought <= set(re.findall(r'id="([a-z-]+)"', page))


def test_every_field_has_a_label() -> None:
    page = WEB.joinpath("page.html").read_text(encoding="utf-8")
    for field in re.findall(r'<(?:textarea|input|select)[^>]*id="([a-z]+)"', page):
        labelled = f'for="{field}"' in page
        wrapped = re.search(rf'<label[^>]*>(?:(?!</label>).)*id="{field}"', page, re.DOTALL)
        assert labelled or wrapped, field


def test_the_files_are_told_apart_by_their_types(client: TestClient) -> None:
    assert client.get("/assets/page.js").headers["Content-Type"].startswith("text/javascript")
    assert client.get("/assets/page.css").headers["Content-Type"].startswith("text/css")


def test_a_file_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/assets/page.js")
    assert first.headers["Cache-Control"] == "no-cache"
    tag = first.headers["ETag"]
    assert client.get("/assets/page.js", headers={"If-None-Match": tag}).status_code == 304


def test_a_file_comes_whole_whatever_range_is_asked_for(client: TestClient) -> None:
    whole = client.get("/assets/page.js")
    for asked in ("bytes=0-0", "bytes=5-2", "bytes=-1,0-0,5-2", "nonsense"):
        answer = client.get("/assets/page.js", headers={"Range": asked})
        assert (answer.status_code, answer.content) == (200, whole.content)
