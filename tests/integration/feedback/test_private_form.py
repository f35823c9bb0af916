"""The private form on somebody's own device, by people and by people who try things."""

import re

import pytest

from sdm_tool.instruments.collaborate import load_instrument
from sdm_tool.persistence.feedback import Response
from sdm_tool.persistence.trail import TrailEvent
from tests.client import Page, PageClient
from tests.client.page import text_of
from tests.integration.feedback.conftest import Desk, expire

PROMISE = "We do not store your name with your answers. The people you saw are not shown them."
FULL = {"q1": "9", "q2": "8", "q3": "7"}


@pytest.fixture
def phone(desk: Desk) -> PageClient:
    return desk.another_browser()


def open_typed(phone: PageClient, code: str) -> Page:
    return phone.submit(phone.get("/f").form("Open the questions"), {"code": code})


def open_link(phone: PageClient, secret: str) -> Page:
    """What the page's script does with the secret after the # of the address."""
    return phone.submit(phone.get("/f").form("Open the questions"), {"secret": secret})


def send(phone: PageClient, page: Page, answers: dict[str, object], status: int = 303) -> Page:
    return phone.submit(
        page.form("Send my answers"), answers, status=status, button="Send my answers"
    )


def without_tokens(page: Page) -> str:
    return re.sub(r'(name="csrf_token"[^>]*value=)"[^"]*"', r"\1", page.html)


def test_link_and_typed_code_open_the_same_form(desk: Desk, phone: PageClient):
    offered = desk.scene.offer("yp")
    by_code, by_link = open_typed(phone, offered.code), open_link(phone, offered.link_secret)
    assert by_code.h1 == "Three questions"
    assert without_tokens(by_code) == without_tokens(by_link)


def test_the_words_are_the_published_ones(desk: Desk, phone: PageClient):
    for person, respondent in (("yp", "young-person"), ("p1", "parent")):
        page = open_typed(phone, desk.scene.offer(person).code)
        asked = [text_of(legend) for legend in page.all(".sdm-instrument legend")]
        published = load_instrument().items[respondent]
        assert asked == [f"{number} {words}" for number, words in enumerate(published, start=1)]
        assert load_instrument().credit in page.text
        assert load_instrument().licence in page.text


def test_ten_radios_with_the_ends_in_their_names_and_none_chosen(desk: Desk, phone: PageClient):
    page = open_typed(phone, desk.scene.offer("yp").code)
    for item in ("q1", "q2", "q3"):
        names = [text_of(label) for label in page.all(f"#{item} label")]
        assert names == [
            "0 No effort was made", "1", "2", "3", "4", "5", "6", "7", "8",
            "9 Every effort was made",
        ]  # fmt: skip
    assert page.all("input[checked]") == []
    assert page.one(".sdm-instrument").get("lang") == "en"


def test_it_is_private_and_says_so(desk: Desk, phone: PageClient):
    page = open_typed(phone, desk.scene.offer("yp").code)
    assert text_of(page.one(".sdm-yours")) == "Private. This is only for you."
    assert PROMISE in page.text
    assert "anonymous" not in page.text.lower()
    assert page.link("Worried about safety? What to do here") == "/safety"
    assert page.all("nav") == []
    for known in ("Okafor", "Northside", "Getting Help", desk.scene.record_id):
        assert known not in page.html
    shown = {link.href for link in page.links}
    assert shown == {"#main", "/safety", load_instrument().licence_url}


def test_answers_are_kept_and_thanked_for(desk: Desk, phone: PageClient):
    page = send(phone, open_typed(phone, desk.scene.offer("yp").code), FULL)
    assert page.h1 == "Thank you"
    assert "the first answer is the one kept" in page.text
    assert desk.scene.answers() == [(9, 8, 7)]


def test_everybody_gets_the_same_pages_whether_or_not_somebody_answered(desk: Desk):
    """Somebody with the code, later on, tries to find out whether it was used."""
    used, unused = desk.scene.offer("yp"), desk.scene.offer("p1")
    desk.scene.answer(used, 1, 1, 1)

    def walk(code: str) -> list[object]:
        phone = desk.another_browser()
        form = open_typed(phone, code)
        pages = [
            send(phone, form, {"q1": "12"}, status=422),
            send(phone, form, {"q1": "9"}, status=422),
            send(phone, form, FULL),
        ]
        # The two forms differ in the words of the items, which say who the code is for.
        hidden = [*load_instrument().items["parent"], *load_instrument().items["young-person"]]
        texts = [page.text for page in pages]
        for words in hidden:
            texts = [text.replace(words, "") for text in texts]
        return [(page.status, page.title, text) for page, text in zip(pages, texts, strict=True)]

    assert walk(used.code) == walk(unused.code)


