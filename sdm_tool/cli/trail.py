"""trail verify: is the trail whole?"""

import argparse

from sdm_tool.cli.messages import (
    DATA_WRONG,
    Commands,
    add_group,
    add_json,
    answer,
    answer_json,
    say,
)


def register(commands: Commands) -> None:
    """Add the group to the parser."""
    ours = add_group(commands, "trail", "check the trail of who did what")
    verify = ours.add_parser("verify", help="walk the chain and name the first broken link")
    add_json(verify)
    verify.set_defaults(run=run_verify)


def run_verify(chosen: argparse.Namespace) -> int:
    """Print how many events there are and the newest link; 1 when an event does not fit."""
    from sdm_tool.cli.stores import open_store
    from sdm_tool.persistence.engine import make_sessions
    from sdm_tool.trail.verify import verify

    with open_store() as (_, engine), make_sessions(engine)() as session:
        found = verify(session)
    if chosen.json:
        answer_json(
            {
                "whole": found.is_whole,
                "events": found.events,
                "head": found.head,
                "first_broken": found.first_broken,
            }
        )
    elif found.is_whole:
        answer(f"The trail is whole: {found.events} events.")
        answer(f"Newest link: {found.head}")
    if found.is_whole:
        return 0
    say(f"The trail is broken at event {found.first_broken}. The events before it fit.")
    return DATA_WRONG
