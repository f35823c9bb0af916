"""collaborate import: brings past answers from two CSV files into a store."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sdm_tool.cli.csv_files import read_bytes
from sdm_tool.cli.messages import DATA_WRONG, Commands, Refused, add_json, answer, answer_json
from sdm_tool.cli.signing_in import acting_as
from sdm_tool.domain.errors import DomainError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from sdm_tool.domain.permissions import Scope
    from sdm_tool.services.past_answers import Checked, Files


def register(ours: Commands) -> None:
    """Add the command to the group `collaborate`."""
    bring_in = ours.add_parser(
        "import",
        help="bring past answers into the store",
        description="FILE.csv has the columns month (2026-03), team, respondent (young person or "
        "parent), mode (hand-over, own-device or paper), q1, q2 and q3 (0 to 9, empty where there "
        "is no answer), a line for each form that came back. The file of offers has month, team, "
        "respondent, mode and offered: without them no figure could be released. Only months in "
        "which nobody was asked with this tool, and after the last one that was released. On a "
        "real store it asks for the password of --as, who has to be a feedback clerk.",
    )
    bring_in.add_argument("file", type=Path, metavar="FILE.csv")
    bring_in.add_argument("--offers", type=Path, required=True, metavar="FILE.csv")
    bring_in.add_argument("--dry-run", action="store_true", help="check, and change nothing")
    bring_in.add_argument("--as", dest="username", metavar="USER", help="who brings them in")
    add_json(bring_in)
    bring_in.set_defaults(run=run_import)


def run_import(chosen: argparse.Namespace) -> int:
    """Check both files and bring them in; 1 with every wrong row named, 2 for an absent file."""
    from sdm_tool.cli.stores import open_store
    from sdm_tool.domain.past_answers import PastFaultsError
    from sdm_tool.persistence.engine import make_sessions
    from sdm_tool.persistence.queries import NotFound
    from sdm_tool.services.demonstration_service import CLERK, scope_of
    from sdm_tool.services.past_answers import Files

    files = Files(read_bytes(chosen.file), read_bytes(chosen.offers))
    with open_store() as (settings, engine), make_sessions(engine)() as session:
        try:
            with acting_as(
                session, chosen.username, settings.secret_key, made_up=scope_of(CLERK)
            ) as scope:
                done = _bring_in(session, files, scope, dry_run=chosen.dry_run)
        except PastFaultsError as error:
            lines = [f"{chosen.file}: {fault}" for fault in error.answers]
            lines += [f"{chosen.offers}: {fault}" for fault in error.offers]
            raise Refused(*lines, code=DATA_WRONG) from error
        except NotFound as error:
            raise Refused("Only a feedback clerk may do this.", code=DATA_WRONG) from error
        except DomainError as error:
            raise Refused(error.message, code=DATA_WRONG) from error
    _tell(done, chosen)
    return 0


def _bring_in(session: "Session", files: "Files", scope: "Scope", *, dry_run: bool) -> "Checked":
    from sdm_tool.services.past_answers import bring_in_past, check_past

    now = datetime.now(UTC)
    if dry_run:
        return check_past(session, files, scope=scope, now=now)
    return bring_in_past(session, files, files.digest, scope=scope, now=now)


def _tell(done: "Checked", chosen: argparse.Namespace) -> None:
    from sdm_tool.services.past_words import HERE, OF_FILE, never_shown_lines, offered_words

    if chosen.json:
        answer_json(
            {
                "brought_in": not chosen.dry_run,
                "answers": done.answers,
                "offered": done.offered,
                "teams": done.teams,
                "months": list(done.months),
                "never_shown": [
                    {
                        "month": each.month,
                        "team": each.team,
                        "respondent": each.respondent.value,
                        "offered": offered_words(each),
                        "from": "files" if each.is_of_file else "here",
                    }
                    for each in done.never_shown
                ],
            }
        )
        return
    answer(
        f"{done.answers} answers of {done.offered} people who were asked; "
        f"months {done.months[0]} to {done.months[-1]}; teams: {done.teams}."
    )
    for heading, of_file in ((HERE, False), (OF_FILE, True)):
        lines = never_shown_lines(done.never_shown, of_file=of_file)
        for line in [heading, *lines] if lines else []:
            answer(line)
    answer("Nothing was changed." if chosen.dry_run else "Brought in.")
