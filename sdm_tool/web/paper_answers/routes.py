"""All routes of paper answers, gathered so that registering the blueprint brings them along."""

from sdm_tool.web.paper_answers import batch_routes, past_routes  # noqa: F401
from sdm_tool.web.paper_answers.blueprint import paper_answers

__all__ = ["paper_answers"]
