"""Where the content folders are: inside the installed package, else beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


class FolderNotFound(FileNotFoundError):
    """A content folder is in neither of its two places; the message names both."""


def templates_folder() -> Path:
    """The folder of Jinja templates. Raises FolderNotFound."""
    return find_folder("templates")


def static_folder() -> Path:
    """The folder of style sheets, scripts, fonts and images. Raises FolderNotFound."""
    return find_folder("static")


def option_grids_folder() -> Path:
    """The folder of the option grids that come with the tool. Raises FolderNotFound."""
    return find_folder("option_grids")


def find_folder(name: str, package: Path = _PACKAGE) -> Path:
    """The folder `name` inside `package`, else beside it.

    A wheel carries the folders inside the package; a checkout has them at its top.
    Raises FolderNotFound naming both places.
    """
    inside, beside = package / name, package.parent / name
    for place in (inside, beside):
        if place.is_dir():
            return place
    raise FolderNotFound(f"No folder “{name}”: looked for {inside} and {beside}.")
