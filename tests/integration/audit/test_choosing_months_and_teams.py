"""The address of an audit page says which months, and which part of the service, it is about."""

from urllib.parse import urlsplit

import pytest

from tests.client.page import text_of
from tests.factories.audit_rows import NEARLY, TOP, plant_answers, plant_meetings
from tests.integration.audit.conftest import TODAY, months_under, table

YOUNG = "young-person-by-team"
NO_SCORE = "No score yet: too few complete answers"
ASKED_TWICE_OR_UNKNOWN = "a filter that this page does not have, or for one twice"


def plant(service, name, top, nearly, *, site="North", month="2026-10", silent=10, **more):
    answers = [TOP] * top + [NEARLY] * nearly
    team = service.team(name, site)
    plant_answers(
        service.session, team, answers, offered=len(answers) + silent, month=month, **more
    )


def top_scores(page):
    """The Top Score of each row; "" where there is none."""
    return {name: cells[3] if len(cells) > 2 else "" for name, cells in table(page, YOUNG).items()}


def chosen(page):
    """What stands chosen in each list above the figures."""
    return {name: values[0] for name, values in page.form("/audit").values.lists()}


@pytest.fixture
def two_sites(service):
    """Alder and Beech at North, Cedar at South: in October, and Alder in August too."""
    plant(service, "Alder", 30, 10)
    plant(service, "Alder", 20, 20, month="2026-08")
    plant(service, "Beech", 12, 28)
    plant(service, "Cedar", 4, 36, site="South")
    meetings = [TODAY.replace(month=10)] * 10
    by = service.scope.account_id
    plant_meetings(service.session, service.team("Cedar", "South"), meetings, started_by=by)
    return service


def test_without_a_choice_it_is_all_teams_and_the_last_twelve_closed_months(two_sites):
    page = two_sites.page()
    assert top_scores(page) == {"Alder": "63%", "Beech": "30%", "Cedar": "10%", "All teams": "41%"}
    assert "All teams, November 2025 to October 2026. November 2026 is added" in page.text
    assert chosen(page) == {"from": "2025-11", "to": "2026-10", "site": "", "team": ""}


def test_a_site_has_its_own_teams_and_their_sum(two_sites):
    site = two_sites.team("Alder").site_id
    page = two_sites.page(f"site={site}")
    assert top_scores(page) == {"Alder": "63%", "Beech": "30%", "North": "52%"}
    assert list(table(page, "young-person-offers")) == ["Alder", "Beech", "North"]
    assert "North, November 2025 to October 2026." in page.text
    assert chosen(page)["site"] == site


def test_a_team_has_its_own_figures_alone(two_sites):
    team = two_sites.team("Cedar", "South").id
    page = two_sites.page(f"team={team}")
    assert list(table(page, YOUNG)) == ["Cedar"]
    for table_id in (YOUNG, "young-person-offers"):
        assert len(page.all(f"#{table_id} tbody tr")) == 1, "a sum of one would say it again"
    assert table(page, "young-person-offers") == {"Cedar": ["10", "50", "*", ""]}
    assert "Cedar, November 2025 to October 2026." in page.text
    assert chosen(page)["team"] == team
    both = two_sites.page(f"site={two_sites.team('Cedar', 'South').site_id}&team={team}")
    assert table(both, YOUNG) == table(page, YOUNG)


@pytest.mark.parametrize("part", ["team", "site"])
def test_ways_of_asking_are_told_of_all_teams_alone(two_sites, part):
    cedar = two_sites.team("Cedar", "South")
    asked = {"team": cedar.id, "site": cedar.site_id}[part]
    assert table(two_sites.page(), "by-mode")
    page = two_sites.page(f"{part}={asked}")
    assert not page.all("#by-mode")
    assert "How people were asked" not in page.text


def test_one_month_is_a_period_too(two_sites):
    page = two_sites.page("from=2026-08&to=2026-08")
    assert top_scores(page) == {"Alder": "50%", "Beech": "", "Cedar": "", "All teams": "50%"}
    assert set(months_under(page, YOUNG).values()) == {""}
    assert "All teams, August 2026." in page.text


def test_the_months_chosen_decide_what_is_in_it(two_sites):
    assert top_scores(two_sites.page("from=2026-08&to=2026-10"))["Alder"] == "63%"
    assert top_scores(two_sites.page("from=2026-09&to=2026-10"))["Alder"] == "75%"
    earlier = top_scores(two_sites.page("from=2026-07&to=2026-09"))
    assert earlier == {"Alder": "50%", "Beech": "", "Cedar": "", "All teams": "50%"}


