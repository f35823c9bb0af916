"""The grids area, and what its pages have in common."""

from flask import Blueprint, current_app
from werkzeug.wrappers import Response

from sdm_tool.domain.grid import Grid
from sdm_tool.services.grid_versions import get_version
from sdm_tool.services.grids import Catalogue
from sdm_tool.web.database import database

grids = Blueprint("grids", __name__)

Answer = Response | str | tuple[str, int]


def get_grid(slug: str, version: str) -> Grid:
    """Return a version from the files, else as it was pinned here; raises NotFound."""
    return get_version(database(), get_catalogue(), slug, version)


def get_catalogue() -> Catalogue:
    """Return what loaded from the files at start."""
    catalogue: Catalogue = current_app.extensions["sdm_catalogue"]
    return catalogue


def is_demonstration() -> bool:
    """Return whether this is the demonstration."""
    is_demonstration: bool = current_app.extensions["sdm_settings"].is_demonstration
    return is_demonstration
