"""What every command says in the same way: exit codes, refusals, messages and JSON."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

DATA_WRONG = 1
CALL_WRONG = 2

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  argparse names it no other way
else:
    Commands = object
Command = Callable[[argparse.Namespace], int]


class Refused(Exception):
    """A command cannot go on: what to say, a line each, and the exit code."""

    def __init__(self, *lines: str, code: int = CALL_WRONG) -> None:
        super().__init__(*lines)
        self.lines = lines
        self.code = code


def say(line: str) -> None:
    """Tell the person something, on standard error."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201  a command speaks by printing


def answer(line: str) -> None:
    """Print a line of what was asked for, on standard output."""
    print(line, flush=True)  # noqa: T201  a command answers by printing


def answer_json(document: object) -> None:
    """Print one JSON document on standard output. Refuses NaN."""
    answer(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False))


def add_group(commands: Commands, name: str, purpose: str) -> Commands:
    """Add a command that has commands of its own, and return where those are added."""
    group = commands.add_parser(name, help=purpose)
    group.set_defaults(run=lambda _chosen: group.error("choose a command"))
    return group.add_subparsers(title="commands", metavar="COMMAND")


def add_json(command: argparse.ArgumentParser) -> None:
    """Let a command print one JSON document instead of lines."""
    command.add_argument("--json", action="store_true", help="print one JSON document")


def whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    """Return the type of an argument: a whole number from `lowest` to `highest`."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not lowest <= int(text) <= highest:
            raise argparse.ArgumentTypeError(
                f"{text!r} is not a whole number from {lowest} to {highest}"
            )
        return int(text)

    return read


port_number = whole_number(1, 65_535)
