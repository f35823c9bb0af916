"""From counts alone: which figures stand together, and that nothing can be worked out from them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.persistence.queries.audit import AnswerCount, OfferCount
from sdm_tool.services.audit_groups import figures_of
from tests.integration.audit.attacker import Attack, Printed

YOUNG, PARENT = Respondent.YOUNG_PERSON, Respondent.PARENT
MODES = ("hand-over", "own-device", "paper")
ANSWERED = st.one_of(st.sampled_from([0, 1, 12, 24, 25]), st.integers(0, 14), st.integers(0, 60))


def figures(cells, who=YOUNG):
    """`cells` by team and mode: (complete, of those top, silent)."""
    answers, offers = [], []
    for (team, mode), (complete, top, silent) in cells.items():
        items = 27 * top + 26 * (complete - top)
        answers.append(AnswerCount(team, who, mode, complete, top, items, 0))
        offers.append(OfferCount(team, who, mode, "", complete + silent))
    names = {team: team for team in sorted({team for team, _ in cells})}
    return figures_of(YOUNG, answers, offers, names)


def printed(group, *, small):
    score = group.score
    if score is None:
        return Printed(group.name, group.offered, None, None, says_small=small)
    top = round(score.top_score * score.complete / 100)
    return Printed(group.name, group.offered, score.complete, top, says_small=False)


@st.composite
def answered(draw):
    teams, modes = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    cells = {}
    for team in range(teams):
        for mode in MODES[:modes]:
            complete = draw(ANSWERED)
            top = round(complete * draw(st.sampled_from([0, 0.3, 0.9, 1])))
            cell = (complete, top, draw(st.sampled_from([0, 0, 1, 5])))
            if cell[0] + cell[2]:
                cells[f"team {team}", mode] = cell
    return cells


@settings(max_examples=40)
@given(answered())
def test_no_arithmetic_pins_a_hidden_team_or_mode(cells):
    seen = figures(cells)
    teams = [printed(team, small=True) for team in seen.teams]
    modes = [printed(mode, small=seen.organisation.score is not None) for mode in seen.modes]
    attack = Attack(teams, modes or [_all_modes(seen)], printed(seen.organisation, small=False))
    hidden = [{"team": index} for index, row in enumerate(teams) if row.complete is None]
    hidden += [{"mode": index} for index, row in enumerate(modes) if row.complete is None]
    for which in hidden:
        for kind in ("complete", "top", "other"):
            low, high = attack.range_of(kind, **which)
            assert low < high


def _all_modes(seen):
    return Printed("all modes", seen.organisation.offered, None, None, says_small=False)


def test_a_total_is_hidden_when_the_small_teams_below_it_all_answered():
    cells = {("a", "paper"): (40, 9, 9), ("b", "paper"): (20, 7, 0), ("c", "paper"): (20, 7, 0)}
    assert figures(cells).organisation.score is None
    assert figures(cells | {("c", "paper"): (20, 7, 1)}).organisation.score.complete == 80


def test_a_total_is_hidden_when_the_small_teams_below_it_all_said_the_same():
    for top in (0, 20):
        cells = {("a", "paper"): (40, 9, 9)}
        cells |= {(team, "paper"): (20, top, 4) for team in ("b", "c")}
        assert figures(cells).organisation.score is None
        assert not any(mode.score for mode in figures(cells).modes)


def test_modes_are_left_out_where_the_teams_tell_what_everyone_did():
    cells = {("a", "paper"): (3, 1, 0), ("a", "hand-over"): (24, 9, 0)}
    seen = figures(cells)
    assert seen.teams[0].score.complete == 27
    assert seen.modes == ()


def test_another_respondent_changes_nothing():
    cells = {("a", "paper"): (30, 10, 5)}
    alone = figures(cells)
    more = [AnswerCount("a", PARENT, "paper", 50, 50, 27 * 50, 1)]
    offers = [OfferCount("a", PARENT, "paper", "", 60), OfferCount("a", YOUNG, "", "no-time", 4)]
    answers = [AnswerCount("a", YOUNG, "paper", 30, 10, 27 * 10 + 26 * 20, 0)]
    offers.append(OfferCount("a", YOUNG, "paper", "", 35))
    assert figures_of(YOUNG, answers + more, offers, {"a": "a"}) == alone


def test_the_response_rate_is_shown_with_the_score_or_not_at_all():
    seen = figures({("a", "paper"): (24, 4, 6), ("b", "paper"): (30, 10, 10)})
    assert [team.response_rate for team in seen.teams] == [None, 75.0]
    assert seen.organisation.response_rate is None
