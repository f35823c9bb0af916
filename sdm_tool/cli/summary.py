"""summary: one copy of a conversation, as a file."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sdm_tool.cli.messages import CALL_WRONG, DATA_WRONG, Commands, Refused, say
from sdm_tool.domain.copies import Audience
from sdm_tool.domain.errors import DomainError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from sdm_tool.outputs.summary import Summary

OF_THE_CALL = frozenset({"code", "conversation", "reason", "as"})


def register(commands: Commands) -> None:
    """Add the command to the parser."""
    summary = commands.add_parser(
        "summary",
        help="write one copy of a conversation to a file",
        description="Takes the record's latest valid conversation, else its latest in progress. "
        "On a real store it asks for the password of --as, and the copy goes into the trail.",
    )
    summary.add_argument("code", metavar="CODE", help="the record code, for example from a copy")
    summary.add_argument("--conversation", metavar="ID", help="another conversation of the record")
    summary.add_argument(
        "--audience", required=True, choices=[audience.value for audience in Audience]
    )
    summary.add_argument("--format", choices=("pdf", "html"), default="pdf")
    summary.add_argument("--out", required=True, type=Path, metavar="FILE")
    summary.add_argument("--as", dest="username", metavar="USER", help="who makes the copy")
    summary.add_argument("--reason", metavar="TEXT", help="why; it is kept in the staff notes")
    summary.set_defaults(run=run_summary)


def run_summary(chosen: argparse.Namespace) -> int:
    """Write the file, readable by its owner only."""
    from sdm_tool.cli.acting import write_for_owner
    from sdm_tool.cli.stores import open_store
    from sdm_tool.outputs.pdf_errors import PdfError
    from sdm_tool.persistence.engine import make_sessions
    from sdm_tool.persistence.queries.organisations import get_organisation

    if not chosen.out.absolute().parent.is_dir():
        raise Refused(f"There is no folder {chosen.out.absolute().parent}.")
    with open_store() as (settings, engine), make_sessions(engine)() as session:
        try:
            if get_organisation(session).is_demonstration:
                summary = _made_up(session, chosen)
            else:
                summary = _real(session, chosen, settings.secret_key)
            write_for_owner(chosen.out, _draw(summary, chosen.format))
        except DomainError as error:
            code = CALL_WRONG if error.field in OF_THE_CALL else DATA_WRONG
            raise Refused(error.message, code=code) from error
        except PdfError as error:
            raise Refused(str(error), code=DATA_WRONG) from error
    say(f"Written: {chosen.out}")
    return 0


def _made_up(session: "Session", chosen: argparse.Namespace) -> "Summary":
    from sdm_tool.services.copies_by_code import choose_conversation, first_that_sees, made_up_copy
    from sdm_tool.services.demonstration_service import TEAMS, staff_scope

    scopes = [staff_scope(team) for team in range(len(TEAMS))]
    scope = first_that_sees(session, scopes, chosen.code)
    conversation_id = choose_conversation(session, scope, chosen.code, chosen.conversation)
    return made_up_copy(session, scope, conversation_id, Audience(chosen.audience))


def _real(session: "Session", chosen: argparse.Namespace, secret: str) -> "Summary":
    """Sign in, make the copy, and sign out, all of it in the trail."""
    from sdm_tool.cli.acting import acting_as
    from sdm_tool.services.copies_by_code import choose_conversation, give_with_reason

    if not chosen.username or not (chosen.reason or "").strip():
        raise Refused("On a real store say who makes the copy and why: --as USER --reason TEXT.")
    with acting_as(session, chosen.username, secret) as scope:
        named = chosen.conversation
        return give_with_reason(
            session,
            choose_conversation(session, scope, chosen.code, named),
            Audience(chosen.audience),
            reason=chosen.reason,
            scope=scope,
            now=datetime.now(UTC),
        )


def _draw(summary: "Summary", kind: str) -> bytes:
    from sdm_tool.outputs.pdf import PdfMaker
    from sdm_tool.outputs.summary import summary_html
    from sdm_tool.resources import templates_folder

    html = summary_html(summary)
    if kind == "pdf":
        with PdfMaker() as maker:
            return maker.draw(html)
    sheet = (templates_folder() / "pdf" / "paper.css").read_text(encoding="utf-8")
    return html.replace("</head>", f"<style>\n{sheet}</style>\n</head>", 1).encode()
