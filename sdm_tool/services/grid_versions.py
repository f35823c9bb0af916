"""The versions of a grid that are known here: which there are, their files, the next number."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_document import GridTexts
from sdm_tool.domain.grid_json import content_hash
from sdm_tool.persistence.grids import GridDraft, GridText, PinnedGrid
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.grids import PinnedSeen, find_pinned
from sdm_tool.services.grid_files import read_texts
from sdm_tool.services.grids import Catalogue, pinned_grid, version_key

HIGHEST_PART = 9_999


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
    has_files: bool
    """Whether its two files are at hand, in a folder or kept here."""
    differs_from_pinned: bool
    """The file has other words than those that were fixed under this number."""


def get_version(session: Session, catalogue: Catalogue, slug: str, version: str) -> Grid:
    """Return a version from the files, else as it was pinned here; raises NotFound."""
    loaded = catalogue.find(slug, version)
    if loaded is not None:
        return loaded
    pinned = session.scalar(
        select(PinnedGrid.content_hash).where(
            PinnedGrid.slug == slug, PinnedGrid.version == version
        )
    )
    if pinned is None:
        raise NotFound
    return pinned_grid(session, pinned)


def texts_of(session: Session, catalogue: Catalogue, grid: Grid) -> GridTexts:
    """Return the two files of a version, kept here or from its folder. Raises NotFound."""
    kept = session.get(GridText, content_hash(grid))
    if kept is not None:
        return GridTexts(kept.grid, kept.evidence)
    folder = catalogue.folders.get((grid.slug, grid.version))
    if folder is None or catalogue.find(grid.slug, grid.version) != grid:
        raise NotFound
    return read_texts(folder)


def keep_texts(session: Session, grid_hash: str, texts: GridTexts) -> None:
    """Keep the files of a pinned version. Inside a writing transaction."""
    if session.get(GridText, grid_hash) is None:
        session.execute(
            insert(GridText).values(
                content_hash=grid_hash, grid=texts.grid, evidence=texts.evidence
            )
        )


def next_version(session: Session, catalogue: Catalogue, slug: str) -> str:
    """Return the number of a new draft: one after the highest known here, as 1.4 after 1.3."""
    highest = max(known_versions(session, catalogue, slug), key=version_key, default="0.0")
    whole, part, *_ = (*version_key(highest), 0)
    if part >= HIGHEST_PART:
        raise DomainError("This grid has had too many versions. Bring it in under another name.")
    return f"{whole}.{part + 1}"


def next_whole_version(session: Session, catalogue: Catalogue, slug: str) -> str:
    """Return the number that a version gets on publication: 2.0 after 1.0 and its drafts."""
    highest = max(known_versions(session, catalogue, slug), key=version_key, default="0.0")
    return f"{version_key(highest)[0] + 1}.0"


def known_versions(session: Session, catalogue: Catalogue, slug: str) -> set[str]:
    """Return every number in use for a grid: of its files, of what was pinned and of drafts."""
    pinned = session.scalars(select(PinnedGrid.version).where(PinnedGrid.slug == slug))
    drafts = session.scalars(
        select(GridDraft.version).where(GridDraft.slug == slug, GridDraft.sent_as.is_(None))
    )
    of_files = (grid.version for grid in catalogue.grids if grid.slug == slug)
    return {*pinned, *drafts, *of_files}


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
        has_files=True,
        differs_from_pinned=pinned is not None and pinned.content_hash != content_hash(grid),
    )


def _from_store(pinned: PinnedSeen) -> KnownVersion:
    return KnownVersion(
        version=pinned.version,
        title=pinned.title,
        content_hash=pinned.content_hash,
        loaded=None,
        pinned_at=pinned.pinned_at,
        has_files=pinned.has_texts,
        differs_from_pinned=False,
    )


def _by_version(known: KnownVersion) -> tuple[tuple[int, ...], str]:
    return version_key(known.version), known.version
