"""Other places for help that the service points to, and who checked that each is right."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.resources import ResourceDetails, complete, is_shown_beside
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.resources import ResourceSeen, find_resources, get_resource
from sdm_tool.persistence.resources import Resource, ResourceGrid
from sdm_tool.services.settings import CHANGED_MEANWHILE
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

NOT_WHAT_WAS_SEEN = (
    "Somebody changed this place since you opened the list, so it does not count as checked. "
    "Read it again."
)


def add_resource(session: Session, details: ResourceDetails, *, scope: Scope, now: datetime) -> str:
    """Add a resource, which nobody has checked yet."""
    wanted = complete(details)
    with writing(session):
        resource = Resource(**_columns(wanted))
        session.add(resource)
        session.flush()
        _keep_grids(session, resource.id, wanted)
        append(session, Event.RESOURCES_CHANGED, by=scope.account_id, at=now, subject=resource.id)
    return resource.id


def change_resource(
    session: Session,
    resource_id: str,
    details: ResourceDetails,
    *,
    seen_version: int,
    scope: Scope,
    now: datetime,
) -> None:
    """Change a resource, unless it was changed since it was seen. What changed is not checked."""
    wanted = complete(details)
    with writing(session):
        resource = _lock(session, resource_id)
        if resource.row_version != seen_version:
            raise DomainError(CHANGED_MEANWHILE)
        if wanted != get_resource(session, resource_id).details:
            for column, value in _columns(wanted).items():
                setattr(resource, column, value)
            resource.checked_on = resource.checked_by = None
            resource.row_version += 1
            _keep_grids(session, resource_id, wanted)
        session.flush()
        append(session, Event.RESOURCES_CHANGED, by=scope.account_id, at=now, subject=resource_id)


def check_resource(
    session: Session, resource_id: str, *, seen_version: int, scope: Scope, now: datetime
) -> None:
    """Record that this person checked today that the resource, as they saw it, is right."""
    with writing(session):
        resource = _lock(session, resource_id)
        if resource.row_version != seen_version:
            raise DomainError(NOT_WHAT_WAS_SEEN)
        resource.checked_on, resource.checked_by = london_day(now), scope.account_id
        session.flush()
        append(session, Event.RESOURCES_CHECKED, by=scope.account_id, at=now, subject=resource_id)


def remove_resource(session: Session, resource_id: str, *, scope: Scope, now: datetime) -> None:
    """Take a resource away."""
    with writing(session):
        resource = _lock(session, resource_id)
        session.execute(delete(ResourceGrid).where(ResourceGrid.resource_id == resource_id))
        session.delete(resource)
        session.flush()
        append(session, Event.RESOURCES_CHANGED, by=scope.account_id, at=now, subject=resource_id)


def resources_beside(session: Session, grid: Grid) -> list[ResourceSeen]:
    """Return what families may read beside a grid, A to Z by name."""
    return [
        seen
        for seen in find_resources(session)
        if is_shown_beside(seen.details, grid, checked_on=seen.checked_on)
    ]


def _lock(session: Session, resource_id: str) -> Resource:
    resource = session.get(Resource, resource_id, with_for_update=True)
    if resource is None:
        raise NotFound
    return resource


def _keep_grids(session: Session, resource_id: str, details: ResourceDetails) -> None:
    session.execute(delete(ResourceGrid).where(ResourceGrid.resource_id == resource_id))
    session.add_all(
        ResourceGrid(resource_id=resource_id, grid_slug=slug) for slug in sorted(details.grid_slugs)
    )
    session.flush()


def _columns(details: ResourceDetails) -> dict[str, str | int]:
    return {
        "name": details.name,
        "about": details.about,
        "kind": details.kind.value,
        "web_address": details.web_address,
        "phone": details.phone,
        "place": details.place,
        "region": details.region,
        "youngest": details.ages.youngest,
        "oldest": details.ages.oldest,
        "cost": details.cost.value,
        "cost_words": details.cost_words,
        "access": details.access,
    }
