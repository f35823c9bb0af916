"""Whose words they are: the young person, each parent, carer or supporter, and the clinician."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain, count

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.sections import CLINICIAN, YOUNG_PERSON, MeetingSection, Person

YOUNG_PERSON_WORD, CLINICIAN_WORD = "Young person", "Clinician"


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
    ordered = sorted(people.values(), key=lambda person: (len(person.key), person.key))
    voices = [Voice(YOUNG_PERSON, YOUNG_PERSON_WORD, "young-person")]
    taken = {YOUNG_PERSON_WORD.casefold(), CLINICIAN_WORD.casefold()}
    for place, person in enumerate(ordered):
        word = _apart_from(taken, person.word)
        taken.add(word.casefold())
        voices.append(Voice(person.key, word, "second-parent" if place == 1 else "parent"))
    voices.append(Voice(CLINICIAN, CLINICIAN_WORD, "clinician"))
    return tuple(voices)


def _apart_from(taken: Collection[str], word: str) -> str:
    numbered = (f"{word} {number}" for number in count(2))
    return next(each for each in chain([word], numbered) if each.casefold() not in taken)


def require_same_people(
    before: Iterable[Person], after: Iterable[Person], spoken: Collection[str]
) -> None:
    """Refuse to give one person's words to another, or to take away somebody who spoke.

    `spoken` holds the keys that words, marks or an offer of the private form hang on. Raises
    DomainError with the field of the person's box.
    """
    words = {person.key: person.word for person in after}
    for person in before:
        if person.key not in spoken:
            continue
        now = words.get(person.key, "")
        field = f"people-{int(person.key.removeprefix('p')) - 1}-word"
        if not now:
            raise DomainError(
                f"{person.word} has said things here. Untick “Here today” instead.", field=field
            )
        if now.casefold() != person.word.casefold():
            raise DomainError(
                f"{person.word} has said things here, which would become {now}’s. "
                f"Put {person.word} back, and add {now} as another person.",
                field=field,
            )
