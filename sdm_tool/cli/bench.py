"""bench: how fast this machine runs the tool, as multiples of simple things measured beside it."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sdm_tool.cli.messages import (
    DATA_WRONG,
    Commands,
    Refused,
    add_json,
    answer,
    answer_json,
    say,
    whole_number,
)

if TYPE_CHECKING:
    from sdm_tool.bench.report import Measured

FEWEST_RESPONSES, MOST_RESPONSES = 10_000, 100_000_000


def register(commands: Commands) -> None:
    """Add the command to the parser."""
    bench = commands.add_parser(
        "bench",
        help="measure pages, saving and PDFs on this machine",
        description="Measures on a copy of the demonstration store. together_page, "
        "save_section, largest_grid (Together with 12 options, 20 questions and 2,000 words) and "
        "edit_answer (a save in the editor, on that grid) are multiples of a bare Flask page, "
        "summary_pdf of a plain tagged PDF of "
        "the same words; all are timed in turn. first_pdf_ms is in milliseconds; page_weight_kb "
        "is what a first visit to Together sends, in kilobytes.",
    )
    add_json(bench)
    bench.set_defaults(run=run_bench)
    more = bench.add_subparsers(title="commands", metavar="COMMAND")
    audit = more.add_parser(
        "audit",
        help="measure the audit pages on a million answers; takes minutes",
        description="Measures on a SQLite store of its own, or on an empty PostgreSQL database, "
        "with 24 closed months. audit_overview is what the overview reads as a multiple of "
        "counting its twelve months by bare SQL from the index of the answers, timed in turn; "
        "audit_growth what it takes as a multiple of a store of a tenth of the size. "
        "audit_charts_ms is a team's page of charts, time_chart_ms and funnel_chart_ms one chart "
        "each, and board_pdf_ms the board report as a PDF, all in milliseconds; audit_export_mb is "
        "the most memory, in megabytes, of a process that exports 200,000 released blocks.",
    )
    audit.add_argument(
        "--responses",
        type=whole_number(FEWEST_RESPONSES, MOST_RESPONSES),
        default=1_000_000,
        help="how many answers to measure with (1,000,000)",
    )
    audit.add_argument(
        "--database", metavar="URL", help="a PostgreSQL database without tables, left as it was"
    )
    add_json(audit)
    audit.set_defaults(run=run_audit)


def run_bench(chosen: argparse.Namespace) -> int:
    """Print each number with its limit; 1 when one is over."""
    from sdm_tool.bench.report import document, measure
    from sdm_tool.bench.visitor import Unexpected
    from sdm_tool.domain.errors import DomainError

    try:
        measured = measure(say)
    except (Unexpected, DomainError) as error:
        raise Refused(f"Nothing could be measured: {error}", code=DATA_WRONG) from error
    if chosen.json:
        answer_json(document(measured))
    else:
        _print(measured)
    return _code(measured)


def run_audit(chosen: argparse.Namespace) -> int:
    """Print each number with its limit and then what has none; 1 when one is over."""
    from sdm_tool.bench.audit import measure_audit
    from sdm_tool.bench.audit_settings import NotForMeasuring
    from sdm_tool.bench.report import document
    from sdm_tool.bench.visitor import Unexpected

    try:
        measured = measure_audit(say, responses=chosen.responses, database=chosen.database)
    except NotForMeasuring as error:
        raise Refused(f"Nothing was measured: {error}.") from error
    except Unexpected as error:
        raise Refused(f"Nothing could be measured: {error}", code=DATA_WRONG) from error
    if chosen.json:
        answer_json(document(measured.figures) | {"information": measured.information})
    else:
        _print(measured.figures)
        for name, value in measured.information.items():
            answer(f"{name:<18} {value:>12,.1f}")
    return _code(measured.figures)


def _print(measured: Iterable["Measured"]) -> None:
    for one in measured:
        answer(f"{one.name:<16} {one.value:>8.2f}  limit {one.limit:g}")


def _code(measured: Iterable["Measured"]) -> int:
    return 0 if all(one.is_within for one in measured) else DATA_WRONG
