"""A grid on paper, as values: two options, one pair of figures, made up for the tests."""

from dataclasses import replace

from sdm_tool.outputs.grid_paper import GridPaper
from sdm_tool.outputs.summary import UrgentContact
from sdm_tool.web.grid_paper import Around, sheet
from tests.factories.conversations import small_grid

CONTACT = UrgentContact("Life in danger now", "999, or go to A&E")
AROUND = Around(
    contacts=(CONTACT,),
    waits={"keep-as-is": ("There is nothing to wait for.",), "group": ("About 6 weeks.",)},
    marks=("Demonstration",),
)


def a_grid_paper(*asked: str, **changes: object) -> GridPaper:
    """The small grid on paper: these questions, or those that two pages hold."""
    return replace(sheet(small_grid(), AROUND, asked), **changes)
