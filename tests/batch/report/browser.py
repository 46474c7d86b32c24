"""A real Chromium without a window, driven through its DevTools protocol."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
_PATIENCE_S = 20
_KEYS = {"Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "Tab": 9}


class Page:
    """One tab. Expressions are JavaScript of the page; what they give must be JSON."""

    def __init__(self, socket: ClientConnection, downloads: Path) -> None:
        self.downloads = downloads
        self.events: list[dict[str, Any]] = []
        self._socket = socket
        self._session: str | None = None
        self._last = 0

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Give a command and return its answer; events meanwhile are kept."""
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv(timeout=_PATIENCE_S))
            if answer.get("id") == self._last:
                assert "error" not in answer, answer["error"]
                return dict(answer["result"])
            self.events.append(answer)

    def run(self, expression: str) -> Any:
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str) -> Any:
        """The first value of the expression that is true."""
        end = time.monotonic() + _PATIENCE_S
        while not (value := self.run(expression)):
            assert time.monotonic() < end, f"never true: {expression}"
            time.sleep(0.02)
        return value

    def open(self, path: Path) -> None:
        """Show a file in a new tab: the one before may ask whether it is to be left."""
        self._session = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.events.clear()
        self.call("Page.bringToFront")  # a tab behind draws nothing
        self.call("Page.navigate", url=path.as_uri())
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def press(self, key: str) -> None:
        """A key as from a keyboard: it goes wherever the focus is."""
        named = key in _KEYS
        code = _KEYS[key] if named else 0
        text = {} if named else {"text": key}
        self.call(
            "Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code, **text
        )
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def type(self, text: str) -> None:
        self.call("Input.insertText", text=text)

    def click(self, selector: str) -> None:
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def download(self, selector: str, name: str) -> str:
        """Click, and return the text of the file that came down."""
        file = self.downloads / name
        file.unlink(missing_ok=True)
        self.click(selector)
        end = time.monotonic() + _PATIENCE_S
        while not file.exists():
            assert time.monotonic() < end, f"{name} never came down"
            time.sleep(0.02)
        return file.read_bytes().decode()

    def requests(self) -> list[str]:
        """The addresses that the page asked for, apart from itself and what it carries."""
        self.run("1")
        asked = [
            event["params"]["request"]["url"]
            for event in self.events
            if event["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]

    def complaints(self) -> list[str]:
        """Errors of scripts, and what the policy of the page refused."""
        self.run("1")
        return [
            json.dumps(event["params"])
            for event in self.events
            if event["method"] == "Runtime.exceptionThrown"
            or (
                event["method"] == "Log.entryAdded" and event["params"]["entry"]["level"] == "error"
            )
        ]

    def picture(self, path: Path) -> None:
        taken = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(taken["data"]))

    def paper(self) -> bytes:
        """The page as PDF."""
        return base64.b64decode(self.call("Page.printToPDF", printBackground=True)["data"])


@contextmanager
def chromium(directory: Path) -> Iterator[Page]:
    """Start Chromium with an empty profile and open one tab."""
    assert CHROMIUM
    profile, downloads = directory / "profile", directory / "downloads"
    downloads.mkdir()
    command = (
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--window-size=1280,900",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        "about:blank",
    )
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            found = None
            for line in process.stderr:
                if found := re.search(r"ws://\S+", line):
                    break
            assert found, "Chromium ended before it could be asked"
            with connect(found[0], max_size=None) as socket:
                page = Page(socket, downloads)
                page.call(
                    "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads)
                )
                yield page
        finally:
            process.kill()
