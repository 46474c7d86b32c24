"""No container engine runs where the tests run, so the container's files are read instead."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def stages() -> list[str]:
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    return re.split(r"^(?=FROM )", text, flags=re.MULTILINE)[1:]


@pytest.fixture(scope="module")
def service() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["tactful"]


def instruction(stage: str, name: str) -> list[str]:
    return re.findall(rf"^{name} +(.*)$", stage, flags=re.MULTILINE)


def test_there_are_two_stages_on_the_same_slim_python(stages: list[str]) -> None:
    images = [instruction(stage, "FROM")[0].split()[0] for stage in stages]
    assert len(images) == 2
    assert len(set(images)) == 1
    assert re.fullmatch(r"python:3\.1[1-9]-slim-\w+", images[0])


def test_dependencies_come_from_the_lock_with_its_hashes(stages: list[str]) -> None:
    installs = [run for run in instruction(stages[0], "RUN") if "pip install" in run]
    assert "--require-hashes -r requirements.lock" in installs[0]
    assert "--no-deps --no-build-isolation ." in installs[1]


def test_the_last_stage_builds_nothing_and_has_the_certificates(stages: list[str]) -> None:
    (run,) = instruction(stages[1], "RUN")
    assert "pip" not in run
    assert "ca-certificates" in run
    assert "rm -rf /var/lib/apt/lists" in run
    assert instruction(stages[1], "COPY") == ["--from=build /opt/tactful /opt/tactful"]


def test_the_service_runs_as_nobody_in_particular(stages: list[str]) -> None:
    (user,) = instruction(stages[1], "USER")
    uid, gid = user.split(":")
    assert int(uid) > 999
    assert int(gid) > 999
    assert f"--uid {uid}" in instruction(stages[1], "RUN")[0]
    assert stages[1].index("USER") < stages[1].index("ENTRYPOINT")


def test_the_health_check_asks_the_port_that_is_served(stages: list[str]) -> None:
    (port,) = instruction(stages[1], "EXPOSE")
    (health,) = instruction(stages[1], "HEALTHCHECK")
    (command,) = instruction(stages[1], "CMD")
    assert f"http://127.0.0.1:{port}/healthz" in health
    assert f'"--port", "{port}"' in command
    assert instruction(stages[1], "ENTRYPOINT") == ['["tactful"]']


def test_the_health_checks_program_is_python(stages: list[str]) -> None:
    (health,) = instruction(stages[1], "HEALTHCHECK")
    program = re.search(r'"-c", "(.*)"\]', health)
    assert program
    compile(program[1], "HEALTHCHECK", "exec")


def test_the_build_sees_the_packages_and_nothing_private() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    ignore = [line for line in lines if line and not line.startswith("#")]
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"][
        "targets"
    ]["wheel"]["only-include"]
    assert ignore[0] == "*"
    assert {line[1:] for line in ignore if line.startswith("!")} == {
        "pyproject.toml",
        "README.md",
        "requirements.lock",
        *packages,
    }


def test_compose_runs_it_read_only_without_privileges_within_limits(
    service: dict[str, Any],
) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "pids_limit", "cpus"} <= service.keys()
    assert "privileged" not in service
    assert "user" not in service, "the image says who runs it"


def test_compose_opens_the_service_to_this_machine_only(service: dict[str, Any]) -> None:
    assert service["ports"] == ["127.0.0.1:8000:8000"]


def test_compose_holds_no_secret(service: dict[str, Any]) -> None:
    given = [entry for entry in service["environment"] if "=" in entry]
    assert given == ["TACTFUL_ALLOW_ANONYMOUS=true"]
