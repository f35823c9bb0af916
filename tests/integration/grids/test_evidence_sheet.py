"""Staff read what a version rests on, on the page and on paper."""

import yaml
from flask import Flask

from sdm_tool.domain.grid_document import GridTexts
from sdm_tool.domain.permissions import Role
from sdm_tool.services.grid_files import read_texts
from sdm_tool.services.grids import Catalogue
from tests.client.page import text_of
from tests.integration.grids.conftest import Browser
from tests.integration.grids.test_approving_a_version import URL, approve
from tests.integration.outputs.reading_pdf import faults_of, pages_of, words_of

FOR_STAFF = "For staff, not on the grid"


def low_mood_texts(catalogue: Catalogue) -> GridTexts:
    return read_texts(catalogue.folders["low-mood", "0.1"])


def test_a_study_is_told_in_full_with_the_answers_that_rest_on_it(browser: Browser):
    page = browser("jones", Role.CLINICIAN).get(f"{URL}/evidence")

    for said in (
        "It was not a systematic review",
        "Evidence: CBT in a group",
        "Clarke GN et al. Cognitive-behavioral treatment of adolescent depression",
        "With it: 66.7 in 100. With what it was compared with: 48.1 in 100.",
        "Adolescents with MDD or dysthymia, N=123 randomised to 3 arms, US",
        "Families, as a pair of numbers. Controlled pair against a waiting list",
        "CBT in a group: questions 2, 3, 4, 7 and 10.",
        "Evidence: Behind more than one option",
        "Yes, seen in the source",
    ):
        assert said in page.text


def test_a_guideline_seen_second_hand_says_to_check_the_current_one(browser: Browser):
    page = browser("jones", Role.CLINICIAN).get(f"{URL}/evidence")

    assert "Second-hand: check the current guideline" in page.text
    assert "First-hand, in the text. Checked on 21 November 2026." in page.text


def test_consensus_is_marked_and_says_what_it_is_about(browser: Browser):
    page = browser("jones", Role.CLINICIAN).get(f"{URL}/evidence")

    assert "Consensus: what rests on agreement, not on a study" in page.text
    about = [text_of(name) for name in page.all("section[aria-labelledby=consensus] dt")]
    assert "What is it, and what would I do? CBT in a group" in about
    assert "Who this is not for, If you need help now" in about


def test_the_sheet_is_found_from_the_approval_and_from_the_grid(browser: Browser):
    client = browser("jones", Role.CLINICIAN)

    for page in (client.get(URL), client.get(f"{URL}/approval")):
        assert page.link("Evidence sheet") == f"{URL}/evidence"
    assert client.get(f"{URL}/evidence").link("Print as PDF") == f"{URL}/evidence.pdf"


def test_what_is_for_staff_is_marked_and_what_nobody_may_see_is_left_out(
    browser: Browser, app: Flask, catalogue: Catalogue, tmp_path
):
    texts = low_mood_texts(catalogue)
    document = yaml.safe_load(texts.evidence)
    unused = {**document["evidence"][0], "verified": False}
    document["evidence"] += [
        {**unused, "id": "staff-only", "outcome": "Told to staff", "display": "clinician"},
        {**unused, "id": "kept-back", "outcome": "Told to nobody", "display": "no"},
    ]
    folder = tmp_path / "low-mood"
    folder.mkdir()
    (folder / "grid.yaml").write_text(texts.grid)
    (folder / "evidence.yaml").write_text(yaml.safe_dump(document))
    folders = {("low-mood", "0.1"): folder}
    app.extensions["sdm_catalogue"] = Catalogue(catalogue.grids, (), folders)

    page = browser("jones", Role.CLINICIAN).get(f"{URL}/evidence")

    assert "Behind no answer of the grid Told to staff" in page.text
    assert f"{FOR_STAFF} Not verified" in page.text
    assert "No answer rests on it." in page.text
    assert "Told to nobody" not in page.text


def test_a_version_whose_files_are_gone_says_so(browser: Browser, app: Flask):
    client = browser("okafor", Role.APPROVER)
    approve(client)
    app.extensions["sdm_catalogue"] = Catalogue((), ())

    for path in ("evidence", "assessment"):
        page = client.get(f"{URL}/{path}", 404)
        assert page.h1 == "The files of this version are not here"


def test_the_paper_says_what_the_page_says(browser: Browser):
    client = browser("jones", Role.CLINICIAN)

    answer = client.flask.get(f"{URL}/evidence.pdf")

    assert answer.mimetype == "application/pdf"
    words = words_of(answer.data)
    for said in (
        "Evidence sheet of “Low mood”, version 0.1",
        "It is for clinicians and reviewers, not for families.",
        "It is no claim that the grid conforms to any standard.",
        "With it: 66.7 in 100.",
        "Second-hand: check the current guideline",
        "Not answered yet",
        "To be checked by the service",
    ):
        assert said in words
    assert all("For staff. Draft." in page for page in pages_of(answer.data))
    assert faults_of(answer.data) == []