def test_an_end_alone_is_that_of_twelve_months(two_sites):
    page = two_sites.page("to=2026-08")
    assert chosen(page)["from"] == "2025-09"
    assert "All teams, September 2025 to August 2026." in page.text


def test_months_before_those_listed_can_be_asked_for(two_sites):
    plant(two_sites, "Alder", 25, 15, month="2021-02")
    page = two_sites.page("from=2021-02&to=2021-02")
    assert "All teams, February 2021." in page.text
    assert (chosen(page)["from"], chosen(page)["to"]) == ("2021-02", "2021-02")


def test_months_counted_together_that_are_partly_in_the_period_are_left_out(sqlite_service):
    service = sqlite_service
    plant(service, "Alder", 8, 8, month="2026-08")
    plant(service, "Alder", 15, 10, month="2026-09")
    whole, part = (service.page(f"from={first}&to=2026-10") for first in ("2026-08", "2026-09"))
    assert top_scores(whole)["Alder"] == "56%"
    assert months_under(whole, YOUNG)["Alder"] == "Aug 2026 to Sep 2026"
    assert table(part, YOUNG)["Alder"] == ["35", NO_SCORE]
    ends_before = service.page("from=2026-07&to=2026-08")
    assert table(ends_before, YOUNG)["Alder"] == ["25", NO_SCORE]


def test_the_same_months_just_before_stand_beside_with_the_change(service):
    for month, top in (("2026-04", 40), ("2026-07", 48), ("2026-10", 56)):
        offered_more = 30 if month == "2026-10" else 80
        plant(service, "Alder", top, 80 - top - (10 if month == "2026-10" else 0), month=month,
              silent=offered_more)  # fmt: skip
    cells = table(service.page("from=2026-08&to=2026-10"), YOUNG)["Alder"]
    # Newcombe's own case: 56 of 70 after 48 of 80 is 20.00 points more, 5.24 to 33.39.
    assert cells[7:9] == ["60% / rate 50%", "+20 / +5 to +33"]
    page = service.page("from=2026-08&to=2026-10")
    assert "The Top Score and response rate of May to July 2026." in page.text


@pytest.mark.parametrize("waited", [("2026-07", "2026-08"), ("2026-04", "2026-05")])
def test_months_counted_together_across_a_border_are_in_neither_period(sqlite_service, waited):
    service = sqlite_service
    plant(service, "Alder", 8, 8, month=waited[0])
    plant(service, "Alder", 15, 10, month=waited[1])
    plant(service, "Alder", 30, 10, month="2026-10")
    cells = table(service.page("from=2026-08&to=2026-10"), YOUNG)["Alder"]
    assert (cells[3], cells[7:9]) == ("75%", [" / No score then", ""])


def test_a_team_that_has_no_score_now_shows_none_of_before(sqlite_service):
    plant(sqlite_service, "Alder", 30, 10, month="2026-07")
    plant(sqlite_service, "Alder", 3, 3)
    rows = table(sqlite_service.page("from=2026-08&to=2026-10"), YOUNG)
    assert rows["Alder"] == ["15", NO_SCORE]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("to=2026-11", "November 2026 is not closed yet, so nothing of it is shown. The latest "),
        ("from=2026-11&to=2026-12", "December 2026 is not closed yet"),
        ("to=9999-12", "December 9999 is not closed yet"),
        ("from=2026-09&to=2026-03", "September 2026 is after March 2026."),
        ("from=2026-11", "The months are the wrong way round: November 2026 is after October 2026"),
        ("from=2026-13", "Write the month as a year and a month, like 2026-10."),
        ("to=October", "Write the month as a year and a month, like 2026-10."),
        ("to=%002026-10", "Write the month as a year and a month, like 2026-10."),
        ("from=1999-12", "Choose months from January 2000 on."),
        ("to=1000-01", "Choose months from January 2000 on."),
        ("month=2026-10", ASKED_TWICE_OR_UNKNOWN),
        ("lines=adjusted", ASKED_TWICE_OR_UNKNOWN),
        ("to=2026-10&to=2026-09", ASKED_TWICE_OR_UNKNOWN),
        ("team=&team=", ASKED_TWICE_OR_UNKNOWN),
    ],
)
@pytest.mark.parametrize("path", ["/audit", "/audit/scores.csv"])
def test_what_cannot_be_asked_is_refused_in_words(sqlite_service, path, asked, said):
    plant(sqlite_service, "Alder", 30, 10)
    page = sqlite_service.client.get(f"{path}?{asked}", 422)
    assert page.h1 == "That could not be done"
    assert said in page.text
    assert "30%" not in page.text


