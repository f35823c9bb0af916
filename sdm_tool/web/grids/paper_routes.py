"""Routes of a grid on paper, without a conversation. A grid about self-harm has no such paper."""

from flask import render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Permission
from sdm_tool.outputs.grid_pdf import grid_paper_html
from sdm_tool.outputs.summary import UrgentContact
from sdm_tool.web.access import requires
from sdm_tool.web.errors import error_page
from sdm_tool.web.grid_paper import Around, asked_paper, paper_name, present_choice
from sdm_tool.web.grid_presenters import present_grid
from sdm_tool.web.grids.blueprint import (
    contacts_of_reader,
    get_grid,
    grids,
    is_demonstration,
    source_shown,
    standing_shown,
    wait_lines,
)
from sdm_tool.web.grids.presenters import StandingShown
from sdm_tool.web.pdf_response import pdf_response

ONLY_TOGETHER = (
    "A clinician reads this grid with the young person, and it is never given ahead. "
    "It is printed from inside a conversation: open the conversation, then Summary."
)


@grids.route("/grids/<slug>/<version>/paper")
@requires(Permission.GRID_READ)
def choose_paper(slug: str, version: str) -> Response | str:
    """Choose which questions to print, or the whole grid."""
    grid = get_grid(slug, version)
    if grid.is_about_self_harm:
        return _refused()
    return render_template(
        "grids/paper.html",
        grid=present_grid(grid),
        choice=present_choice(grid, _around(grid)),
        action=f"/grids/{slug}/{version}/paper.pdf",
    )


@grids.route("/grids/<slug>/<version>/paper.pdf")
@requires(Permission.GRID_READ)
def paper(slug: str, version: str) -> Response:
    """Give a grid as a PDF: the questions named, else those that two pages hold."""
    grid = get_grid(slug, version)
    if grid.is_about_self_harm:
        return _refused()
    printed = asked_paper(grid, _around(grid), request.args)
    return pdf_response(grid_paper_html(printed), paper_name(grid, printed))


def _around(grid: Grid) -> Around:
    standing = standing_shown(grid)
    return Around(
        contacts=tuple(UrgentContact(c.situation, c.contact) for c in contacts_of_reader()),
        waits=wait_lines(grid),
        marks=("Demonstration",) if is_demonstration() else (),
        notices=_notices(grid, standing),
    )


def _notices(grid: Grid, standing: StandingShown) -> tuple[str, ...]:
    if standing.is_withdrawn:
        return standing.sentences[-1:]
    source = source_shown(grid)
    return (source.words,) if source and source.is_stale else ()


def _refused() -> Response:
    return error_page(403, "Printed from inside a conversation only", ONLY_TOGETHER)
