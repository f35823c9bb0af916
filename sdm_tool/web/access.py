"""Who may reach a route: every one declares it, and one that does not is refused."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

from sdm_tool.domain.permissions import Permission
from sdm_tool.web.signed_in import person_or_none, require_person

View = TypeVar("View", bound=Callable[..., Any])

ACCESS = "sdm_access"
OPEN_TO_ALL = "open to all"
SIGNED_IN = "signed in"


class Denied(Exception):
    """The person may not do this, or the route does not say who may."""


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare that a route needs this permission."""

    def declare(view: View) -> View:
        setattr(view, ACCESS, permission)
        return view

    return declare


def open_to_all(view: View) -> View:
    """Declare that anyone may reach a route, signed in or not."""
    setattr(view, ACCESS, OPEN_TO_ALL)
    return view


def signed_in_only(view: View) -> View:
    """Declare that everyone who is signed in may reach a route."""
    setattr(view, ACCESS, SIGNED_IN)
    return view


def declared_access(app: Flask, endpoint: str) -> Permission | str | None:
    """Return what an endpoint declares; None is a fault that the tests find."""
    access: Permission | str | None = getattr(app.view_functions[endpoint], ACCESS, None)
    return access


def check_access() -> None:
    """Refuse the request unless its route lets this person in. Runs before every view."""
    if request.endpoint is None:
        return
    access = declared_access(current_app._get_current_object(), request.endpoint)  # type: ignore[attr-defined]  # noqa: SLF001  Flask's documented way to the app itself
    if access == OPEN_TO_ALL:
        return
    person = require_person()
    if access is None or (isinstance(access, Permission) and not person.scope.allows(access)):
        raise Denied


def may(permission: Permission) -> bool:
    """Return whether the signed-in person may do this; False when nobody is signed in."""
    person = person_or_none()
    return person is not None and person.scope.allows(permission)
