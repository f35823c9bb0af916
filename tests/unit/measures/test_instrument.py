"""The CollaboRATE text is the published one, word for word, and can be taken out."""

import json

import pytest

from sdm_tool.domain.collaborate import HIGHEST, SCALE, Respondent
from sdm_tool.instruments.collaborate import (
    TEXT_FILE,
    InstrumentNotInstalledError,
    load_instrument,
)

APPROVED_TEXT = {
    "low": "No effort was made",
    "high": "Every effort was made",
    "items": {
        "young-person": [
            "How much effort was made to help you understand your health issues?",
            (
                "How much effort was made to listen to the things that matter most to you"
                " about your health issues?"
            ),
            (
                "How much effort was made to include what matters most to you"
                " in choosing what to do next?"
            ),
        ],
        "parent": [
            "How much effort was made to help you understand your child's health issues?",
            (
                "How much effort was made to listen to the things that matter most to you"
                " about your child's health issues?"
            ),
            (
                "How much effort was made to include what matters most to you"
                " in choosing what to do next?"
            ),
        ],
    },
}


def test_the_text_is_the_approved_text_byte_for_byte():
    shipped = json.loads(TEXT_FILE.read_bytes())
    for part, approved in APPROVED_TEXT.items():
        assert json.dumps(shipped[part]).encode() == json.dumps(approved).encode()


def test_there_is_no_opening_statement_and_no_label_inside_the_scale():
    assert set(json.loads(TEXT_FILE.read_bytes())) == {
        *("name", "version", "language", "scale", "low", "high", "items"),
        *("credit", "licence", "licence_url", "home_url"),
    }


def test_there_is_a_form_for_each_respondent_and_for_no_one_else():
    instrument = load_instrument()
    assert set(instrument.items) == set(Respondent)
    for respondent in Respondent:
        assert list(instrument.items[respondent]) == APPROVED_TEXT["items"][respondent]


def test_the_scale_is_the_one_that_is_scored():
    instrument = load_instrument()
    assert instrument.scale == SCALE
    assert instrument.scale == f"0-{HIGHEST}"
    assert (instrument.low, instrument.high) == (APPROVED_TEXT["low"], APPROVED_TEXT["high"])
    assert instrument.language == "en"


def test_the_notice_and_the_form_say_whose_it_is_and_under_what_licence():
    instrument = load_instrument()
    notice = TEXT_FILE.with_name("NOTICE").read_text(encoding="utf-8")
    assert instrument.licence_url in notice
    assert instrument.licence in notice
    assert instrument.home_url in notice
    assert "Elwyn" in instrument.credit
    assert TEXT_FILE.name in notice


def test_without_the_text_the_message_says_what_is_missing(tmp_path):
    with pytest.raises(InstrumentNotInstalledError, match=r"collaborate\.json is missing"):
        load_instrument(tmp_path / "collaborate.json")
