"""bench: how fast this machine runs the tool, as multiples of simple things measured beside it."""

import argparse

from sdm_tool.cli.messages import DATA_WRONG, Commands, Refused, add_json, answer, answer_json, say


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
        for one in measured:
            answer(f"{one.name:<16} {one.value:>8.2f}  limit {one.limit:g}")
    return 0 if all(one.is_within for one in measured) else DATA_WRONG
