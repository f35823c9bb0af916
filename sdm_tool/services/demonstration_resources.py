"""Three other places for help, all made up: one checked, one checked long ago, one not yet."""

from datetime import datetime, timedelta

from sdm_tool.domain.resources import Cost, ResourceKind
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.resources import Resource, ResourceGrid
from sdm_tool.services.demonstration_rows import Rows
from sdm_tool.trail.events import Event

# Names ending in .example lead nowhere (RFC 2606); the numbers are kept free for made-up uses.
RESOURCES: tuple[dict[str, str | int], ...] = (
    {
        "id": "resource-1",
        "name": "Made-up helpline",
        "about": "You can ring and talk with someone about how you feel.",
        "kind": ResourceKind.HELPLINE.value,
        "web_address": "https://helpline.example/",
        "phone": "01632 960 011, every day from 9 to 9",
        "place": "",
        "region": "England",
        "youngest": 5,
        "oldest": 25,
        "cost": Cost.FREE.value,
        "cost_words": "",
        "access": "In English. You can ask for someone who signs.",
    },
    {
        "id": "resource-2",
        "name": "Made-up Saturday group",
        "about": "Young people meet, do things and talk about what helps them.",
        "kind": ResourceKind.PEER_SUPPORT.value,
        "web_address": "",
        "phone": "01632 960 012",
        "place": "The made-up youth centre, Northgate",
        "region": "Northgate",
        "youngest": 11,
        "oldest": 17,
        "cost": Cost.COSTS_MONEY.value,
        "cost_words": "£1 each time",
        "access": "No steps at the door.",
    },
    {
        "id": "resource-3",
        "name": "Made-up pages about sleep",
        "about": "Short pages on how to sleep better, with a diary to print.",
        "kind": ResourceKind.SELF_HELP.value,
        "web_address": "https://sleep.example/pages",
        "phone": "",
        "place": "",
        "region": "the whole of the United Kingdom",
        "youngest": 11,
        "oldest": 99,
        "cost": Cost.FREE.value,
        "cost_words": "",
        "access": "",
    },
)
CHECKED_AGO = {"resource-1": timedelta(days=9), "resource-2": timedelta(days=200)}
GRIDS = {"resource-2": ("low-mood", "worry"), "resource-3": ("sleep",)}


def make_resources(rows: Rows, now: datetime, *, by: str) -> None:
    """Add them, with what the trail says of each."""
    for words in RESOURCES:
        resource_id = str(words["id"])
        ago = CHECKED_AGO.get(resource_id)
        at = now - (ago or timedelta())
        rows.add(
            Resource,
            **words,
            checked_on=london_day(at) if ago else None,
            checked_by=by if ago else None,
            row_version=1,
        )
        for slug in GRIDS.get(resource_id, ()):
            rows.add(ResourceGrid, resource_id=resource_id, grid_slug=slug)
        rows.happened(Event.RESOURCES_CHANGED, by, at, subject=resource_id)
        if ago:
            rows.happened(Event.RESOURCES_CHECKED, by, at, subject=resource_id)
