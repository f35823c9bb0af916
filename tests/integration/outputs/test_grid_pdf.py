"""A grid on paper: every option, both sides, sources and dates, tagged, and nothing cut."""

import io
from dataclasses import replace

import pikepdf
import pytest
from werkzeug.datastructures import MultiDict

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_formats import Format
from sdm_tool.outputs.grid_paper import GridPaper
from sdm_tool.outputs.grid_paper_room import pages_needed
from sdm_tool.outputs.grid_pdf import grid_paper_html
from sdm_tool.outputs.pdf import PdfMaker
from sdm_tool.services.grids import Catalogue
from sdm_tool.web.grid_paper import Around, asked_paper, sheet
from sdm_tool.web.grid_presenters import untold_wait
from tests.factories.grid_papers import CONTACT, a_grid_paper
from tests.integration.outputs.reading_pdf import faults_of, pages_of, tags_of, words_of

A4_LANDSCAPE = (842, 595)
LONG_WORD = "m" * 500
FROM_RIGHT_TO_LEFT = "שיחה עם אדם שמקשיב"


def every_word(words: str) -> str:
    return "".join(words.replace("\u200b", "").split())


@pytest.fixture(scope="module")
def small(pdf_maker: PdfMaker) -> bytes:
    return pdf_maker.draw(grid_paper_html(a_grid_paper()))


def _strained() -> GridPaper:
    """A word longer than a column and a line from right to left, in every place of the grid."""
    paper = a_grid_paper()
    hard = (LONG_WORD, FROM_RIGHT_TO_LEFT)
    return replace(
        paper,
        urgent_help=hard,
        options=tuple(replace(option, line=LONG_WORD) for option in paper.options),
        rows=tuple(
            replace(
                row, note=LONG_WORD, cells=[replace(cell, paragraphs=hard) for cell in row.cells]
            )
            for row in paper.rows
        ),
    )


def test_a_page_is_a4_lying_down(small: bytes):
    with pikepdf.open(io.BytesIO(small)) as pdf:
        sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages}
    assert sizes == {A4_LANDSCAPE}


@pytest.mark.parametrize("paper", [a_grid_paper(), a_grid_paper("what"), _strained()])
def test_the_accessibility_checker_finds_nothing(pdf_maker: PdfMaker, paper: GridPaper):
    assert faults_of(pdf_maker.draw(grid_paper_html(paper))) == []


def test_what_a_reader_needs_is_on_the_paper(small: bytes):
    words = words_of(small)
    for said in (
        "Low mood, an example You feel low. What would you like to try next?",
        "Demonstration. Draft. No clinician and no young person has checked this grid yet.",
        "Version: 1.0, a draft. Published: Not yet. To be looked at again by: Not set",
        "Teenagers who feel low.",
        "People who are in danger now.",
        "If you are not safe, tell an adult you trust now.",
        "Life in danger now: 999, or go to A&E",
        "Options stand in A to Z order. The order means nothing.",
        "Only after a first talk with the team.",
        "Who provides it: A trained leader. Ages 12 to 17.",
        "67 of 100 got better, 33 of 100 did not.",
        "Compared with being on a waiting list: 48 of 100 got better, 52 of 100 did not.",
        "Who was studied: 123 teenagers with low mood in one made-up study.",
        "Not very sure. It is one small study. Source 2.",
        "About 6 weeks.",
        "Our notes",
        "A made-up study for the tests",
    ):
        assert said in words


def test_a_sheet_says_which_questions_it_leaves_out(pdf_maker: PdfMaker):
    words = words_of(pdf_maker.draw(grid_paper_html(a_grid_paper("better"))))
    assert "3. What might get better, and by when?" in words
    assert "5. What are the downsides or side effects?" in words
    assert "Not on this paper: What is it, and what would I do?" in words


def test_every_page_has_its_headings_and_the_names_of_the_options(
    pdf_maker: PdfMaker, catalogue: Catalogue
):
    grid = catalogue.find("low-mood")
    paper = _of(catalogue, "low-mood", [question.id for question in grid.questions])
    pages = pages_of(pdf_maker.draw(grid_paper_html(paper)))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert "Low mood" in page
        assert "Demonstration. Draft." in page
        assert "Version: 0.1, a draft" in page.strip().splitlines()[-1]
        assert f"Page {number} of {len(pages)}" in page
    assert all("Being more active" in page and "Family therapy" in page for page in pages[:-1])


