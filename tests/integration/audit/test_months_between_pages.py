"""What was chosen on one audit page is still chosen on the next: months there, quarters here."""

from tests.factories.audit_rows import plant_band
from tests.integration.audit.test_choosing_months_and_teams import plant as plant_team

PAGES = {"/audit", "/audit/charts", "/audit/records", "/audit/thrive"}


def tabs(page):
    """Where each tab of the audit pages leads, by its path."""
    links = [link.get("href") for link in page.all("nav[aria-label='Audit pages'] a")]
    return {path: asked for path, _, asked in (link.partition("?") for link in links)}


def chosen(page):
    lists = page.all("form[method=get] select")
    return {
        each.get("name"): option.get("value")
        for each in lists
        for option in each
        if option.get("selected") is not None
    }


def follow(service, page, path):
    """Go to a tab, as it stands on this page."""
    asked = tabs(page)[path]
    return service.client.get(f"{path}?{asked}" if asked else path, without={"title"})


def offered_in(service, *quarters):
    for quarter in quarters:
        plant_band(service.session, "11 to 15", 3, 1, place=(quarter, "young-person", "age"))


def test_the_months_chosen_elsewhere_are_covered_by_quarters(sqlite_service):
    offered_in(sqlite_service, "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
    for path in PAGES:
        before = sqlite_service.client.get(f"{path}?from=2026-03&to=2026-05", without={"title"})
        page = follow(sqlite_service, before, "/audit/fairness")
        asked = chosen(page)
        assert (asked["from"], asked["to"]) == ("2026-Q1", "2026-Q2")
        assert "January to June 2026" in page.text


def test_the_quarters_chosen_here_are_months_elsewhere(sqlite_service):
    offered_in(sqlite_service, "2026-Q1", "2026-Q2", "2026-Q3")
    page = sqlite_service.client.get("/audit/fairness?from=2026-Q1&to=2026-Q2", without={"title"})
    for path in PAGES:
        asked = chosen(follow(sqlite_service, page, path))
        assert (asked["from"], asked["to"]) == ("2026-01", "2026-06")


def test_the_usual_year_of_the_overview_is_the_usual_year_here(sqlite_service):
    offered_in(sqlite_service, "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
    page = follow(sqlite_service, sqlite_service.page(), "/audit/fairness")
    assert chosen(page) == chosen(sqlite_service.client.get("/audit/fairness", without={"title"}))


def test_months_of_no_closed_quarter_give_the_usual_ones(sqlite_service):
    offered_in(sqlite_service, "2026-Q2", "2026-Q3", "2026-Q4")
    before = sqlite_service.page("from=2026-10&to=2026-10")
    asked = chosen(follow(sqlite_service, before, "/audit/fairness"))
    assert (asked["from"], asked["to"]) == ("2026-Q2", "2026-Q3")


def test_a_team_chosen_elsewhere_is_left_behind(sqlite_service):
    offered_in(sqlite_service, "2026-Q3")
    plant_team(sqlite_service, "Alder", 30, 10)
    before = sqlite_service.page(f"team={sqlite_service.team('Alder').id}")
    assert "team" not in tabs(before)["/audit/fairness"]
    follow(sqlite_service, before, "/audit/fairness")


def test_months_the_wrong_way_round_are_refused(sqlite_service):
    offered_in(sqlite_service, "2026-Q2", "2026-Q3")
    address = "/audit/fairness?from=2026-09&to=2026-04"
    assert sqlite_service.client.flask.get(address).status_code == 422


def test_before_any_quarter_has_closed_the_tabs_work(sqlite_service):
    page = follow(sqlite_service, sqlite_service.page(), "/audit/fairness")
    assert "No quarter with an offer has closed yet" in page.text
    for path in PAGES:
        follow(sqlite_service, page, path)
