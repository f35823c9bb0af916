"""audit spc, pchart, funnel and suppress from a CSV file, and report from a store."""

import argparse
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from sdm_tool.cli import audit_aggregate
from sdm_tool.cli.audit_report import add_report
from sdm_tool.cli.csv_files import made_from_csv
from sdm_tool.cli.messages import (
    Command,
    Commands,
    Refused,
    add_group,
    add_json,
    answer,
    answer_json,
    whole_number,
)

SHORTEST_BASELINE = 12  # the domain's own; not imported, so that --help answers at once
LONGEST_BASELINE = 10_000


def register(commands: Commands) -> None:
    """Add the group to the parser."""
    ours = add_group(commands, "audit", "audit charts, reports, and files to compare by")
    audit_aggregate.register(ours)
    spc = _add(
        ours,
        "spc",
        run_spc,
        purpose="an XmR chart: a value for each period",
        description="Columns period (any words) and value (any number). The order of the file is "
        "the order of time. The four rules are those of NHS Making Data Count. No limits for "
        "fewer than 5 points or where the average moving range is 0; trial limits under 12.",
    )
    spc.add_argument(
        "--screen", action="store_true",
        help="leave out moving ranges of 3.267 times their average or more",
    )  # fmt: skip
    spc.add_argument(
        "--baseline", metavar="N", type=whole_number(SHORTEST_BASELINE, LONGEST_BASELINE),
        help="fix mean and limits on the first N points of each segment; 12 or more",
    )  # fmt: skip
    spc.add_argument(
        "--change", metavar="PERIOD", action="append", default=[],
        help="begin a new segment at this period; may be given again",
    )  # fmt: skip
    _add(
        ours,
        "pchart",
        run_pchart,
        purpose="a p-chart: events of n for each period",
        description="Columns period (any words), events and n (whole numbers). The order of the "
        "file is the order of time. Limits are three standard errors from the overall percentage.",
    )
    _add(
        ours,
        "funnel",
        run_funnel,
        purpose="a funnel plot: events of n for each unit",
        description="Columns unit (any words), events and n (whole numbers). Limits of 95 % and "
        "99.8 % around the overall percentage. Units stay in the order of the file: no ranking.",
    )
    _add(
        ours,
        "suppress",
        run_suppress,
        purpose="hide small counts before they leave the service",
        description="Column count (whole numbers). 0 stays 0, 1 to 7 become *, all others are "
        "rounded to the nearest 5: the rule of NHS Digital for hospital data.",
    )
    add_report(ours)


def run_spc(chosen: argparse.Namespace) -> int:
    """Print the chart; 2 also for a change at a period that is not in the file."""
    from sdm_tool.services.audit_charts import UnknownPeriodError, spc_document
    from sdm_tool.services.audit_words import spc_lines

    make = partial(
        spc_document, changes=chosen.change, baseline=chosen.baseline, screened=chosen.screen
    )
    try:
        document = made_from_csv(chosen.file, make)
    except UnknownPeriodError as error:
        raise Refused(str(error)) from error
    lines = spc_lines(document, screened=chosen.screen, baseline=chosen.baseline)
    return _print(chosen, document, lines)


def run_pchart(chosen: argparse.Namespace) -> int:
    from sdm_tool.services.audit_charts import pchart_document
    from sdm_tool.services.audit_words import pchart_lines

    document = made_from_csv(chosen.file, pchart_document)
    return _print(chosen, document, pchart_lines(document))


def run_funnel(chosen: argparse.Namespace) -> int:
    from sdm_tool.services.audit_charts import funnel_document
    from sdm_tool.services.audit_words import funnel_lines

    document = made_from_csv(chosen.file, funnel_document)
    return _print(chosen, document, funnel_lines(document))


def run_suppress(chosen: argparse.Namespace) -> int:
    from sdm_tool.services.audit_charts import suppress_document

    document = made_from_csv(chosen.file, suppress_document)
    return _print(chosen, document, document["counts"])


def _add(
    ours: Commands, name: str, run: Command, *, purpose: str, description: str
) -> argparse.ArgumentParser:
    command = ours.add_parser(name, help=purpose, description=description)
    command.add_argument("file", type=Path, metavar="FILE.csv")
    add_json(command)
    command.set_defaults(run=run)
    return command


def _print(chosen: argparse.Namespace, document: object, lines: Iterable[str]) -> int:
    if chosen.json:
        answer_json(document)
    else:
        for line in lines:
            answer(line)
    return 0
