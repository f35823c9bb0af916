"""The summary that goes home: on every page what must be there, tagged for screen readers."""

import io
import logging
from dataclasses import replace

import pikepdf
import pytest

from sdm_tool.outputs.blank_form import blank_form_html
from sdm_tool.outputs.pdf import PdfMaker
from sdm_tool.outputs.pdf_draw import Press
from sdm_tool.outputs.summary import Summary, UrgentContact, summary_html
from tests.factories.summaries import NOT_DECIDED, a_summary
from tests.integration.outputs.reading_pdf import faults_of, pages_of, tags_of, words_of

LONG = ("We talked about this for a long time and this is what was said. " * 40)[:2000]


def _long_summary() -> Summary:
    """Two thousand characters in every field that a person writes."""
    summary = a_summary()
    return replace(
        summary,
        what_matters=tuple(replace(voice, words=(LONG,)) for voice in summary.what_matters),
        decision=replace(summary.decision, lines=(LONG,)),
        options=tuple(replace(row, good=(LONG,), hard=(LONG,)) for row in summary.options),
        honest=tuple(replace(part, success=LONG, if_not="m" * 2000) for part in summary.honest),
        actions=tuple(replace(row, what=LONG) for row in summary.actions),
    )


def _unbroken_summary() -> Summary:
    """The same with no space in any of it, as a key held down leaves it, and with more options."""
    summary = a_summary()
    word = "m" * 2000
    whole = ("success", "likely", "if_not", "ends", "not_known", "said")
    return replace(
        summary,
        what_matters=tuple(replace(voice, words=(word,)) for voice in summary.what_matters),
        decision=replace(summary.decision, lines=(word,)),
        options=tuple(
            replace(row, good=(word,), hard=(word,), not_known=(word,)) for row in summary.options
        ),
        honest=tuple(replace(part, **dict.fromkeys(whole, word)) for part in summary.honest * 3),
        actions=tuple(replace(row, what=word) for row in summary.actions * 3),
        still_to_ask=(word,),
    )


def _unspaced(words: str) -> str:
    return words.replace(" ", "").replace("\u200b", "")


@pytest.fixture(scope="module")
def ordinary(pdf_maker: PdfMaker) -> bytes:
    return pdf_maker.draw(summary_html(a_summary()))


@pytest.fixture(scope="module")
def long(pdf_maker: PdfMaker) -> bytes:
    return pdf_maker.draw(summary_html(_long_summary()))


def test_an_ordinary_summary_is_two_pages(ordinary: bytes) -> None:
    assert len(pages_of(ordinary)) == 2


@pytest.mark.parametrize("summary", [a_summary(), a_summary(decision=NOT_DECIDED), _long_summary()])
def test_the_accessibility_checker_finds_nothing(pdf_maker: PdfMaker, summary: Summary) -> None:
    assert faults_of(pdf_maker.draw(summary_html(summary))) == []


def test_every_page_says_the_state_the_record_and_its_number(
    pdf_maker: PdfMaker,
) -> None:
    summary = replace(
        _long_summary(),
        status_line="Draft: we may still change this",
        is_practice=True,
    )
    pages = pages_of(pdf_maker.draw(summary_html(summary)))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        top, bottom = page.strip().splitlines()[0], page.strip().splitlines()[-1]
        assert "Draft: we may still change this" in top
        assert "Demonstration. Practice." in top
        assert "Our conversation about low mood. Record 7KQ2-M9XD" in bottom
        assert f"Page {number} of {len(pages)}" in bottom


def test_what_is_not_decided_says_so_on_every_page_and_large(pdf_maker: PdfMaker) -> None:
    summary = a_summary(decision=NOT_DECIDED, status_line="Not decided yet")
    pdf = pdf_maker.draw(summary_html(summary))
    assert all("Not decided yet" in page.splitlines()[0] for page in pages_of(pdf))
    assert words_of(pdf).count("Not decided yet") >= 4
    assert "What we decided" not in words_of(pdf)


def test_long_words_are_carried_over_and_never_cut(long: bytes) -> None:
    words = words_of(long)
    rows = 3 * 2 + 2 + 1 + 2 + 3
    assert words.replace(" ", "").count("Wetalkedaboutthisforalongtime") >= rows * 30
    assert _unspaced(words).count("m" * 50) >= 2
    headings = [page for page in pages_of(long) if "Good points" in page]
    assert len(headings) > 1, "the headings of the table come again on its next page"


