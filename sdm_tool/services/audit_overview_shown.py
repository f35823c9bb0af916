"""What the overview says: every number as words, and words where a number is not shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sdm_tool.domain.collaborate import Mode, Respondent, Score
from sdm_tool.domain.disclosure import HIDDEN_COUNT, is_told, rounded
from sdm_tool.domain.feedback import NotOffered
from sdm_tool.domain.intervals import Difference
from sdm_tool.domain.months import Month
from sdm_tool.domain.record_quality import EARLIEST_LOOK, LATEST_LOOK
from sdm_tool.domain.wording import and_list, plain_date
from sdm_tool.outputs.pictures import Picture, interval_bar
from sdm_tool.services.audit import Offering, Overview
from sdm_tool.services.audit_choice import Choice, months_in_words
from sdm_tool.services.audit_groups import LOW_RESPONSE, Group, RespondentFigures
from sdm_tool.services.audit_reviews import ReviewsMissed
from sdm_tool.services.audit_words import (
    WAYS_OF_ASKING,
    change_interval_words,
    count_words,
    interval_words,
    many_looks,
    percent_words,
    signed_points,
    stretch_words,
    whole_percent,
)

ABOUT = 20
"""Meetings and offers further apart than their rounding could set them."""
_MOVED_ALONE = "Moved since the period before by more than chance alone would explain:"
_MOVED_AMONG_MANY = "Looked at one by one, these seem to have moved since the period before:"
_NOT_WHY = "It does not say why: look at the months, and at who answered."
MOST_NAMED = 6
"""How many teams a sentence names before it sends the reader to the table."""
SMALL_GROUP = "No score yet: too few complete answers"
NO_TEAM = "No team has a score yet"
NOT_LIKE_THE_OTHERS = "Those who answered may not be like the others."

CAUTIONS = (
    (
        "This is people’s experience of effort made, not proof that a decision was shared. "
        "Use it with an observed measure or a case review."
    ),
    "Scores run high and depend on how people were asked. Compare like with like.",
    "CollaboRATE is validated in adults; the young-person use here is the adult wording.",
    "No national CAMHS benchmark was found.",
)
WHO = {
    Respondent.YOUNG_PERSON: "Young people",
    Respondent.PARENT: "Parents and carers",
}

WHY_NOT_OFFERED = {
    NotOffered.NOT_THE_RIGHT_MOMENT: "Not the right moment",
    NotOffered.TOO_DISTRESSED: "Too distressed",
    NotOffered.ASKED_NOT_TO: "Asked not to",
    NotOffered.NO_TIME: "No time",
    NotOffered.ALREADY_ASKED_TODAY: "Already asked today",
    NotOffered.OTHER: "Another reason",
}


@dataclass(frozen=True, slots=True)
class ScoreCells:
    """The cells of a group whose score may be shown."""

    complete: str
    response_rate: str
    top_score: str
    interval: str
    bar: Picture
    mean: str
    before: str
    rate_before: str
    change: str
    change_interval: str
    """Of the period before: all four empty where it has no score."""
    why_not_before: str
    """Why `before` is empty, where it is."""
    verdict: str
    """What to make of the change; empty where there is none."""
    enough: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A row of scores; without `cells`, `why_not` says why there are none."""

    name: str
    months: str
    """Which months of the period it is of, where it is not of all: a thin month waits."""
    offered: str
    cells: ScoreCells | None
    why_not: str


