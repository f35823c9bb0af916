"""The pages of a conversation with the small grid, below its own address."""

PAGES = (
    "",
    "/start",
    "/together",
    "/together?question=1",
    "/together?question=11",
    "/together?open=group-how-many-1",
    "/together?chosen=1",
    "/together/words/group",
    "/together/own-option",
    "/together/not-open/group",
    "/limits",
    "/limits/group",
    "/limits/keep-as-is",
    "/decide",
    "/notes",
    "/sharing",
    "/history",
    "/cancel",
    "/pause",
    "/summary",
    "/grid-paper",
    "/copies",
)
PAGES_NOTED = ("/copy",)
"""Opening one of these is in the trail: it holds what is taken to another system."""
