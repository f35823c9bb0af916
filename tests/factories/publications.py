"""Versions of the shipped grids in use, approved by two people as the services have it."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.engine import writing
from sdm_tool.services.grid_review import SpeaksAs, approve_version
from sdm_tool.services.grid_versions import keep_texts, texts_of
from sdm_tool.services.grids import Catalogue, pin
from tests.factories.conversations import MET_AT
from tests.factories.people import make_account, scope_of

REVIEW_BY = date(2027, 3, 3)
APPROVERS = {"khan": SpeaksAs.CLINICIAN, "reid": SpeaksAs.LIVED_EXPERIENCE}


def publish(
    session: Session,
    catalogue: Catalogue,
    slug: str,
    *,
    draft: str = "0.1",
    review_by: date = REVIEW_BY,
    now: datetime = MET_AT,
) -> Grid:
    """Have a grid approved by both. The version in use comes back: 1.0, or 2.0 of another draft."""
    shipped = catalogue.find(slug)
    assert shipped is not None
    grid = replace(shipped, version=draft)
    scopes = {name: _approver(session, name) for name in APPROVERS}
    texts = texts_of(session, catalogue, shipped)
    with writing(session):
        keep_texts(session, pin(session, grid, by=scopes["khan"].account_id, now=now), texts)
    for name, speaks_as in APPROVERS.items():
        published = approve_version(
            session,
            catalogue,
            grid,
            speaks_as=speaks_as,
            interests="None",
            review_by=review_by,
            scope=scopes[name],
            now=now,
        )
    assert published is not None
    return published


def _approver(session: Session, username: str) -> Scope:
    roles = [Role.APPROVER]
    account = session.scalar(select(Account).where(Account.username == username))
    return scope_of(account or make_account(session, username, roles=roles), roles)
