"""What the fairness page says: each band as a row, and what is missing or held back in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from sdm_tool.domain.collaborate import Respondent, Score
from sdm_tool.domain.disclosure import is_told
from sdm_tool.domain.equity import NOT_SAID
from sdm_tool.domain.fairness import ONLY_WHEN_ASKED, Dimension
from sdm_tool.domain.months import Month
from sdm_tool.domain.wording import and_list
from sdm_tool.outputs.pictures import interval_bar
from sdm_tool.services.audit_choice import months_in_words
from sdm_tool.services.audit_fairness import BandFigures, Fairness
from sdm_tool.services.audit_fairness_words import (
    COMPARED,
    DIMENSIONS,
    MISSING,
    band_name,
    cell_name,
)
from sdm_tool.services.audit_groups import LOW_RESPONSE, Group
from sdm_tool.services.audit_overview_shown import MOST_NAMED, WHO
from sdm_tool.services.audit_words import (
    count_words,
    interval_words,
    percent_words,
    stretch_words,
    whole_percent,
)

WAITS = "No score in these quarters yet"


@dataclass(frozen=True, slots=True)
class BandCells:
    """The cells of a band that has a score."""

    complete: str
    response_rate: str
    top_score: str
    interval: str
    bar: Markup
    mean: str
    enough: str


@dataclass(frozen=True, slots=True)
class BandRow:
    """A band; without `cells`, `why_not` says why there are none."""

    name: str
    months: str
    """Which months it is of, where it is not of all of the period; of an agency always."""
    teams: str
    """How many teams of an agency are in it; empty for a band, and for an agency of one team."""
    offered: str
    cells: BandCells | None
    why_not: str


@dataclass(frozen=True, slots=True)
class FairnessPage:
    """The page, ready for its template; no period where no quarter is closed."""

    period: str
    heading: str
    first_column: str
    is_of_teams: bool
    """Whether it is by agency: then it holds what teams released, and nothing by band."""
    about: str
    rows: tuple[BandRow, ...]
    nobody: str
    """What to say where there are no rows."""
    held_back: tuple[str, ...]
    missing: str
    cautions: tuple[str, ...]
    view_is_noted: bool


def show_fairness(seen: Fairness) -> FairnessPage:
    """Return the whole page in words."""
    name, who = DIMENSIONS[seen.dimension], WHO[seen.respondent]
    months = seen.months
    period = months_in_words(*months) if months else ""
    return FairnessPage(
        period=period,
        heading=f"What {who[0].lower()}{who[1:]} told us, by {name[0].lower()}{name[1:]}",
        first_column=name,
        is_of_teams=seen.dimension is Dimension.AGENCY,
        about=f"{who}, all teams and all ways of asking, {period}.",
        rows=tuple(_row(seen, told, months) for told in seen.bands if months),
        nobody=_nobody(seen),
        held_back=tuple(_held_back(seen)),
        missing=_missing(seen),
        cautions=tuple(_low_response(seen)),
        view_is_noted=seen.view_is_noted,
    )


def _row(seen: Fairness, told: BandFigures, months: tuple[Month, Month] | None) -> BandRow:
    group = told.group
    of_some = group.months is not None and group.months != months
    in_words = months_in_words(*group.months) if group.months and of_some else ""
    return BandRow(
        name=cell_name(seen.dimension, told.bands),
        months=_short_months(group) if group.parts else in_words,
        teams=_teams(group),
        offered=count_words(group.offered) if group.score else stretch_words(group.offered),
        cells=_cells(group, group.score) if group.score else None,
        why_not="" if group.score else WAITS,
    )


def _short_months(group: Group) -> str:
    """Write the months of an agency's score, short enough to stand under its name."""
    if group.months is None:
        return ""
    first, last = (f"{month.title[:3]} {month.year}" for month in group.months)
    return first if first == last else f"{first} to {last}"


def _teams(group: Group) -> str:
    """Say how many teams of an agency have a score, and whether all are of the same months."""
    told = [team for team in group.parts if team.score]
    if not told or len(group.parts) == 1:
        return ""
    some = "" if len(told) == len(group.parts) else f"{len(told)} of "
    differ = "" if all(team.months == group.months for team in told) else ", months differ"
    return f"{some}{len(group.parts)} teams{differ}"


