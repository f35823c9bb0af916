"""What the settings pages say about other places for help."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sdm_tool.domain.resources import CHECK_HOLDS_FOR, is_check_old
from sdm_tool.domain.wording import and_list, ended, plain_date
from sdm_tool.persistence.queries.resources import ResourceSeen
from sdm_tool.web.resource_presenters import ResourceShown, present_resource


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """One resource in the list, to be checked or changed."""

    id: str
    row_version: int
    shown: ResourceShown
    beside: str
    checked: str


def present_resource_lines(
    resources: Iterable[ResourceSeen],
    *,
    titles: Mapping[str, str],
    names: Mapping[str, str],
    today: date,
) -> list[ResourceLine]:
    """Return the list; `titles` are of grids by slug, `names` of accounts by id."""
    return [
        ResourceLine(
            id=seen.id,
            row_version=seen.row_version,
            shown=present_resource(seen.details),
            beside=_beside(seen, titles),
            checked=_checked(seen, names, today),
        )
        for seen in resources
    ]


def present_checks_due(resources: Iterable[ResourceSeen], today: date) -> list[str]:
    """Return how many nobody has checked, and how many checks are old; what is none is left out."""
    found = list(resources)
    unchecked = sum(seen.checked_on is None for seen in found)
    old = sum(is_check_old(seen.checked_on, today) for seen in found)
    lines = []
    if unchecked:
        lines.append(f"Not checked yet, so families do not see them: {unchecked}.")
    if old:
        lines.append(f"Checked more than {CHECK_HOLDS_FOR.days} days ago: {old}.")
    return lines


def _beside(seen: ResourceSeen, titles: Mapping[str, str]) -> str:
    slugs = seen.details.grid_slugs
    if not slugs:
        return "Beside every grid of its ages."
    return ended(f"Beside: {and_list(sorted(titles.get(slug, slug) for slug in slugs))}")


def _checked(seen: ResourceSeen, names: Mapping[str, str], today: date) -> str:
    if seen.checked_on is None:
        return "Not checked yet. Families do not see it."
    by = names.get(seen.checked_by or "", "someone")
    words = f"Checked on {plain_date(seen.checked_on)} by {by}."
    if is_check_old(seen.checked_on, today):
        return f"{words} That is more than {CHECK_HOLDS_FOR.days} days ago: check it again."
    return words
