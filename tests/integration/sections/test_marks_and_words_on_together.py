"""Small changes on Together go on top of one another, whoever makes them and in what order."""

import pytest

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.sections import Leaning, LeaningKind, OwnOption
from sdm_tool.services import together
from tests.integration.sections.conftest import Author

DRAWS = Leaning("yp", "group", LeaningKind.DRAWS, "My friend goes")
PUTS_OFF = Leaning("p1", "group", LeaningKind.PUTS_OFF, "So far away")
TELLS = Leaning("c", "group", LeaningKind.TELLS, "It starts in May")


def mark(author: Author, question: str, *voices: str) -> dict:
    return together.mark_question(
        author.session,
        author.conversation_id,
        question=question,
        voices=frozenset(voices),
        scope=author.scope,
        now=author.now,
    ).marks


def say(author: Author, leaning: Leaning) -> tuple[Leaning, ...]:
    return together.add_words(
        author.session, author.conversation_id, leaning, scope=author.scope, now=author.now
    ).leanings


def take_back(author: Author, leaning: Leaning) -> tuple[Leaning, ...]:
    return together.take_back_words(
        author.session,
        author.conversation_id,
        together.leaning_key(leaning),
        scope=author.scope,
        now=author.now,
    ).leanings


def bring(author: Author, name: str) -> list[tuple[str, str]]:
    section = together.bring_option(
        author.session,
        author.conversation_id,
        name=name,
        line="",
        scope=author.scope,
        now=author.now,
    )
    return [(option.key, option.name) for option in section.own_options]


def test_two_people_who_mark_two_questions_both_keep_theirs(okafor: Author, bell: Author):
    mark(okafor, "what", "yp")
    mark(bell, "ends", "p1")
    assert mark(okafor.later(2), "sure", "yp", "p1") == {
        "yp": ("what", "sure"),
        "p1": ("ends", "sure"),
    }


def test_a_mark_can_be_taken_away_again(okafor: Author):
    mark(okafor, "what", "yp", "p1")
    assert mark(okafor, "what", "p1") == {"p1": ("what",)}
    assert mark(okafor, "what") == {}


def test_the_clinician_marks_nothing(okafor: Author):
    with pytest.raises(DomainError, match="young person and the family"):
        mark(okafor, "what", "yp", "c")


@pytest.mark.parametrize("kind", sorted(set(LeaningKind) - {LeaningKind.TELLS}))
def test_the_clinician_never_leans(okafor: Author, kind: LeaningKind):
    with pytest.raises(DomainError, match="for the clinician") as refusal:
        say(okafor, Leaning("c", "group", kind, "I like it"))
    assert refusal.value.field == "kind"


@pytest.mark.parametrize("voice", ["yp", "p1"])
def test_the_family_does_not_speak_as_the_clinician(okafor: Author, voice: str):
    with pytest.raises(DomainError, match="for the clinician"):
        say(okafor, Leaning(voice, "group", LeaningKind.TELLS, "It starts in May"))


def test_a_clinician_who_tells_nothing_is_asked_what(okafor: Author):
    with pytest.raises(DomainError, match="Write what") as refusal:
        say(okafor, Leaning("c", "group", LeaningKind.TELLS, " "))
    assert refusal.value.field == "words"


def test_words_of_two_authors_stand_together(okafor: Author, bell: Author):
    say(okafor, DRAWS)
    say(bell, PUTS_OFF)
    assert say(okafor.later(2), TELLS) == (DRAWS, PUTS_OFF, TELLS)


def test_the_words_that_were_pointed_at_are_taken_back(okafor: Author, bell: Author):
    """Bell's page still shows all three when Okafor has taken the first one off."""
    for said in (DRAWS, PUTS_OFF, TELLS):
        say(okafor, said)
    assert take_back(okafor, DRAWS) == (PUTS_OFF, TELLS)
    assert take_back(bell, PUTS_OFF) == (TELLS,)


def test_taking_back_twice_takes_nothing_else(okafor: Author):
    for said in (DRAWS, PUTS_OFF):
        say(okafor, said)
    take_back(okafor, DRAWS)
    assert take_back(okafor, DRAWS) == (PUTS_OFF,)


def test_twelve_things_said_by_one_voice_about_one_option_are_enough(okafor: Author):
    for number in range(together.MOST_SAID):
        say(okafor, Leaning("yp", "group", LeaningKind.DRAWS, f"Reason {number}"))
    with pytest.raises(DomainError, match="Twelve things") as refusal:
        say(okafor, Leaning("yp", "group", LeaningKind.NOT_SURE, "One more"))
    assert refusal.value.field == "words"
    say(okafor, PUTS_OFF)
    assert len(say(okafor, Leaning("yp", "other", LeaningKind.DRAWS, "Near"))) == 14


def test_room_is_made_by_taking_words_back(okafor: Author):
    said = [Leaning("yp", "group", LeaningKind.DRAWS, f"Reason {n}") for n in range(12)]
    for leaning in said:
        say(okafor, leaning)
    take_back(okafor, said[0])
    assert len(say(okafor, DRAWS)) == 12


def test_an_option_of_their_own_keeps_its_key(okafor: Author):
    bring(okafor, "A dog")
    assert bring(okafor, "Football") == [("own-1", "A dog"), ("own-2", "Football")]


def test_the_same_option_is_not_brought_twice(okafor: Author):
    bring(okafor, "A dog")
    with pytest.raises(DomainError, match="this name already") as refusal:
        bring(okafor, "a DOG")
    assert refusal.value.field == "name"


def test_six_options_of_their_own_are_enough(okafor: Author):
    for number in range(together.MOST_OWN_OPTIONS):
        bring(okafor, f"Option {number}")
    with pytest.raises(DomainError, match="Six"):
        bring(okafor, "One more")


def test_an_own_option_is_named_anew_and_keeps_its_place(okafor: Author):
    bring(okafor, "Dog walking")
    bring(okafor, "Swimming")

    def rename(key: str, name: str) -> list[tuple[str, str]]:
        section = together.change_own_option(
            okafor.session,
            okafor.conversation_id,
            OwnOption(key, name, "Twice a week"),
            scope=okafor.scope,
            now=okafor.now,
        )
        return [(option.key, option.name) for option in section.own_options]

    assert rename("own-1", "Walking Rex") == [("own-1", "Walking Rex"), ("own-2", "Swimming")]
    assert rename("own-1", "walking rex")[0] == ("own-1", "walking rex")
    with pytest.raises(DomainError, match="with this name already"):
        rename("own-1", "SWIMMING")
