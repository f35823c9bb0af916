"""Fairness for a board: whether a band lies apart from the others, in one line for each kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.fairness import ONLY_WHEN_ASKED, Dimension
from sdm_tool.domain.months import parse_quarter
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.wording import and_list
from sdm_tool.outputs.board_paper import BoardFairness, BoardKind
from sdm_tool.persistence.queries.fairness import find_closed_quarters
from sdm_tool.services.audit_choice import Choice, months_in_words
from sdm_tool.services.audit_fairness import BandChoice, Fairness, fairness
from sdm_tool.services.audit_fairness_words import DIMENSIONS, cell_name
from sdm_tool.services.audit_words import whole_percent

MOST_NAMED = 3
"""How many bands a line names before it sends the reader to the page."""
FEWEST_TO_COMPARE = 2
WAITS = "Waits: too few answers in one of the bands"
ONE_BAND = "One band alone has a score"
NOT_ASKED = "Not asked of them"
NO_QUARTER = "No quarter of these months is closed yet, so nothing is told by band."


@dataclass(frozen=True, slots=True)
class _Band:
    """A band with a score: its name, and the whole per cents at both ends of its interval."""

    name: str
    low: int
    high: int

    def meets(self, other: "_Band") -> bool:
        return self.low <= other.high and other.low <= self.high


def closed_quarters_of(session: Session, choice: Choice, *, scope: Scope) -> tuple[str, str] | None:
    """Return the first and last closed quarter that shares a month with the choice; None for none.

    Raises NotFound for someone who may not read audit pages.
    """
    held = [
        quarter
        for quarter in find_closed_quarters(session, scope)
        if parse_quarter(quarter).months[0] <= choice.last
        and parse_quarter(quarter).months[-1] >= choice.first
    ]
    return (held[0], held[-1]) if held else None


def board_fairness(
    session: Session, choice: Choice, *, scope: Scope, now: datetime
) -> BoardFairness:
    """Return a line for each kind of band, of the closed quarters that the months lie in.

    It is of the whole service, whatever team was chosen. Nothing is ranked: bands are named in
    their own order. Raises NotFound for someone who may not read audit pages.
    """
    quarters = closed_quarters_of(session, choice, scope=scope)
    if quarters is None:
        return BoardFairness(NO_QUARTER, ())

    def seen(who: Respondent, dimension: Dimension) -> Fairness:
        return fairness(session, BandChoice(who, dimension, *quarters), scope=scope, now=now)

    dimensions = seen(Respondent.YOUNG_PERSON, Dimension.AGE).dimensions
    first, last = map(parse_quarter, quarters)
    return BoardFairness(
        about="Of all teams, never of one: "
        f"{months_in_words(first.months[0], last.months[-1])}, whole quarters.",
        kinds=tuple(
            BoardKind(
                DIMENSIONS[dimension],
                _line(seen(Respondent.YOUNG_PERSON, dimension)),
                NOT_ASKED
                if dimension in ONLY_WHEN_ASKED
                else _line(seen(Respondent.PARENT, dimension)),
            )
            for dimension in dimensions
        ),
    )


def _line(seen: Fairness) -> str:
    bands = list(_with_score(seen))
    if not bands:
        return WAITS
    if len(bands) < FEWEST_TO_COMPARE:
        return ONE_BAND
    return _apart(bands)


def _with_score(seen: Fairness) -> Iterator[_Band]:
    for told in seen.bands:
        if told.group.score and told.group.score.top_score_ci95:
            low, high = map(whole_percent, told.group.score.top_score_ci95)
            yield _Band(cell_name(seen.dimension, told.bands), low, high)


def _apart(bands: Sequence[_Band]) -> str:
    """Say which intervals meet no other, else which miss some other; else that all meet."""
    if len(bands) == FEWEST_TO_COMPARE and not bands[0].meets(bands[1]):
        return f"Apart from each other: {_named([band.name for band in bands])}"
    misses = [[not band.meets(other) for other in bands if other is not band] for band in bands]
    from_all = [band.name for band, others in zip(bands, misses, strict=True) if all(others)]
    from_some = [band.name for band, others in zip(bands, misses, strict=True) if any(others)]
    if from_all:
        return f"Apart from all others: {_named(from_all)}"
    if from_some:
        return f"Apart from some of the others: {_named(from_some)}"
    return f"No band is apart ({len(bands)} bands)"


def _named(names: Sequence[str]) -> str:
    named = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        named.append(f"{len(names) - MOST_NAMED} more")
    return and_list(named)
