"""Why a model gave no answer: the whole tree.

    ModelError
    ├── DeadlinePassed        our own time is up                  degraded `deadline`
    ├── ModelUnavailable      asking again later may help         degraded `model_unavailable`
    │   └── QuotaExhausted
    ├── ModelMisconfigured    a person must act                   degraded `model_unavailable`
    │   └── UnknownModel
    ├── AnswerUnusable        answers came, none was a text       degraded `model_unavailable`
    ├── AnswerBlocked         it would be blocked again           degraded `model_unavailable`
    └── AnswerCutOff          a repair may ask for less           reason `cut_off`

Whatever could be retried has been retried when one of these is raised: only `AnswerCutOff` is worth
a repair, after every other the model's part in this rewrite is over.

No message holds a word of a draft, of a prompt or of an answer, and no error has a cause or a
context that does: servers like to quote what they were sent.
"""

from __future__ import annotations

from typing import ClassVar

from rewriting.results import Usage

NO_CALLS = Usage(calls=0, prompt_tokens=0, completion_tokens=0, cached_tokens=0)


class ModelError(Exception):
    """No answer came that may be used; `usage` says what was spent on trying."""

    summary: ClassVar[str] = "The model gave no answer."

    def __init__(self, detail: str = "", *, usage: Usage = NO_CALLS) -> None:
        super().__init__(f"{self.summary} {detail}".rstrip())
        self.usage = usage


class DeadlinePassed(ModelError):
    """The deadline came before an answer did."""

    summary = "The model did not answer in time."


class ModelUnavailable(ModelError):
    """The server could not be reached, was too busy or failed, however often it was asked.

    `retry_after` is the wait in seconds that the server asked for, or null when it named none.
    """

    summary = "The model server could not be used."

    def __init__(
        self, detail: str = "", *, retry_after: float | None = None, usage: Usage = NO_CALLS
    ) -> None:
        super().__init__(detail, usage=usage)
        self.retry_after = retry_after


class QuotaExhausted(ModelUnavailable):
    """The account has nothing left to spend, and waiting a moment will not change that."""

    summary = "The model account has no quota left."


class ModelMisconfigured(ModelError):
    """The server refuses what our settings make us send: a wrong key, or a wrong request."""

    summary = "The model server refused the request as it is configured."


class UnknownModel(ModelMisconfigured):
    """The server has no model of that name."""

    summary = "The model server does not know the model."


class AnswerUnusable(ModelError):
    """The server answered, but with nothing that holds a text, however often it was asked."""

    summary = "The model server's answer held no usable text."


class AnswerBlocked(ModelError):
    """The model refused to answer, or a content filter stopped it."""

    summary = "The model refused to answer."


class AnswerCutOff(ModelError):
    """The answer reached the token limit, and again with a larger one."""

    summary = "The model's answer was cut off at the token limit."
