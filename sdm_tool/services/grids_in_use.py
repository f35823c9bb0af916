"""The versions that are in use here, one of each grid, and when each is looked at again."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_json import content_hash
from sdm_tool.persistence.queries.grids import (
    InUseSeen,
    find_in_use,
    find_publications_of,
    find_withdrawn_versions,
)
from sdm_tool.services.grids import pinned_grid, tells_one_of, version_key


def versions_in_use(session: Session) -> tuple[InUseSeen, ...]:
    """Return the newest version in use of each grid, A to Z by title.

    Only what was published here counts, in the demonstration too: no draft is in use. What was
    withdrawn is left out, with what tells it again, and so is a version while a newer one of its
    grid is in use.
    """
    withdrawn = find_withdrawn_versions(session)
    kept = (
        seen
        for seen in find_in_use(session)
        if not withdrawn or not tells_one_of(pinned_grid(session, seen.content_hash), withdrawn)
    )
    in_order = sorted(kept, key=lambda seen: version_key(seen.version))
    newest = {seen.slug: seen for seen in in_order}
    return tuple(sorted(newest.values(), key=lambda seen: seen.title.casefold()))


def reviews_due(session: Session) -> tuple[InUseSeen, ...]:
    """Return the versions in use by the day they are to be looked at again, the longest ago first.

    Those of one day stand A to Z.
    """
    return tuple(sorted(versions_in_use(session), key=lambda seen: seen.review_by))


def review_days(session: Session, grids: Iterable[Grid]) -> dict[str, date]:
    """Return by slug when each of these versions is to be looked at again; drafts have no day."""
    by_hash = {content_hash(grid): grid.slug for grid in grids}
    publications = find_publications_of(session, by_hash)
    return {
        slug: publications[each].review_by
        for each, slug in by_hash.items()
        if each in publications and publications[each].content_hash == each
    }
