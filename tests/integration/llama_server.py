"""llama.cpp's own HTTP server, in a process of its own: a model server that nobody here wrote.

Run as a script it serves the model file of its first argument (the second, if any, is the key that
it asks for), says where on its first line, and ends with its standard input.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def llama_server(model: Path, key: str = "") -> Iterator[str]:
    """Serve the model on a free port of this machine; gives the address without `/v1`."""
    command = [sys.executable, __file__, str(model), key]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as it:
        assert it.stdout is not None
        address = it.stdout.readline().strip()
        assert address.startswith("http"), "llama.cpp did not start"
        try:
            yield address
        finally:
            it.kill()


def _serve(model: str, key: str) -> None:
    import xllamacpp  # noqa: PLC0415 - where there is no wheel, only this process must not start

    params = xllamacpp.CommonParams()
    params.model.path = model
    params.port = 0
    params.api_keys = [key] if key else []
    params.endpoint_slots = True
    params.n_parallel = 1
    params.cache_ram_mib = 0
    params.warmup = False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    # Answers come as they are sampled: from the whole distribution, and with their thoughts.
    params.sampling.temp = 1.0
    params.sampling.top_k = 0
    params.sampling.top_p = 1.0
    params.sampling.min_p = 0.0
    params.reasoning_format = xllamacpp.common_reasoning_format.COMMON_REASONING_FORMAT_NONE
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)  # noqa: T201 - it is what our parent waits for
    sys.stdin.read()


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2])
