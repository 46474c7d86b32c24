"""What happens around every request, from the outside in, as the settings say."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from api.cross_origin import cors_options
from api.keys import Keyring
from api.metrics import Metrics
from api.middleware.access_log import AccessLog
from api.middleware.admission import Admission, Capacity
from api.middleware.entrance import Entrance
from api.middleware.faults import Faults
from api.middleware.hosts import LOOPBACK, Hosts
from api.middleware.request_id import RequestId
from api.middleware.security_headers import SecurityHeaders
from api.settings import Settings, UnusableSettings, environment_name


def surround(settings: Settings, metrics: Metrics, *, loopback: bool) -> list[Middleware]:
    """The middleware of a service; `loopback` says that only this machine reaches it.

    Raises `UnusableSettings`.
    """
    keyring = chosen_keys(settings)
    hosts = settings.allowed_hosts or (LOOPBACK if loopback and not keyring else ())
    try:
        cors = cors_options(settings.cors_origins)
    except ValueError as error:
        raise UnusableSettings(f"{environment_name('cors_origins')}: {error}") from None
    capacity = Capacity(settings.requests_at_once, settings.requests_waiting, settings.waiting_s)
    return [
        Middleware(RequestId),
        Middleware(AccessLog, metrics=metrics),
        Middleware(SecurityHeaders),
        Middleware(Faults),
        *([Middleware(Hosts, names=hosts)] if hosts else []),
        *([Middleware(CORSMiddleware, **cors)] if cors else []),
        Middleware(Entrance, keyring=keyring),
        # Apart, so that a slow model leaves room for checks while somebody types.
        Middleware(Admission, paths=frozenset({"/v1/rewrites"}), capacity=capacity),
        Middleware(
            Admission, paths=frozenset({"/v1/checks", "/v1/verifications"}), capacity=capacity
        ),
    ]


def chosen_keys(settings: Settings) -> Keyring:
    """The keys that are accepted. Raises `UnusableSettings`."""
    given = settings.api_keys.get_secret_value() if settings.api_keys else ""
    try:
        return Keyring.of(key for part in given.split(",") if (key := part.strip()))
    except ValueError as error:
        raise UnusableSettings(f"{environment_name('api_keys')}: {error}") from None
