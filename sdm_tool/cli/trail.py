"""trail verify: is the trail whole?"""

import argparse
from typing import TYPE_CHECKING

from sdm_tool.cli.messages import (
    DATA_WRONG,
    Commands,
    add_group,
    add_json,
    answer,
    answer_json,
    say,
)

if TYPE_CHECKING:
    from sdm_tool.trail.verify import Verification


def register(commands: Commands) -> None:
    """Add the group to the parser."""
    ours = add_group(commands, "trail", "check the trail of who did what")
    verify = ours.add_parser("verify", help="walk the chain and name the first broken link")
    verify.add_argument(
        "--link", metavar="LINK", help="say where a link stands that was printed, as on a report"
    )
    add_json(verify)
    verify.set_defaults(run=run_verify)


def run_verify(chosen: argparse.Namespace) -> int:
    """Print how many events there are and the newest link; 1 when an event does not fit.

    With --link, where it stands; 1 when no event has it.
    """
    from sdm_tool.cli.stores import open_store
    from sdm_tool.persistence.engine import make_sessions
    from sdm_tool.trail.verify import verify

    with open_store() as (_, engine), make_sessions(engine)() as session:
        found = verify(session, link=chosen.link or "")
    if chosen.json:
        document = {
            "whole": found.is_whole,
            "events": found.events,
            "head": found.head,
            "first_broken": found.first_broken,
        }
        answer_json(document | ({"link_at": found.link_at} if chosen.link else {}))
    else:
        _answer(found)
    if not found.is_whole:
        say(f"The trail is broken at event {found.first_broken}. The events before it fit.")
    link_is_missing = bool(chosen.link) and found.link_at is None
    if link_is_missing:
        say("No event that fits has that link: the trail is not the one it was printed from.")
    return 0 if found.is_whole and not link_is_missing else DATA_WRONG


def _answer(found: "Verification") -> None:
    if found.is_whole:
        answer(f"The trail is whole: {found.events} events.")
        answer(f"Newest link: {found.head}")
    if found.link_at is not None:
        answer(f"That link is of event {found.link_at}: nothing up to it was changed since.")
