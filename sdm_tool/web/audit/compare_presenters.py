"""What the comparison of organisations says: their files side by side, A to Z."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sdm_tool.domain.aggregates import Aggregate, ScoreTold
from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.months import Month, Quarter
from sdm_tool.domain.thrive import NOT_RECORDED, shares
from sdm_tool.domain.wording import plain_date
from sdm_tool.outputs.pictures import interval_bar
from sdm_tool.services.aggregate_files import SignedAggregate, cautions_of
from sdm_tool.services.audit_overview_shown import WHO
from sdm_tool.web.audit.thrive_presenters import A_TO_Z, NONE_RECORDED
from sdm_tool.web.grouping_words import GROUPINGS

NO_SCORE = "No score: too few complete answers"
NOT_THERE = "Not in the file"


@dataclass(frozen=True, slots=True)
class FileRow:
    """What a file says of itself, and who signed it."""

    name: str
    fingerprint: str
    months: str
    made: str
    kind: str


@dataclass(frozen=True, slots=True)
class ToldScore:
    """The score of one organisation; without `top_score` there is none."""

    name: str
    complete: str
    response_rate: str
    top_score: str
    interval: str
    bar: Markup
    comparing: str
    months: str


@dataclass(frozen=True, slots=True)
class ScoreTable:
    key: str
    heading: str
    rows: tuple[ToldScore, ...]


@dataclass(frozen=True, slots=True)
class QuarterTable:
    """One quarter: groupings in rows, organisations in columns."""

    key: str
    heading: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The page, ready to be put into its template; without `files` it only asks for them."""

    files: tuple[FileRow, ...]
    names: tuple[str, ...]
    cautions: tuple[str, ...]
    scores: tuple[ScoreTable, ...]
    quarters: tuple[QuarterTable, ...]


def present_comparison(files: Sequence[SignedAggregate]) -> ComparePage:
    """Return the whole page in words. `files` are in the order that they are shown in."""
    told = [signed.aggregate for signed in files]
    quarters = sorted({quarter for each in told for quarter in each.groupings})
    return ComparePage(
        files=tuple(_file(signed) for signed in files),
        names=tuple(map(_name, told)),
        cautions=cautions_of(files) if files else (),
        scores=tuple(_scores(who, told) for who in Respondent) if files else (),
        quarters=tuple(_quarter(quarter, told) for quarter in quarters),
    )


def _file(signed: SignedAggregate) -> FileRow:
    told = signed.aggregate
    return FileRow(
        name=told.organisation,
        fingerprint=signed.fingerprint,
        months=_months(told.first, told.last),
        made=f"{plain_date(told.made_on)}, version {told.product_version}",
        kind="Demonstration: made up" if told.is_demonstration else "Not a demonstration, it says",
    )


def _name(told: Aggregate) -> str:
    return f"{told.organisation} (made up)" if told.is_demonstration else told.organisation


def _scores(who: Respondent, told: Sequence[Aggregate]) -> ScoreTable:
    return ScoreTable(
        key=f"scores-{who.value}",
        heading=f"{WHO[who]}: CollaboRATE Top Score",
        rows=tuple(
            _score(_name(each), next((s for s in each.scores if s.respondent is who), None))
            for each in told
        ),
    )


def _score(name: str, score: ScoreTold | None) -> ToldScore:
    if score is None:
        return ToldScore(name, "", "", "", "", Markup(), NO_SCORE, "")
    interval = f"{score.low} to {score.high}"
    title = f"{score.top_score}%, interval {interval}"
    return ToldScore(
        name=name,
        complete=f"{int(score.complete):,}",
        response_rate=f"{score.response_rate}%",
        top_score=f"{score.top_score}%",
        interval=interval,
        # Its one text, the title, is escaped where it is drawn.
        bar=Markup(  # noqa: S704
            interval_bar(score.low, score.top_score, score.high, title)
        ),
        comparing=score.comparing.capitalize(),
        months=_months(score.first, score.last),
    )


def _quarter(quarter: Quarter, told: Sequence[Aggregate]) -> QuarterTable:
    columns = [_cells(each, quarter) for each in told]
    names = {**{str(each): GROUPINGS[each] for each in A_TO_Z}, NOT_RECORDED: NONE_RECORDED}
    return QuarterTable(
        key=f"quarter-{quarter}".lower(),
        heading=quarter.title,
        rows=tuple(
            (words, tuple(cells.get(key, NOT_THERE) for cells in columns))
            for key, words in names.items()
        ),
    )


def _cells(told: Aggregate, quarter: Quarter) -> dict[str, str]:
    cells = told.groupings.get(quarter, {})
    whole = shares(tuple(cells.values()))
    return {
        key: count if share is None else f"{count} ({share}%)"
        for (key, count), share in zip(cells.items(), whole, strict=True)
    }


def _months(first: Month, last: Month) -> str:
    return first.title if first == last else f"{first.title} to {last.title}"
