"""The web: one package per area, each with its routes, forms and presenters."""

from flask import Flask

from sdm_tool.web.accounts.routes import accounts
from sdm_tool.web.audit import audit
from sdm_tool.web.conversations.routes import conversations
from sdm_tool.web.feedback.routes import feedback, private
from sdm_tool.web.grid_drafts import grid_drafts
from sdm_tool.web.grids.routes import grids
from sdm_tool.web.home.routes import home
from sdm_tool.web.public_grids.routes import public_grids
from sdm_tool.web.settings.routes import settings
from sdm_tool.web.summaries.routes import summaries
from sdm_tool.web.trail_pages.routes import trail

AREAS = (
    home,
    accounts,
    grids,
    grid_drafts,
    public_grids,
    conversations,
    audit,
    settings,
    summaries,
    feedback,
    private,
    trail,
)


def register_areas(app: Flask) -> None:
    """Add every area to the application."""
    for area in AREAS:
        app.register_blueprint(area)
