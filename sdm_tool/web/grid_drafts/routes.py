"""Routes of a draft as a whole: starting, bringing in, reading over, sending, throwing away."""

from typing import Any

from flask import Blueprint, current_app, render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_document import (
    GRID_NAME,
    GridTexts,
)
from sdm_tool.domain.grid_file import Fault
from sdm_tool.domain.grid_formats import Format
from sdm_tool.domain.permissions import Permission
from sdm_tool.services.grid_drafts import (
    DraftSeen,
    HasFaults,
    Retold,
    authors_of,
    find_open_drafts,
    get_draft,
    import_draft,
    join_draft,
    send_for_review,
    start_draft,
    throw_away,
    works_on,
)
from sdm_tool.services.grid_versions import get_version, texts_of
from sdm_tool.services.grids import Catalogue
from sdm_tool.services.linked_versions import differences_from_source
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other
from sdm_tool.web.grid_drafts.addresses import base_of
from sdm_tool.web.grid_drafts.finding_presenters import (
    present_differences,
    present_findings,
    stop_words,
)
from sdm_tool.web.grid_drafts.forms import (
    EASY_READ,
    OTHER_LANGUAGE,
    ImportForm,
    JoinForm,
    NewQuestionForm,
    OptionNameForm,
    SendForm,
    StartForm,
)
from sdm_tool.web.grid_drafts.presenters import (
    present_options,
    present_rows,
    saved_line,
)
from sdm_tool.web.signed_in import require_person

grid_drafts = Blueprint("grid_drafts", __name__)
Answer = Response | str | tuple[str, int]


@grid_drafts.route("/grid-drafts")
@requires(Permission.GRID_EDIT)
def index() -> str:
    """List every draft that is being written."""
    drafts = [(line, base_of(line.id), saved_line(line)) for line in find_open_drafts(database())]
    return render_template("grid_drafts/index.html", drafts=drafts)


@grid_drafts.route("/grids/<slug>/<version>/new-version", methods=["GET", "POST"])
@requires(Permission.GRID_EDIT)
def start(slug: str, version: str) -> Answer:
    """Start a new version from this one, with the interests of who starts it."""
    session, form = database(), StartForm()
    grid = get_version(session, catalogue(), slug, version)
    if form.validate_on_submit():
        try:
            draft_id = start_draft(
                session,
                catalogue(),
                grid,
                interests=form.interests.data,
                scope=require_person().scope,
                now=now(),
                retold=_retold(form, grid),
            )
            return see_other(base_of(draft_id))
        except DomainError as error:
            form.add_fault(error)
    page = render_template("grid_drafts/start.html", grid=grid, form=form)
    return (page, 422) if form.errors else page


def _retold(form: StartForm, grid: Grid) -> Retold | None:
    if form.retold.data == EASY_READ:
        return Retold(grid.language, Format.EASY_READ)
    if form.retold.data == OTHER_LANGUAGE:
        return Retold(form.language.data, grid.format)
    return None


@grid_drafts.route("/grid-drafts/import", methods=["GET", "POST"])
@requires(Permission.GRID_EDIT)
def bring_in() -> Answer:
    """Bring a grid in from its two files; one with a fault is refused, every fault named."""
    form = ImportForm()
    findings: tuple[Fault, ...] = ()
    if form.validate_on_submit():
        try:
            draft_id = import_draft(
                database(),
                catalogue(),
                GridTexts(_uploaded(form, "grid"), _uploaded(form, "evidence")),
                interests=form.interests.data,
                scope=require_person().scope,
                now=now(),
            )
            return see_other(base_of(draft_id))
        except HasFaults as error:
            form.add_fault(error)
            findings = error.faults
        except DomainError as error:
            form.add_fault(error)
    page = render_template("grid_drafts/import.html", form=form, findings=findings)
    return (page, 422) if form.errors else page


@grid_drafts.route("/grid-drafts/<draft_id>")
@requires(Permission.GRID_EDIT)
def overview(draft_id: str) -> Answer:
    """Show a draft: what the checks find, and every part of it to write."""
    return overview_page(get_draft(database(), draft_id), SendForm(formdata=None))


@grid_drafts.route("/grid-drafts/<draft_id>/join", methods=["POST"])
@requires(Permission.GRID_EDIT)
def join(draft_id: str) -> Answer:
    """Work on a draft that somebody else started, interests first."""
    form = JoinForm()
    if not form.validate_on_submit():
        return overview_page(get_draft(database(), draft_id), form)
    join_draft(
        database(),
        draft_id,
        interests=form.interests.data,
        scope=require_person().scope,
        now=now(),
    )
    return see_other(base_of(draft_id))


