"""All routes of feedback, gathered so that registering its blueprints brings them along."""

from sdm_tool.web.feedback import private_routes, staff_routes, tablet_routes  # noqa: F401
from sdm_tool.web.feedback.blueprint import feedback, private

__all__ = ["feedback", "private"]
