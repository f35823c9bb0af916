"""What counts for each standard of the record, what does not, and whom it is of."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sdm_tool.domain import record_quality as quality
from sdm_tool.domain.record_facts import (
    OptionFacts,
    PresenceFacts,
    RecordFacts,
    ReviewFacts,
    StartFacts,
)
from sdm_tool.domain.record_quality import Finding
from sdm_tool.domain.record_standards import CONVERSATIONS, Tally, chose, ended
from sdm_tool.domain.sections import Outcome

MET, NOT_MET = Finding.MET, Finding.NOT_MET
NOT_RECORDED, NOT_ITS = Finding.NOT_RECORDED, Finding.DOES_NOT_APPLY
DAY = date(2026, 3, 10)
PLAIN = RecordFacts(team_id="t", met_on=DAY)


def found(find, **parts):
    return find(replace(PLAIN, **parts))


@pytest.mark.parametrize(
    ("start", "here", "finding"),
    [
        (StartFacts(own_words=True), True, MET),
        (StartFacts(), True, NOT_MET),
        (StartFacts(own_words=True), False, NOT_ITS),
    ],
)
def test_own_words_are_of_those_who_were_there(start, here, finding):
    presence = PresenceFacts(young_person=here)
    assert found(quality.own_words, start=start, presence=presence) is finding


@pytest.mark.parametrize(("told", "finding"), [(True, MET), (False, NOT_MET), (None, NOT_ITS)])
def test_keeping_things_as_they_are_needs_a_grid(told, finding):
    assert found(quality.no_change, options=OptionFacts(no_change=told)) is finding


@pytest.mark.parametrize(("balanced", "finding"), [(3, MET), (2, NOT_MET), (0, NOT_MET)])
def test_every_option_looked_at_is_told_honestly(balanced, finding):
    options = OptionFacts(looked_at=3, balanced=balanced)
    assert found(quality.balanced, options=options) is finding


def test_limits_are_of_conversations_that_chose():
    options = OptionFacts(chosen=2, chosen_with_limits=2)
    some = replace(options, chosen_with_limits=1)
    find = quality.limits_of_chosen
    assert found(find, options=options, outcome=Outcome.OPTIONS) is MET
    assert found(find, options=some, outcome=Outcome.OPTIONS) is NOT_MET
    assert found(find, options=options, outcome=Outcome.NOT_DECIDED) is NOT_ITS


@pytest.mark.parametrize(
    ("days_after", "finding"),
    [(-15, NOT_MET), (-14, MET), (0, MET), (28, MET), (29, NOT_MET), (None, NOT_MET)],
)
def test_a_review_is_kept_from_14_days_before_to_28_after(days_after, finding):
    due = DAY + timedelta(days=60)
    days = () if days_after is None else (due + timedelta(days=days_after),)
    review = ReviewFacts(review_on=due, looked_again=days)
    assert found(quality.review_kept, review=review) is finding


def test_a_review_without_a_date_was_neither_set_nor_to_be_kept():
    assert found(quality.review_kept) is NOT_ITS
    assert found(quality.review_set) is NOT_MET
    assert found(quality.review_set, review=ReviewFacts(review_on=DAY)) is MET


def test_a_review_of_what_was_replaced_before_is_the_newer_ones():
    due, early = DAY + timedelta(days=60), DAY + timedelta(days=20)
    review = ReviewFacts(review_on=due, looked_again=(early,), replaced_on=early)
    same_day = ReviewFacts(review_on=DAY + timedelta(days=7), replaced_on=DAY)
    in_time = ReviewFacts(review_on=due, looked_again=(due,), replaced_on=due)
    assert found(quality.review_kept, review=review) is NOT_ITS
    assert found(quality.review_kept, review=same_day) is NOT_ITS
    assert found(quality.review_kept, review=in_time) is MET


@pytest.mark.parametrize(
    ("days", "same_day", "soon", "ever"),
    [
        (0, MET, MET, MET),
        (7, NOT_MET, MET, MET),
        (8, NOT_MET, NOT_MET, MET),
        (None, NOT_MET, NOT_MET, NOT_MET),
    ],
)
def test_how_soon_a_summary_was_printed(days, same_day, soon, ever):
    on = None if days is None else DAY + timedelta(days=days)
    finders = (quality.summary_same_day, quality.summary_soon, quality.summary_ever)
    assert [found(find, summary_on=on) for find in finders] == [same_day, soon, ever]


@pytest.mark.parametrize(
    ("start", "recorded", "met"),
    [
        (StartFacts(), NOT_RECORDED, NOT_ITS),
        (StartFacts(needs=True), MET, NOT_RECORDED),
        (StartFacts(needs=True, needs_met="yes"), MET, MET),
        (StartFacts(needs=True, needs_met="partly"), MET, NOT_MET),
        (StartFacts(needs_met="yes"), NOT_RECORDED, NOT_ITS),
    ],
)
def test_communication_needs(start, recorded, met):
    assert found(quality.needs_recorded, start=start) is recorded
    assert found(quality.needs_met, start=start) is met


@pytest.mark.parametrize(
    ("presence", "finding"),
    [
        (PresenceFacts(others=1), MET),
        (PresenceFacts(others=1, unheard=1), NOT_MET),
        (PresenceFacts(young_person=False, others=1), MET),
        (PresenceFacts(young_person=False), NOT_ITS),
    ],
)
def test_everyone_who_was_there_is_heard(presence, finding):
    assert found(quality.everyone_heard, presence=presence) is finding


@pytest.mark.parametrize(
    ("told", "presence", "finding"),
    [
        ("offered-not-taken", PresenceFacts(others=1), MET),
        ("not-offered", PresenceFacts(others=1), NOT_MET),
        ("", PresenceFacts(others=1), NOT_RECORDED),
        ("", PresenceFacts(), NOT_ITS),
        ("", PresenceFacts(young_person=False, others=1), NOT_ITS),
    ],
)
def test_time_alone_is_for_who_came_with_somebody(told, presence, finding):
    start = StartFacts(time_alone=told)
    assert found(quality.time_alone, start=start, presence=presence) is finding


def counted(*records):
    tally = Tally()
    for each in records:
        tally.count(each)
    return tally


def test_what_is_not_recorded_is_of_the_whole_and_what_does_not_apply_is_not():
    with_needs = replace(PLAIN, start=StartFacts(needs=True))
    tally = counted(with_needs, with_needs, PLAIN)
    found = {key: (tally.met[key], tally.of[key]) for key in tally.of}
    assert found["needs-recorded"] == (2, 3)
    assert found["needs-met"] == (0, 2)
    assert "no-change" not in found


def test_whether_a_review_was_kept_is_counted_apart_and_later():
    due = replace(PLAIN, review=ReviewFacts(review_on=DAY, looked_again=(DAY,)))
    tally = counted(due, due)
    assert tally.of["review-kept"] == 0
    tally.count_review(due)
    assert (tally.met["review-kept"], tally.of["review-kept"], tally.of[CONVERSATIONS]) == (1, 1, 2)


def test_options_are_counted_of_conversations_that_chose():
    grid = replace(PLAIN, could_choose=frozenset({"a", "b", "c"}))
    decided = replace(grid, outcome=Outcome.OPTIONS, choices=frozenset({"a", "own"}))
    undecided = replace(grid, outcome=Outcome.NOT_DECIDED, choices=frozenset({"a"}))
    tally = counted(decided, undecided)
    for each in (decided, undecided):
        tally.count_choices(each)
    options = {option: tally.met[chose(option)] for option in ("a", "b", "c", "own")}
    assert options == {"a": 1, "b": 0, "c": 0, "own": 1}
    assert {tally.of[chose(option)] for option in options} == {2}
    assert tally.met[ended(Outcome.NOT_DECIDED)] == 1
