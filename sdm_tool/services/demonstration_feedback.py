"""Made-up CollaboRATE offers and answers for the demonstration: the same for the same seed."""

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from sqlalchemy import insert
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import HIGHEST, SCALE, Mode, Respondent
from sdm_tool.domain.feedback import NotOffered
from sdm_tool.domain.months import Month
from sdm_tool.persistence.feedback import OfferTally, Response
from sdm_tool.services.demonstration_bands import MadeBands

MONTHS_MADE = 24
FORM_LANGUAGE = "en"

HARDLY_EVER_BLANK = 0.02
LATE_ON_OWN_DEVICE = 0.12


@dataclass(frozen=True, slots=True)
class _Team:
    """How a made-up team works: shares are of 1."""

    meetings: int
    """About how many a month."""
    parents: float
    """How many of its meetings have a parent who is asked."""
    answers: float
    """How many of those offered answer, before the mode changes it."""
    top: float
    """How many complete answers are 9, 9, 9, before the mode changes it."""
    top_at_end: float
    """The same in the last month; a team that stays as it is has the same number twice."""
    mode: Mode
    """The one way in which it asks."""


TEAMS = (
    _Team(102, parents=0.70, answers=0.62, top=0.48, top_at_end=0.48, mode=Mode.HAND_OVER),
    _Team(77, parents=0.60, answers=0.52, top=0.36, top_at_end=0.60, mode=Mode.HAND_OVER),
    _Team(97, parents=0.75, answers=0.68, top=0.53, top_at_end=0.51, mode=Mode.OWN_DEVICE),
    _Team(84, parents=0.55, answers=0.42, top=0.44, top_at_end=0.44, mode=Mode.PAPER),
    _Team(70, parents=0.66, answers=0.58, top=0.40, top_at_end=0.43, mode=Mode.OWN_DEVICE),
    _Team(28, parents=0.09, answers=0.45, top=0.50, top_at_end=0.50, mode=Mode.HAND_OVER),
)
"""In the order that `make_feedback` is given its teams."""

ANSWERS_BY_MODE = {Mode.HAND_OVER: 1.10, Mode.OWN_DEVICE: 0.75, Mode.PAPER: 1.0}
TOP_BY_MODE = {Mode.HAND_OVER: 0.02, Mode.OWN_DEVICE: -0.08, Mode.PAPER: 0.10}
TOP_BY_RESPONDENT = {Respondent.YOUNG_PERSON: -0.02, Respondent.PARENT: 0.04}
REASON_SHARES = {
    NotOffered.NO_TIME: 0.38,
    NotOffered.NOT_THE_RIGHT_MOMENT: 0.22,
    NotOffered.TOO_DISTRESSED: 0.18,
    NotOffered.ASKED_NOT_TO: 0.12,
    NotOffered.ALREADY_ASKED_TODAY: 0.06,
    NotOffered.OTHER: 0.04,
}
OFFERED_SHARE = 0.84

TallyKey = tuple[Month, str, Respondent, str, str]


def make_feedback(
    session: Session, *, teams: Sequence[str], today: date, seed: int
) -> Mapping[tuple[str, Month], int]:
    """Make about 15,000 offers and their answers over the 24 months before this one.

    `teams` are the ids of six teams, which exist: the second improves over time, and the sixth is
    so small that fewer than 25 of its parents answer in a year. Belongs inside a
    writing transaction. The same seed and month give the same rows. Returns how many meetings the
    offers stand for, by team and month, so that meetings can be made to match.
    """
    rng = Random(seed)  # noqa: S311  made-up numbers, not secrets
    tallies: Counter[TallyKey] = Counter()
    responses: list[dict[str, object]] = []
    bands = MadeBands(seed)
    meetings: dict[tuple[str, Month], int] = {}
    this_month = Month(today.year, today.month)
    for index in range(MONTHS_MADE):
        month = this_month.plus(index - MONTHS_MADE)
        elapsed = index / (MONTHS_MADE - 1)
        for team_id, team in zip(teams, TEAMS, strict=True):
            held = max(1, round(rng.gauss(team.meetings, team.meetings / 8)))
            meetings[team_id, month] = held
            for respondent in _asked(rng, team, held):
                mode = _offer(rng, tallies, (month, team_id, respondent), team.mode)
                if mode is None:
                    continue
                if rng.random() >= team.answers * ANSWERS_BY_MODE[mode]:
                    bands.count(month, respondent, None)
                    continue
                top = team.top + (team.top_at_end - team.top) * elapsed
                top += TOP_BY_MODE[mode] + TOP_BY_RESPONDENT[respondent]
                items = _items(rng, top)
                responses.append(_response(rng, (month, team_id, respondent, mode), items))
                bands.count(month, respondent, items)
    session.execute(insert(OfferTally), [_tally(key, count) for key, count in tallies.items()])
    session.execute(insert(Response), responses)
    bands.write(session)
    return meetings


def _asked(rng: Random, team: _Team, meetings: int) -> list[Respondent]:
    """Who is thought of at these meetings: always the young person, and some parents."""
    parents = sum(rng.random() < team.parents for _ in range(meetings))
    return [Respondent.YOUNG_PERSON] * meetings + [Respondent.PARENT] * parents


def _offer(
    rng: Random, tallies: Counter[TallyKey], group: tuple[Month, str, Respondent], mode: Mode
) -> Mode | None:
    """Count an offer, or why there was none; return the mode it was offered in."""
    if rng.random() >= OFFERED_SHARE:
        reason = rng.choices(list(REASON_SHARES), list(REASON_SHARES.values()))[0]
        tallies[*group, "", reason.value] += 1
        return None
    tallies[*group, mode.value, ""] += 1
    return mode


def _response(
    rng: Random, group: tuple[Month, str, Respondent, Mode], items: Sequence[int | None]
) -> dict[str, object]:
    month, team_id, respondent, mode = group
    q1, q2, q3 = items
    return {
        "id": base64.urlsafe_b64encode(rng.randbytes(16)).rstrip(b"=").decode(),
        "team_id": team_id,
        "cohort_month": str(month),
        "respondent": respondent.value,
        "mode": mode.value,
        "form_language": FORM_LANGUAGE,
        "scale_version": SCALE,
        "is_late": mode is Mode.OWN_DEVICE and rng.random() < LATE_ON_OWN_DEVICE,
        "q1": q1,
        "q2": q2,
        "q3": q3,
    }


def _items(rng: Random, top: float) -> list[int | None]:
    """Three answers that go together, as people's do, some with one left blank."""
    if rng.random() < top:
        items: list[int | None] = [HIGHEST] * 3
    else:
        about = rng.triangular(1, 9, 8)
        numbers = [min(HIGHEST, max(0, round(rng.gauss(about, 0.8)))) for _ in range(3)]
        if numbers == [HIGHEST] * 3:
            numbers[rng.randrange(3)] -= 1
        items = list(numbers)
    if rng.random() < HARDLY_EVER_BLANK:
        items[rng.randrange(3)] = None
    return items


def _tally(key: TallyKey, count: int) -> dict[str, object]:
    month, team_id, respondent, mode, reason = key
    return {
        "cohort_month": str(month),
        "team_id": team_id,
        "respondent": respondent.value,
        "mode": mode,
        "reason": reason,
        "count": count,
    }
