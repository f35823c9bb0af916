"""Nobody's words become somebody else's."""

import pytest

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.sections import Person
from sdm_tool.domain.voices import require_same_people

MUM = Person("p1", "Mum", is_parent=True)
DAD = Person("p1", "Dad", is_parent=True)
NAN = Person("p2", "Nan", is_parent=False)


def test_who_has_said_nothing_may_be_changed():
    require_same_people([MUM], [DAD], spoken=frozenset())
    require_same_people([MUM], [], spoken=frozenset({"p2"}))


def test_who_spoke_keeps_their_words():
    with pytest.raises(DomainError, match="Mum has said things here, which would become Dad") as no:
        require_same_people([MUM], [DAD], spoken=frozenset({"p1"}))
    assert no.value.field == "people-0-word"


def test_who_spoke_is_not_taken_away():
    with pytest.raises(DomainError, match="Untick “Here today” instead"):
        require_same_people([MUM, NAN], [MUM], spoken=frozenset({"p2"}))


def test_another_person_may_come_and_capitals_do_not_matter():
    mum = Person("p1", "mum", is_parent=True)
    require_same_people([MUM], [mum, NAN], spoken=frozenset({"p1"}))
