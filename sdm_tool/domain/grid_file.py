"""Reads the two files of a grid: every fault named at once, and a grid only when there is none."""

from dataclasses import dataclass

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_build import built
from sdm_tool.domain.grid_checks.balance import check_balance
from sdm_tool.domain.grid_checks.bounds import within_bounds
from sdm_tool.domain.grid_checks.draft import Draft
from sdm_tool.domain.grid_checks.easy_read import check_easy_read
from sdm_tool.domain.grid_checks.figures import check_figures
from sdm_tool.domain.grid_checks.findings import Fault, Findings, Severity
from sdm_tool.domain.grid_checks.layout import EVIDENCE, GRID
from sdm_tool.domain.grid_checks.numbers import check_numbers
from sdm_tool.domain.grid_checks.reading import check_reading
from sdm_tool.domain.grid_checks.safety import check_safety
from sdm_tool.domain.grid_checks.sources import check_records, check_sources
from sdm_tool.domain.grid_checks.structure import check_structure
from sdm_tool.domain.grid_checks.wording import check_wording
from sdm_tool.domain.grid_checks.yaml_tree import read_tree
from sdm_tool.domain.grid_tree import Branch

__all__ = ["Fault", "GridReading", "Severity", "read_grid"]

_CHECKS = (
    check_structure,
    check_figures,
    check_sources,
    check_numbers,
    check_wording,
    check_safety,
    check_balance,
    check_reading,
    check_easy_read,
)


@dataclass(frozen=True, slots=True)
class GridReading:
    """What came of reading a grid. `slug` and `version` are told when they could be read."""

    grid: Grid | None
    faults: tuple[Fault, ...]
    slug: str | None = None
    version: str | None = None


def read_grid(
    grid_yaml: bytes, evidence_yaml: bytes, *, grid_name: str, evidence_name: str
) -> GridReading:
    """The grid in these two files, with everything found in them.

    `grid` is None when anything found is a fault; warnings alone do not hold a grid back. Never
    raises, whatever the bytes. The two names are those the findings give for the files.
    """
    of_grid, of_evidence = Findings(grid_name), Findings(evidence_name)
    evidence = read_tree(evidence_yaml, of_evidence)
    return checked(read_tree(grid_yaml, of_grid), evidence, of_grid, of_evidence)


def checked(
    root: Branch | None, evidence: Branch | None, of_grid: Findings, of_evidence: Findings
) -> GridReading:
    """The grid in these two trees, with everything found in them and what was found before."""
    if evidence is not None:
        EVIDENCE.check(evidence, of_evidence)
        check_records(evidence, of_evidence)
    if root is None:
        return GridReading(None, (*of_grid.in_order(), *of_evidence.in_order()))
    GRID.check(root, of_grid)
    draft = Draft(root, evidence, of_grid)
    for check in _CHECKS if within_bounds(draft) else ():
        check(draft)
    faulty = of_grid.faulty or of_evidence.faulty
    found = (*of_grid.in_order(), *of_evidence.in_order())
    grid = None if faulty else built(draft)
    return GridReading(grid, found, _told(root, "slug"), _told(root, "version"))


def _told(root: Branch, key: str) -> str | None:
    return root.text(key) or None