def test_sent_twice_it_is_kept_once(desk: Desk, phone: PageClient):
    form = open_typed(phone, desk.scene.offer("yp").code)
    first = send(phone, form, FULL)
    again = send(phone, form, {"q1": "0", "q2": "0", "q3": "0"})
    assert without_tokens(first) == without_tokens(again)
    assert desk.scene.answers() == [(9, 8, 7)]


def test_a_scanner_that_fetches_everything_first_spends_nothing(desk: Desk, phone: PageClient):
    offered = desk.scene.offer("yp")
    for _ in range(20):
        scanner = desk.another_browser()
        scanner.get("/f")
        open_link(scanner, offered.link_secret)
    send(phone, open_typed(phone, offered.code), FULL)
    assert desk.scene.answers() == [(9, 8, 7)]


def test_answering_leaves_no_trace_in_the_trail(desk: Desk, phone: PageClient):
    offered = desk.scene.offer("yp")
    before = desk.scene.rows(TrailEvent)
    send(phone, open_typed(phone, offered.code), FULL)
    assert desk.scene.rows(TrailEvent) == before


@pytest.mark.parametrize(
    "wrong", ["10", "-1", "4.5", "nine", "٣", " 5", "5 ", "0x1", "null", "9" * 400]
)
def test_what_is_no_number_of_the_scale_is_refused_beside_it(
    desk: Desk, phone: PageClient, wrong: str
):
    form = open_typed(phone, desk.scene.offer("yp").code)
    page = send(phone, form, {"q1": "9", "q2": wrong, "q3": "7"}, status=422)
    assert page.errors == ["Question 2. Choose a whole number from 0 to 9."]
    assert "Choose a whole number" in text_of(page.one("#q2"))
    assert page.form("Send my answers").values.to_dict().get("q1") == "9"
    assert page.form("Send my answers").values.to_dict().get("q3") == "7"
    assert desk.scene.rows(Response) == []
    send(phone, page, {"q2": "8"})
    assert desk.scene.answers() == [(9, 8, 7)]


def test_several_numbers_for_one_item_are_refused(desk: Desk, phone: PageClient):
    form = open_typed(phone, desk.scene.offer("yp").code)
    page = send(phone, form, {**FULL, "q3": ["7", "8"]}, status=422)
    assert page.errors == ["Question 3. Choose one number only."]
    assert desk.scene.rows(Response) == []


def test_a_blank_item_is_asked_about_once_and_then_kept_blank(desk: Desk, phone: PageClient):
    form = open_typed(phone, desk.scene.offer("yp").code)
    page = send(phone, form, {"q1": "9", "q2": "8"}, status=422)
    assert page.errors == ["Question 3. Choose a number, or send again to leave it out."]
    assert "Choose a number" in text_of(page.one("#q3"))
    assert page.form("Send my answers").values["q1"] == "9"
    assert desk.scene.rows(Response) == []
    assert send(phone, page, {}).h1 == "Thank you"
    assert desk.scene.answers() == [(9, 8, None)]


@pytest.mark.parametrize(("button"), ["Not now", "No thanks"])
def test_saying_no_keeps_nothing_and_looks_alike(desk: Desk, phone: PageClient, button: str):
    form = open_typed(phone, desk.scene.offer("yp").code).form("Send my answers")
    page = phone.submit(form, FULL, button=button)
    assert page.h1 == "That is fine"
    assert "Nothing was sent" in page.text
    assert desk.scene.rows(Response) == []


def test_the_code_goes_on_working_after_not_now(desk: Desk, phone: PageClient):
    offered = desk.scene.offer("yp")
    form = open_typed(phone, offered.code).form("Send my answers")
    phone.submit(form, button="Not now")
    send(phone, open_typed(phone, offered.code), FULL)
    assert desk.scene.answers() == [(9, 8, 7)]


