"""The wheel holds everything the tool shows, and runs without the checkout."""

import subprocess
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from sdm_tool import __version__
from tests.live_server import LiveServer

CHECKOUT = Path(__file__).parent.parent.parent
CONTENT = ("templates", "static", "option_grids")


def tracked(folder: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", folder], cwd=CHECKOUT, check=True, capture_output=True, text=True
    )
    return {name for name in listed.stdout.split("\0") if name}


@pytest.mark.parametrize("folder", CONTENT)
def test_every_tracked_content_file_is_in_the_wheel(wheel: Path, folder: str):
    names = set(ZipFile(wheel).namelist())
    needed = {name for name in tracked(folder) if not name.startswith("static/build/")}
    assert needed, f"git tracks nothing in {folder}/"
    assert {f"sdm_tool/{name}" for name in needed} <= names


def test_the_wheel_holds_nothing_else(wheel: Path):
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert tops == {"sdm_tool", f"sdm_tool-{__version__}.dist-info"}
    assert not [
        name for name in ZipFile(wheel).namelist() if name.startswith("sdm_tool/static/build")
    ]


def test_the_licences_are_in_the_wheel(wheel: Path):
    folder = f"sdm_tool-{__version__}.dist-info/licenses"
    names = set(ZipFile(wheel).namelist())
    for name in ("LICENSE", "NOTICE", *tracked("LICENSES")):
        assert f"{folder}/{name}" in names


def test_the_command_says_its_version(installed: Path, tmp_path: Path):
    said = subprocess.run(
        [installed / "sdm-tool", "--version"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert __version__ in said.stdout


def test_the_installed_package_is_not_the_checkout(installed: Path, tmp_path: Path):
    said = subprocess.run(
        [installed / "python", "-c", "import sdm_tool; print(sdm_tool.__file__)"],
        cwd=tmp_path, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert Path(said.stdout.strip()).is_relative_to(installed.parent)


def test_a_page_is_served_from_the_wheel(installed: Path, demonstration_copy: Path):
    server = LiveServer.start(demonstration_copy, command=installed / "sdm-tool")
    try:
        with urlopen(f"{server.url}/", timeout=10) as answer:
            assert "Demonstration" in answer.read().decode()
    finally:
        server.stop()
