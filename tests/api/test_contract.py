"""Whatever a client sends, the OpenAPI document has told what it will be answered."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from api.app import create_app
from api.settings import Settings
from tests.api.substitutes import SMALL_RULEBOOK, FakeRewriter

CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            # Many a list that is too long also makes the body too large.
            "negative_data_rejection": {"expected-statuses": [400, 405, 413, 415, 422]},
            # A text that the schema allows may still be blank to a reader, hold control characters
            # or be in another language; the texts together may be larger than a body may be.
            "positive_data_acceptance": {"expected-statuses": ["2xx", 304, 413, 422]},
        }
    }
)
APP = create_app(Settings(), rulebook=SMALL_RULEBOOK, rewriter=FakeRewriter())
# Batches need a database: tests/api/routes/test_batches.py has one.
schema = schemathesis.openapi.from_asgi("/openapi.json", APP, config=CONFIG).exclude(
    path_regex="^/v1/batches"
)


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_every_answer_is_as_documented(case: schemathesis.Case) -> None:
    case.call_and_validate()