@pytest.mark.parametrize("path", ["/audit", "/audit/scores.csv"])
def test_a_part_that_is_not_there_is_a_page_not_found_like_any_other(sqlite_service, path):
    service = sqlite_service
    cedar = service.team("Cedar", "South")
    plant(service, "Cedar", 30, 10, site="South")
    plain = service.client.get("/audit/no-such-page", 404)
    for asked in (
        "team=00000000-0000-7000-8000-000000000000",
        "site=00000000-0000-7000-8000-000000000000",
        "team=Cedar",
        f"team={cedar.site_id}",
        f"site={cedar.id}",
        f"site=nowhere&team={cedar.id}",
        f"site={cedar.site_id}&team=nobody",
    ):
        page = service.client.get(f"{path}?{asked}", 404)
        assert page.text == plain.text
        assert "Cedar" not in page.html
        assert "South" not in page.html


def test_a_team_of_another_site_is_refused_with_where_it_is(two_sites):
    cedar, north = two_sites.team("Cedar", "South"), two_sites.team("Alder").site_id
    page = two_sites.client.get(f"/audit?from=2026-08&site={north}&team={cedar.id}", 422)
    assert "Cedar is at South, not at North. Choose another team, or all sites." in page.text
    of_site = page.link("Open this page for all teams of the site")
    assert of_site == f"/audit?from=2026-08&site={north}"
    assert list(top_scores(two_sites.page(urlsplit(of_site).query))) == ["Alder", "Beech", "North"]
    of_team = page.link("Open this page for the team")
    assert list(top_scores(two_sites.page(urlsplit(of_team).query))) == ["Cedar"]


@pytest.mark.parametrize(
    ("asked", "link", "leads_to"),
    [
        ("/audit?from=2026-09&to=2026-03", "with its usual months", "/audit"),
        (
            "/audit/charts?to=2026-11&who=parent",
            "with its usual months",
            "/audit/charts?who=parent",
        ),
        ("/audit/records?from=x&by=month", "with its usual months", "/audit/records?by=month"),
        ("/audit/thrive?month=1&to=2026-10", "without that filter", "/audit/thrive?to=2026-10"),
        ("/audit?to=2026-10&to=2026-09", "without that filter", "/audit"),
        ("/audit/scores.csv?to=2026-11", "with its usual months", "/audit"),
        ("/audit/records.csv?dog=1", "without that filter", "/audit/records"),
        ("/audit/fairness?dog=1&who=parent", "without that filter", "/audit/fairness?who=parent"),
        ("/audit/blocks.csv?team=x", "without that filter", "/audit"),
    ],
)
def test_a_refusal_leads_on_inside_the_audit_pages(sqlite_service, asked, link, leads_to):
    plant(sqlite_service, "Alder", 30, 10)
    page = sqlite_service.client.get(asked, 422)
    links = {text_of(each): each.get("href") for each in page.all("main a")}
    if leads_to == "/audit":
        assert links == {"Go to the audit overview": "/audit"}
    else:
        assert links == {f"Open this page {link}": leads_to, "Go to the audit overview": "/audit"}
    sqlite_service.client.get(leads_to, without={"title"})


def test_with_one_site_there_is_no_list_of_sites(sqlite_service):
    plant(sqlite_service, "Alder", 30, 10)
    assert set(chosen(sqlite_service.page())) == {"from", "to", "team"}


def test_the_choice_goes_along_to_the_other_pages_and_into_the_file(two_sites):
    alder = two_sites.team("Alder")
    asked = f"from=2026-08&to=2026-09&site={alder.site_id}&team={alder.id}"
    page = two_sites.page(asked)
    assert page.link("Overview") == f"/audit?{asked}"
    assert page.link("Over time, and by team") == f"/audit/charts?{asked}"
    assert page.link("Scores (CSV)") == f"/audit/scores.csv?{asked}"
    sent = two_sites.client.flask.get(page.link("Scores (CSV)"))
    assert "sharing-decisions-alder-2026-08-to-2026-09.csv" in sent.headers["Content-Disposition"]
    lines = sent.data.decode("utf-8-sig").splitlines()[1:]
    assert len(lines) == 4
    for line in lines[:2]:
        assert line.startswith("2026-08,2026-09,Alder,young people,")
        assert ",2026-08,2026-08,50,40,80,50," in line