def test_a_question_heads_the_answers_under_it(small: bytes):
    cells = [tag for tag in tags_of(small) if tag.name in {"TH", "TD"}]
    names = [cell.scope or cell.name for cell in cells]
    assert names[:4] == ["Column", "Column", "TD", "TD"]
    assert names[4:7] == ["Row", "TD", "TD"]
    assert [cell.headers for cell in cells[2:7]] == [1, 1, None, 2, 2]


def test_every_picture_has_its_numbers_in_words(small: bytes):
    said = [tag.alt for tag in tags_of(small) if tag.name == "Figure"]
    assert said == [
        "67 of 100 got better, 33 of 100 did not",
        "48 of 100 got better, 52 of 100 did not",
    ]


def test_long_words_and_words_from_right_to_left_are_whole(pdf_maker: PdfMaker):
    paper = _strained()
    words = words_of(pdf_maker.draw(grid_paper_html(paper)))
    times = 1 + len(paper.options) + len(paper.rows) * 3
    assert every_word(words).count("m") >= times * len(LONG_WORD)
    assert words.count("שמקשיב") + words.count("שמקשיב"[::-1]) == times - len(paper.options) - len(
        paper.rows
    )


def test_every_grid_stands_on_two_pages_and_the_estimate_holds(
    pdf_maker: PdfMaker, catalogue: Catalogue
):
    papers = {
        grid.slug: _of(catalogue, grid.slug)
        for grid in catalogue.newest()
        if grid.format is not Format.EASY_READ
    }
    said = {slug: pages_needed(papers[slug]) for slug in papers}
    assert {slug for slug in said if said[slug] > 2} == set()
    # Drawing takes a second or more for each, so the estimate is held to one grid in three.
    for slug in sorted(papers)[::3]:
        pdf = pdf_maker.draw(grid_paper_html(papers[slug]))
        assert len(pages_of(pdf)) <= said[slug], slug
        names = " ".join(option.name for option in papers[slug].options)
        assert every_word(names) in every_word(words_of(pdf))


def test_what_is_left_out_to_stand_on_two_pages_is_said(pdf_maker: PdfMaker, catalogue: Catalogue):
    paper = _of(catalogue, "unwanted-thoughts-parents")

    pdf = pdf_maker.draw(grid_paper_html(paper))

    words = words_of(pdf)
    assert len(pages_of(pdf)) == 2
    assert "Who provides it" not in words
    assert "Not on this paper: Who provides each option. The numbers" in words
    assert "1. Bolton D" in words
    assert "9. US FDA" in words
    assert faults_of(pdf) == []


def test_easy_read_is_whole_and_large_and_has_no_two_pages(
    pdf_maker: PdfMaker, catalogue: Catalogue
):
    grid = catalogue.find("sleep-easy-read")
    paper = asked_paper(grid, _around(grid), MultiDict())

    pdf = pdf_maker.draw(grid_paper_html(paper))

    assert (paper.is_large, paper.left_out, paper.has_numbers) == (True, (), True)
    assert faults_of(pdf) == []
    assert len(pages_of(pdf)) > 2
    words = every_word(words_of(pdf))
    assert all(every_word(question.text) in words for question in grid.questions)
    seen = {tag.alt for tag in tags_of(pdf) if tag.name == "Figure"}
    answers = [answer for row in grid.answers.values() for answer in row.values()]
    assert {part.picture.alt for part in (*grid.options, *answers)} <= seen


def _of(catalogue: Catalogue, slug: str, asked: list[str] | tuple[str, ...] = ()) -> GridPaper:
    grid = catalogue.find(slug)
    return sheet(grid, _around(grid), asked)


def _around(grid: Grid) -> Around:
    waits = {option.id: (untold_wait(option),) for option in grid.options}
    return Around((CONTACT,) * 4, waits, ("Demonstration",))


def test_numbers_of_a_later_question_bring_those_of_both_sides(catalogue: Catalogue):
    paper = _of(catalogue, "low-mood", ["ends"])

    told = {row.text for row in paper.rows if row.figures}
    assert {"How many people does it help?", "What are the downsides or side effects?"} <= told


def test_a_sheet_without_numbers_of_one_side_has_none_of_the_other(catalogue: Catalogue):
    paper = _of(catalogue, "low-mood")

    assert not paper.has_numbers
    assert [row.figures for row in paper.rows] == [()] * len(paper.rows)


def test_paper_of_a_grid_without_numbers_claims_none(catalogue: Catalogue):
    grid = catalogue.find("behaviour")
    assert grid is not None
    waits = {option.id: (untold_wait(option),) for option in grid.options}

    paper = asked_paper(grid, Around((), waits), MultiDict({"question": "what"}))

    assert paper.has_numbers
