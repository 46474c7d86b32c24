"""How the service logs: one JSON object a line on stderr, and never what somebody wrote."""

from __future__ import annotations

import json
import logging
import time
import traceback
from logging.config import dictConfig
from pathlib import Path
from typing import Any, Literal

LogLevel = Literal["debug", "info", "warning", "error"]

QUIETENED = ("openai", "httpx", "httpx2", "httpcore", "httpcore2", "asyncio", "uvicorn")
"""Libraries that log what is sent, or too much; they stay at warnings at every level."""


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object; an exception as its kind and place only."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`, without a line break in it."""
        written = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line: dict[str, Any] = {
            "time": f"{written}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        fields = getattr(record, "fields", None)
        if isinstance(fields, dict):
            line |= fields
        else:
            line["message"] = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            line["exception"] = whereabouts(record.exc_info[1])
        return json.dumps(line, default=str)


def whereabouts(error: BaseException) -> str:
    """The kind of `error`, of what caused it, and where they were raised; never their messages.

    Messages of foreign exceptions quote their input, and the input is somebody's draft.
    """
    links: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        frames = traceback.extract_tb(link.__traceback__)[-8:]
        places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames[::-1])
        links.append(f"{type(link).__module__}.{type(link).__qualname__} at {places or 'nowhere'}")
        link = link.__cause__ or link.__context__
    return "; from ".join(links)


def configure_logs(level: LogLevel) -> None:
    """Sends the whole process's log to stderr as JSON lines, from `level` on."""
    dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": JsonLines}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"level": level.upper(), "handlers": ["stderr"]},
            "loggers": {
                name: {"level": "WARNING", "handlers": [], "propagate": True} for name in QUIETENED
            },
        }
    )
