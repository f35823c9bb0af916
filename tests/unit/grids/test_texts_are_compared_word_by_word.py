"""Every word of both texts is told, and what stayed is not marked."""

from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.domain.word_changes import PARAGRAPH, Run, RunKind, WordChanges

SAME, REMOVED, ADDED = RunKind.SAME, RunKind.REMOVED, RunKind.ADDED
WORDS = st.sampled_from(["it", "helps.", "You", "talk", "often.", "We", "PARAGRAPH"])
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


def runs(before: str, after: str) -> list[tuple[RunKind, str]]:
    return [(run.kind, run.words) for run in WordChanges().runs(before, after)]


def side(found: tuple[Run, ...], kind: RunKind) -> str:
    return " ".join(run.words for run in found if run.kind in (SAME, kind))


def paragraphed(text: str) -> str:
    return text.replace("PARAGRAPH", PARAGRAPH)


@given(TEXTS.map(paragraphed), TEXTS.map(paragraphed))
def test_each_side_reads_as_its_text_did(before: str, after: str):
    found = WordChanges().runs(before, after)

    assert side(found, REMOVED).split() == before.split()
    assert side(found, ADDED).split() == after.split()


@given(TEXTS.map(paragraphed), TEXTS.map(paragraphed))
def test_both_texts_are_told_in_full_when_no_effort_is_left(before: str, after: str):
    found = WordChanges(effort=0).runs(before, after)

    assert side(found, REMOVED).split() == before.split()
    assert side(found, ADDED).split() == after.split()


@given(TEXTS.map(paragraphed))
def test_a_text_does_not_differ_from_itself(text: str):
    assert {run.kind for run in WordChanges().runs(text, text)} <= {SAME}


def test_one_word_in_a_sentence_is_the_only_mark():
    assert runs("You meet each week. It helps.", "You meet each month. It helps.") == [
        (SAME, "You meet each"),
        (REMOVED, "week."),
        (ADDED, "month."),
        (SAME, "It helps."),
    ]


def test_a_sentence_that_comes_first_leaves_the_rest_unmarked():
    assert runs("It helps some.", "We looked. It helps some.") == [
        (ADDED, "We looked."),
        (SAME, "It helps some."),
    ]


def test_sentences_that_share_little_are_told_whole():
    assert runs("It is about the sea.", "Nobody knows the way home.") == [
        (REMOVED, "It is about the sea."),
        (ADDED, "Nobody knows the way home."),
    ]


def test_a_lone_shared_word_between_two_changes_is_read_with_them():
    assert runs("They may eat and sleep well here.", "They may run and rest well here.") == [
        (SAME, "They may"),
        (REMOVED, "eat and sleep"),
        (ADDED, "run and rest"),
        (SAME, "well here."),
    ]


def test_paragraphs_stay_apart():
    assert runs("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.") == [
        (SAME, "One. \n\n Two."),
        (ADDED, "\n\n Three."),
    ]


def test_spaces_and_line_ends_are_no_words():
    assert runs("It  helps\nsome.", "It helps some.") == [(SAME, "It helps some.")]
