"""The sdm-tool command. Each command calls one service; messages go to standard error."""

import argparse
import os
import sys
from collections.abc import Sequence

from sdm_tool import __version__
from sdm_tool.cli import audit, bench, collaborate, demonstration, grids, installing, summary, trail
from sdm_tool.cli.messages import CALL_WRONG, DATA_WRONG, Refused, say

GROUPS = (demonstration, installing, grids, collaborate, audit, summary, trail, bench)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 1, the data is wrong; 2, the call is wrong."""
    parser = make_parser()
    chosen = parser.parse_args(arguments)
    if chosen.run is None:
        parser.print_usage()
        return CALL_WRONG
    try:
        code: int = chosen.run(chosen)
    except Refused as refused:
        for line in refused.lines:
            say(line)
        return refused.code
    except BrokenPipeError:  # whoever read standard output has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DATA_WRONG
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    return code


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of every command; nothing heavy is imported for it."""
    parser = argparse.ArgumentParser(
        prog="sdm-tool", description="Shared decision making with option grids."
    )
    parser.add_argument("--version", action="version", version=f"sdm-tool {__version__}")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for group in GROUPS:
        group.register(commands)
    return parser
