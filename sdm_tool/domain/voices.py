"""Whose words they are: the young person, each parent, carer or supporter, and the clinician."""

from collections.abc import Iterable
from dataclasses import dataclass

from sdm_tool.domain.sections import CLINICIAN, YOUNG_PERSON, MeetingSection, Person


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice: its key in the sections, its word, and its shape."""

    key: str
    word: str
    shape: str
    """young-person, parent, second-parent or clinician."""

    @property
    def may_lean(self) -> bool:
        """True for everyone but the clinician, who holds facts and concerns, never a leaning."""
        return self.key != CLINICIAN


def voices_of(meetings: Iterable[MeetingSection]) -> tuple[Voice, ...]:
    """Return the voices of the meetings, the young person first and the clinician last.

    A word used twice is numbered, so that two aunts stay apart.
    """
    people: dict[str, Person] = {}
    for meeting in meetings:
        for person in meeting.people:
            people.setdefault(person.key, person)
    ordered = sorted(people.values(), key=lambda person: person.key)
    words = [person.word for person in ordered]
    voices = [Voice(YOUNG_PERSON, "Young person", "young-person")]
    for place, person in enumerate(ordered):
        same = [other for other in words[:place] if other.casefold() == person.word.casefold()]
        word = f"{person.word} {len(same) + 1}" if same else person.word
        voices.append(Voice(person.key, word, "second-parent" if place == 1 else "parent"))
    voices.append(Voice(CLINICIAN, "Clinician", "clinician"))
    return tuple(voices)
