"""What the pages of paper answers say."""

from collections.abc import Sequence
from dataclasses import dataclass

from sdm_tool.domain.csv_reading import CsvFault
from sdm_tool.domain.months import parse_month
from sdm_tool.domain.past_answers import PastFaultsError
from sdm_tool.services.past_answers import Checked
from sdm_tool.services.past_words import HERE, OF_FILE, never_shown_lines

MOST_NAMED = 500


@dataclass(frozen=True, slots=True)
class FoundIn:
    """What is wrong in one of the two files."""

    key: str
    heading: str
    faults: tuple[tuple[str, str], ...]
    """Where, and what."""
    more: str


def saved_words(count: int) -> str:
    """Return how many forms were typed in: all that is said of a batch once it is saved."""
    if count == 1:
        return "Saved. 1 form was typed in."
    return f"Saved. {count} forms were typed in."


def days(count: int) -> str:
    """Return "1 day" or "7 days"."""
    return "1 day" if count == 1 else f"{count} days"


def present_faults(error: PastFaultsError) -> tuple[FoundIn, ...]:
    """Return what is wrong, for each file that has something wrong."""
    files = (
        ("answers", "In the file of answers", error.answers),
        ("offers", "In the file of offers", error.offers),
    )
    return tuple(_found(key, heading, faults) for key, heading, faults in files if faults)


def present_checked(checked: Checked) -> str:
    """Return how much there is in the files: never what anybody answered."""
    first, last = parse_month(checked.months[0]).title, parse_month(checked.months[-1]).title
    when = first if first == last else f"{first} to {last}"
    teams = "1 team" if checked.teams == 1 else f"{checked.teams:,} teams"
    answers = "1 form" if checked.answers == 1 else f"{checked.answers:,} forms"
    return f"{answers} came back of {checked.offered:,} that were offered, by {teams}, {when}."


def present_never_shown(checked: Checked) -> tuple[tuple[str, list[str]], ...]:
    """Return why months would never be shown, and a line for each; nothing where none would."""
    told = (
        (why, never_shown_lines(checked.never_shown, of_file=of_file))
        for why, of_file in ((HERE, False), (OF_FILE, True))
    )
    return tuple((why, lines) for why, lines in told if lines)


def _found(key: str, heading: str, faults: Sequence[CsvFault]) -> FoundIn:
    left = len(faults) - MOST_NAMED
    return FoundIn(
        key,
        heading,
        tuple((_place(fault), fault.message) for fault in faults[:MOST_NAMED]),
        f"And {left:,} more. The command names them all." if left > 0 else "",
    )


def _place(fault: CsvFault) -> str:
    return f"Line {fault.line}, column {fault.column}" if fault.column else f"Line {fault.line}"
