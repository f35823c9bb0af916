"""grids check and grids list: the option grid files, without a database."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sdm_tool.cli.messages import (
    DATA_WRONG,
    Commands,
    Refused,
    add_group,
    add_json,
    answer,
    answer_json,
    say,
)
from sdm_tool.domain.errors import DomainError

if TYPE_CHECKING:
    from sdm_tool.domain.grid import Grid


def register(commands: Commands) -> None:
    """Add the group to the parser."""
    ours = add_group(commands, "grids", "check and list option grid files")
    check = ours.add_parser("check", help="find every fault in grid files")
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH",
        help="a grid.yaml, its folder, or a folder above; the shipped grids when left out",
    )  # fmt: skip
    add_json(check)
    check.set_defaults(run=run_check)
    listing = ours.add_parser("list", help="list the grids that load")
    add_json(listing)
    listing.set_defaults(run=run_list)


def run_check(chosen: argparse.Namespace) -> int:
    """Print every finding; 1 when a grid has a fault, 2 when a path holds no grid."""
    from sdm_tool.resources import option_grids_folder
    from sdm_tool.services.grid_files import check_grids, check_report, report_lines

    try:
        checks = check_grids(chosen.paths or [option_grids_folder()])
    except DomainError as error:
        raise Refused(error.message) from error
    if chosen.json:
        answer_json(check_report(checks))
    else:
        for line in report_lines(checks):
            answer(line)
        well = sum(check.ok for check in checks)
        say(f"{well} of {len(checks)} grids have no fault.")
    return 0 if all(check.ok for check in checks) else DATA_WRONG


def run_list(chosen: argparse.Namespace) -> int:
    """Print the grids that load; what does not load is named on standard error."""
    from sdm_tool.config import SettingsError, read_option_grids
    from sdm_tool.resources import option_grids_folder
    from sdm_tool.services.grid_files import list_report
    from sdm_tool.services.grids import load_catalogue

    try:
        folders = (option_grids_folder(), *read_option_grids())
    except SettingsError as error:
        raise Refused(str(error)) from error
    catalogue = load_catalogue(folders)
    grids = sorted(catalogue.grids, key=lambda grid: (grid.title.casefold(), grid.version))
    if chosen.json:
        answer_json(list_report(grids))
    else:
        for grid in grids:
            answer(_line(grid))
    for fault in catalogue.faults:
        say(f"{fault.file}:{fault.line} {fault.rule} {fault.message}")
    return DATA_WRONG if catalogue.faults else 0


def _line(grid: "Grid") -> str:
    state = "draft" if grid.is_draft else "published"
    ages = f"ages {grid.ages.youngest} to {grid.ages.oldest}"
    return f"{grid.slug} {grid.version}  {grid.title}  ({grid.audience}, {ages}, {state})"
