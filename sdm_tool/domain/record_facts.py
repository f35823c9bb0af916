"""What a valid conversation's record holds, as facts to count: no words of anybody, no record."""

from dataclasses import dataclass
from datetime import date

from sdm_tool.domain.fairness import NO_BANDS, Bands
from sdm_tool.domain.sections import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class StartFacts:
    """What the start of it holds."""

    own_words: bool = False
    """Something stands under what matters to the young person."""
    needs: bool = False
    """Something stands under communication needs."""
    needs_met: str = ""
    """yes, partly, no, or empty."""
    time_alone: str = ""
    """offered-taken, offered-not-taken, not-offered, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceFacts:
    """Who was there, the clinicians apart, and of how many nothing was written down."""

    young_person: bool = True
    others: int = 0
    unheard: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionFacts:
    """The options that were looked at, and what was said of their limits."""

    looked_at: int = 0
    balanced: int = 0
    """With a good point, a hard point and something of likely, if not, or not known."""
    no_change: bool | None = None
    """Whether keeping things as they are was looked at; None when the talk had no grid."""
    chosen: int = 0
    chosen_with_limits: int = 0
    """With what success is, how likely it is by when, and what if not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """When to look again, and when somebody did."""

    review_on: date | None = None
    looked_again: tuple[date, ...] = ()
    """The days, after that of its first meeting, of its meetings and of the first meeting of the
    one that took its place."""
    replaced_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts:
    """One valid conversation that is no practice."""

    team_id: str
    grid_slug: str = ""
    bands: Bands = NO_BANDS
    grouping_before: str = ""
    """Of the record's conversation before it, on an earlier day; empty where there is none."""
    outcome: Outcome | None = None
    could_choose: frozenset[str] = frozenset()
    """Ids of the options of its grid."""
    choices: frozenset[str] = frozenset()
    """Ids of the options chosen; `own` for those the family brought."""
    other_than_before: bool | None = None
    """Whether it was decided differently from the one it took the place of, if it did."""
    start: StartFacts = StartFacts()
    presence: PresenceFacts = PresenceFacts()
    options: OptionFacts = OptionFacts()
    review: ReviewFacts = ReviewFacts()
    met_on: date
    """The day of its newest meeting."""
    summary_on: date | None = None
    """The day of the first copy printed on that day or later."""


OWN_OPTION = "own"
