"""Grids that anyone may read: one switch for each grid, off until an administrator turns it on.

A grid about self-harm is read with a clinician. It is refused here, whatever the switch says.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_json import content_hash
from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.engine import lock_trail, writing
from sdm_tool.persistence.grids import PublicGrid
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.grids import InUseSeen, PublicSeen, find_public
from sdm_tool.services.grids import newest_of_each, pinned_grid, published_grids
from sdm_tool.services.grids_in_use import versions_in_use
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

ONLY_TOGETHER = (
    "A clinician reads this grid with the young person, so it is never put on a public page."
)


@dataclass(frozen=True, slots=True)
class Switch:
    """The switch of one grid."""

    slug: str
    title: str
    version: str
    """The version in use; empty where none is."""
    turned_on: PublicSeen | None
    """None while it is off."""
    is_kept_to_conversations: bool


def find_switches(session: Session) -> list[Switch]:
    """Return the switch of every grid in use, and of what is on without being in use, A to Z."""
    on = {seen.grid_slug: seen for seen in find_public(session)}
    in_use = {seen.slug: seen for seen in versions_in_use(session)}
    published = {grid.slug: grid for grid in newest_of_each(published_grids(session))}
    switches = [
        Switch(
            slug=slug,
            title=grid.title,
            version=in_use[slug].version if slug in in_use else "",
            turned_on=on.get(slug),
            is_kept_to_conversations=is_kept_to_conversations(session, slug),
        )
        for slug, grid in published.items()
        if slug in in_use or slug in on
    ]
    return sorted(switches, key=lambda switch: switch.title.casefold())


def turn_on(session: Session, slug: str, *, scope: Scope, now: datetime) -> None:
    """Put a grid on a public page: the version in use, and those that follow it.

    Raises NotFound where no version is in use, and refuses a grid about self-harm. Turning on what
    is on changes nothing.
    """
    with writing(session):
        # One at a time, so that of two at once the later one finds the row.
        lock_trail(session)
        seen = _in_use(session, slug)
        if is_kept_to_conversations(session, slug):
            raise DomainError(ONLY_TOGETHER)
        if session.get(PublicGrid, slug) is not None:
            return
        session.add(PublicGrid(grid_slug=slug, turned_on_by=scope.account_id, turned_on_at=now))
        session.flush()
        append(
            session,
            Event.PUBLIC_GRID_TURNED_ON,
            by=scope.account_id,
            at=now,
            subject=seen.content_hash,
        )


def turn_off(session: Session, slug: str, *, scope: Scope, now: datetime) -> None:
    """Take a grid off its public page at once. Turning off what is off changes nothing."""
    with writing(session):
        lock_trail(session)
        found = session.get(PublicGrid, slug)
        if found is None:
            return
        session.delete(found)
        session.flush()
        append(
            session,
            Event.PUBLIC_GRID_TURNED_OFF,
            by=scope.account_id,
            at=now,
            subject=_last_published(session, slug),
        )


def public_version(session: Session, slug: str) -> tuple[Grid, InUseSeen]:
    """Return what the public page of a grid shows: its newest version in use.

    Raises NotFound for whatever nobody may read without signing in: a grid that is not turned on,
    is unknown or withdrawn, was not published here, or is about self-harm.
    """
    if session.get(PublicGrid, slug) is None or is_kept_to_conversations(session, slug):
        raise NotFound
    seen = _in_use(session, slug)
    return pinned_grid(session, seen.content_hash), seen


def is_kept_to_conversations(session: Session, slug: str) -> bool:
    """Return whether any version of a grid that was published here is about self-harm.

    Any, withdrawn or not: in doubt a grid is kept to the conversation.
    """
    return any(grid.is_about_self_harm for grid in _published(session, slug))


def _in_use(session: Session, slug: str) -> InUseSeen:
    found = next((seen for seen in versions_in_use(session) if seen.slug == slug), None)
    if found is None:
        raise NotFound
    return found


def _published(session: Session, slug: str) -> list[Grid]:
    return [grid for grid in published_grids(session) if grid.slug == slug]


def _last_published(session: Session, slug: str) -> str:
    """The version that the trail names; empty for a row that nobody turned on."""
    newest = newest_of_each(_published(session, slug))
    return content_hash(newest[0]) if newest else ""