@dataclass(frozen=True, slots=True)
class RespondentTable:
    """One kind of respondent, by team."""

    key: str
    heading: str
    rows: tuple[ScoreRow, ...]
    total: ScoreRow | None
    """None for one team: it would say the same again."""
    moved: str
    """Which teams seem to have moved since the period before, and how many would by chance."""
    answered: str
    """What stands between the meetings held and the answers counted."""
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferingRow:
    """A team's meetings, and the offers made at them to one kind of respondent."""

    name: str
    meetings: str
    offered: str
    not_offered: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferingTable:
    """Meetings and offers to one kind of respondent, by team."""

    key: str
    heading: str
    rows: tuple[OfferingRow, ...]
    total: OfferingRow | None
    """None for one team, too."""


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The page, ready to be put into its template."""

    about: str
    before: str
    next_closing: str
    is_empty: bool
    view_is_noted: bool
    attention: tuple[str, ...]
    grids_overdue: str
    respondents: tuple[RespondentTable, ...]
    modes: tuple[ScoreRow, ...]
    offering: tuple[OfferingTable, ...]


def present_overview(overview: Overview) -> OverviewPage:
    """Return the whole page in words."""
    choice = overview.choice
    overdue = overview.grids_overdue
    return OverviewPage(
        about=about(choice),
        before=months_in_words(*choice.previous),
        next_closing=f"{overview.next_month.title} is added on "
        f"{plain_date(overview.next_closes_on)}, when it closes.",
        is_empty=overview.is_empty,
        view_is_noted=overview.view_is_noted,
        attention=tuple(_attention(overview)),
        grids_overdue="" if not overdue else "1 grid" if overdue == 1 else f"{overdue} grids",
        respondents=tuple(
            _respondent_table(figures, overview) for figures in overview.figures if figures.teams
        ),
        modes=tuple(
            _score_row(_mode_name(figures, mode), mode, SMALL_GROUP, choice)
            for figures in overview.figures
            for mode in figures.modes
        ),
        offering=tuple(_offering_table(overview, who) for who in Respondent),
    )


def about(choice: Choice) -> str:
    """Say which teams and months: "All teams, August to October 2026"."""
    return f"{choice.part}, {choice.period}"


def _attention(overview: Overview) -> Iterator[str]:
    """Yield what somebody has to look into, each with whom it is about."""
    for figures in overview.figures:
        groups = [
            *((team.name, team) for team in figures.teams),
            *((_way_of_asking(mode), mode) for mode in figures.modes),
        ]
        low = [name for name, group in groups if group.response_is_low]
        if low:
            yield (
                f"{WHO[figures.respondent]}: under {LOW_RESPONSE}% of those offered the form "
                f"answered it: {and_list(low)}. {NOT_LIKE_THE_OTHERS}"
            )
        yield from (
            f"{WHO[figures.respondent]}, {name}: {_moved(group)}"
            for name, group in groups
            if group.response_moved_much
        )
    yield from _reviews(overview.reviews)


def _reviews(told: ReviewsMissed) -> Iterator[str]:
    """Say how many reviews were missed; nothing where they are too few to tell."""
    if told.missed:
        yield (
            f"Reviews: about {told.missed:,} of {told.of:,} that "
            f"were due had no linked meeting or conversation from {EARLIEST_LOOK.days} days before "
            f"the date to {LATEST_LOOK.days} days after. A meeting that nobody linked is not seen."
        )


def _moved(group: Group) -> str:
    if group.before is None or group.response_rate is None or group.before.response_rate is None:
        raise ValueError("a rate that moved has both its rates")
    rates = (
        f"from {percent_words(group.before.response_rate)} to {percent_words(group.response_rate)}"
    )
    if group.response_rate < group.before.response_rate:
        return (
            f"the response rate fell {rates}. A higher score on a falling rate is not improvement."
        )
    return f"the response rate rose {rates}. Others answer now than before, so compare with care."


def _respondent_table(figures: RespondentFigures, overview: Overview) -> RespondentTable:
    choice = overview.choice
    return RespondentTable(
        key=figures.respondent.value,
        heading=f"What {_lower(WHO[figures.respondent])} told us: CollaboRATE Top Score",
        rows=tuple(_score_row(team.name, team, SMALL_GROUP, choice) for team in figures.teams),
        total=None
        if choice.team_id
        else _score_row(choice.part, figures.together, NO_TEAM, choice),
        moved=_moved_scores(figures.teams),
        answered=_from_meetings_to_answers(figures, overview.together),
        cautions=_part_complete(figures.together.score),
    )


def _mode_name(figures: RespondentFigures, mode: Group) -> str:
    return f"{WHO[figures.respondent]}, {_way_of_asking(mode)}"


def _way_of_asking(mode: Group) -> str:
    return WAYS_OF_ASKING[Mode(mode.name)]


def _score_row(name: str, group: Group, why_not: str, choice: Choice) -> ScoreRow:
    cells = _score_cells(group, group.score) if group.score else None
    return ScoreRow(
        name=name,
        months=_months(group.months, choice),
        offered=count_words(group.offered) if cells else stretch_words(group.offered),
        cells=cells,
        why_not="" if cells else why_not,
    )


def _score_cells(group: Group, score: Score) -> ScoreCells:
    if score.top_score is None or score.top_score_ci95 is None or score.mean is None:
        raise ValueError("a score that may be shown has all its parts")
    low, high = score.top_score_ci95
    top_score, interval = percent_words(score.top_score), interval_words(low, high)
    change, earlier = group.change, group.before
    is_mixed = bool(group.parts) or group.is_of_mixed_teams
    return ScoreCells(
        complete=count_words(score.complete),
        response_rate=_rate(group),
        top_score=top_score,
        interval=interval,
        # From the whole per cents that stand beside it: a picture tells no more than its numbers.
        bar=Picture(
            interval_bar(
                whole_percent(low),
                whole_percent(score.top_score),
                whole_percent(high),
                f"{top_score}, interval {interval}",
            )
        ),
        mean=str(Decimal(score.mean).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)),
        # Several teams together were not the same teams then: their change alone is compared.
        before="" if is_mixed else _top_score(earlier),
        rate_before=f"rate {_rate(earlier)}" if earlier and earlier.score and not is_mixed else "",
        why_not_before=_why_not_before(group),
        change=signed_points(change.value) if change else "",
        change_interval=change_interval_words(change) if change else "",
        verdict=_verdict(change) if change else "",
        enough=(score.wording or "").capitalize(),
    )


def _why_not_before(group: Group) -> str:
    if group.is_of_mixed_teams:
        return "Not compared"
    if group.parts:
        return "See each team"
    return "" if _top_score(group.before) else "No score then"


def _top_score(group: Group | None) -> str:
    if group is None or group.score is None or group.score.top_score is None:
        return ""
    return percent_words(group.score.top_score)


def _rate(group: Group) -> str:
    rate = group.response_rate
    return "Not known" if rate is None else percent_words(rate)


def _verdict(change: Difference) -> str:
    if change.low <= 0 <= change.high:
        return "That range holds 0, so no change was shown."
    return "That range leaves out 0, so chance alone would seldom bring it."


def _months(months: tuple[Month, Month] | None, choice: Choice) -> str:
    if months is None or months == (choice.first, choice.last):
        return ""
    first, last = (f"{month.title[:3]} {month.year}" for month in months)
    return first if first == last else f"{first} to {last}"


def _moved_scores(teams: Sequence[Group]) -> str:
    """Name the teams whose change has an interval without 0, and say how many would by chance."""
    compared = [team for team in teams if team.change]
    moved = [
        f"{team.name} ({signed_points(team.change.value)})"
        for team in compared
        if team.change and not team.change.low <= 0 <= team.change.high
    ]
    if len(moved) > MOST_NAMED:
        moved = [*moved[:MOST_NAMED], f"{len(moved) - MOST_NAMED} more"]
    by_chance = many_looks(len(compared))
    if not by_chance:
        return f"{_MOVED_ALONE} {moved[0]}. {_NOT_WHY}" if moved else ""
    if not moved:
        return f"No team is shown to have moved since the period before. {by_chance}"
    return f"{_MOVED_AMONG_MANY} {and_list(moved)}. {by_chance} {_NOT_WHY}"


def _from_meetings_to_answers(figures: RespondentFigures, held: Offering) -> str:
    """Say what became of the meetings, in the numbers of the tables and no others."""
    offers, together = held.by_respondent[figures.respondent], figures.together
    refused = sum(offers.not_offered.values())
    said = (
        f"From meetings to answers: {_told(held.meetings)} meetings; the form was offered "
        f"{_told(offers.offered)} times and not offered {_told(refused)} times."
    )
    told = sum(filter(is_told, (offers.offered, refused)))  # what is a star may not decide
    if told < held.meetings - ABOUT:
        said += " At other meetings none of them was there, or nothing was written down."
    if together.score is None:
        return f"{said} No answers are counted yet."
    return (
        f"{said} In the months with a score {count_words(together.offered)} were offered it and "
        f"{count_words(together.score.complete)} answered all three questions; the others did "
        "not return it or left a question blank. Months that wait are not counted yet."
    )


def _told(count: int) -> str:
    words = stretch_words(count)
    return "a few" if words == HIDDEN_COUNT else words


def _part_complete(score: Score | None) -> tuple[str, ...]:
    """Say how many forms were left out, so roughly that no stretch of months tells of one."""
    if score is None or score.incomplete == 0:
        return ()
    share = 100 * score.incomplete / (score.complete + score.incomplete)
    about = rounded(whole_percent(share))
    words = f"about {about}%" if about else "fewer than 3 in 100"
    return (f"Left out of every score, because an item was left blank: {words} of the forms.",)


def _offering_table(overview: Overview, who: Respondent) -> OfferingTable:
    return OfferingTable(
        key=who.value,
        heading=f"Meetings and offers: {_lower(WHO[who])}",
        rows=tuple(_offering_row(team.name, team, who) for team in overview.offering),
        total=None
        if overview.choice.team_id
        else _offering_row(overview.choice.part, overview.together, who),
    )


def _offering_row(name: str, offering: Offering, who: Respondent) -> OfferingRow:
    offers = offering.by_respondent[who]
    return OfferingRow(
        name=name,
        meetings=stretch_words(offering.meetings),
        offered=stretch_words(offers.offered),
        not_offered=stretch_words(sum(offers.not_offered.values())),
        reasons=tuple(
            f"{words} {stretch_words(offers.not_offered[reason.value])}"
            for reason, words in WHY_NOT_OFFERED.items()
            if is_told(offers.not_offered.get(reason.value, 0))
        ),
    )


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
