"""The audit pages: how well decisions are shared, without one person's answer."""

from sdm_tool.web.audit import fairness_routes, thrive_routes
from sdm_tool.web.audit.routes import audit

__all__ = ["audit", "fairness_routes", "thrive_routes"]
