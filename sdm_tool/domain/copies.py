"""Who may have which copy of a summary, and which parts stand on it."""

from dataclasses import dataclass
from enum import StrEnum

from sdm_tool.domain.sections import DecideSection, NotesSection

ADULT = 18


class Audience(StrEnum):
    """Whom a copy is for."""

    YOUNG_PERSON = "young-person"
    PARENT = "parent"
    PRIVATE = "private"
    """For the young person alone: nothing that the family said is quoted."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that differ between copies. Everything else stands on every copy."""

    young_persons_words: bool
    young_persons_marks: bool
    young_persons_reservations: bool
    familys_words: bool
    still_to_ask: bool
    """Questions they still have may be in the young person's own words."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why a copy may not be given yet, and the page where that is put right."""

    words: str
    section: str


def parts_of(audience: Audience, decide: DecideSection) -> Parts:
    """Return the table of parts for an audience. What was not asked is not shown to a parent."""
    if audience is Audience.PARENT:
        return Parts(
            young_persons_words=decide.share_words is True,
            young_persons_marks=decide.share_marks is True,
            young_persons_reservations=decide.share_reservations is True,
            familys_words=True,
            still_to_ask=decide.share_words is True,
        )
    return Parts(
        young_persons_words=True,
        young_persons_marks=True,
        young_persons_reservations=True,
        familys_words=audience is Audience.YOUNG_PERSON,
        still_to_ask=True,
    )


def why_blocked(
    audience: Audience, decide: DecideSection, notes: NotesSection, age: int | None
) -> Blocked | None:
    """Return why this copy may not be given yet, or None.

    Only the parent copy can be blocked: until the young person was asked, part by part; after a
    no, until the reason for giving it all the same is written down; and from 18 on, without a yes.
    """
    if audience is not Audience.PARENT:
        return None
    answers = (decide.share_words, decide.share_marks, decide.share_reservations)
    if any(answer is None for answer in answers):
        return Blocked(
            "First ask the young person what the parent copy may show, part by part.", "sharing"
        )
    if age is None:
        return Blocked("First write down how old the young person is.", "start")
    if age >= ADULT and not any(answers):
        return Blocked("At 18 and over there is no parent copy without their yes.", "sharing")
    if not all(answers) and not notes.refused_copy_reason.strip():
        return Blocked(
            "The young person said no to a part. Write in Staff notes why a parent copy is given.",
            "notes",
        )
    return None
