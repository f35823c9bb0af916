"""Routes for reading grids."""

from flask import Blueprint

grids = Blueprint("grids", __name__)
