"""Files of past answers, as a service would write them."""

from collections.abc import Iterable

from sdm_tool.services.past_answers import Files

HEADER = "month,team,respondent,mode,q1,q2,q3"
OFFERS_HEADER = "month,team,respondent,mode,offered"
TOP, NEARLY = "9,9,9", "9,9,8"


def group(month: str, team: str = "Getting Help", who: str = "young person", mode: str = "paper"):
    return f"{month},{team},{who},{mode}"


def files(answers: Iterable[str], offers: Iterable[str]) -> Files:
    return Files(
        "\n".join((HEADER, *answers)).encode(), "\n".join((OFFERS_HEADER, *offers)).encode()
    )


def month_of_answers(
    month: str, *, top: int = 14, nearly: int = 12, offered: int = 40, **more: str
):
    """A month that can be released: 26 complete answers, not all alike, of 40 offers."""
    here = group(month, **more)
    answers = [f"{here},{TOP}"] * top + [f"{here},{NEARLY}"] * nearly
    return files(answers, [f"{here},{offered}"])