def test_words_without_a_space_are_drawn_in_time_and_whole(pdf_maker: PdfMaker) -> None:
    """The drawing is stopped after 20 seconds; this took longer than that before it could break."""
    summary = _unbroken_summary()
    words = words_of(pdf_maker.draw(summary_html(summary)))
    fields = 1 + 1 + len(summary.what_matters) + 3 * 3 + 6 * len(summary.honest)
    assert _unspaced(words).count("m") >= 2000 * (fields + len(summary.actions))


def test_all_that_the_context_says_is_on_the_paper(ordinary: bytes) -> None:
    words = words_of(ordinary)
    for said in (
        "For Rowan. Thursday 19 November 2026. Rowan, Mum and R. Okafor were there.",
        "I do not want to miss football.",
        "Mum said this question matters: How long is the wait here?",
        "We look again on Thursday 17 December 2026.",
        "How many people feel worse after hearing about hard times.",
        "67 of 100 recovered. 33 of 100 did not.",
        "If it does not work: We stop and look at other help.",
        "Pick one thing you like that moves your body.",
        "111, then option 2",
        "These numbers were checked on 2 November 2026.",
        "a draft that no clinician and no young person has checked.",
        "This paper uses a draft grid.",
        "Clarke and others, 1999.",
    ):
        assert said in words


def test_headings_stand_in_order_under_one_title(ordinary: bytes) -> None:
    names = [tag.name for tag in tags_of(ordinary)]
    headings = [name for name in names if name in {"H1", "H2", "H3", "H4", "H5", "H6"}]
    assert headings[0] == "H1"
    assert set(headings[1:]) == {"H2"}


def test_every_header_cell_says_what_it_heads(ordinary: bytes) -> None:
    scopes = [tag.scope for tag in tags_of(ordinary) if tag.name == "TH"]
    assert scopes == ["Column"] * 4 + ["Row"] * 3 + ["Column"] * 3 + ["Row"] * (3 + 4)
    assert all(tag.headers != 0 for tag in tags_of(ordinary) if tag.name == "TD")


def test_every_picture_has_its_numbers_in_words(ordinary: bytes) -> None:
    said = [tag.alt for tag in tags_of(ordinary) if tag.name == "Figure"]
    assert said.count("67 of 100 recovered, 33 of 100 did not") == 1
    assert said.count("48 of 100 recovered, 52 of 100 did not") == 1
    assert set(said) - {title for title in said if "100" in title} == {
        "Young person",
        "Parent or carer",
        "Clinician",
    }


def test_the_file_says_its_title_language_and_standard(ordinary: bytes) -> None:
    with pikepdf.open(io.BytesIO(ordinary)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Our conversation about low mood"
            assert str(metadata["pdfuaid:part"]) == "1"


def test_words_that_look_like_code_are_printed_as_words(pdf_maker: PdfMaker) -> None:
    odd = "<script>alert(1)</script> {{ 7 * 7 }} {% include 'x' %} &amp; ŵŷ 😀 שלום"
    words = words_of(pdf_maker.draw(summary_html(a_summary(still_to_ask=(odd,)))))
    assert "<script>alert(1)</script> {{ 7 * 7 }} {% include 'x' %} &amp; ŵŷ" in words
    assert "שלום" in words or "םולש" in words


def test_the_style_sheet_and_templates_draw_without_a_complaint(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A complaint is how WeasyPrint tells of a rule it dropped or a letter it could not draw."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        press = Press()
        press.draw(summary_html(a_summary()))
        press.draw(blank_form_html())
    assert caplog.messages == []


def test_spaces_beside_digits_are_spaces(ordinary: bytes) -> None:
    assert "Thursday 17 December 2026" in words_of(ordinary)
    assert "01632 960 001" in words_of(ordinary)


@pytest.mark.parametrize(
    "contacts",
    [(), (UrgentContact("Life in danger now", "999, or go to A&E"),) * 4],
    ids=["to write in", "printed"],
)
def test_the_blank_form_is_one_whole_page(
    pdf_maker: PdfMaker, contacts: tuple[UrgentContact, ...]
) -> None:
    pdf = pdf_maker.draw(
        blank_form_html(contacts, "Checked on 2 November 2026.", is_demonstration=True)
    )
    (page,) = pages_of(pdf)
    assert faults_of(pdf) == []
    for part in (
        "What matters",
        "Good points",
        "Hard points",
        "The honest part",
        "What we decided",
        "Not decided yet",
        "Who decided",
        "Who does what",
        "We look again on",
        "If things get worse",
        "Demonstration",
    ):
        assert part in page
