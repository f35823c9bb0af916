"""Finding a record by its code or number, making one, and being asked who is here."""

from sqlalchemy import update

from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import Organisation
from tests.client import Page
from tests.client.page import text_of
from tests.factories.people import make_team
from tests.integration.web.conftest import Service

CODE = "23456789CDFGHJKMNPQRTWX"


def record_code(service: Service) -> str:
    page = service.client.get(f"/records/{service.record_id}/confirm")
    return page.one(".sdm-code").text


def find(service: Service, status: int, **typed: str) -> Page:
    form = service.client.get("/conversations/start").form("Find the record")
    return service.client.submit(form, typed, status)


def test_a_new_record_is_made_and_a_conversation_started(service: Service):
    page = service.client.get("/conversations/start")
    page = service.client.submit(page.form("Make a new record"), {"new-team": service.team.id})
    assert page.h1.startswith("Record ")
    page = service.client.submit(page.form("Start"), {"grid": "none", "is_practice": "y"})
    assert page.h1 == "Start"
    assert "Practice. This is never counted." in page.text


def test_what_it_is_about_has_to_be_chosen(here: Service):
    page = here.client.get(f"/records/{here.record_id}")
    refused = here.client.submit(page.form("Start"), status=422)
    assert refused.errors == ["Choose what this is about."]
    assert refused.title.startswith("Error: ")


def test_a_real_service_is_offered_no_grid_that_nobody_approved(here: Service):
    with writing(here.session):
        here.session.execute(update(Organisation).values(is_demonstration=False))
    page = here.client.get(f"/records/{here.record_id}")
    assert [field.get("value") for field in page.all("input[name=grid]")] == ["none"]


def test_a_record_is_found_by_its_code_however_it_is_typed(service: Service):
    code = record_code(service)
    for typed in (code, code.lower(), code.replace("-", ""), f" {code} ", code.replace("-", "–")):
        page = find(service, 303, code=typed)
        assert page.h1 == "Is this who is with you?"
        assert code in page.text


def test_the_code_never_stands_in_an_address(service: Service):
    code = record_code(service)
    page = find(service, 303, code=code)
    assert code.replace("-", "") not in page.url.replace("-", "")


def test_a_wrong_code_is_named_beside_its_field_and_stays(service: Service):
    code = record_code(service)
    other = CODE[(CODE.index(code[0]) + 1) % len(CODE)]
    swapped = code[1] + code[0] + code[2:] if code[0] != code[1] else f"{code[2]}{other}{code[2:]}"
    for typed, words in (
        (other + code[1:], "One character looks wrong, or two are swapped."),
        (swapped, "One character looks wrong, or two are swapped."),
        (code[:5], "A record code has 8 characters. This has 4."),
        ("A" + code[1:], "No record code has the character 'A' in it."),
        ("", "Type the record code, for example 7KQ2-M9XD."),
        ("<b>&\"'", "No record code has the character"),
    ):
        page = find(service, 422, code=typed)
        (error,) = page.errors
        assert error.startswith(words)
        assert text_of(page.one("#code-error")) == f"Error: {error}"
        assert page.one("#code").get("value") == typed
        assert "code-error" in page.one("#code").get("aria-describedby")


def test_another_teams_code_is_as_good_as_none(service: Service):
    code = record_code(service)
    stranger = service.colleague("elsewhere", team=make_team(service.session, "Other", site="S"))
    form = stranger.get("/conversations/start").form("Find the record")
    page = stranger.submit(form, {"code": code}, 422)
    assert page.errors == ["No record with this code in your teams. Check the code on the summary."]


def test_a_local_number_finds_the_record_and_is_not_kept(service: Service):
    form = service.client.get("/conversations/start").form("Make a new record")
    made = service.client.submit(
        form, {"new-team": service.team.id, "new-local_number": "ab 12 34"}
    )
    page = find(service, 303, local_number="AB1234 ")
    assert made.h1.removeprefix("Record ") in page.text
    again = service.client.submit(
        form, {"new-team": service.team.id, "new-local_number": "AB1234"}, 422
    )
    assert again.errors[0].startswith("A record with this number is here already.")
    assert again.one("#new-local_number").get("value") == "AB1234"
    assert find(service, 422, local_number="999").errors[0].startswith("No record in your teams")
    service.session.rollback()
    stored = "\n".join(service.session.connection().connection.iterdump())
    assert "AB1234" not in stored.upper().replace(" ", "")


def test_who_is_with_you_is_asked_before_a_record_is_shown(service: Service):
    for path in (service.here, f"/records/{service.record_id}", f"{service.here}/notes"):
        answer = service.client.flask.get(path)
        assert answer.location.startswith(f"/records/{service.record_id}/confirm")
        assert "Low mood" not in answer.text
    page = service.client.get(f"/records/{service.record_id}/confirm?next={service.here}/decide")
    assert "Low mood, an example" in page.text
    assert service.client.submit(page.form("Yes")).h1 == "Decide"
    assert service.client.get(service.here).h1.startswith("Conversation about")


def test_a_yes_leads_to_this_service_only(service: Service):
    page = service.client.get(f"/records/{service.record_id}/confirm?next=//elsewhere.example/")
    assert service.client.post_and_stay(page.form("Yes").action, {}) == "/"
