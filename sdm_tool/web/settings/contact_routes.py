"""Routes for crisis contacts."""

from flask import render_template
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission
from sdm_tool.persistence.queries.conversations import find_display_names
from sdm_tool.persistence.queries.organisations import find_teams
from sdm_tool.persistence.queries.settings import find_all_crisis_contacts, get_crisis_contact
from sdm_tool.services import crisis_contacts as services
from sdm_tool.services.crisis_contacts import ContactWords
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.settings.blueprint import Answer, form_page, saved, settings
from sdm_tool.web.settings.forms import ContactForm, NewContactForm
from sdm_tool.web.settings.presenters import present_contact_groups
from sdm_tool.web.signed_in import require_person

CONTACTS = "/settings/contacts"


@settings.route("/settings/contacts")
@requires(Permission.CRISIS_CONTACTS_SET)
def contacts() -> str:
    """List every contact, with who checked it and when."""
    session = database()
    found = find_all_crisis_contacts(session)
    names = find_display_names(session, {c.checked_by for c in found if c.checked_by})
    groups = present_contact_groups(found, find_teams(session), names)
    return render_template("settings/contacts.html", groups=groups, has_any=bool(found))


@settings.route("/settings/contacts/new", methods=["GET", "POST"])
@requires(Permission.CRISIS_CONTACTS_SET)
def new_contact() -> Answer:
    """Add a contact."""
    form = NewContactForm()
    form.offer_teams(find_teams(database()))
    if not form.validate_on_submit():
        return form_page("settings/contact.html", form, contact=None)
    try:
        services.add_contact(
            database(),
            _words(form),
            team_id=form.team.data or None,
            scope=require_person().scope,
            now=now(),
        )
    except DomainError as error:
        form.add_fault(error)
        return form_page("settings/contact.html", form, contact=None)
    return saved(CONTACTS)


@settings.route("/settings/contacts/<contact_id>", methods=["GET", "POST"])
@requires(Permission.CRISIS_CONTACTS_SET)
def contact(contact_id: str) -> Answer:
    """Change a contact."""
    form = ContactForm(obj=get_crisis_contact(database(), contact_id))
    if form.validate_on_submit():
        try:
            services.change_contact(
                database(), contact_id, _words(form), scope=require_person().scope, now=now()
            )
        except DomainError as error:
            form.add_fault(error)
        else:
            return saved(CONTACTS)
    seen = get_crisis_contact(database(), contact_id)
    return form_page("settings/contact.html", form, contact=seen)


@settings.route("/settings/contacts/<contact_id>/checked", methods=["POST"])
@requires(Permission.CRISIS_CONTACTS_SET)
def check_contact(contact_id: str) -> Response:
    """Say that this contact was checked today."""
    services.check_contact(database(), contact_id, scope=require_person().scope, now=now())
    return saved(CONTACTS)


@settings.route("/settings/contacts/<contact_id>/up", methods=["POST"])
@requires(Permission.CRISIS_CONTACTS_SET)
def move_contact_up(contact_id: str) -> Response:
    """Put a contact before the one above it."""
    services.move_contact_up(database(), contact_id, scope=require_person().scope, now=now())
    return saved(CONTACTS)


@settings.route("/settings/contacts/<contact_id>/remove", methods=["POST"])
@requires(Permission.CRISIS_CONTACTS_SET)
def remove_contact(contact_id: str) -> Response:
    """Take a contact away."""
    services.remove_contact(database(), contact_id, scope=require_person().scope, now=now())
    return saved(CONTACTS)


def _words(form: ContactForm) -> ContactWords:
    return ContactWords(situation=form.situation.data or "", contact=form.contact.data or "")