def _cells(group: Group, score: Score) -> BandCells:
    if score.top_score is None or score.top_score_ci95 is None or score.mean is None:
        raise ValueError("a score that may be shown has all its parts")
    low, high = score.top_score_ci95
    top_score, interval = percent_words(score.top_score), interval_words(low, high)
    rate = group.response_rate
    return BandCells(
        complete=count_words(score.complete),
        response_rate="Not known" if rate is None else percent_words(rate),
        top_score=top_score,
        interval=interval,
        # From the whole per cents that stand beside it: a picture tells no more than its numbers.
        bar=Markup(  # noqa: S704
            interval_bar(
                whole_percent(low),
                whole_percent(score.top_score),
                whole_percent(high),
                f"{top_score}, interval {interval}",
            )
        ),
        mean=str(Decimal(score.mean).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)),
        enough=(score.wording or "").removesuffix(COMPARED).capitalize(),
    )


def _held_back(seen: Fairness) -> Iterator[str]:
    """Say who has no figure of their own, and why; nothing where all of them have."""
    return _teams_held_back(seen) if seen.dimension is Dimension.AGENCY else _bands_held_back(seen)


def _teams_held_back(seen: Fairness) -> Iterator[str]:
    if seen.bands and not any(agency.group.score for agency in seen.bands):
        yield (
            "No score was released in these quarters: no team has 25 complete answers in them that "
            "may be shown. Choose more quarters, or look again when the next month closes."
        )
        return
    scored = [agency.group for agency in seen.bands if agency.group.score]
    waiting = [team.name for agency in scored for team in agency.parts if not team.score]
    if len(waiting) > MOST_NAMED:
        waiting = [*waiting[:MOST_NAMED], f"{len(waiting) - MOST_NAMED} more"]
    if waiting:
        yield (
            "Not in the score of their agency, because they have none in these quarters: "
            f"{and_list(waiting)}."
        )


def _bands_held_back(seen: Fairness) -> Iterator[str]:
    waiting = [
        band_name(seen.dimension, told.bands[0]) for told in seen.bands if not told.group.score
    ]
    together = {
        band_name(seen.dimension, band): None
        for told in seen.bands
        if len(told.bands) > 1
        for band in told.bands
    }
    if waiting and len(waiting) == len(seen.bands):
        yield (
            "No score was released in these quarters. Too few answered in one of the bands, or "
            "its answers were all alike. The others wait with it: beside them it could be found by "
            "subtraction. Choose more quarters, or look again when the next one closes."
        )
    elif waiting:
        yield f"No score in these quarters: {and_list(waiting)}."
    if together:
        yield (
            "A year brought too few answers for each of these bands, so they are counted "
            f"together: {'; '.join(together)}."
        )


def _nobody(seen: Fairness) -> str:
    if seen.dimension in ONLY_WHEN_ASKED and seen.respondent is Respondent.PARENT:
        return (
            "Only young people are asked this, of themselves. Nobody answers it for them, "
            "so there is nothing of it for parents and carers."
        )
    return "Nobody was offered the form in these quarters."


def _missing(seen: Fairness) -> str:
    if not seen.offered:
        return ""
    missing = MISSING.get(seen.dimension, NOT_SAID)
    # Of what is told alone: with a star in it, the share would tell what stands behind the star.
    share = _share(seen.offered[missing], sum(filter(is_told, seen.offered.values())))
    if seen.dimension in MISSING:
        return (
            f"Nothing is recorded for {share} of those offered the form. There may have been "
            "none, or nobody wrote it down: the two cannot be told apart."
        )
    return f"Not recorded for {share} of those offered the form."


def _share(part: int, whole: int) -> str:
    """Write a share; of a part whose count is a star none, for it would tell the count."""
    if not is_told(part):
        return "at most a few"
    return percent_words(100 * part / whole)


def _low_response(seen: Fairness) -> Iterator[str]:
    low = [
        cell_name(seen.dimension, told.bands) for told in seen.bands if told.group.response_is_low
    ]
    if low:
        yield (
            f"Under {LOW_RESPONSE}% of those offered the form answered it: {and_list(low)}. "
            "Those who answered may not be like the others."
        )
