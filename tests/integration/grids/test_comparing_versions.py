"""Two versions side by side: only what differs, and in words as well as in colour."""

from dataclasses import replace

import pytest
from flask import Flask

from sdm_tool.domain.grid import Answer, Grid
from sdm_tool.domain.permissions import Role
from sdm_tool.services.grids import Catalogue
from tests.client import PageClient
from tests.client.page import Page, text_of
from tests.factories.grids import minimal_grid
from tests.integration.grids.conftest import Browser

OLD = minimal_grid()
URL = "/grids/low-mood-example/compare"
BOTH = f"{URL}?from=1.0&to=1.1"


def newer(**changes: object) -> Grid:
    return replace(OLD, version="1.1", **changes)


def reworded(text: str) -> Grid:
    answer = Answer(text, sources=("look-again",))
    row = {**OLD.answers["group"], "who-where": answer}
    return newer(answers={**OLD.answers, "group": row})


@pytest.fixture
def client(browser: Browser) -> PageClient:
    return browser("okafor", Role.CLINICIAN)


def comparing(client: PageClient, after: Grid, url: str = BOTH) -> Page:
    client.flask.application.extensions["sdm_catalogue"] = Catalogue((OLD, after), ())
    return client.get(url)


def sides(page: Page) -> list[str]:
    return [text_of(side) for side in page.all(".sdm-compare > div")]


def test_only_what_differs_is_shown_and_the_rest_is_counted(client: PageClient):
    page = comparing(client, newer(funder="A charity"))

    assert page.h1 == "What changed in “Low mood, an example”"
    assert (
        "6 of 7 parts are the same: about, options, questions, answers, figures and sources."
        in page.text
    )
    headings = [text_of(heading) for heading in page.all("main h2")]
    assert headings == ["In short", "Who stands behind it", "Compare other versions"]
    assert "Paid for by Changed" in page.text
    assert sides(page) == ["Version 1.0 removed: none", "Version 1.1 added: A charity"]


def test_changed_words_are_marked_one_by_one_and_said_to_be(client: PageClient):
    page = comparing(client, reworded("A leader, for 9 weeks."))

    assert [text_of(mark) for mark in page.all("del")] == ["removed: 8"]
    assert [text_of(mark) for mark in page.all("ins")] == ["added: 9"]
    assert sides(page) == [
        "Version 1.0 A leader, for removed: 8 weeks.",
        "Version 1.1 A leader, for added: 9 weeks.",
    ]
    assert "Group meetings: Who with, where, how long, how often? Changed" in page.text
    assert "19 answers are the same, and not shown." in page.text


def test_a_renamed_option_is_one_change(client: PageClient):
    options = [
        replace(each, name="A weekly group") if each.id == "group" else each for each in OLD.options
    ]
    page = comparing(client, newer(options=tuple(options)))

    assert [text_of(heading) for heading in page.all("main h3")] == ["A weekly group Changed"]
    assert sides(page) == [
        "Version 1.0 removed: Group meetings",
        "Version 1.1 added: A weekly group",
    ]


def test_an_option_that_is_gone_is_removed_with_its_answers_and_figures(client: PageClient):
    kept = OLD.no_change_option
    page = comparing(client, newer(options=(kept,), answers={kept.id: OLD.answers[kept.id]}))

    short = [text_of(part) for part in page.all(".sdm-facts dt, .sdm-facts dd")]
    assert short == ["Options", "1 removed", "Answers", "10 removed", "Figures", "1 removed"]
    assert "Group meetings Removed" in page.text
    assert "Version 1.1 Nothing stands here." in sides(page)
    assert not page.all("ins")


def test_the_other_way_round_what_was_removed_is_added(client: PageClient):
    page = comparing(client, reworded("A leader, for 9 weeks."))

    turned = client.get(page.link("Look the other way round"))

    assert [text_of(mark) for mark in turned.all("ins")] == ["added: 8"]


def test_values_are_told_as_people_read_them(client: PageClient):
    after = newer(
        safety_first=True,
        questions=OLD.questions[::-1],
        ages=replace(OLD.ages, youngest=12),
        sources=tuple(replace(each, year=2021) for each in OLD.sources),
    )
    page = comparing(client, after)

    said = sides(page)
    assert "Version 1.0 removed: No" in said
    assert "Version 1.1 added: Yes" in said
    assert "Version 1.1 added: 12 to 17" in said
    assert "Version 1.1 added: 2021" in said
    assert "The questions stand in another order." in page.text


def test_text_of_a_grid_is_never_read_as_markup(client: PageClient):
    page = comparing(client, newer(decision="<script>alert(1)</script> & <b>more</b>"))

    assert "<script>alert(1)</script> & <b>more</b>" in page.text


def test_spaces_alone_are_said_to_be_all_that_differs(client: PageClient):
    page = comparing(client, reworded("A leader,  for 8\nweeks."))

    assert "Only spaces or line ends differ." in page.text
    assert not page.all("ins, del")


def test_versions_that_differ_in_number_alone_say_so(client: PageClient):
    page = comparing(client, newer())

    assert "These two versions say the same. Only their numbers differ." in page.text


def test_one_version_chosen_twice_is_said_and_can_be_chosen_again(client: PageClient):
    page = comparing(client, newer(funder="A charity"), f"{URL}?from=1.1&to=1.1")

    assert "You chose version 1.1 twice. Choose two different versions." in page.text
    form = page.form("Compare")
    assert form.values.to_dict() == {"from": "1.1", "to": "1.1"}
    assert "added: A charity" in client.submit(form, {"from": "1.0"}, 200).text


@pytest.mark.parametrize("query", ["from=1.0&to=9.9", "from=9.9&to=1.0", "from=9.9&to=9.9"])
def test_a_version_that_nobody_knows_is_not_found(client: PageClient, query: str):
    comparing(client, newer())

    assert client.get(f"{URL}?{query}", 404).h1 == "Page not found"


def test_without_two_numbers_the_list_of_versions_is_shown(client: PageClient):
    comparing(client, newer())

    answer = client.flask.get(f"{URL}?from=1.0&to=")

    assert (answer.status_code, answer.location) == (303, "/grids/low-mood-example/versions")


def test_the_list_offers_the_two_newest_first(client: PageClient, app: Flask):
    comparing(client, newer(funder="A charity"))
    page = client.get("/grids/low-mood-example/versions")

    form = page.form("Compare")

    assert form.method == "get"
    assert form.values.to_dict() == {"from": "1.0", "to": "1.1"}
    since = page.link("What changed since version 1.0 in version 1.1")
    assert "added: A charity" in client.get(since).text


def test_approval_compares_with_the_version_before(client: PageClient):
    comparing(client, newer(funder="A charity"))

    page = client.get("/grids/low-mood-example/1.1/approval")
    first = client.get("/grids/low-mood-example/1.0/approval")

    assert "added: A charity" in client.get(page.link("Compare with version 1.0")).text
    assert "Compare with version" not in first.text