def test_an_invented_and_an_expired_code_get_one_message(desk: Desk, phone: PageClient):
    offered = desk.scene.offer("yp")
    start = phone.get("/f").form("Open the questions")
    invented = phone.submit(start, {"code": "2222 222 222"}, status=422)
    wrong_link = phone.submit(start, {"secret": "x" * 22}, status=422)
    expire(desk.scene)
    desk.clock.now = desk.scene.now
    expired = phone.submit(start, {"code": offered.code}, status=422)
    expired_link = phone.submit(start, {"secret": offered.link_secret}, status=422)
    assert len({page.errors[0] for page in (invented, wrong_link, expired, expired_link)}) == 1
    assert "We cannot open anything with this code" in invented.errors[0]


def test_a_second_before_it_expires_a_code_works(desk: Desk, phone: PageClient):
    offered = desk.scene.offer("yp")
    desk.later(days=7, seconds=-1)
    assert open_typed(phone, offered.code).h1 == "Three questions"


def test_a_form_left_open_until_it_expired_says_so(desk: Desk, phone: PageClient):
    form = open_typed(phone, desk.scene.offer("yp").code).form("Send my answers")
    expire(desk.scene)
    desk.clock.now = desk.scene.now
    location = phone.post_and_stay(form.action, form.filled(FULL).values)
    assert phone.get(location, status=410).h1 == "This code does not work any more"
    assert desk.scene.rows(Response) == []


def test_ten_wrong_tries_say_nothing_else_than_one(desk: Desk, phone: PageClient):
    offered = desk.scene.offer("yp")
    start = phone.get("/f").form("Open the questions")
    said = {
        phone.submit(start, {"code": f"{offered.code[:4]} 222 222"}, status=422).errors[0]
        for _ in range(11)
    }
    said.add(phone.submit(start, {"code": offered.code}, status=422).errors[0])
    assert len(said) == 1
    desk.later(minutes=15)
    assert open_typed(phone, offered.code).h1 == "Three questions"


def test_a_code_of_the_wrong_shape_is_kept_in_the_field(phone: PageClient):
    start = phone.get("/f").form("Open the questions")
    page = phone.submit(start, {"code": "CDFG HJ"}, status=422)
    assert page.errors == ["A feedback code has 10 characters. This has 6."]
    assert page.form("Open the questions").values["code"] == "CDFG HJ"


@pytest.mark.parametrize("ticket", ["", "nonsense", "a.b", "ticket.\x00", "é.é"])
def test_answers_without_a_genuine_form_are_refused(desk: Desk, phone: PageClient, ticket: str):
    open_typed(phone, desk.scene.offer("yp").code)
    phone.post_and_stay("/f/questions", {**FULL, "ticket": ticket})
    assert desk.scene.rows(Response) == []


def test_two_forms_open_on_one_phone_stay_apart(desk: Desk, phone: PageClient):
    young_person = open_typed(phone, desk.scene.offer("yp").code)
    mum = open_typed(phone, desk.scene.offer("p1").code)
    send(phone, young_person, FULL)
    send(phone, mum, {"q1": "1", "q2": "1", "q3": "1"})
    found = {row["respondent"]: row["q1"] for row in desk.scene.rows(Response)}
    assert found == {"young-person": 9, "parent": 1}


def test_nothing_is_left_to_go_back_to_after_sending(desk: Desk, phone: PageClient):
    send(phone, open_typed(phone, desk.scene.offer("yp").code), FULL)
    assert phone.flask.get("/f/questions").location == "/f"


def test_the_secret_stands_in_no_address_and_no_header(desk: Desk, phone: PageClient):
    offered = desk.scene.offer("yp")
    page = open_link(phone, offered.link_secret)
    assert offered.link_secret not in page.html + page.url + str(page.headers)
    assert page.all("a[href*='ticket']") == []


def test_a_form_from_elsewhere_is_refused_on_a_private_page(desk: Desk, phone: PageClient):
    page = open_typed(phone, desk.scene.offer("yp").code)
    values = {**page.form("Send my answers").filled(FULL).values.to_dict(), "csrf_token": "forged"}
    refused = phone.post("/f/questions", values, status=400)
    assert text_of(refused.one(".sdm-yours")) == "Private. This is only for you."
    assert desk.scene.rows(Response) == []
