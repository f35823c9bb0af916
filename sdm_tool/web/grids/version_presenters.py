"""What the list of versions says about each of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sdm_tool.domain.wording import london_day, plain_date
from sdm_tool.services.grid_standing import Standing
from sdm_tool.services.grid_versions import KnownVersion
from sdm_tool.web.grids.presenters import state_words


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list."""

    version: str
    href: str
    state: str
    sentences: tuple[str, ...]
    compare: str
    """Where it is compared with the version before it; empty for the first."""
    before: str


def present_versions(
    slug: str,
    known: Sequence[KnownVersion],
    standings: Mapping[str, Standing],
    *,
    is_demonstration: bool,
) -> list[VersionLine]:
    """Return a line for each version, in the order given: newest first."""
    befores = [*(version.version for version in known[1:]), ""]
    return [
        VersionLine(
            version=version.version,
            href=f"/grids/{slug}/{version.version}",
            state=state_words(
                version.loaded,
                standings[version.content_hash],
                is_demonstration=is_demonstration,
            ),
            sentences=tuple(_sentences(version, standings[version.content_hash], known[0].title)),
            compare=f"/grids/{slug}/compare?from={before}&to={version.version}" if before else "",
            before=before,
        )
        for version, before in zip(known, befores, strict=True)
    ]


def _sentences(version: KnownVersion, standing: Standing, title: str) -> Iterator[str]:
    if version.title != title:
        yield f"It was called “{version.title}”."
    if version.loaded is not None and version.loaded.published is not None:
        yield f"Published on {plain_date(version.loaded.published)}."
    if standing.withdrawal is not None:
        yield f"Withdrawn on {plain_date(london_day(standing.withdrawal.withdrawn_at))}."
    if version.pinned_at is None:
        yield "Not used here yet."
        return
    yield f"Kept here since {plain_date(london_day(version.pinned_at))}."
    if not version.has_files:
        yield "Its file is no longer here."
    if version.differs_from_pinned:
        yield (
            "Its file was changed after it was first used here. "
            "The changed file needs a new version number."
        )
