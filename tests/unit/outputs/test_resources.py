"""Content folders are found inside the package or beside it, and nowhere else."""

from pathlib import Path

import pytest

from sdm_tool.resources import FolderNotFound, find_folder, static_folder, templates_folder


def test_the_folder_inside_the_package_comes_first(tmp_path: Path) -> None:
    package = tmp_path / "package"
    (tmp_path / "templates").mkdir()
    (package / "templates").mkdir(parents=True)
    assert find_folder("templates", package) == package / "templates"


def test_beside_the_package_comes_second(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    assert find_folder("templates", tmp_path / "package") == tmp_path / "templates"


def test_a_folder_in_neither_place_names_both(tmp_path: Path) -> None:
    with pytest.raises(FolderNotFound) as missing:
        find_folder("static", tmp_path / "package")
    assert str(tmp_path / "package" / "static") in str(missing.value)
    assert f"and {tmp_path / 'static'}" in str(missing.value)


def test_this_checkout_has_its_folders() -> None:
    assert (templates_folder() / "pdf" / "summary.html").is_file()
    assert (static_folder() / "fonts").is_dir()
