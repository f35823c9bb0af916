"""The parent copy waits for the young person; nothing that was not asked stands on it."""

from itertools import product

import pytest

from sdm_tool.domain.copies import Audience, Parts, parts_of, why_blocked
from sdm_tool.domain.sections import DecideSection, NotesSection

YES = DecideSection(share_words=True, share_marks=True, share_reservations=True)
NO = DecideSection(share_words=False, share_marks=False, share_reservations=False)
SOME = DecideSection(share_words=True, share_marks=False, share_reservations=True)
NOBODY_WROTE_WHY = NotesSection(refused_copy_reason="  \n")
WHY = NotesSection(refused_copy_reason="A court asked for it.")


def blocked(decide: DecideSection, notes: NotesSection, age: int | None) -> str:
    """Why the parent copy may not be given; empty when it may."""
    found = why_blocked(Audience.PARENT, decide, notes, age)
    return found.words if found else ""


@pytest.mark.parametrize("audience", [Audience.YOUNG_PERSON, Audience.PRIVATE])
def test_the_young_persons_own_copies_wait_for_nothing(audience: Audience):
    assert why_blocked(audience, DecideSection(), NotesSection(), None) is None


@pytest.mark.parametrize("part", ["share_words", "share_marks", "share_reservations"])
def test_one_part_that_was_not_asked_about_is_enough_to_wait(part: str):
    asked = {"share_words": True, "share_marks": True, "share_reservations": True, part: None}
    assert blocked(DecideSection(**asked), WHY, 14).startswith("First ask the young person")


def test_a_copy_waits_until_the_age_is_known():
    assert blocked(YES, NotesSection(), None) == "First write down how old the young person is."


@pytest.mark.parametrize("age", [0, 14, 17, 18, 25])
def test_a_yes_to_every_part_is_enough_at_any_age(age: int):
    assert blocked(YES, NotesSection(), age) == ""


@pytest.mark.parametrize("decide", [NO, SOME])
def test_after_a_no_the_reason_has_to_be_written_down_first(decide: DecideSection):
    assert "Write in Staff notes" in blocked(decide, NOBODY_WROTE_WHY, 17)
    assert blocked(decide, WHY, 17) == ""


def test_at_18_no_reason_stands_in_for_a_yes():
    assert "At 18 and over" in blocked(NO, WHY, 18)


def test_at_18_a_yes_to_one_part_still_needs_the_reason_for_the_others():
    assert "Write in Staff notes" in blocked(SOME, NOBODY_WROTE_WHY, 18)
    assert blocked(SOME, WHY, 18) == ""


@pytest.mark.parametrize(
    ("decide", "notes", "age", "section"),
    [
        (DecideSection(), WHY, 14, "sharing"),
        (YES, WHY, None, "start"),
        (NO, WHY, 18, "sharing"),
        (NO, NOBODY_WROTE_WHY, 14, "notes"),
    ],
)
def test_what_blocks_a_copy_leads_to_the_page_that_mends_it(
    decide: DecideSection, notes: NotesSection, age: int | None, section: str
):
    found = why_blocked(Audience.PARENT, decide, notes, age)
    assert found is not None
    assert found.section == section


@pytest.mark.parametrize("answers", list(product([True, False, None], repeat=3)))
def test_a_parent_copy_shows_a_part_only_after_a_yes_to_that_part(answers: tuple):
    words, marks, reservations = answers
    decide = DecideSection(share_words=words, share_marks=marks, share_reservations=reservations)
    assert parts_of(Audience.PARENT, decide) == Parts(
        young_persons_words=words is True,
        young_persons_marks=marks is True,
        young_persons_reservations=reservations is True,
        familys_words=True,
        still_to_ask=words is True,
    )


def test_a_no_takes_nothing_from_the_young_persons_own_copy():
    assert parts_of(Audience.YOUNG_PERSON, NO) == Parts(
        young_persons_words=True,
        young_persons_marks=True,
        young_persons_reservations=True,
        familys_words=True,
        still_to_ask=True,
    )


def test_the_private_copy_quotes_nobody_else():
    own, private = parts_of(Audience.YOUNG_PERSON, NO), parts_of(Audience.PRIVATE, NO)
    assert not private.familys_words
    assert (own.young_persons_words, own.still_to_ask) == (
        private.young_persons_words,
        private.still_to_ask,
    )
