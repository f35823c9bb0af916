"""Finds, checks and loads the grids in folders."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_document import GridTexts
from sdm_tool.domain.grid_file import Fault, GridReading, Severity, read_grid
from sdm_tool.domain.linked_versions import differences

GRID_FILE = "grid.yaml"
EVIDENCE_FILE = "evidence.yaml"
_READ_AT_MOST = 1_048_577  # one byte more than a grid file may have, so that too large shows


@dataclass(frozen=True, slots=True)
class GridCheck:
    """What the checks found in one grid folder. `ok`: warnings at most."""

    slug: str
    version: str | None
    ok: bool
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class LoadedGrids:
    """The grids without faults and their folders, by slug and version; every fault of the rest."""

    grids: dict[tuple[str, str], Grid]
    faults: tuple[Fault, ...]
    folders: dict[tuple[str, str], Path]


def find_grid_folders(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The folders that hold a grid.yaml at or below these paths, each once, in order.

    A path may be a grid.yaml, its folder, or any folder above. Refuses a path that is not there
    and a path without a grid.
    """
    folders: dict[Path, None] = {}
    for path in paths:
        found = _folders_below(path)
        if not found:
            raise DomainError(f"There is no {GRID_FILE} in {path}.", field="path")
        folders.update(dict.fromkeys(found))
    return tuple(folders)


def check_grids(paths: Sequence[Path]) -> tuple[GridCheck, ...]:
    """Everything found in every grid at or below these paths."""
    readings = _readings(find_grid_folders(paths))
    return tuple(
        GridCheck(
            slug=reading.slug or folder.name,
            version=reading.version,
            ok=reading.grid is not None,
            faults=reading.faults,
        )
        for folder, reading in readings
    )


def load_grids(folder: Path) -> LoadedGrids:
    """The grids below this folder. One with a fault is left out whole; the rest still load.

    Refuses a folder that is not there.
    """
    grids: dict[tuple[str, str], Grid] = {}
    faults: list[Fault] = []
    folders: dict[tuple[str, str], Path] = {}
    for of_grid, reading in _readings(_folders_below(folder)):
        if reading.grid is None:
            faults.extend(reading.faults)
        else:
            key = reading.grid.slug, reading.grid.version
            grids[key], folders[key] = reading.grid, of_grid
    return LoadedGrids(grids, tuple(faults), folders)


def read_texts(folder: Path) -> GridTexts:
    """Return the two files of a folder that loaded."""
    return GridTexts(
        (folder / GRID_FILE).read_text("utf-8"), (folder / EVIDENCE_FILE).read_text("utf-8")
    )


def check_report(checks: Iterable[GridCheck]) -> dict[str, object]:
    """The checks as the document that `grids check --json` prints."""
    return {
        "grids": [
            {
                "slug": check.slug,
                "version": check.version,
                "ok": check.ok,
                "faults": [asdict(fault) for fault in check.faults],
            }
            for check in checks
        ]
    }


def list_report(grids: Iterable[Grid]) -> dict[str, object]:
    """The grids as the document that `grids list --json` prints; dates as 2026-11-21, or null."""
    return {
        "grids": [
            {
                "slug": grid.slug,
                "version": grid.version,
                "title": grid.title,
                "audience": grid.audience,
                "ages": {"from": grid.ages.youngest, "to": grid.ages.oldest},
                "state": "draft" if grid.is_draft else "published",
                "review_by": grid.review_by.isoformat() if grid.review_by else None,
            }
            for grid in grids
        ]
    }


def report_lines(checks: Iterable[GridCheck]) -> tuple[str, ...]:
    """One finding a line, as `file:line rule message`."""
    return tuple(
        f"{fault.file}:{fault.line} {fault.rule} {fault.message}"
        for check in checks
        for fault in check.faults
    )


def _folders_below(path: Path) -> tuple[Path, ...]:
    if not path.exists():
        raise DomainError(f"There is no file or folder {path}.", field="path")
    if path.is_file():
        return (path.parent,) if path.name == GRID_FILE else ()
    return tuple(file.parent for file in sorted(path.rglob(GRID_FILE)))


def _readings(folders: Iterable[Path]) -> list[tuple[Path, GridReading]]:
    readings: list[tuple[Path, GridReading]] = []
    taken: dict[tuple[str | None, str | None], Path] = {}
    for folder in folders:
        reading = _read(folder)
        if reading.slug and reading.version:
            first = taken.setdefault((reading.slug, reading.version), folder)
            if first != folder:
                reading = _refused(reading, folder, first)
        readings.append((folder, reading))
    return _without_those_that_differ(readings)


def linked_faults(grid: Grid, source: Grid | None, folder: Path) -> tuple[Fault, ...]:
    """Return what a grid that tells another one again holds otherwise; `source` may be absent."""
    different = differences(grid, source) if source else ()
    file = str(folder / GRID_FILE)
    return tuple(
        Fault(file, 1, "made_from", "linked.differs", Severity.FAULT, words) for words in different
    )


def _without_those_that_differ(
    readings: list[tuple[Path, GridReading]],
) -> list[tuple[Path, GridReading]]:
    """Refuse each grid that tells another one of these again and holds something else."""
    known = {(r.grid.slug, r.grid.version): r.grid for _, r in readings if r.grid is not None}
    checked = []
    for folder, reading in readings:
        link = reading.grid.made_from if reading.grid else None
        source = known.get((link.slug, link.version)) if link else None
        faults = linked_faults(reading.grid, source, folder) if reading.grid else ()
        if faults:
            told = replace(reading, grid=None, faults=(*reading.faults, *faults))
            checked.append((folder, told))
        else:
            checked.append((folder, reading))
    return checked


def _read(folder: Path) -> GridReading:
    grid_file, evidence_file = folder / GRID_FILE, folder / EVIDENCE_FILE
    unreadable: list[Fault] = []
    contents: list[bytes] = []
    for file in (grid_file, evidence_file):
        try:
            with file.open("rb") as opened:
                contents.append(opened.read(_READ_AT_MOST))
        except OSError as error:
            message = f"This file cannot be read: {error.strerror}."
            unreadable.append(Fault(str(file), 1, "", "file.unreadable", Severity.FAULT, message))
    if unreadable:
        return GridReading(None, tuple(unreadable))
    return read_grid(*contents, grid_name=str(grid_file), evidence_name=str(evidence_file))


def _refused(reading: GridReading, folder: Path, first: Path) -> GridReading:
    message = f"{first / GRID_FILE} has this slug and version too. Raise the version of one."
    file = str(folder / GRID_FILE)
    fault = Fault(file, 1, "version", "grid.same-version", Severity.FAULT, message)
    return GridReading(None, (*reading.faults, fault), reading.slug, reading.version)
