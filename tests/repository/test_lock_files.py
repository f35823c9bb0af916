"""The lock files pin everything that pyproject.toml asks for, by hash and without addresses."""

import re
from tomllib import loads

import pytest

from tests.repository.tracked import text

LOCKS = ("runtime", "build", "test", "check")


def asked_for(lock: str) -> list[str]:
    project = loads(text("pyproject.toml"))
    if lock == "runtime":
        return project["project"]["dependencies"]
    return project["dependency-groups"][lock]


def pinned_in(lock: str) -> dict[str, str]:
    return dict(
        re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text(f"requirements/{lock}.txt"), re.MULTILINE)
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_pinned(lock: str):
    names = {re.match(r"[A-Za-z0-9-]+", requirement)[0].lower() for requirement in asked_for(lock)}
    assert names <= set(pinned_in(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_address(lock: str):
    source = text(f"requirements/{lock}.txt")
    pins = re.split(r"\n(?=\S)", source)
    assert [pin.split()[0] for pin in pins if "==" in pin and "--hash=sha256:" not in pin] == []
    assert "://" not in source


def test_no_package_is_pinned_at_two_versions():
    runtime = pinned_in("runtime")
    for lock in LOCKS[1:]:
        pinned = pinned_in(lock)
        assert {n: v for n, v in pinned.items() if runtime.get(n, v) != v} == {}