@pytest.mark.parametrize("path", ["", "/charts", "/records", "/thrive"])
def test_who_answered_goes_along_from_page_to_page(two_sites, path):
    alder = two_sites.team("Alder").id
    asked = f"from=2026-08&to=2026-09&team={alder}"
    page = two_sites.client.get(f"/audit{path}?{asked}&who=parent", without={"title"})
    assert {text_of(tab): tab.get("href") for tab in page.all(".sdm-pages a")} == {
        "Overview": f"/audit?{asked}&who=parent",
        "Over time, and by team": f"/audit/charts?{asked}&who=parent",
        "Quality of the record": f"/audit/records?{asked}&who=parent",
        "Fairness": "/audit/fairness?from=2026-08&to=2026-09&who=parent",
        "Thrive view": f"/audit/thrive?{asked}&who=parent",
        "How to read these pages": "/help/audit",
    }
    assert page.form("Show these").values["who"] == "parent", "other months keep it too"
    two_sites.client.get(f"/audit{path}?{asked}&who=dog", 404)


def test_who_answered_comes_back_from_fairness(two_sites):
    page = two_sites.client.get("/audit/fairness?who=parent", without={"title"})
    assert page.link("Over time, and by team") == "/audit/charts?who=parent"


@pytest.mark.parametrize("file", ["scores.csv", "figures.xlsx", "board.pdf", "records.csv"])
def test_a_file_of_both_takes_no_word_of_who_answered(two_sites, file):
    assert two_sites.client.get(f"/audit/{file}?who=parent", 422)
    page = two_sites.page("who=parent")
    assert page.link("Board report (PDF)") == "/audit/board.pdf?from=2025-11&to=2026-10"


@pytest.mark.parametrize("path", ["", "/charts", "/records", "/thrive"])
def test_on_paper_the_page_says_what_was_chosen_and_what_to_print_instead(two_sites, path):
    cedar = two_sites.team("Cedar", "South").id
    page = two_sites.client.get(f"/audit{path}?from=2026-08&team={cedar}", without={"title"})
    said = text_of(page.one(".sdm-on-paper"))
    assert "From: August 2026; To: October 2026; Site: All sites; Team: Cedar" in said
    assert "For a meeting, print the board report (PDF)" in said


def test_every_audit_page_leads_to_how_to_read_it(two_sites):
    address = two_sites.page().link("How to read these pages")
    page = two_sites.client.get(address)
    asked = [text_of(heading) for heading in page.all("h2")]
    assert {"How do I read an interval?", "What is a star?", "Where is the board report?"} < {
        *asked
    }
    assert two_sites.client.get("/help").link("How to read the audit pages") == address


def test_the_form_leads_to_what_it_says(two_sites):
    form = two_sites.page().form("/audit")
    cedar = two_sites.team("Cedar", "South")
    filled = form.filled({"from": "2026-10", "site": cedar.site_id})
    assert form.method == "get"
    assert urlsplit(form.action).query == ""
    page = two_sites.page("&".join(f"{key}={value}" for key, value in filled.values.items()))
    assert top_scores(page) == {"Cedar": "10%", "South": "10%"}


def test_a_site_is_the_same_whatever_its_hidden_team_answered(sqlite_service):
    """One hidden team in a site: its sum less the shown team must tell nothing."""
    service = sqlite_service
    plant(service, "Alder", 30, 10)
    plant(service, "Small", 4, 2, silent=30)
    rows = table(service.page(f"site={service.team('Alder').site_id}"), YOUNG)
    alder = [cell.replace("No score then", "See each team") for cell in rows["Alder"]]
    assert rows["North"] == alder
    assert rows["Small"] == ["35", NO_SCORE]
    alone = table(service.page(f"team={service.team('Small').id}"), YOUNG)["Small"]
    assert alone == ["35", NO_SCORE]


def test_scores_that_moved_by_more_than_chance_are_named_with_a_caution(sqlite_service):
    service = sqlite_service
    for name, before, now in (("Elm", 10, 30), ("Oak", 20, 22)):
        team = service.team(name)
        for month, top in (("2025-10", before), ("2026-10", now)):
            answers = [TOP] * top + [NEARLY] * (40 - top)
            plant_answers(service.session, team, answers, offered=50, month=month)
    said = service.page().text
    assert (
        "Looked at one by one, these seem to have moved since the period before: Elm (+50)." in said
    )
    assert (
        "Of 2 comparisons, about 1 in 20 looks like a change by chance alone: expect 0.1 here."
        in said
    )
    alone = service.page(f"team={service.team('Elm').id}").text
    assert (
        "Moved since the period before by more than chance alone would explain: Elm (+50)." in alone
    )
    assert "1 in 20" not in alone
