"""Writing grids: drafts, their parts, and sending one for review."""

from sdm_tool.web.grid_drafts import part_routes
from sdm_tool.web.grid_drafts.routes import grid_drafts

__all__ = ["grid_drafts", "part_routes"]
