"""A conversation in words that are hard to print: long, right to left, emoji, and tags."""

from dataclasses import replace

from sdm_tool.domain.sections import NOTE_LIMIT, YOUNG_PERSON, Action, OwnOption, Person, Talk
from sdm_tool.services.demonstration_talks import Told

PEOPLE = (
    Person("p1", "أمي", is_parent=True),
    Person("p2", "Ur-ur-großmutter (väterlicherseits)", is_parent=True),
)
LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2
TAGS = "<script>alert('sdm')</script> & \"quotes\" <b>bold</b> {{ 7 * 7 }} %s"
EMOJI = "👩🏽‍👧🏽 😭🎮🏳️‍🌈 I ♥ my 🐕‍🦺"
ARABIC = "أريد أن أنام جيدًا وأرى أصدقائي مرة أخرى."
OWN = OwnOption("own-1", "Skating with تيتا 🛼", TAGS)


def make_unkind(told: Told) -> Told:
    """Return the same conversation with unkind words in every place that people type in."""
    note = (f"{ARABIC} {EMOJI} ".replace("\n", " ") * 40)[: NOTE_LIMIT - len(LONG_WORD) - 1]
    limits = {
        option: replace(talk, good=Talk(words=TAGS), hard=Talk(words=LONG_WORD))
        for option, talk in told.limits.items()
    }
    together, decide = told.together, told.decide
    return replace(
        told,
        start=replace(
            told.start,
            problem=f"Low mood {TAGS}",
            needs=ARABIC,
            matters={YOUNG_PERSON: f"{note} {LONG_WORD}", "p1": ARABIC, "p2": EMOJI},
        ),
        together=together and replace(together, own_options=(OWN,)),
        limits=limits,
        decide=decide
        and replace(
            decide,
            actions=(Action("p1", f"{ARABIC} {TAGS}"), Action("p2", LONG_WORD)),
            still_to_ask=EMOJI,
        ),
    )
