"""Every route of the conversation area, in the order of the steps."""

from sdm_tool.web.conversations import (  # noqa: F401  imported for their routes
    clashes,
    decide_routes,
    grid_paper_routes,
    limits_routes,
    notes_routes,
    overview_routes,
    record_routes,
    start_routes,
    together_routes,
)
from sdm_tool.web.conversations.blueprint import conversations

__all__ = ["conversations"]
