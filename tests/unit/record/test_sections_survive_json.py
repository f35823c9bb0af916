"""A section comes back from JSON as it went in, and what other releases wrote can be read."""

import json
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdm_tool.domain.documents import from_json, to_json
from sdm_tool.domain.sections import (
    DecideSection,
    Grouping,
    LimitsSection,
    MeetingSection,
    NotesSection,
    Person,
    StartSection,
    Talk,
    TogetherSection,
)

KINDS = (
    MeetingSection,
    StartSection,
    TogetherSection,
    LimitsSection,
    DecideSection,
    NotesSection,
)
# Lone surrogates are refused where people type, and no file or database could hold them.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
st.register_type_strategy(str, TEXT)


def test_every_kind_of_section_is_tried_here():
    sections = {name for name in globals() if name.endswith("Section")}
    assert sections == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=50)
@given(data=st.data())
def test_a_section_comes_back_the_same(kind: type, data: st.DataObject):
    section = data.draw(_any(kind))
    text = to_json(section)
    assert from_json(kind, text) == section
    assert to_json(from_json(kind, text)) == text
    assert json.loads(text).keys() == {field.name for field in fields(kind)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_key_takes_its_default(kind: type):
    assert from_json(kind, "{}") == kind()


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_key_is_left_out(kind: type):
    assert from_json(kind, '{"mood": 7, "asked": {"by": ["p1"]}}') == kind()


def test_missing_and_unknown_keys_inside_are_read_too():
    text = '{"people": [{"key": "p1", "word": "Nan", "is_parent": false, "age": 70}]}'
    assert from_json(MeetingSection, text).people == (Person("p1", "Nan", is_parent=False),)


def test_half_a_talk_keeps_its_words():
    section = from_json(LimitsSection, '{"good": {"words": "Friends"}}')
    assert section == LimitsSection(good=Talk(words="Friends"))


def test_text_is_kept_readable_and_in_one_order():
    section = StartSection(problem="Llŷr 🙂", matters={"yp": "b", "p1": "a"})
    same = StartSection(problem="Llŷr 🙂", matters={"p1": "a", "yp": "b"})
    assert to_json(section) == to_json(same)
    assert "Llŷr 🙂" in to_json(section)


def test_a_word_outside_a_closed_list_is_refused():
    with pytest.raises(ValueError, match="severe"):
        from_json(StartSection, '{"grouping": "severe"}')
    assert from_json(StartSection, '{"grouping": "thriving"}').grouping is Grouping.THRIVING


def _any(kind: type) -> st.SearchStrategy:
    """Draw every field, so that none keeps its default by chance."""
    return st.builds(kind, **{field.name: ... for field in fields(kind)})
