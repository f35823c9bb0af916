"""Reading the other places for help that the service keeps."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Ages
from sdm_tool.domain.resources import Cost, ResourceDetails, ResourceKind
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.resources import Resource, ResourceGrid


@dataclass(frozen=True, slots=True)
class ResourceSeen:
    """A resource, with who checked it and when."""

    id: str
    details: ResourceDetails
    checked_on: date | None
    checked_by: str | None
    row_version: int


def find_resources(session: Session) -> list[ResourceSeen]:
    """Return every resource, A to Z by name."""
    slugs: dict[str, set[str]] = defaultdict(set)
    for resource_id, slug in session.execute(
        select(ResourceGrid.resource_id, ResourceGrid.grid_slug)
    ):
        slugs[resource_id].add(slug)
    found = [_seen(resource, slugs[resource.id]) for resource in session.scalars(select(Resource))]
    return sorted(found, key=lambda seen: (seen.details.name.casefold(), seen.id))


def get_resource(session: Session, resource_id: str) -> ResourceSeen:
    """Return a resource, or raise NotFound."""
    resource = session.get(Resource, resource_id)
    if resource is None:
        raise NotFound
    return _seen(resource, find_slugs(session, resource_id))


def find_slugs(session: Session, resource_id: str) -> set[str]:
    """Return the grids that a resource stands beside; none means every grid."""
    of_resource = ResourceGrid.resource_id == resource_id
    return set(session.scalars(select(ResourceGrid.grid_slug).where(of_resource)))


def _seen(resource: Resource, slugs: Iterable[str]) -> ResourceSeen:
    return ResourceSeen(
        id=resource.id,
        details=ResourceDetails(
            name=resource.name,
            about=resource.about,
            kind=ResourceKind(resource.kind),
            web_address=resource.web_address,
            phone=resource.phone,
            place=resource.place,
            region=resource.region,
            ages=Ages(resource.youngest, resource.oldest),
            cost=Cost(resource.cost),
            cost_words=resource.cost_words,
            access=resource.access,
            grid_slugs=frozenset(slugs),
        ),
        checked_on=resource.checked_on,
        checked_by=resource.checked_by,
        row_version=resource.row_version,
    )
