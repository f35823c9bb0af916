"""What pages say of versions that tell another one again."""

from collections.abc import Iterable
from dataclasses import dataclass

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_formats import Format
from sdm_tool.services.linked_versions import SourceSeen, SourceState
from sdm_tool.web.languages import language_words


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What is said of the version that a linked one was made from."""

    words: str
    href: str
    """Where that version, or the one in use now, is read; empty where nobody has it."""
    is_stale: bool


def present_source(seen: SourceSeen | None) -> SourceLine | None:
    """Say what became of the version this one was made from; None where there is no such."""
    if seen is None:
        return None
    link, shown = seen.made_from, seen.in_use or seen.source
    made = f"Made from version {link.version} of “{shown.title if shown else link.slug}”."
    href = f"/grids/{shown.slug}/{shown.version}" if shown else ""
    said = {
        SourceState.CURRENT: made,
        SourceState.MOVED_ON: f"{made} Version {shown.version if shown else ''} is in use now, so "
        "something here may be out of date.",
        SourceState.WITHDRAWN: f"{made} That version was withdrawn here, so this one is not used "
        "either.",
        SourceState.NOT_IN_USE: f"{made} That grid is not in use here, so nobody keeps this one up "
        "to date.",
        SourceState.NOT_HERE: f"{made} That version is not here, so nobody can tell if this one "
        "is up to date.",
    }
    return SourceLine(said[seen.state], href, is_stale=seen.state is not SourceState.CURRENT)


def format_words(grid: Grid) -> str:
    """Return for example "Easy read, in Welsh (Cymraeg)"; nothing for ordinary English."""
    easy = "Easy read" if grid.format is Format.EASY_READ else ""
    language = "" if grid.language == "en" else f"in {language_words(grid.language)}"
    words = ", ".join(part for part in (easy, language) if part)
    return words[:1].upper() + words[1:]


def present_told_again(grids: Iterable[Grid]) -> tuple[tuple[str, str], ...]:
    """Return the words and the address of each version that tells the same."""
    return tuple(
        (format_words(grid) or f"Standard ({grid.title})", f"/grids/{grid.slug}/{grid.version}")
        for grid in grids
    )
