"""Other places for help, all made up."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Ages
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.resources import Cost, ResourceDetails, ResourceKind
from sdm_tool.services.resources import add_resource, check_resource

HELPLINE = ResourceDetails(
    name="Made-up helpline",
    about="You can ring and talk with someone.",
    kind=ResourceKind.HELPLINE,
    web_address="https://helpline.example/",
    phone="01632 960 011",
    region="England",
    ages=Ages(11, 25),
    cost=Cost.FREE,
)


def resource(**changes: object) -> ResourceDetails:
    """The made-up helpline, with these changes."""
    return replace(HELPLINE, **changes)


def keep_resource(
    session: Session,
    scope: Scope,
    *,
    at: datetime,
    checked_at: datetime | None = None,
    **changes: object,
) -> str:
    """Keep the made-up helpline with these changes; checked then, or by nobody yet."""
    kept = add_resource(session, resource(**changes), scope=scope, now=at)
    if checked_at is not None:
        check_resource(session, kept, seen_version=1, scope=scope, now=checked_at)
    return kept
