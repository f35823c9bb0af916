"""What a version of a grid has that tells another one again: easy words, pictures, a language."""

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """How a grid is written: the ordinary way, or for people who find reading hard."""

    STANDARD = "standard"
    EASY_READ = "easy-read"


class Picture(StrEnum):
    """What a picture beside easy words can show; each is a drawing in `static/pictures/`."""

    ALONE = "alone"
    ASKING = "asking"
    BODY = "body"
    CHOOSING = "choosing"
    CLINIC = "clinic"
    FAMILY = "family"
    FEELING_BETTER = "feeling-better"
    FEELING_BAD = "feeling-bad"
    FOOD = "food"
    GROUP = "group"
    HELP_NOW = "help-now"
    HOME = "home"
    MEDICINE = "medicine"
    MOVING = "moving"
    NOT_KNOWN = "not-known"
    NUMBERS = "numbers"
    ONLINE = "online"
    PARENT = "parent"
    PLAN = "plan"
    SAFE = "safe"
    SAME = "same"
    SCHOOL = "school"
    SLEEPING = "sleeping"
    STOP = "stop"
    TALKING = "talking"
    TIME = "time"
    WAITING = "waiting"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class PictureSlot:
    """A picture beside words, and what it shows for those who do not see it."""

    shows: Picture
    alt: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words around a grid's own, in its language. Written in English here."""

    who_for: str = "Who this is for"
    not_for: str = "Who this is not for"
    urgent_help: str = "If you need help now"
    options: str = "The options"
    provider: str = "Who provides it"
    ages: str = "Ages"
    order: str = "Options stand in A to Z order. The order means nothing."
    question: str = "Question"
    not_known: str = "We do not know"
    of_100: str = "of 100"
    compared_with: str = "Compared with"
    same_study: str = "These numbers come from the same study. You can compare them"
    see_100: str = "See it as 100 people"
    hundred_people: str = (
        "Think of 100 people like the ones in the study. One figure is one person."
    )
    how_long: str = "How long"
    as_pictures: str = "As pictures of 100 people:"
    who_studied: str = "Who was studied"
    how_sure: str = "How sure"
    can_compare: str = "Can I compare it?"
    source: str = "Where it comes from"
    source_number: str = "Source"
    numbers_below: str = "Numbers below."
    numbers_elsewhere: str = "The numbers are on the paper of the whole grid."
    notes: str = "Our notes"


ENGLISH = Phrases()


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """The version whose content another one tells in easy words or in another language."""

    slug: str
    version: str
