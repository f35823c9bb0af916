"""A file to share is made on the page, and files are set side by side without being kept."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from sdm_tool.domain.sections import Grouping
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import ORGANISATION, Organisation
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.rows import METADATA
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.aggregate_files import LARGEST_FILE, make_file, read_file, sign
from sdm_tool.services.audit_choice import choose
from tests.client.page import text_of
from tests.factories.audit_rows import NEARLY, TOP, plant_answers
from tests.factories.held import SECRET_WORDS
from tests.factories.people import make_account, scope_of
from tests.integration.audit.conftest import TODAY, table
from tests.integration.audit.test_thrive_page import plant, thrive

KEY = Ed25519PrivateKey.generate()


def answered(service, complete, top, *, silent=5):
    answers = [TOP] * top + [NEARLY] * (complete - top)
    offered = complete + silent
    plant_answers(service.session, service.team("Elm"), answers, offered=offered)


def make(service, status=200):
    """Press the button, and return the file."""
    form = next(form for form in thrive(service).forms if "/audit/aggregate" in form.action)
    answer = service.client.flask.post(form.action, data=form.filled({}).values)
    assert answer.status_code == status
    if status == 200:
        assert "attachment" in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"] == "no-store"
    return answer.data


def compare(service, *files, status=200):
    service.client.get("/audit/compare")
    sent = {"files": [(BytesIO(content), f"{n}.json") for n, content in enumerate(files)]}
    return service.client.post("/audit/compare", sent, status, without={"title"})


def renamed(content, name, **changes):
    """The file of another organisation, signed with its own key."""
    told = replace(read_file(content).aggregate, organisation=name, **changes)
    return sign(told, Ed25519PrivateKey.generate())


def test_a_file_holds_released_figures_and_rounded_counts_and_is_noted(service):
    answered(service, 42, 21)
    plant(service, "Elm", Grouping.GETTING_HELP, 11)
    plant(service, "Oak", Grouping.GETTING_MORE_HELP, 3)

    content = make(service)

    told = read_file(content).aggregate
    assert told.organisation == "Northside services"
    (score,) = told.scores
    assert (score.complete, score.top_score, score.low, score.high) == ("40", 50, 36, 64)
    assert score.response_rate == 89
    summer = told.groupings[max(told.groupings)]
    assert (summer["getting-help"], summer["getting-more-help"], summer["thriving"]) == (
        "10",
        "*",
        "*",
    )
    for hidden in (SECRET_WORDS, "Elm", service.team("Elm").id, service.scope.account_id):
        assert hidden not in content.decode()
    events = service.session.scalars(select(TrailEvent.event)).all()
    assert events.count("audit:figures:exported") == 1


def test_too_few_answers_are_not_in_a_file(sqlite_service):
    answered(sqlite_service, 24, 12)
    assert read_file(make(sqlite_service)).aggregate.scores == ()


def test_months_without_a_closed_quarter_or_a_score_have_nothing_to_share(sqlite_service):
    asked = {"from": "2026-10", "to": "2026-10"}
    choice = choose(sqlite_service.session, asked, scope=sqlite_service.scope, now=TODAY)
    with pytest.raises(Exception, match="nothing to share"):
        make_file(sqlite_service.session, choice, key=KEY, scope=sqlite_service.scope, now=TODAY)


def test_the_private_key_is_in_no_table_and_in_no_file(sqlite_service, tmp_path):
    content = make(sqlite_service)
    secret = (tmp_path / "signing-key").read_text().strip()
    assert secret not in content.decode()
    rows = [
        str(row) for each in METADATA.sorted_tables
        for row in sqlite_service.session.execute(select(each))
    ]  # fmt: skip
    assert not [row for row in rows if secret in row]


def test_a_demonstration_says_so_in_its_file_and_beside_its_figures(sqlite_service):
    service = sqlite_service
    with writing(service.session):
        service.session.get_one(Organisation, ORGANISATION).is_demonstration = True
    content = make(service)
    assert json.loads(content)["body"]["is_demonstration"] is True
    page = compare(service, content)
    assert "its figures are made up" in page.text
    assert "Demonstration: made up" in page.text
    assert "Northside services (made up)" in table(page, "scores-young-person")


def test_files_stand_side_by_side_a_to_z_with_what_must_be_said(sqlite_service):
    service = sqlite_service
    answered(service, 42, 21)
    plant(service, "Elm", Grouping.GETTING_HELP, 441)
    own = make(service)
    page = compare(service, renamed(own, "Zinnia"), own, renamed(own, "aspen", scores=()))
    names = ["aspen", "Northside services", "Zinnia"]
    assert list(table(page, "files-checked")) == names
    scores = table(page, "scores-young-person")
    assert list(scores) == names
    assert scores["Zinnia"][:4] == ["40", "89%", "50%", "36 to 64"]
    assert scores["aspen"] == ["No score: too few complete answers"]
    assert table(page, "quarter-2026-q3")["Getting help"] == ["505 (95%)"] * 3
    assert "This is no ranking" in page.text
    assert "25 to 99 answers are too few to compare" in page.text
    assert read_file(own).fingerprint in page.text


def test_one_bad_file_and_nothing_is_shown(sqlite_service):
    own = make(sqlite_service)
    bad = own.replace(b"Northside", b"Southside")
    page = compare(sqlite_service, own, bad, status=422)
    assert "not as it was when it was signed" in text_of(page.one(".nhsuk-error-message"))
    assert not page.all("#files-checked")


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([], "Choose one file or more."),
        ([b"=1+1"], "not a file that"),
        ([b"x" * (LARGEST_FILE + 2)], "larger than any"),
        ([b"{}"] * 31, "at most 30"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(sqlite_service, files, why):
    assert why in compare(sqlite_service, *files, status=422).text


def test_a_name_with_markup_in_it_is_words(sqlite_service):
    own = make(sqlite_service)
    page = compare(sqlite_service, renamed(own, "<b>Bold & Sons</b>"))
    assert "<b>Bold & Sons</b>" in table(page, "files-checked")


def test_nothing_that_was_sent_is_kept(sqlite_service):
    service = sqlite_service
    own = make(service)
    compare(service, renamed(own, "Zinnia of the files"))
    rows = [
        str(row) for each in METADATA.sorted_tables
        for row in service.session.execute(select(each))
    ]  # fmt: skip
    assert rows
    assert not [row for row in rows if "Zinnia" in row]


def test_somebody_who_may_not_read_audit_pages_makes_no_file(sqlite_service):
    service = sqlite_service
    choice = choose(service.session, {}, scope=service.scope, now=TODAY)
    nobody = scope_of(make_account(service.session, "someone", roles=()), ())
    with pytest.raises(NotFound):
        make_file(service.session, choice, key=KEY, scope=nobody, now=TODAY)
