"""Writing grids: drafts, their parts, and sending one for review."""

from sdm_tool.web.grid_drafts import evidence_routes, part_routes, shape_routes
from sdm_tool.web.grid_drafts.routes import grid_drafts

__all__ = ["evidence_routes", "grid_drafts", "part_routes", "shape_routes"]
