"""The grids of this installation: loaded from files, pinned on first use, published here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_file import Fault
from sdm_tool.domain.grid_json import canonical_json, content_hash, grid_from_json
from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.grids import GridPublication, GridWithdrawal, PinnedGrid
from sdm_tool.persistence.queries.grids import (
    find_pinned_told_again,
    find_published,
    find_withdrawal,
    find_withdrawn,
    find_withdrawn_versions,
)
from sdm_tool.persistence.queries.organisations import get_organisation
from sdm_tool.services.grid_files import linked_faults, load_grids
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every grid that loaded, newest version of each first, and what is wrong with the rest."""

    grids: tuple[Grid, ...]
    faults: tuple[Fault, ...]
    folders: Mapping[tuple[str, str], Path] = field(default_factory=dict)

    def newest(self) -> tuple[Grid, ...]:
        """Return the newest version of each grid, A to Z by title."""
        return newest_of_each(self.grids)

    def find(self, slug: str, version: str | None = None) -> Grid | None:
        """Return that version of a grid, or its newest when none is named."""
        if version is None:
            return next((grid for grid in self.newest() if grid.slug == slug), None)
        return next((g for g in self.grids if (g.slug, g.version) == (slug, version)), None)


def load_catalogue(folders: Iterable[Path]) -> Catalogue:
    """Load every grid below the folders. What has a fault is left out whole; the rest loads."""
    grids: dict[tuple[str, str], Grid] = {}
    faults: list[Fault] = []
    of_grids: dict[tuple[str, str], Path] = {}
    for folder in folders:
        loaded = load_grids(folder)
        grids |= loaded.grids
        of_grids |= loaded.folders
        faults.extend(loaded.faults)
    for key, grid in tuple(grids.items()):
        link = grid.made_from
        source = grids.get((link.slug, link.version)) if link else None
        different = linked_faults(grid, source, of_grids[key])
        if different:
            faults.extend(different)
            del grids[key]
    return Catalogue(tuple(grids.values()), tuple(faults), of_grids)


_READ: dict[str, Grid] = {}


def pinned_grid(session: Session, grid_hash: str) -> Grid:
    """Return the grid exactly as it was pinned. What is pinned never changes, so it is kept."""
    grid = _READ.get(grid_hash)
    if grid is None:
        content = session.execute(
            select(PinnedGrid.content).where(PinnedGrid.content_hash == grid_hash)
        ).scalar_one()
        grid = _READ[grid_hash] = grid_from_json(content)
    return grid


def pin(session: Session, grid: Grid, *, by: str, now: datetime) -> str:
    """Put a version's content into the database if it is not there, and return its hash.

    Inside a writing transaction. Refuses the same number with other content: a version that people
    have used is never changed under them.
    """
    grid_hash = content_hash(grid)
    pinned = session.execute(
        select(PinnedGrid.content_hash).where(
            PinnedGrid.slug == grid.slug, PinnedGrid.version == grid.version
        )
    ).scalar_one_or_none()
    if pinned == grid_hash:
        return grid_hash
    if pinned is not None:
        raise DomainError(
            f"{grid.title}, version {grid.version}, was changed after it was first used here. "
            "Give the changed grid a new version number."
        )
    session.execute(
        insert(PinnedGrid).values(
            content_hash=grid_hash,
            slug=grid.slug,
            version=grid.version,
            title=grid.title,
            content=canonical_json(grid),
            pinned_at=now,
        )
    )
    append(session, Event.GRID_PINNED, by=by, at=now, subject=grid_hash)
    return grid_hash


def published_grids(session: Session) -> tuple[Grid, ...]:
    """Return every version that was published here, withdrawn or not."""
    return tuple(pinned_grid(session, grid_hash) for grid_hash in find_published(session))


def usable_grids(session: Session, catalogue: Catalogue) -> tuple[Grid, ...]:
    """Return the newest version of each grid that conversations may start with, A to Z by title.

    Versions published here count whether or not their files are still there: a release that brings
    a newer version takes nothing away from the one that is in use.
    """
    usable = {content_hash(grid): grid for grid in published_grids(session)}
    if get_organisation(session).is_demonstration:
        usable |= {content_hash(grid): grid for grid in catalogue.grids}
    withdrawn, versions = find_withdrawn(session), find_withdrawn_versions(session)
    return newest_of_each(
        grid
        for key, grid in usable.items()
        if key not in withdrawn and not tells_one_of(grid, versions)
    )


def is_usable(session: Session, grid: Grid) -> bool:
    """Return whether conversations may start with this version here.

    The demonstration uses drafts without approval; a real service needs what two people approved,
    and nothing withdrawn is used anywhere.
    """
    grid_hash = content_hash(grid)
    if find_withdrawal(session, grid_hash) is not None:
        return False
    if tells_one_of(grid, find_withdrawn_versions(session)):
        return False
    is_demonstration = get_organisation(session).is_demonstration
    return is_demonstration or session.get(GridPublication, grid_hash) is not None


def tells_one_of(grid: Grid, versions: frozenset[tuple[str, str]]) -> bool:
    """Return whether a grid tells one of these versions again, by slug and number.

    What was withdrawn is not used in other words either.
    """
    link = grid.made_from
    return link is not None and (link.slug, link.version) in versions


def withdraw(session: Session, grid: Grid, *, reason: str, scope: Scope, now: datetime) -> None:
    """Take a version out of use at once, and what tells it again. Conversations with it say so."""
    with writing(session):
        grid_hash = pin(session, grid, by=scope.account_id, now=now)
        session.execute(delete(GridWithdrawal).where(GridWithdrawal.content_hash == grid_hash))
        _add_withdrawal(session, grid_hash, reason, scope, now)
        told = find_pinned_told_again(session) - find_withdrawn(session)
        versions = find_withdrawn_versions(session)
        for told_hash in sorted(told):
            if tells_one_of(pinned_grid(session, told_hash), versions):
                why = f"The version it was made from was withdrawn: {reason}"
                _add_withdrawal(session, told_hash, why, scope, now)


def _add_withdrawal(
    session: Session, grid_hash: str, reason: str, scope: Scope, now: datetime
) -> None:
    session.add(
        GridWithdrawal(
            content_hash=grid_hash, reason=reason, withdrawn_by=scope.account_id, withdrawn_at=now
        )
    )
    session.flush()
    append(session, Event.GRID_WITHDRAWN, by=scope.account_id, at=now, subject=grid_hash)


def newest_of_each(grids: Iterable[Grid]) -> tuple[Grid, ...]:
    """Return the highest version of each grid, A to Z by title."""
    by_slug = {
        grid.slug: grid for grid in sorted(grids, key=lambda grid: version_key(grid.version))
    }
    return tuple(sorted(by_slug.values(), key=lambda grid: grid.title.casefold()))


def version_key(version: str) -> tuple[int, ...]:
    """Return what versions are ordered by: 0.10 comes after 0.9."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
