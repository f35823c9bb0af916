"""The person behind a request, the idle lock, and what is held while locked."""

from urllib.parse import quote, urlsplit

from flask import Flask, current_app, g, redirect, request, session
from sqlalchemy.exc import DBAPIError
from werkzeug.local import LocalProxy
from werkzeug.wrappers import Response

from sdm_tool.persistence.queries.accounts import SignedIn, find_signed_in
from sdm_tool.persistence.queries.organisations import get_organisation
from sdm_tool.services import signing_in
from sdm_tool.services.keyed_hashes import token_hash
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import wants_fragment
from sdm_tool.web.held_posts import hold_this_post

TOKEN = "token"  # noqa: S105  the name of a cookie value
# Reachable while locked: the lock itself, leaving, and what needs no sign-in at all.
WHILE_LOCKED = frozenset({"accounts.unlock", "accounts.sign_out"})
WHILE_PASSWORD_IS_FIRST = WHILE_LOCKED | {"accounts.password"}
# What is shown or sent from Together: it carries no name and no notes, so the lock may wait longer.
SHARED_SCREEN = frozenset(
    {
        "conversations.marks",
        "conversations.take_back",
        "conversations.together",
        "conversations.words",
    }
)


class NotSignedIn(Exception):
    """Nobody is signed in, and the route needs somebody."""


class Locked(Exception):
    """Somebody is signed in and the session is locked."""


class FirstPassword(Exception):
    """The first password has to be changed before anything else."""


def person_or_none() -> SignedIn | None:
    """Return whoever is signed in on this browser, locked or not."""
    if "person" not in g:
        token = session.get(TOKEN)
        person = find_signed_in(database(), token_hash(token)) if token else None
        g.person = None if person and signing_in.has_ended(person, now()) else person
        g.ended_person = person if g.person is None else None
    found: SignedIn | None = g.person
    return found


def require_person() -> SignedIn:
    """Return whoever is signed in and unlocked, or raise what says why not."""
    person = person_or_none()
    if person is None:
        raise NotSignedIn
    if person.handover_meeting_id is not None and request.endpoint not in WHILE_LOCKED:
        raise Locked
    if request.endpoint not in WHILE_LOCKED and "is_unlocked" not in g:
        _require_unlocked(person)
        g.is_unlocked = True
    if person.must_change_password and request.endpoint not in WHILE_PASSWORD_IS_FIRST:
        raise FirstPassword
    return person


def _require_unlocked(person: SignedIn) -> None:
    shared_screen = request.endpoint in SHARED_SCREEN
    if signing_in.is_idle(person, now(), shared_screen=shared_screen):
        if person.locked_at is None:
            signing_in.lock(database(), person, now())
        raise Locked
    try:
        signing_in.touch(database(), person, shared_screen=shared_screen, now=now())
    except DBAPIError:
        # Reading goes on while nothing can be written; whatever writes next says so.
        database().rollback()


def start_browser_session(token: str) -> None:
    """Put a new session's token in the cookie, and nothing else."""
    session.clear()
    session[TOKEN] = token
    for of_the_old_session in ("person", "csrf_token"):
        g.pop(of_the_old_session, None)


def send_to_sign_in() -> Response:
    """Answer a request that needs somebody: hold what was sent, then ask to sign in."""
    if g.get("ended_person"):
        hold_this_post(g.ended_person.id)
    return redirect(f"/sign-in?next={_came_for()}", 303)


def send_to_unlock(person: SignedIn) -> Response:
    """Answer a request that met the lock: hold what was sent, then ask for the password.

    While the tablet is with the family nothing is held: it was not the person who sent it.
    """
    if person.handover_meeting_id is None:
        hold_this_post(person.id)
    return redirect(f"/unlock?next={_came_for()}", 303)


def safe_next(path: str | None) -> str:
    """Return a path on this service, or the home page; never another address.

    Browsers leave control characters out and take a backslash for a slash, so neither may stand in
    it: "/<tab>/elsewhere" would lead elsewhere.
    """
    if not path or not path.startswith("/") or path.startswith("//"):
        return "/"
    if "\\" in path or not path.isprintable():
        return "/"
    return path


def _came_for() -> str:
    """The page to come back to: after a script's request, the one that was open."""
    if wants_fragment():
        wanted = urlsplit(request.referrer or "/").path
    else:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return quote(wanted, safe="/")


def _person_to_show() -> SignedIn | None:
    """Nobody while the screen is locked or with the family, but for the lock itself."""
    person = person_or_none()
    is_locked = person is not None and (person.locked_at or person.handover_meeting_id)
    return None if is_locked and request.endpoint not in WHILE_LOCKED else person


def register(app: Flask) -> None:
    """Let templates ask who is signed in."""

    @app.context_processor
    def _person() -> dict[str, object]:
        # The page that says the store is in trouble must not ask it for anything.
        can_ask = not g.get("store_in_trouble", False)
        return {
            "person": _person_to_show() if can_ask else None,
            # Read only where a page names the organisation.
            "organisation": LocalProxy(lambda: get_organisation(database())) if can_ask else None,
            "is_demonstration": current_app.extensions["sdm_settings"].is_demonstration,
        }
