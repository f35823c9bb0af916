"""Every version of a grid that is known here: loaded from files, or pinned in the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_json import content_hash
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.grids import PinnedSeen, find_pinned
from sdm_tool.services.grids import Catalogue, version_key


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """One version, without the content of what is only pinned."""

    version: str
    title: str
    content_hash: str
    loaded: Grid | None
    """From the files; None where only the database has it."""
    pinned_at: datetime | None
    """When it was fixed here at its first use; None before that."""
    differs_from_pinned: bool
    """The file has other words than those that were fixed under this number."""


def find_versions(session: Session, catalogue: Catalogue, slug: str) -> tuple[KnownVersion, ...]:
    """Return the versions, newest first; raises NotFound where there are none."""
    loaded = {grid.version: grid for grid in catalogue.grids if grid.slug == slug}
    pinned = {seen.version: seen for seen in find_pinned(session, slug)}
    known = [_from_files(grid, pinned.get(version)) for version, grid in loaded.items()]
    known += [_from_store(seen) for version, seen in pinned.items() if version not in loaded]
    if not known:
        raise NotFound
    return tuple(sorted(known, key=_by_version, reverse=True))


def find_version_before(session: Session, catalogue: Catalogue, grid: Grid) -> str | None:
    """Return the number of the version before this one, if one is known here."""
    here = version_key(grid.version)
    numbers = (known.version for known in find_versions(session, catalogue, grid.slug))
    return next((number for number in numbers if version_key(number) < here), None)


def _from_files(grid: Grid, pinned: PinnedSeen | None) -> KnownVersion:
    return KnownVersion(
        version=grid.version,
        title=grid.title,
        content_hash=content_hash(grid),
        loaded=grid,
        pinned_at=pinned.pinned_at if pinned else None,
        differs_from_pinned=pinned is not None and pinned.content_hash != content_hash(grid),
    )


def _from_store(pinned: PinnedSeen) -> KnownVersion:
    return KnownVersion(
        version=pinned.version,
        title=pinned.title,
        content_hash=pinned.content_hash,
        loaded=None,
        pinned_at=pinned.pinned_at,
        differs_from_pinned=False,
    )


def _by_version(known: KnownVersion) -> tuple[tuple[int, ...], str]:
    return version_key(known.version), known.version
