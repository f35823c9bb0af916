"""Turning counts of answers into the figures that may be shown, one respondent at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from sdm_tool.domain.collaborate import FLOOR, Mode, Respondent, Score, score_counts
from sdm_tool.domain.disclosure import decide
from sdm_tool.persistence.queries.audit import AnswerCount, OfferCount


@dataclass(frozen=True, slots=True)
class Group:
    """A team, a mode or the whole organisation: `score` is None when it may not be shown."""

    name: str
    offered: int
    score: Score | None

    @property
    def response_rate(self) -> float | None:
        """Complete answers in per cent of those offered; None when it may not be shown."""
        if self.score is None or self.offered == 0:
            return None
        return 100 * self.score.complete / self.offered


@dataclass(frozen=True, slots=True)
class RespondentFigures:
    """Everything that may be shown about one kind of respondent."""

    respondent: Respondent
    teams: tuple[Group, ...]
    """A to Z, those that offered the form; never in the order of a score."""
    modes: tuple[Group, ...]
    organisation: Group


@dataclass(frozen=True, slots=True)
class _Counts:
    """The truth about one group, of which a page may see only some."""

    offered: int
    complete: int
    top: int
    sum_of_items: int
    incomplete: int

    @property
    def tell_of_any_part(self) -> bool:
        """Whether every part is known with the whole: all answered, or all answered alike."""
        return self.complete >= self.offered or self.top in (0, self.complete)

    def score(self) -> Score:
        return score_counts(
            complete=self.complete,
            top=self.top,
            sum_of_items=self.sum_of_items,
            incomplete=self.incomplete,
            offered=self.offered,
        )


def figures_of(
    respondent: Respondent,
    answers: Iterable[AnswerCount],
    offers: Iterable[OfferCount],
    team_names: Mapping[str, str],
) -> RespondentFigures:
    """Return what may be shown of one respondent's answers; the others' are left alone.

    `team_names` is in the order that teams are shown in.
    """
    answered = [count for count in answers if count.respondent == respondent]
    offered = [count for count in offers if count.respondent == respondent and not count.reason]
    by_team = _divide(team_names, attrgetter("team_id"), answered, offered)
    by_mode = _divide(Mode, attrgetter("mode"), answered, offered)
    teams, modes, whole = _what_may_be_shown(by_team, by_mode)
    everything = _add_up(answered, offered)
    # Where every team is shown their sum is known, although the organisation's row is not.
    if not whole and len(teams) == len(by_team) and everything.tell_of_any_part:
        by_mode = {}
    return RespondentFigures(
        respondent=respondent,
        teams=tuple(
            _group(team_names[team], counts, shown=team in teams)
            for team, counts in by_team.items()
        ),
        modes=tuple(_group(mode, counts, shown=mode in modes) for mode, counts in by_mode.items()),
        organisation=_group("", everything, shown=whole),
    )


def _divide(
    names: Iterable[str],
    name_of: Callable[[AnswerCount | OfferCount], str],
    answered: Sequence[AnswerCount],
    offered: Sequence[OfferCount],
) -> dict[str, _Counts]:
    """Return the counts by team or by mode, in the order of `names`, where there are any."""
    known = {name_of(count) for count in answered} | {name_of(count) for count in offered}
    return {
        str(name): _add_up(
            (count for count in answered if name_of(count) == name),
            (count for count in offered if name_of(count) == name),
        )
        for name in names
        if name in known
    }


def _what_may_be_shown(
    by_team: Mapping[str, _Counts], by_mode: Mapping[str, _Counts]
) -> tuple[frozenset[str], frozenset[str], bool]:
    shown = decide(
        {team: counts.complete for team, counts in by_team.items()},
        {mode: counts.complete for mode, counts in by_mode.items()},
    )
    hidden_teams = [counts for team, counts in by_team.items() if team not in shown.teams]
    hidden_modes = [counts for mode, counts in by_mode.items() if mode not in shown.modes]
    if shown.organisation and (_tell_each(hidden_teams) or _tell_each(hidden_modes)):
        return shown.teams, frozenset(), False
    return shown.teams, shown.modes, shown.organisation


def _tell_each(hidden: Sequence[_Counts]) -> bool:
    """Whether what hidden groups have together, found by subtraction, tells of each alone.

    It does when they have as many complete answers as they could have, because how many were
    offered the form stands beside; and when all of their answers, or none, are top scores.
    """
    complete = sum(counts.complete for counts in hidden)
    top = sum(counts.top for counts in hidden)
    most = sum(min(FLOOR - 1, counts.offered) for counts in hidden)
    return bool(hidden) and (complete >= most or top in (0, complete))


def _add_up(answered: Iterable[AnswerCount], offered: Iterable[OfferCount]) -> _Counts:
    counts = list(answered)
    return _Counts(
        offered=sum(count.count for count in offered),
        complete=sum(count.complete for count in counts),
        top=sum(count.top for count in counts),
        sum_of_items=sum(count.sum_of_items for count in counts),
        incomplete=sum(count.incomplete for count in counts),
    )


def _group(name: str, counts: _Counts, *, shown: bool) -> Group:
    return Group(name, counts.offered, counts.score() if shown else None)
