"""A POST that meets the lock is kept on the server and finished after unlocking."""

import contextvars
import json

from flask import Flask, current_app, request, session
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import Headers, MultiDict
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response

from sdm_tool.services import signing_in
from sdm_tool.web.database import database, now

LONGEST_HELD = 200_000
WITH_FAMILY = "with the family"
"""Set in the cookie from a hand-over until the password is typed: nothing is held meanwhile."""
# What people type while talking, which must not be lost. Nothing that changes who may do what, and
# no page with a password: whoever is at a locked screen could otherwise act as its owner.
HELD = frozenset(
    {
        "conversations.start",
        "conversations.marks",
        "conversations.words",
        "conversations.own_option",
        "conversations.limits",
        "conversations.decide",
        "conversations.sharing",
        "conversations.notes",
    }
)


def hold_this_post(account_id: str) -> None:
    """Keep the words that were sent, if some were. Their token has been checked by now."""
    if request.endpoint not in HELD or request.method != "POST" or session.get(WITH_FAMILY):
        return
    if (request.content_length or 0) > LONGEST_HELD:
        return
    pairs = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    signing_in.hold_post(
        database(), account_id, path=request.full_path, body=json.dumps(pairs), now=now()
    )


def finish_held_post(account_id: str) -> Response | None:
    """Send what was held as this person, and return its answer; None when nothing was held."""
    held = signing_in.take_held_post(database(), account_id, now())
    if held is None:
        return None
    path, body = held
    form: MultiDict[str, str] = MultiDict([tuple(pair) for pair in json.loads(body)])
    form["csrf_token"] = generate_csrf()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  Flask's documented way to the app itself
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    cookie = f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps(dict(session))}"
    environ = EnvironBuilder(
        path=path,
        method="POST",
        data=form,
        base_url=request.host_url,
        headers=Headers([("Cookie", cookie), ("Referer", request.host_url)]),
    ).get_environ()
    # A context of its own: the request that unlocks and the one that was held share nothing.
    return contextvars.Context().run(Response.from_app, app.wsgi_app, environ)
