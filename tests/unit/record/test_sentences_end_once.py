"""Words that people typed end with one full stop, whatever they typed."""

import pytest

from sdm_tool.domain.wording import ended


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("On her phone", "On her phone."),
        ("On her phone. ", "On her phone."),
        ("How long?", "How long?"),
        ("She said: “No.”", "She said: “No.”"),
        ("a dummy pill (with no medicine in it)", "a dummy pill (with no medicine in it)."),
        ("", ""),
    ],
)
def test_a_sentence_ends_once(typed: str, said: str):
    assert ended(typed) == said
