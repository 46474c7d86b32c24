"""Peers, installed on the spot into build/peers and measured there: nothing here depends on them.

Each runs in a process of its own, which reads the texts as JSON and prints processor time in
microseconds per text, by the same rule as `timing.py`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.guardrails.figures import Drafts
from bench.guardrails.timing import ROUNDS

HERE = Path(__file__).parent
SCRATCH = Path("build", "peers").resolve()
TEXTS = 40
SECONDS = 600


def measure_peers(drafts: Drafts) -> Iterator[tuple[str, tuple[float, float] | str]]:
    """Yield each peer's microseconds per plain and per messy text, or why there are none."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    for name, prepare in PEERS.items():
        try:
            command = prepare(name)
            yield name, (_time(command, drafts.plain), _time(command, drafts.messy))
        except LookupError as missing:
            yield name, str(missing)
        except subprocess.SubprocessError as error:
            yield name, " ".join(str(getattr(error, "stderr", "") or error).split())[-200:]


def _prepare_python(package: str) -> list[str]:
    home = SCRATCH / package
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    _run([str(python), "-m", "pip", "install", "--quiet", package])
    return [str(python), str(HERE / f"run_{package}.py")]


def _prepare_node(package: str) -> list[str]:
    npm, node = shutil.which("npm"), shutil.which("node")
    if not (npm and node):
        raise LookupError("there is no npm here")
    home = SCRATCH / "node"
    home.mkdir(exist_ok=True)
    _run([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(home), package])
    # A module looks for others beside itself.
    runner = shutil.copy(HERE / "run_node.mjs", home)
    return [node, str(runner), package]


PEERS: dict[str, Callable[[str], list[str]]] = {
    "proselint": _prepare_python,
    "write-good": _prepare_node,
    "alex": _prepare_node,
}


def _time(command: list[str], texts: list[str]) -> float:
    asked = json.dumps({"rounds": ROUNDS, "texts": texts[:TEXTS]})
    return float(_run(command, asked))


def _run(command: list[str], given: str = "") -> str:
    run = subprocess.run(  # noqa: S603  # the commands are those above
        command, input=given, check=True, capture_output=True, text=True, timeout=SECONDS
    )
    return run.stdout
