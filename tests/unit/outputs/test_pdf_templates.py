"""Templates for paper take plain values only, escape them, and stop at a missing name."""

from datetime import date

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from sdm_tool.outputs.blank_form import blank_form_html
from sdm_tool.outputs.pdf_templates import NotPlain, render
from sdm_tool.outputs.summary import UrgentContact, summary_context, summary_html
from tests.factories.summaries import a_summary

CONTEXT = {"contacts": [], "checked": "", "is_demonstration": False}


def test_a_missing_name_stops_the_page() -> None:
    with pytest.raises(UndefinedError, match="checked"):
        render("pdf/blank_form.html", {"contacts": [], "is_demonstration": False})


@pytest.mark.parametrize(
    "value", [Markup("<b>x</b>"), 0.5, object(), {"x"}, b"x", lambda: 1, {"deep": [Markup("x")]}]
)
def test_what_is_not_plain_is_refused(value: object) -> None:
    with pytest.raises(NotPlain, match=r"context\.checked"):
        render("pdf/blank_form.html", CONTEXT | {"checked": value})


def test_dates_numbers_and_lists_are_plain() -> None:
    extra = {"day": date(2026, 11, 19), "count": 3, "nothing": None, "list": [("a", 1)]}
    assert "Deciding together" in render("pdf/blank_form.html", CONTEXT | extra)


def test_words_are_escaped_and_never_run_as_a_template() -> None:
    html = summary_html(a_summary(people_text="<script>x</script> {{ 7 * 7 }}"))
    assert "&lt;script&gt;x&lt;/script&gt; {{ 7 * 7 }}" in html
    assert "<script>" not in html


def test_the_summary_body_carries_no_style_or_script() -> None:
    html = summary_html(a_summary())
    assert "style=" not in html
    assert "<style" not in html
    assert "<script" not in html


def test_the_body_can_be_drawn_from_the_same_context_alone() -> None:
    body = render("summaries/_body.html", summary_context(a_summary()))
    assert body.strip() in summary_html(a_summary())


def test_the_blank_form_prints_contacts_when_there_are_any() -> None:
    html = blank_form_html([UrgentContact("Any time", "Shout: text 85258")], "Checked today.")
    assert "Shout: text 85258" in html
    assert "Checked today." in html
    assert "ring 999" in blank_form_html()
