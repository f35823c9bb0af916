"""Whatever a family reads on a screen or takes home asks for a reading age of 11 at most."""

import re
import xml.etree.ElementTree as ET

import pytest

from sdm_tool.domain.reading_age import AIM, reading_age
from tests.client import Page
from tests.integration.web.conftest import Service
from tests.integration.web.conversation_paths import PAGES

PAPERS = ("/summary/young-person", "/summary/parent", "/summary/private")
WITHIN_A_SENTENCE = ("a", "abbr", "b", "bdi", "em", "q", "span", "strong")
NOT_READ = ("noscript", "script", "select", "svg", "textarea")
FOR_FAMILIES = ("sdm-shared", "sdm-private")


def sentences_of(page: Page) -> str:
    """What the page says, each line, button and cell a sentence of its own."""
    parts = re.split(r"\n\s*\n", _words(page.one("main")))
    return "\n\n".join(" ".join(part.split()) for part in parts if part.strip())


def _words(element: ET.Element) -> str:
    words = element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in NOT_READ:
            inner = _words(child)
            words += inner if child.tag in WITHIN_A_SENTENCE else f"\n\n{inner}\n\n"
        words += child.tail or ""
    return words


def is_for_families(page: Page) -> bool:
    return page.one("body").get("class") in FOR_FAMILIES


def hardest(text: str) -> list[str]:
    return sorted(text.split("\n\n"), key=reading_age)[-5:]


@pytest.mark.parametrize("path", [*PAGES, *PAPERS, "/feedback"])
def test_a_page_for_families_is_plain(whole: Service, path: str):
    page = whole.client.get(f"{whole.here}{path}")
    if is_for_families(page):
        words = sentences_of(page)
        assert reading_age(words) <= AIM, hardest(words)


@pytest.mark.parametrize("path", ["/f", "/psychosis", "/safety"])
def test_a_page_that_needs_no_sign_in_is_plain(whole: Service, path: str):
    words = sentences_of(whole.client.get(path))
    assert len(words) > 100
    assert reading_age(words) <= AIM, hardest(words)


def test_most_steps_of_a_conversation_are_for_families(whole: Service):
    pages = {path: is_for_families(whole.client.get(f"{whole.here}{path}")) for path in PAGES}
    assert pages["/together"]
    assert pages["/decide"]
    assert not pages["/notes"]
