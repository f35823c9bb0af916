"""What is said, by the page and by the command, of months that an import keeps from being shown."""

from collections.abc import Iterable
from itertools import groupby

from sdm_tool.domain.disclosure import HIDDEN_COUNT
from sdm_tool.domain.months import parse_month
from sdm_tool.domain.wording import and_list
from sdm_tool.services.audit_overview_shown import WHO
from sdm_tool.services.audit_words import stretch_words
from sdm_tool.services.past_never_shown import NeverShown

HERE = (
    "These months wait for more answers given here. Once a month of the files follows them, they "
    "get none, and are never shown. Only leaving the files out keeps them."
)
OF_FILE = (
    "These months of the files have too few answers to be shown by themselves, and months in which "
    "people are asked here are never counted together with them."
)


def never_shown_lines(found: Iterable[NeverShown], *, of_file: bool) -> list[str]:
    """Return a line for each month, of the files or of this tool: teams and how many were asked."""
    asked = [each for each in found if each.is_of_file == of_file]
    return [
        f"{parse_month(month).title}: {and_list([_team(each) for each in teams])}."
        for month, teams in groupby(asked, lambda each: each.month)
    ]


def offered_words(each: NeverShown) -> str:
    """Write how many were asked: of a file as it says, of this tool as the audit pages do."""
    return f"{each.offered:,}" if each.is_of_file else stretch_words(each.offered)


def _team(each: NeverShown) -> str:
    offered = offered_words(each)
    offered = "fewer than 10" if offered == HIDDEN_COUNT else offered
    who = WHO[each.respondent]
    return f"{each.team} ({who[0].lower()}{who[1:]}, {offered} offered)"
