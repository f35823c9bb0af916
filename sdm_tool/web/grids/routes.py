"""Routes for reading grids, and for approving and withdrawing a version here."""

from flask import render_template, request

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.grid_review import (
    SpeaksAs,
    approve_version,
    ask_for_changes,
    last_review_day,
    may_approve,
)
from sdm_tool.services.grid_standing import standing_of, waiting_versions, withdraw_version
from sdm_tool.services.grid_versions import find_version_before, texts_of
from sdm_tool.services.grids import newest_of_each, published_grids, version_key
from sdm_tool.services.grids_in_use import versions_in_use
from sdm_tool.services.linked_versions import told_again
from sdm_tool.services.resources import resources_beside
from sdm_tool.web.access import may, requires
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other
from sdm_tool.web.grid_presenters import present_grid
from sdm_tool.web.grids import (  # noqa: F401  imported for their routes
    evidence_routes,
    paper_routes,
    review_due_routes,
    version_routes,
)
from sdm_tool.web.grids.blueprint import (
    Answer,
    contacts_of_reader,
    get_catalogue,
    get_grid,
    grids,
    is_demonstration,
    source_shown,
    standing_shown,
    wait_lines,
)
from sdm_tool.web.grids.forms import ApproveForm, ChangesForm, WithdrawForm
from sdm_tool.web.grids.presenters import (
    present_contacts,
    present_faults,
    present_line,
)
from sdm_tool.web.grids.step_presenters import Step, present_steps
from sdm_tool.web.linked_presenters import present_told_again
from sdm_tool.web.resource_presenters import present_resources
from sdm_tool.web.signed_in import require_person

__all__ = ["grids"]


@grids.route("/grids")
@requires(Permission.GRID_READ)
def index() -> str:
    """List the newest version of every grid, and what is wrong with the files that did not load."""
    session, catalogue = database(), get_catalogue()
    lines = [
        present_line(grid, standing_of(session, grid), is_demonstration=is_demonstration())
        for grid in newest_of_each((*catalogue.grids, *published_grids(session)))
    ]
    sees_faults = may(Permission.GRID_WITHDRAW) or may(Permission.ORGANISATION_SET)
    faults = present_faults(catalogue.faults) if sees_faults else []
    waiting = [
        (f"{title}, version {version}", f"/grids/{slug}/{version}/approval")
        for slug, version, title in waiting_versions(session)
    ]
    return render_template("grids/index.html", lines=lines, faults=faults, waiting=waiting)


@grids.route("/grids/<slug>/<version>")
@requires(Permission.GRID_READ)
def read(slug: str, version: str) -> str:
    """Show a grid to read, without marks; `open` names the figure that is opened."""
    grid, today = get_grid(slug, version), london_day(now())
    return render_template(
        "grids/read.html",
        grid=present_grid(grid),
        about=present_grid(grid).about,
        standing=standing_shown(grid),
        source=source_shown(grid),
        also=present_told_again(told_again(database(), get_catalogue(), grid)),
        waits=wait_lines(grid),
        contacts=present_contacts(contacts_of_reader()),
        resources=present_resources(resources_beside(database(), grid), today),
        may_print=not grid.is_about_self_harm,
        open_figure=request.args.get("open", ""),
    )


@grids.route("/grids/<slug>/<version>/approval")
@requires(Permission.GRID_READ)
def approval(slug: str, version: str) -> Answer:
    """Show who wrote and approved a version, with what this person may do about it."""
    return _approval_page(get_grid(slug, version))


@grids.route("/grids/<slug>/<version>/approve", methods=["POST"])
@requires(Permission.GRID_APPROVE)
def approve(slug: str, version: str) -> Answer:
    """Approve a version here, by name; the second approval publishes it."""
    grid, form = get_grid(slug, version), ApproveForm()
    if not form.validate_on_submit():
        return _approval_page(grid, form)
    try:
        published = approve_version(
            database(),
            get_catalogue(),
            grid,
            speaks_as=SpeaksAs(form.speaks_as.data),
            interests=form.interests.data,
            review_by=form.review_by.data or london_day(now()),
            scope=require_person().scope,
            now=now(),
        )
    except DomainError as error:
        form.add_fault(error)
        return _approval_page(grid, form)
    return see_other(f"/grids/{slug}/{(published or grid).version}/approval")


@grids.route("/grids/<slug>/<version>/ask-for-changes", methods=["POST"])
@requires(Permission.GRID_APPROVE)
def ask(slug: str, version: str) -> Answer:
    """Say what has to change before this version can be approved."""
    grid, form = get_grid(slug, version), ChangesForm()
    if not form.validate_on_submit():
        return _approval_page(grid, form)
    ask_for_changes(
        database(), grid, words=form.words.data, scope=require_person().scope, now=now()
    )
    return see_other(f"/grids/{slug}/{version}/approval")


@grids.route("/grids/<slug>/<version>/withdraw", methods=["POST"])
@requires(Permission.GRID_WITHDRAW)
def withdraw(slug: str, version: str) -> Answer:
    """Take a version out of use here, with a reason."""
    grid, form = get_grid(slug, version), WithdrawForm()
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


def _steps(grid: Grid) -> tuple[Step, ...]:
    session, catalogue = database(), get_catalogue()
    try:
        findings = texts_of(session, catalogue, grid).read().faults
    except NotFound:
        findings = ()
    number = version_key(grid.version)
    newer = [seen.version for seen in versions_in_use(session) if seen.slug == grid.slug]
    later = next((each for each in newer if version_key(each) > number), "")
    standing = standing_of(session, grid)
    is_itself = later == standing.published_as
    return present_steps(grid, standing, findings, "" if is_itself else later, london_day(now()))


def _approval_page(
    grid: Grid, sent: ApproveForm | ChangesForm | WithdrawForm | None = None
) -> Answer:
    """Show every form a person may use here; the one that was sent keeps what was typed."""
    kinds = {"approve": ApproveForm, "ask": ChangesForm, "withdraw": WithdrawForm}
    last_day = last_review_day(london_day(now()))
    forms = {
        name: kind(formdata=None, data={"review_by": last_day}) for name, kind in kinds.items()
    }
    forms |= {name: sent for name, kind in kinds.items() if isinstance(sent, kind)}
    page = render_template(
        "grids/approval.html",
        grid=present_grid(grid),
        standing=standing_shown(grid),
        source=source_shown(grid),
        steps=_steps(grid),
        before=find_version_before(database(), get_catalogue(), grid),
        may_approve=may_approve(database(), grid, require_person().scope),
        form=sent,
        forms=forms,
    )
    return (page, 422) if request.method == "POST" else page
