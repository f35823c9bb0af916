"""audit aggregate make, check and compare: files that organisations compare themselves by."""

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime
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
from sdm_tool.cli.private_files import require_folder, write_private
from sdm_tool.cli.signing_in import acting_as
from sdm_tool.domain.errors import DomainError

if TYPE_CHECKING:
    from sdm_tool.services.aggregate_files import SignedAggregate

FEWEST_COMPARED = 2


def register(audit: Commands) -> None:
    """Add the group to the group `audit`."""
    ours = add_group(audit, "aggregate", "files that organisations compare themselves by")
    make = ours.add_parser(
        "make",
        help="write this organisation's figures to a signed file",
        description="Released scores and groupings of whole closed months, of all teams; small "
        "counts are hidden and others rounded. On a real store it asks for the password of --as, "
        "who must be an audit lead, and the trail says that the file was made.",
    )
    make.add_argument("--from", dest="first", required=True, metavar="MONTH", help="like 2026-01")
    make.add_argument("--to", dest="last", required=True, metavar="MONTH", help="like 2026-06")
    make.add_argument("--out", required=True, type=Path, metavar="FILE")
    make.add_argument("--as", dest="username", metavar="USER", help="who makes the file")
    make.set_defaults(run=run_make)
    check = ours.add_parser("check", help="say whether files are whole, and who signed them")
    compare = ours.add_parser("compare", help="set files side by side, A to Z")
    for command, run in ((check, run_check), (compare, run_compare)):
        command.add_argument("files", type=Path, nargs="+", metavar="FILE")
        add_json(command)
        command.set_defaults(run=run)


def run_make(chosen: argparse.Namespace) -> int:
    """Write the file, readable by its owner only."""
    from sdm_tool.cli.stores import open_store
    from sdm_tool.persistence.engine import make_sessions
    from sdm_tool.persistence.queries import NotFound
    from sdm_tool.services.aggregate_files import make_file
    from sdm_tool.services.aggregate_keys import load_or_make_key
    from sdm_tool.services.audit_choice import choose
    from sdm_tool.services.demonstration_service import AUDIT_LEAD, scope_of
    from sdm_tool.services.feedback_closing import tidy

    require_folder(chosen.out)
    now = datetime.now(UTC)
    asked = {"from": chosen.first, "to": chosen.last}
    with open_store() as (settings, engine), make_sessions(engine)() as session:
        try:
            with acting_as(
                session, chosen.username, settings.secret_key, made_up=scope_of(AUDIT_LEAD)
            ) as scope:
                tidy(session, secret=settings.secret_key, now=now)
                content = make_file(
                    session,
                    choose(session, asked, scope=scope, now=now),
                    key=load_or_make_key(settings.signing_key_file),
                    scope=scope,
                    now=now,
                )
        except NotFound as error:
            raise Refused("Only an audit lead may make this file.", code=DATA_WRONG) from error
        except DomainError as error:
            raise Refused(error.message, code=DATA_WRONG) from error
    write_private(chosen.out, content)
    say(f"Written: {chosen.out}")
    return 0


def run_check(chosen: argparse.Namespace) -> int:
    """Say what each file is; refuse the first that is not whole."""
    from sdm_tool.services.aggregate_words import check_lines, compare_document

    found = [_read(file) for file in chosen.files]
    if chosen.json:
        answer_json(compare_document(found))
    else:
        _print(line for signed in found for line in check_lines(signed))
    return 0


def run_compare(chosen: argparse.Namespace) -> int:
    """Set two or more files side by side."""
    from sdm_tool.services.aggregate_files import MOST_FILES, side_by_side
    from sdm_tool.services.aggregate_words import compare_document, compare_lines

    if not FEWEST_COMPARED <= len(chosen.files) <= MOST_FILES:
        raise Refused(f"Give from {FEWEST_COMPARED} to {MOST_FILES} files.")
    try:
        found = side_by_side([_read(file) for file in chosen.files])
    except DomainError as error:
        raise Refused(error.message, code=DATA_WRONG) from error
    if chosen.json:
        answer_json(compare_document(found))
    else:
        _print(compare_lines(found))
    return 0


def _read(file: Path) -> "SignedAggregate":
    from sdm_tool.services.aggregate_files import LARGEST_FILE, read_file

    try:
        with file.open("rb") as opened:
            return read_file(opened.read(LARGEST_FILE + 1))
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from error
    except DomainError as error:
        raise Refused(f"{file}: {error.message}", code=DATA_WRONG) from error


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        answer(line)