@grid_drafts.route("/grid-drafts/<draft_id>/send", methods=["POST"])
@requires(Permission.GRID_EDIT)
def send(draft_id: str) -> Answer:
    """Send a draft for review, unless something stops it."""
    form = SendForm()
    if form.validate_on_submit():
        try:
            grid = send_for_review(
                database(),
                catalogue(),
                draft_id,
                what_changed=form.what.data,
                scope=require_person().scope,
                now=now(),
            )
            return see_other(f"/grids/{grid.slug}/{grid.version}/approval")
        except DomainError as error:
            form.add_fault(error)
    return overview_page(get_draft(database(), draft_id), form)


@grid_drafts.route("/grid-drafts/<draft_id>/throw-away", methods=["POST"])
@requires(Permission.GRID_EDIT)
def discard(draft_id: str) -> Response:
    """Throw a draft away for good."""
    throw_away(database(), draft_id, scope=require_person().scope, now=now())
    return see_other("/grid-drafts")


@grid_drafts.route("/grids/<slug>/<version>/files/<any('grid.yaml','evidence.yaml'):name>")
@requires(Permission.GRID_READ)
def file_of_version(slug: str, version: str, name: str) -> Response:
    """Hand out one of the two files of a version."""
    session = database()
    grid = get_version(session, catalogue(), slug, version)
    return _file(texts_of(session, catalogue(), grid), f"{slug}-{version}", name)


@grid_drafts.route("/grid-drafts/<draft_id>/files/<any('grid.yaml','evidence.yaml'):name>")
@requires(Permission.GRID_EDIT)
def file_of_draft(draft_id: str, name: str) -> Response:
    """Hand out one of the two files of a draft as it is now."""
    draft = get_draft(database(), draft_id)
    return _file(draft.documents.texts(), f"{draft.slug}-{draft.version}", name)


def catalogue() -> Catalogue:
    """Return the grids of this installation."""
    found: Catalogue = current_app.extensions["sdm_catalogue"]
    return found


def is_author(draft_id: str) -> bool:
    """Return whether the person behind this request works on the draft."""
    return works_on(database(), draft_id, require_person().scope)


def overview_page(
    draft: DraftSeen, form: SendForm | JoinForm | OptionNameForm | NewQuestionForm
) -> Answer:
    """Show a draft whole. One of its small forms may come back with faults; the others are empty.

    Somebody who does not work on it sees the form to join, and none that changes it.
    """
    grid, evidence = draft.documents.grid, draft.documents.evidence
    reading = draft.documents.read()
    lines = present_findings(draft.id, grid, evidence, reading.faults)
    if reading.grid is not None:
        different = differences_from_source(database(), catalogue(), reading.grid)
        lines = (*present_differences(draft.id, different), *lines)
    writes = is_author(draft.id)
    page = render_template(
        "grid_drafts/overview.html",
        draft=draft,
        href=base_of(draft.id),
        saved=saved_line(draft),
        authors=authors_of(database(), draft.id),
        findings=lines,
        stop_words=stop_words(lines),
        options=present_options(draft.id, grid),
        rows=present_rows(draft.id, grid, lines),
        writes=writes,
        form=form,
        join_form=form if isinstance(form, JoinForm) else JoinForm(formdata=None),
        send_form=form if isinstance(form, SendForm) else SendForm(formdata=None),
        option_form=form if isinstance(form, OptionNameForm) else OptionNameForm(formdata=None),
        question_form=form if isinstance(form, NewQuestionForm) else NewQuestionForm(formdata=None),
    )
    return (page, 422) if request.method == "POST" else page


def _uploaded(form: ImportForm, name: str) -> str:
    upload: Any = form[name].data
    if not upload or not getattr(upload, "filename", ""):
        raise DomainError("Choose this file.", field=name)
    raw: bytes = upload.read()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DomainError("This file is not text in UTF-8.", field=name) from error


def _file(texts: GridTexts, stem: str, name: str) -> Response:
    body = texts.grid if name == GRID_NAME else texts.evidence
    return Response(
        body,
        mimetype="application/yaml",
        headers={"Content-Disposition": f'attachment; filename="{stem}-{name}"'},
    )
