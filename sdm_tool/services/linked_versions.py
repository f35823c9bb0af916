"""Versions that tell another one again, and whether that one has moved on since."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_formats import MadeFrom
from sdm_tool.domain.grid_json import content_hash
from sdm_tool.domain.linked_versions import differences
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.grids import find_publications_of, find_withdrawn_versions
from sdm_tool.services.grid_versions import get_version
from sdm_tool.services.grids import Catalogue, usable_grids


class SourceState(StrEnum):
    """What became of the version that a linked one was made from."""

    CURRENT = "current"
    MOVED_ON = "moved on"
    WITHDRAWN = "withdrawn"
    NOT_IN_USE = "not in use"
    NOT_HERE = "not here"


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """The version that a linked one was made from; `in_use` is the one families are shown now."""

    made_from: MadeFrom
    source: Grid | None
    in_use: Grid | None
    state: SourceState


def source_of(session: Session, catalogue: Catalogue, grid: Grid) -> SourceSeen | None:
    """Return what became of the version a grid was made from; None for one that has no source."""
    if grid.made_from is None:
        return None
    return _seen(session, catalogue, grid.made_from, usable_grids(session, catalogue))


def _seen(
    session: Session, catalogue: Catalogue, link: MadeFrom, usable: tuple[Grid, ...]
) -> SourceSeen:
    source = find_source(session, catalogue, link)
    in_use = next((each for each in usable if each.slug == link.slug), None)
    return SourceSeen(link, source, in_use, _state(session, source, in_use))


def find_source(session: Session, catalogue: Catalogue, link: MadeFrom) -> Grid | None:
    """Return the version that a link names, or None where nobody here has it."""
    try:
        return get_version(session, catalogue, link.slug, link.version)
    except NotFound:
        return None


def told_again(session: Session, catalogue: Catalogue, grid: Grid) -> tuple[Grid, ...]:
    """Return the usable grids that tell this one again, or are told from the same source."""
    first = grid.made_from.slug if grid.made_from else grid.slug
    return tuple(
        each
        for each in usable_grids(session, catalogue)
        if each.slug != grid.slug
        and (each.slug == first or (each.made_from is not None and each.made_from.slug == first))
    )


def moved_on(session: Session, catalogue: Catalogue) -> tuple[tuple[Grid, SourceSeen], ...]:
    """Return each usable linked version whose source has moved on, with what became of it."""
    usable = usable_grids(session, catalogue)
    seen = (
        (grid, _seen(session, catalogue, grid.made_from, usable))
        for grid in usable
        if grid.made_from is not None
    )
    return tuple((grid, each) for grid, each in seen if each.state is not SourceState.CURRENT)


def differences_from_source(session: Session, catalogue: Catalogue, grid: Grid) -> tuple[str, ...]:
    """Return, in sentences, what stops a linked version from being reviewed; nothing for others."""
    if grid.made_from is None:
        return ()
    source = find_source(session, catalogue, grid.made_from)
    if source is None:
        link = grid.made_from
        return (f"It is made from {link.slug}, version {link.version}, which is not here.",)
    return differences(grid, source)


def _state(session: Session, source: Grid | None, in_use: Grid | None) -> SourceState:
    if source is None:
        return SourceState.NOT_HERE
    if (source.slug, source.version) in find_withdrawn_versions(session):
        return SourceState.WITHDRAWN
    source_hash = content_hash(source)
    published = find_publications_of(session, [source_hash]).get(source_hash)
    if in_use is None:
        return SourceState.NOT_IN_USE
    if in_use == source:
        return SourceState.CURRENT
    # A version is approved under one number and published, word for word, under another.
    if published is not None and published.version == in_use.version:
        return SourceState.CURRENT
    return SourceState.MOVED_ON
