"""Two people in one section: the second sees both texts and chooses, and nothing is lost."""

from sdm_tool.services.sections import discard_draft
from tests.databases import database_url  # noqa: F401  these on PostgreSQL too
from tests.factories.conversations import DECIDE, place_of
from tests.integration.sections.conftest import Author, drafts, events, versions, words


def texts(author: Author) -> list[str]:
    return [version.content.split('"kept_private":"')[1][0] for version in versions(author)]


def test_the_second_to_save_sees_both_texts(okafor: Author, bell: Author):
    okafor.saves(words("A"), base=0)
    conflict = bell.saves(words("B"), base=0)
    assert conflict
    assert (conflict.theirs, conflict.by, conflict.at) == (words("A"), "R. Okafor", okafor.now)
    opened = bell.sees()
    assert opened.content == words("B")
    assert opened.conflict
    assert opened.conflict.theirs == words("A")
    assert texts(bell) == ["A"]


def test_the_other_way_round_is_the_same(okafor: Author, bell: Author):
    bell.saves(words("B"), base=0)
    conflict = okafor.later(2).saves(words("A"), base=0)
    assert conflict
    assert conflict.theirs == words("B")
    assert okafor.sees().content == words("A")
    assert texts(okafor) == ["B"]


def test_somebody_who_writes_takes_over_what_another_left_as_a_draft(okafor: Author, bell: Author):
    """Okafor's page is still open; her words become a version under her own name."""
    okafor.types(words("A"))
    conflict = bell.types(words("B"), base=0)
    assert conflict
    assert conflict.theirs == words("A")
    (version,) = versions(bell)
    assert version.saved_by == okafor.scope.account_id
    assert events(bell.session)[-1] == (
        "conversation:section:saved",
        okafor.scope.account_id,
        "notes",
    )


def test_whoever_was_taken_over_goes_on_writing_undisturbed(okafor: Author, bell: Author):
    """Nobody is asked to choose between two texts of their own."""
    okafor.types(words("A"), base=0)
    bell.types(words("B"), base=0)
    assert okafor.later(2).types(words("C"), base=0) is None
    assert okafor.later(3).saves(words("D"), base=0) is None
    assert texts(okafor) == ["A", "D"]
    assert okafor.sees().conflict is None
    assert bell.sees().content == words("B")
    assert bell.sees().conflict.theirs == words("D")


def test_two_windows_of_one_person_never_ask_her_to_choose(okafor: Author):
    okafor.types(words("A"), base=0)
    okafor.leaves()
    assert okafor.types(words("B"), base=0) is None
    okafor.leaves()
    assert texts(okafor) == ["A", "B"]


def test_a_stale_draft_stays_until_its_author_chooses(okafor: Author, bell: Author):
    okafor.saves(words("A"), base=0)
    bell.types(words("B"), base=0)
    okafor.saves(words("C"), base=1)
    bell.leaves()
    okafor.later(5).leaves()
    assert [draft.author_id for draft in drafts(bell)] == [bell.scope.account_id]
    assert texts(bell) == ["A", "C"]
    assert bell.sees().content == words("B")


def test_keeping_mine_is_a_version_on_top_of_theirs(okafor: Author, bell: Author):
    okafor.saves(words("A"), base=0)
    bell.saves(words("B"), base=0)
    assert bell.saves(words("B"), base=bell.sees().conflict.number) is None
    assert texts(bell) == ["A", "B"]
    assert drafts(bell) == []
    assert okafor.sees().content == words("B")


def test_choosing_theirs_lets_mine_go(okafor: Author, bell: Author):
    okafor.saves(words("A"), base=0)
    bell.saves(words("B"), base=0)
    place = place_of(bell.session, bell.conversation_id, "notes")
    discard_draft(bell.session, place, scope=bell.scope)
    assert bell.sees().content == words("A")
    assert bell.sees().conflict is None
    assert drafts(bell) == []


def test_writing_the_same_words_is_no_conflict(okafor: Author, bell: Author):
    okafor.saves(words("A"), base=0)
    assert bell.saves(words("A"), base=0) is None
    assert texts(bell) == ["A"]
    assert drafts(bell) == []


def test_two_sections_do_not_meet(okafor: Author, bell: Author):
    okafor.saves(words("A"), base=0)
    assert bell.saves(DECIDE, "decide", base=0) is None
