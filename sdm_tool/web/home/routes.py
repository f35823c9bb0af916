"""Routes of the home page, help and safety."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from flask import Blueprint, render_template, request

from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries.conversations import find_in_progress, find_reviews_due
from sdm_tool.persistence.queries.organisations import find_crisis_contacts
from sdm_tool.services.grids_in_use import reviews_due
from sdm_tool.web.access import may, open_to_all, signed_in_only
from sdm_tool.web.contact_presenters import present_checks, present_contacts
from sdm_tool.web.database import database, now
from sdm_tool.web.home.presenters import present_due, present_in_progress
from sdm_tool.web.review_due_presenters import present_reminder
from sdm_tool.web.signed_in import person_or_none, require_person, safe_next

home = Blueprint("home", __name__)
REVIEWS_AHEAD = timedelta(days=21)
FEW = 5
"""How many reviews are shown before all are asked for."""


@home.route("/")
@signed_in_only
def index() -> str:
    """Show what is in progress and what is due, or the way to one's own area."""
    scope = require_person().scope
    session = database()
    today = london_day(now())
    may_lead = scope.allows(Permission.CONVERSATION_LEAD)
    due = (
        present_due(find_reviews_due(session, scope, until=today + REVIEWS_AHEAD), today)
        if may_lead
        else []
    )
    return render_template(
        "home/index.html",
        may_lead=may_lead,
        in_progress=present_in_progress(find_in_progress(session, scope), now())
        if may_lead
        else [],
        due=due if "all" in request.args else due[:FEW],
        due_count=len(due),
        grids_to_review=_grids_to_review(today),
    )


@home.route("/help")
@open_to_all
def help_page() -> str:
    """Explain the tool's words and steps."""
    return render_template("help/index.html")


@home.route("/help/audit")
@open_to_all
def audit_help() -> str:
    """Explain what an audit lead asks first. It holds no figures."""
    return render_template("help/audit.html")


@home.route("/safety")
@open_to_all
def safety() -> str:
    """Show what to do about safety. Stores nothing, and needs no sign-in."""
    return _with_contacts("help/safety.html")


@home.route("/psychosis")
@open_to_all
def psychosis() -> str:
    """Say why psychosis has no grid, and where to turn. Stores nothing, and needs no sign-in."""
    return _with_contacts("help/psychosis.html")


def _grids_to_review(today: date) -> list[str]:
    """Return what to say to those who write or approve grids; nothing to everyone else."""
    if not (may(Permission.GRID_EDIT) or may(Permission.GRID_APPROVE)):
        return []
    return present_reminder(reviews_due(database()), today)


def _with_contacts(template: str) -> str:
    session = database()
    person = person_or_none()
    teams = person.scope.team_ids if person else frozenset()
    own = [contact for team in sorted(teams) for contact in find_crisis_contacts(session, team)]
    contacts = own or find_crisis_contacts(session, None)
    return render_template(
        template,
        contacts=present_contacts(contacts),
        checked=present_checks(contacts),
        back=_came_from(),
    )


def _came_from() -> str:
    """Return the page of this site that linked here, else the home page."""
    before = urlsplit(request.referrer or "")
    if before.netloc != request.host or before.path == request.path:
        return "/"
    return safe_next(f"{before.path}?{before.query}" if before.query else before.path)
