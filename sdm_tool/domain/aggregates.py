"""What a file for other organisations holds: figures that may leave the service, and no others.

Whoever reads such a file may not have made it, so everything in it is looked at again: a number
that no release could hold is refused, whoever signed it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NoReturn, cast

from sdm_tool.domain.collaborate import FLOOR, Respondent, wording_of
from sdm_tool.domain.disclosure import HIDDEN_COUNT, suppressed
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.intervals import wilson
from sdm_tool.domain.months import Month, Quarter, closes_on, parse_month
from sdm_tool.domain.thrive import MOST_QUARTERS, ROWS, bounds

FORMAT: Final = "sdm-tool aggregate"
FORMAT_VERSION: Final = 1
LONGEST_NAME = 200
_MOST_ANSWERS = 1_000_000
_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")
_QUARTER = re.compile(r"([1-9][0-9]{3})-Q([1-4])")
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ScoreTold:
    """The released blocks of one kind of respondent, together. Per cents are whole."""

    respondent: Respondent
    first: Month
    last: Month
    complete: str
    """As `suppressed` writes it."""
    response_rate: int
    top_score: int
    low: int
    high: int
    comparing: str


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One organisation's figures of whole closed months."""

    organisation: str
    is_demonstration: bool
    made_on: date
    product_version: str
    first: Month
    last: Month
    scores: tuple[ScoreTold, ...]
    groupings: Mapping[Quarter, Mapping[str, str]]


