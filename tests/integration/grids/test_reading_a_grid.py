"""A grid is read from one page: every option and answer, honest numbers, and their sources."""

import pytest
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import CrisisContact
from sdm_tool.services.grids import Catalogue
from tests.client.page import Page, text_of
from tests.integration.grids.conftest import Browser

LOW_MOOD = "/grids/low-mood/0.1"


@pytest.fixture
def low_mood(browser: Browser) -> Page:
    return browser("okafor", Role.CLINICIAN).get(LOW_MOOD)


def cell(page: Page, question: str, option: str) -> str:
    texts = [text_of(td) for td in page.all(f"#question-{question} tr:first-child td")]
    return next(text for text in texts if text.startswith(option))


def test_every_option_stands_under_every_question(low_mood: Page, catalogue: Catalogue):
    grid = catalogue.find("low-mood", "0.1")

    for question in grid.questions:
        cells = low_mood.all(f"#question-{question.id} tr:first-child td")
        names = [text_of(td.find("p[@class='sdm-grid__name']")) for td in cells]
        assert [name[: len(o.name)] for name, o in zip(names, grid.options, strict=True)] == [
            option.name for option in grid.options
        ]


def test_the_order_of_the_options_is_said_to_mean_nothing(low_mood: Page):
    assert "Options stand in A to Z order. The order means nothing." in low_mood.text


def test_a_condition_stands_once_under_the_name_of_its_option(low_mood: Page):
    condition = "Only after a specialist assessment, and with talking therapy"

    assert condition in cell(low_mood, "what", "CBT with a medicine")
    assert condition not in cell(low_mood, "how-many", "CBT with a medicine")


def test_a_figure_says_both_framings_who_was_studied_and_what_it_is_compared_with(low_mood: Page):
    said = cell(low_mood, "how-many", "CBT in a group")

    assert "67 of 100 recovered" in said
    assert "33 of 100 did not" in said
    assert "after 8 weeks, among teenagers with depression" in said
    assert "Compared with being on a waiting list: 48 of 100 recovered, 52 of 100 did not." in said


def test_a_figure_about_stopping_is_not_told_as_taking(browser: Browser):
    page = browser("okafor", Role.CLINICIAN).get("/grids/sitting-still/0.1")

    said = cell(page, "ends", "Methylphenidate")
    tray = page.one("#figure-ends-methylphenidate-1")

    assert "40 of 100 got worse" in said
    assert "in the 7 weeks after stopping the medicine" in said
    assert "Compared with carrying on with the medicine: 16 of 100 got worse" in said
    captions = [text_of(found) for found in tray.iter("figcaption")]
    assert captions == [
        "In the 7 weeks after stopping the medicine",
        "Compared with carrying on with the medicine",
    ]


def test_pictures_say_the_same_as_the_words(low_mood: Page):
    tray = low_mood.one("#figure-how-many-cbt-group-1")

    titles = [text_of(found) for found in tray.iter("{http://www.w3.org/2000/svg}title")]
    titles = titles or [text_of(found) for found in tray.iter("title")]
    assert titles == [
        "67 of 100 recovered, 33 of 100 did not",
        "48 of 100 recovered, 52 of 100 did not",
    ]


def test_only_figures_of_one_study_are_called_comparable(low_mood: Page):
    alone = text_of(low_mood.one("#figure-how-many-cbt-group-1"))
    of_one_study = text_of(low_mood.one("#figure-how-many-cbt-one-to-one-1"))

    assert "You can compare them" not in alone
    assert (
        "This and the number under CBT with a medicine (fluoxetine) come from the same study"
        in of_one_study
    )


def test_what_is_not_known_is_said_with_why(low_mood: Page):
    said = cell(low_mood, "how-many", "Being more active")

    assert said.count("We do not know") == 1
    assert "They do not count how many young people got better" in said


def test_without_scripts_a_link_opens_one_figure(browser: Browser):
    client = browser("okafor", Role.CLINICIAN)
    closed = client.get(LOW_MOOD)
    assert len(closed.all("tr.sdm-grid__tray[hidden]")) == len(closed.all("tr.sdm-grid__tray"))

    opened = client.get(f"{LOW_MOOD}?open=figure-how-many-cbt-group-1")

    shown = opened.all("tr.sdm-grid__tray:not([hidden])")
    assert [row.find(".//div").get("id") for row in shown] == ["figure-how-many-cbt-group-1"]


def test_a_draft_says_that_nobody_has_checked_it(low_mood: Page):
    assert "No clinician and no young person has checked this grid yet." in low_mood.text


def test_each_publication_stands_once_among_the_sources(low_mood: Page):
    listed = [text_of(item) for item in low_mood.all(".sdm-sources li")]

    assert len(listed) == len(set(listed)) > 10


def test_urgent_help_carries_the_numbers_of_the_settings(browser: Browser, store: Session):
    with writing(store):
        contact = CrisisContact(position=1, situation="Life in danger now", contact="999")
        store.add(contact)

    page = browser("okafor", Role.CLINICIAN).get(LOW_MOOD)

    assert "Life in danger now: 999" in page.text


def test_every_shipped_grid_can_be_read(browser: Browser, catalogue: Catalogue):
    client = browser("okafor", Role.CLINICIAN)

    for grid in catalogue.newest():
        assert client.get(f"/grids/{grid.slug}/{grid.version}").h1 == grid.title


def test_a_version_that_never_was_is_not_found(browser: Browser):
    browser("okafor", Role.CLINICIAN).get("/grids/low-mood/99.0", 404)
