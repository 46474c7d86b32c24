from __future__ import annotations

import pytest

from api.metrics import Metrics
from api.settings import Settings, UnusableSettings
from api.surroundings import chosen_keys, surround


def test_keys_are_told_apart_by_commas() -> None:
    assert len(chosen_keys(Settings(api_keys=f"{'a' * 24},{'b' * 24} , ")).digests) == 2
    assert not chosen_keys(Settings())


def test_a_key_that_is_too_short_stops_the_start_and_is_not_told() -> None:
    with pytest.raises(UnusableSettings, match="TACTFUL_API_KEYS: Key 1 must be") as refused:
        surround(Settings(api_keys="hunter2"), Metrics(), loopback=True)
    assert "hunter2" not in str(refused.value)


def test_a_local_service_without_keys_looks_at_names() -> None:
    def kinds(settings: Settings, *, loopback: bool) -> list[str]:
        return [around.cls.__name__ for around in surround(settings, Metrics(), loopback=loopback)]

    assert "Hosts" in kinds(Settings(), loopback=True)
    assert "Hosts" not in kinds(Settings(), loopback=False)
    assert "Hosts" not in kinds(Settings(api_keys="k" * 24), loopback=True)
