"""Routes for sites and teams."""

from flask import render_template

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission
from sdm_tool.persistence.queries.organisations import find_sites, find_teams
from sdm_tool.persistence.queries.settings import get_site, get_team
from sdm_tool.services.settings import TeamSettings, change_team, make_site, make_team, rename_site
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.settings.blueprint import Answer, form_page, saved, settings
from sdm_tool.web.settings.forms import SiteForm, TeamForm
from sdm_tool.web.settings.presenters import present_sites
from sdm_tool.web.signed_in import require_person

TEAMS = "/settings/teams"


@settings.route("/settings/teams")
@requires(Permission.ORGANISATION_SET)
def teams() -> str:
    """List sites with their teams."""
    session = database()
    return render_template(
        "settings/teams.html", sites=present_sites(find_sites(session), find_teams(session))
    )


@settings.route("/settings/sites/new", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_SET)
def new_site() -> Answer:
    """Make a site."""
    form = SiteForm()
    if not form.validate_on_submit():
        return form_page("settings/site.html", form, site=None)
    try:
        make_site(database(), form.name.data or "", scope=require_person().scope, now=now())
    except DomainError as error:
        form.add_fault(error)
        return form_page("settings/site.html", form, site=None)
    return saved(TEAMS)


@settings.route("/settings/sites/<site_id>", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_SET)
def site(site_id: str) -> Answer:
    """Give a site another name."""
    seen = get_site(database(), site_id)
    form = SiteForm(obj=seen)
    if not form.validate_on_submit():
        return form_page("settings/site.html", form, site=seen)
    try:
        rename_site(
            database(), site_id, form.name.data or "", scope=require_person().scope, now=now()
        )
    except DomainError as error:
        form.add_fault(error)
        return form_page("settings/site.html", form, site=get_site(database(), site_id))
    return saved(TEAMS)


@settings.route("/settings/sites/<site_id>/teams/new", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_SET)
def new_team(site_id: str) -> Answer:
    """Make a team at a site."""
    place = get_site(database(), site_id).name
    form = TeamForm()
    if not form.validate_on_submit():
        return form_page("settings/team.html", form, site_name=place, team=None)
    try:
        make_team(database(), site_id, _wanted(form), scope=require_person().scope, now=now())
    except DomainError as error:
        form.add_fault(error)
        return form_page("settings/team.html", form, site_name=place, team=None)
    return saved(TEAMS)


@settings.route("/settings/teams/<team_id>", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_SET)
def team(team_id: str) -> Answer:
    """Change a team."""
    form = TeamForm(obj=get_team(database(), team_id))
    if form.validate_on_submit():
        try:
            change_team(database(), team_id, _wanted(form), scope=require_person().scope, now=now())
        except DomainError as error:
            form.add_fault(error)
        else:
            return saved(TEAMS)
    seen = get_team(database(), team_id)
    place = get_site(database(), seen.site_id).name
    return form_page("settings/team.html", form, site_name=place, team=seen)


def _wanted(form: TeamForm) -> TeamSettings:
    return TeamSettings(
        name=form.name.data or "", agency=form.agency.data or "", phone=form.phone.data or ""
    )
