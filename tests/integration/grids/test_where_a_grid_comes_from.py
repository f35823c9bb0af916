"""Links that last, each publication once, and no wait made up where nothing is waited for."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest

from sdm_tool.domain.grid import Grid, Source, SourceKind
from sdm_tool.domain.permissions import Role
from sdm_tool.services.grids import Catalogue
from sdm_tool.web.grid_presenters import present_grid, present_waits
from sdm_tool.web.grid_shown import SourceShown
from tests.client.page import text_of
from tests.integration.grids.conftest import Browser

MIRROR = "https://www.example.com/copy/1"


@pytest.fixture
def low_mood(catalogue: Catalogue) -> Grid:
    return catalogue.find("low-mood", "0.1")


def listed(grid: Grid, *sources: Source) -> tuple[SourceShown, ...]:
    return present_grid(replace(grid, sources=sources)).sources


def paper(source_id: str, citation: str, url: str) -> Source:
    return Source(source_id, citation, 2020, url, SourceKind.EVIDENCE)


def guideline(source_id: str, year: int, url: str) -> Source:
    return Source(source_id, "NG0: Sleep", year, url, SourceKind.GUIDELINE)


@pytest.mark.parametrize(
    ("citation", "url", "link"),
    [
        ("Poe A. J 2020. doi:10.1000/j.1(2)3-4; more", MIRROR, "https://doi.org/10.1000/j.1(2)3-4"),
        ("Poe A. J 2020 (doi:10.1000/abc.5).", MIRROR, "https://doi.org/10.1000/abc.5"),
        ("Poe A. J 2020", "https://doi.org/10.1000/a", "https://doi.org/10.1000/a"),
        ("Poe A. J 2020", "https://pmc.ncbi.nlm.nih.gov/1", "https://pmc.ncbi.nlm.nih.gov/1"),
        ("Poe A. J 2020", "https://www.nice.org.uk/ng0", "https://www.nice.org.uk/ng0"),
        ("Poe A. J 2020", "https://any.ac.uk/paper", "https://any.ac.uk/paper"),
        ("Poe A. J 2020", MIRROR, ""),
        ("Poe A. J 2020", "https://nice.org.uk.example.com/ng0", ""),
        ("Poe A. J 2020", "https://www.notnice.org.uk/ng0", ""),
        ("Poe A. J 2020", "http://www.nice.org.uk/ng0", ""),
    ],
)
def test_a_doi_comes_first_and_mirrors_are_no_links(
    low_mood: Grid, citation: str, url: str, link: str
):
    assert [source.link for source in listed(low_mood, paper("a", citation, url))] == [link]


def test_one_paper_cited_twice_stands_once_in_full(low_mood: Grid):
    short = paper("short", "Poe A. J 2020", MIRROR)
    full = paper("full", "Poe A. On sleep. J 2020. doi:10.1000/abc", MIRROR)

    assert [(one.citation, one.link) for one in listed(low_mood, short, full)] == [
        ("Poe A. On sleep. J 2020. doi:10.1000/abc", "https://doi.org/10.1000/abc")
    ]


def test_two_papers_read_at_one_address_stay_two(low_mood: Grid):
    found = listed(
        low_mood, paper("a", "Poe A. J 2020", MIRROR), paper("b", "Roe B. J 2020", MIRROR)
    )

    assert [one.citation for one in found] == ["Poe A. J 2020", "Roe B. J 2020"]


def test_the_lines_of_one_guideline_stand_once_with_their_years(low_mood: Grid):
    old = guideline("old", 2005, MIRROR)
    new = guideline("new", 2019, "https://www.nice.org.uk/ng0")

    assert [(one.citation, one.link) for one in listed(low_mood, new, old)] == [
        ("NG0: Sleep (2005, 2019)", "https://www.nice.org.uk/ng0")
    ]


def test_no_shipped_grid_links_to_a_mirror(catalogue: Catalogue):
    links = {one.link for grid in catalogue.newest() for one in present_grid(grid).sources}
    hosts = {urlsplit(link).hostname for link in links if link}

    assert "doi.org" in hosts
    assert not [host for host in hosts if host.endswith((".com", ".cn", ".info", ".net"))]


def test_keeping_things_as_they_are_needs_no_wait(low_mood: Grid):
    waits = present_waits(low_mood, {}, date(2026, 11, 19))

    assert waits["keep-as-is"] == "There is nothing to wait for."
    assert waits["cbt-group"] == "The service has not told us yet."


def test_a_page_shows_a_source_without_a_lasting_address_as_words(browser: Browser):
    page = browser("okafor", Role.CLINICIAN).get("/grids/low-mood/0.1")

    linked = {link.get("href") for link in page.all(".sdm-sources a, .sdm-tray__facts a")}
    assert "https://doi.org/10.1001/jama.292.7.807" in linked
    assert all(link.startswith("https://") for link in linked)
    assert not any("scribd" in link or "paperexplained" in link for link in linked)
    assert "TADS Team. Long-term effectiveness" in page.text


def test_the_read_grid_needs_no_wait_for_keeping_things_as_they_are(browser: Browser):
    page = browser("okafor", Role.CLINICIAN).get("/grids/low-mood/0.1")

    said = [text_of(cell) for cell in page.all("#question-wait td")]
    assert any(words.endswith("There is nothing to wait for.") for words in said)
