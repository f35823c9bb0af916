"""collaborate: scores a CSV file of CollaboRATE answers, or brings past ones into a store."""

import argparse
from functools import partial
from pathlib import Path

from sdm_tool.cli import past_answers
from sdm_tool.cli.csv_files import made_from_csv
from sdm_tool.cli.messages import (
    Commands,
    Refused,
    add_group,
    add_json,
    answer,
    answer_json,
)


def register(commands: Commands) -> None:
    """Add the group to the parser."""
    ours = add_group(commands, "collaborate", "score CollaboRATE answers, or bring in past ones")
    score = ours.add_parser(
        "score",
        help="score a CSV file",
        description="Columns q1, q2 and q3 (0 to 9, empty where there is no answer), and any "
        "others to group by. Every row is someone who was offered the form. A group of fewer "
        "than 25 complete rows is not scored.",
    )
    score.add_argument("file", type=Path, metavar="FILE.csv")
    score.add_argument("--by", metavar="COLUMN", help="score each value of this column apart")
    add_json(score)
    score.set_defaults(run=run_score)
    past_answers.register(ours)


def run_score(chosen: argparse.Namespace) -> int:
    """Print the scores; 1 with every wrong cell named, 2 for an absent file or column."""
    from sdm_tool.domain.csv_reading import UnknownColumnError
    from sdm_tool.services.collaborate_scoring import plain_lines, score_csv

    try:
        document = made_from_csv(chosen.file, partial(score_csv, by=chosen.by))
    except UnknownColumnError as error:
        raise Refused(str(error)) from error
    if chosen.json:
        answer_json(document)
    else:
        for line in plain_lines(document):
            answer(line)
    return 0
