"""The wheel, built once, and installed in an environment of its own far from the checkout."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=CHECKOUT, check=True, capture_output=True,
    )  # fmt: skip
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment with the wheel in it.

    Nothing is fetched: the wheel's dependencies are those already installed for the tests, lent
    by a path file. Path files of the lending environment, and so the checkout, are not read.
    """
    environment = tmp_path_factory.mktemp("away from the checkout") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    [packages] = environment.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    subprocess.run(
        [Path(sys.executable).parent / "uv", "pip", "install", "--offline", "--no-deps", "--quiet",
         "--python", environment / "bin" / "python", wheel],
        check=True,
    )  # fmt: skip
    return environment / "bin"
