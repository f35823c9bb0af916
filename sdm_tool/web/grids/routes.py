"""Routes for reading grids, and for approving and withdrawing a version here."""

from flask import render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Permission
from sdm_tool.services.grid_standing import (
    approve_version,
    standing_of,
    withdraw_version,
)
from sdm_tool.web.access import may, requires
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other
from sdm_tool.web.grid_presenters import ORDER, present_grid
from sdm_tool.web.grids import paper_routes  # noqa: F401  imported for its routes
from sdm_tool.web.grids.blueprint import (
    catalogue,
    contacts_of_reader,
    grids,
    is_demonstration,
    named_grid,
    standing_shown,
    wait_lines,
)
from sdm_tool.web.grids.forms import WithdrawForm
from sdm_tool.web.grids.presenters import present_contacts, present_faults, present_line
from sdm_tool.web.signed_in import require_person

__all__ = ["grids"]

Answer = Response | str | tuple[str, int]


@grids.route("/grids")
@requires(Permission.GRID_READ)
def index() -> str:
    """List the newest version of every grid, and what is wrong with the files that did not load."""
    session, loaded = database(), catalogue()
    lines = [
        present_line(grid, standing_of(session, grid), is_demonstration=is_demonstration())
        for grid in loaded.newest()
    ]
    sees_faults = may(Permission.GRID_WITHDRAW) or may(Permission.ORGANISATION_SET)
    faults = present_faults(loaded.faults) if sees_faults else []
    return render_template("grids/index.html", lines=lines, faults=faults)


@grids.route("/grids/<slug>/<version>")
@requires(Permission.GRID_READ)
def read(slug: str, version: str) -> str:
    """Show a grid to read, without marks; `open` names the figure that is opened."""
    grid = named_grid(slug, version)
    return render_template(
        "grids/read.html",
        grid=present_grid(grid),
        standing=standing_shown(grid),
        waits=wait_lines(grid),
        contacts=present_contacts(contacts_of_reader()),
        may_print=not grid.is_about_self_harm,
        order=ORDER,
        open_figure=request.args.get("open", ""),
    )


@grids.route("/grids/<slug>/<version>/approval")
@requires(Permission.GRID_READ)
def approval(slug: str, version: str) -> Answer:
    """Show who approved a version here, with what this person may do about it."""
    return _approval_page(named_grid(slug, version), WithdrawForm())


@grids.route("/grids/<slug>/<version>/approve", methods=["POST"])
@requires(Permission.GRID_APPROVE)
def approve(slug: str, version: str) -> Answer:
    """Approve a version here, by name."""
    grid, form = named_grid(slug, version), WithdrawForm(formdata=None)
    try:
        approve_version(database(), grid, scope=require_person().scope, now=now())
    except DomainError as error:
        form.add_fault(error)
        return _approval_page(grid, form)
    return see_other(f"/grids/{slug}/{version}/approval")


@grids.route("/grids/<slug>/<version>/withdraw", methods=["POST"])
@requires(Permission.GRID_WITHDRAW)
def withdraw(slug: str, version: str) -> Answer:
    """Take a version out of use here, with a reason."""
    grid, form = named_grid(slug, version), WithdrawForm()
    if not form.validate_on_submit():
        return _approval_page(grid, form)
    try:
        withdraw_version(
            database(),
            grid,
            reason=form.reason.data or "",
            scope=require_person().scope,
            now=now(),
        )
    except DomainError as error:
        form.add_fault(error)
        return _approval_page(grid, form)
    return see_other(f"/grids/{slug}/{version}/approval")


def _approval_page(grid: Grid, form: WithdrawForm) -> Answer:
    person = require_person()
    has_approved = any(
        seen.account_id == person.id for seen in standing_of(database(), grid).approvals
    )
    page = render_template(
        "grids/approval.html",
        grid=present_grid(grid),
        standing=standing_shown(grid),
        has_approved=has_approved,
        form=form,
    )
    return (page, 422) if request.method == "POST" else page