def whole_per_cent(percent: float) -> int:
    """Round half up."""
    return int(Decimal(percent).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def body_of(aggregate: Aggregate) -> dict[str, object]:
    """Return the aggregate as the JSON document that is signed."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "organisation": aggregate.organisation,
        "is_demonstration": aggregate.is_demonstration,
        "made_on": aggregate.made_on.isoformat(),
        "product_version": aggregate.product_version,
        "months": {"from": str(aggregate.first), "to": str(aggregate.last)},
        "scores": [
            {
                "respondent": score.respondent.value,
                "months": {"from": str(score.first), "to": str(score.last)},
                "complete": score.complete,
                "response_rate_percent": score.response_rate,
                "top_score_percent": score.top_score,
                "interval_95_percent": [score.low, score.high],
                "comparing": score.comparing,
            }
            for score in aggregate.scores
        ],
        "groupings": [
            {"quarter": str(quarter), "conversations": dict(cells)}
            for quarter, cells in aggregate.groupings.items()
        ],
    }


def read_body(body: object) -> Aggregate:
    """Read what `body_of` returns. DomainError in words for anything that it could not return."""
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        _refuse("it is not a file that `sdm-tool audit aggregate make` makes")
    if body.get("format_version") != FORMAT_VERSION or type(body["format_version"]) is not int:
        _refuse(f"its format is not version {FORMAT_VERSION}, the one this release reads")
    first, last = _months(body.get("months"))
    made_on = _day(body.get("made_on"))
    if made_on < closes_on(last):
        _refuse(f"it was made before {last.title} was closed")
    aggregate = Aggregate(
        organisation=_words(body.get("organisation"), "the name of the organisation"),
        is_demonstration=_yes_or_no(body.get("is_demonstration")),
        made_on=made_on,
        product_version=_words(body.get("product_version"), "the version of the product"),
        first=first,
        last=last,
        scores=tuple(_score(each, first, last) for each in _list(body.get("scores"), "scores")),
        groupings=_groupings(body.get("groupings"), made_on),
    )
    respondents = [score.respondent for score in aggregate.scores]
    if respondents != [who for who in Respondent if who in respondents]:
        _refuse("a kind of respondent stands in it twice, or out of order")
    if body != body_of(aggregate):
        _refuse("it holds something that does not belong in it")
    return aggregate


def _score(value: object, first: Month, last: Month) -> ScoreTold:
    told = _object(value, "a score")
    begins, ends = _months(told.get("months"))
    if begins < first or ends > last:
        _refuse("a score is of months outside its own")
    interval = _list(told.get("interval_95_percent"), "the interval of a score")
    if len(interval) != len(("low", "high")):
        _refuse("an interval has two ends")
    complete = _count(told.get("complete"))
    if complete == HIDDEN_COUNT or bounds(complete)[1] < FLOOR:
        _refuse(f"a score has fewer than {FLOOR} complete answers: no release holds one")
    if int(complete) > _MOST_ANSWERS:
        _refuse("a score has more answers than this tool has ever counted")
    score = ScoreTold(
        respondent=_respondent(told.get("respondent")),
        first=begins,
        last=ends,
        complete=complete,
        response_rate=_percent(told.get("response_rate_percent")),
        top_score=_percent(told.get("top_score_percent")),
        low=_percent(interval[0]),
        high=_percent(interval[1]),
        comparing=_words(told.get("comparing"), "how a score may be compared"),
    )
    if not _could_be(score):
        _refuse("a score, its interval and its number of answers do not go together")
    return score


def _could_be(score: ScoreTold) -> bool:
    """Whether any number of answers that is written so, and of top scores, gives these figures."""
    least, most = bounds(score.complete)
    for complete in range(max(FLOOR, least), most + 1):
        if wording_of(complete) != score.comparing:
            continue
        fewest = max(1, (2 * score.top_score - 1) * complete // (2 * _HUNDRED))
        highest = min(complete - 1, (2 * score.top_score + 1) * complete // (2 * _HUNDRED) + 1)
        for top in range(fewest, highest + 1):
            found = wilson(top, complete)
            shown = (_HUNDRED * top / complete, _HUNDRED * found.low, _HUNDRED * found.high)
            if tuple(map(whole_per_cent, shown)) == (score.top_score, score.low, score.high):
                return True
    return False


def _groupings(value: object, made_on: date) -> dict[Quarter, dict[str, str]]:
    told: dict[Quarter, dict[str, str]] = {}
    for each in _list(value, "groupings"):
        entry = _object(each, "a quarter")
        quarter = _quarter(entry.get("quarter"))
        if told and quarter <= max(told):
            _refuse("its quarters are not each there once, in order")
        if made_on < closes_on(quarter.months[-1]):
            _refuse(f"it was made before {quarter.title} was closed")
        cells = _object(entry.get("conversations"), "the counts of a quarter")
        if set(cells) != {str(row) for row in ROWS}:
            _refuse("a quarter does not have each grouping once")
        told[quarter] = {str(row): _count(cells[str(row)]) for row in ROWS}
    if len(told) > MOST_QUARTERS:
        _refuse(f"it has more than {MOST_QUARTERS} quarters")
    return told


def _count(value: object) -> str:
    if value == HIDDEN_COUNT:
        return HIDDEN_COUNT
    if not isinstance(value, str) or not _COUNT.fullmatch(value) or suppressed(int(value)) != value:
        _refuse("a count in it is not 0, a star, or rounded to the nearest 5")
    return value


def _percent(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _HUNDRED:
        _refuse("a per cent in it is not a whole number from 0 to 100")
    return value


def _months(value: object) -> tuple[Month, Month]:
    told = _object(value, "the months")
    first, last = _month(told.get("from")), _month(told.get("to"))
    if first > last:
        _refuse("its months are the wrong way round")
    return first, last


def _month(value: object) -> Month:
    try:
        return parse_month(value if isinstance(value, str) else "")
    except DomainError:
        _refuse("a month in it is not one")


def _quarter(value: object) -> Quarter:
    found = _QUARTER.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        _refuse("a quarter in it is not one")
    return Quarter(int(found[1]), int(found[2]))


def _day(value: object) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        _refuse("the day it was made on is not one")


def _respondent(value: object) -> Respondent:
    try:
        return Respondent(value if isinstance(value, str) else "")
    except ValueError:
        _refuse("it does not say who answered")


def _words(value: object, what: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME or not value.isprintable():
        _refuse(f"{what} is missing, too long, or not plain words")
    return value


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        _refuse("it does not say whether it is of a demonstration")
    return value


def _list(value: object, what: str) -> list[object]:
    if not isinstance(value, list):
        _refuse(f"{what} in it cannot be read")
    return cast("list[object]", value)


def _object(value: object, what: str) -> dict[str, object]:
    if not isinstance(value, dict):
        _refuse(f"{what} in it cannot be read")
    return cast("dict[str, object]", value)


def _refuse(why: str) -> NoReturn:
    raise DomainError(f"The file is refused: {why}.", field="files")
