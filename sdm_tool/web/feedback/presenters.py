"""What the feedback pages say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno
from markupsafe import Markup

from sdm_tool.domain.collaborate import HIGHEST, ITEMS, Respondent
from sdm_tool.domain.wording import clock_time, london_day, plain_date
from sdm_tool.instruments.collaborate import load_instrument
from sdm_tool.services.feedback_offers import Offered
from sdm_tool.services.feedback_people import PersonToAsk
from sdm_tool.web.feedback.forms import QuestionsForm

QR_SCALE = 6
YOUNG_PERSON_WORD = "Young person"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody at the meeting: offered, not offered, or what can be done."""

    word: str
    state: str
    href: str
    link_words: str


@dataclass(frozen=True, slots=True)
class CodePage:
    """A code to show once."""

    picture: Markup | None
    """None while only this machine can reach the service: a phone could not open it."""
    address: str
    code: str
    until: str


@dataclass(frozen=True, slots=True)
class Point:
    """One number of the scale; the two ends carry their label."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One item, word for word."""

    name: str
    number: int
    words: str
    points: tuple[Point, ...]
    error: str


@dataclass(frozen=True, slots=True)
class Questions:
    """The form as its authors publish it."""

    language: str
    items: tuple[Item, ...]
    low: str
    high: str
    credit: str
    licence: str
    licence_url: str


def present_people(people: Sequence[PersonToAsk], href: str) -> list[PersonLine]:
    """Return everyone with "Offered" or "Not offered". Nothing here says who answered."""
    return [_present_person(person, href) for person in people]


def _present_person(person: PersonToAsk, href: str) -> PersonLine:
    word = person.asked.word
    if person.can_be_asked:
        state, link_words = "Not asked yet", f"{word}: own phone, paper, or not this time"
    elif person.offer is None:
        state, link_words = person.asked.why_not, ""
    else:
        state = "Offered" if person.offer.was_offered else "Not offered"
        link_words = _again(person)
    return PersonLine(word, state, f"{href}/feedback/{person.asked.key}", link_words)


def _again(person: PersonToAsk) -> str:
    if person.can_have_new_code:
        return f"{person.asked.word}: make a new code"
    return f"{person.asked.word}: print the form anew" if person.can_have_new_paper else ""


def present_code(offered: Offered, public_url: str, *, is_loopback: bool) -> CodePage:
    """Return the printed link as a picture, and the code to type for phones without a camera."""
    address = f"{public_url}/f"
    return CodePage(
        picture=None if is_loopback else _qr_code(f"{address}#{offered.link_secret}"),
        address=address,
        code=offered.code,
        until=_moment(offered.expires_at),
    )


def present_questions(respondent: Respondent, form: QuestionsForm) -> Questions:
    """Return the licensed text untouched, with what was chosen before and what to put right."""
    instrument = load_instrument()
    ends = {"0": instrument.low, str(HIGHEST): instrument.high}
    items = []
    for number, name in enumerate(ITEMS, start=1):
        chosen = form.chosen(name)
        values = [str(value) for value in range(HIGHEST + 1)]
        points = tuple(Point(value, ends.get(value, ""), value == chosen) for value in values)
        errors = form[name].errors
        words = instrument.items[respondent.value][number - 1]
        items.append(Item(name, number, words, points, errors[0] if errors else ""))
    return Questions(
        language=instrument.language,
        items=tuple(items),
        low=instrument.low,
        high=instrument.high,
        credit=instrument.credit,
        licence=instrument.licence,
        licence_url=instrument.licence_url,
    )


def in_a_sentence(word: str) -> str:
    """Return a person as a sentence names them: "the young person", "Mum"."""
    return "the young person" if word == YOUNG_PERSON_WORD else word


def _moment(instant: datetime) -> str:
    return f"{plain_date(london_day(instant))}, {clock_time(instant)}"


def _qr_code(address: str) -> Markup:
    picture = segno.make(address, error="m", micro=False).svg_inline(
        scale=QR_SCALE,
        title="Code for a phone's camera",
        light="#fff",
        svgclass=None,
        lineclass=None,
    )
    return Markup(picture)  # noqa: S704  drawn from our own address; its one text is the title
