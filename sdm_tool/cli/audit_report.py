"""audit report: the report for a board, or the figures as a workbook, as a file."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sdm_tool.cli.messages import CALL_WRONG, DATA_WRONG, Commands, Refused, say
from sdm_tool.cli.private_files import require_folder, write_private
from sdm_tool.cli.signing_in import acting_as
from sdm_tool.domain.errors import DomainError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from sdm_tool.domain.permissions import Scope

OF_THE_CALL = frozenset({"from", "to", "month", "team"})


def add_report(ours: Commands) -> None:
    """Add the command to the group of the audit commands."""
    report = ours.add_parser(
        "report",
        help="write the report for a board to a file",
        description="The figures of closed months that were released, as the audit pages show "
        "them. On a real store it asks for the password of --as, and the trail keeps that the "
        "figures were taken away.",
    )
    report.add_argument("--from", dest="first", default="", metavar="YYYY-MM", help="first month")
    report.add_argument("--to", dest="last", default="", metavar="YYYY-MM", help="last month")
    report.add_argument("--site", default="", metavar="NAME", help="the teams of one site")
    report.add_argument("--team", default="", metavar="NAME", help="one team")
    report.add_argument("--format", choices=("pdf", "xlsx"), default="pdf")
    report.add_argument("--out", required=True, type=Path, metavar="FILE")
    report.add_argument("--as", dest="username", metavar="USER", help="who takes the figures")
    report.set_defaults(run=run_report)


def run_report(chosen: argparse.Namespace) -> int:
    """Write the file, readable by its owner only."""
    from sdm_tool.cli.stores import open_store
    from sdm_tool.outputs.pdf_errors import PdfError
    from sdm_tool.persistence.engine import make_sessions
    from sdm_tool.persistence.queries import NotFound
    from sdm_tool.services.demonstration_service import AUDIT_LEAD, scope_of
    from sdm_tool.services.feedback_closing import tidy

    require_folder(chosen.out)
    with open_store() as (settings, engine), make_sessions(engine)() as session:
        try:
            with acting_as(
                session, chosen.username, settings.secret_key, made_up=scope_of(AUDIT_LEAD)
            ) as scope:
                tidy(session, secret=settings.secret_key, now=datetime.now(UTC))
                content = _content(session, chosen, scope)
        except NotFound as error:
            raise Refused(
                "There is no such team or site here, or this account may not read audit pages.",
            ) from error
        except DomainError as error:
            code = CALL_WRONG if error.field in OF_THE_CALL else DATA_WRONG
            raise Refused(error.message, code=code) from error
        except PdfError as error:
            raise Refused(str(error), code=DATA_WRONG) from error
    write_private(chosen.out, content)
    say(f"Written: {chosen.out}")
    return 0


def _content(session: "Session", chosen: argparse.Namespace, scope: "Scope") -> bytes:
    from sdm_tool.outputs.board_paper import board_paper_html
    from sdm_tool.outputs.pdf import PdfMaker
    from sdm_tool.services.audit_board import board_paper
    from sdm_tool.services.audit_choice import choose, ids_of_names
    from sdm_tool.services.audit_export import export_workbook
    from sdm_tool.services.audit_exported import note_export

    now = datetime.now(UTC)
    asked = {"from": chosen.first, "to": chosen.last}
    asked |= ids_of_names(session, site=chosen.site, team=chosen.team)
    choice = choose(session, asked, scope=scope, now=now)
    if chosen.format == "xlsx":
        return export_workbook(session, choice, scope=scope, now=now)
    html = board_paper_html(board_paper(session, choice, scope=scope, now=now))
    session.rollback()
    with PdfMaker() as maker:
        content = maker.draw(html)
    note_export(session, scope=scope, now=datetime.now(UTC))
    return content
