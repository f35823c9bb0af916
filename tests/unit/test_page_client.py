"""The page client passes a sound page and refuses each broken one, naming the rule."""

import pytest
from flask import Flask, Response, redirect, request

from tests.client import PageClient

SOUND = """<!doctype html>
<html lang="en"><head><title>Find a record - Demonstration</title>
<link rel="stylesheet" href="/static/site.css"><script src="/static/site.js" defer></script></head>
<body><main><h1>Find a record</h1>
<p>Demonstration. <a href="/records">All records</a></p>
<svg aria-hidden="true"><path d="M0 0"></path></svg>
<form action="/find" method="post"><input type="hidden" name="csrf_token" value="t0ken">
<label for="code">Code</label><input id="code" name="code" value="ABCD">
<label><input type="checkbox" name="all" value="yes"> Closed ones too</label>
<button name="go" value="find">Find</button></form>
</main></body></html>"""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=()",
    "Cache-Control": "no-store",
}
BREAKAGES = [
    ("html", "<main>", "<main></section>"),
    ("html", "<p>Demonstration.", "<p><div>Demonstration.</div>"),
    ("ids", "<h1>", '<h1 id="code">'),
    ("heading", "<p>Demonstration.", "<h1>Find a record</h1><p>Demonstration."),
    ("title", "<title>Find", "<title>SDM: Find"),
    ("title", "<title>Find", "<title>Error: Find"),
    ("language", ' lang="en"', ""),
    ("labels", '<label for="code">Code</label>', ""),
    ("labels", '<label for="code">Code</label>', '<label for="code"></label>'),
    ("labels", ">Find</button>", "></button>"),
    ("forms", '<input type="hidden" name="csrf_token" value="t0ken">', ""),
    ("forms", 'action="/find" ', ""),
    ("inline", "<main>", '<main style="color:red">'),
    ("inline", "<main>", '<main onclick="go()">'),
    ("inline", "<main>", "<main><script>go()</script>"),
    ("inline", "</head>", "<style>p{}</style></head>"),
    ("inline", 'href="/records"', 'href="javascript:go()"'),
    ("links", "All records", "Click here"),
    ("links", "All records", ""),
    ("alternatives", ' aria-hidden="true"', ""),
    ("alternatives", "<main>", '<main><img src="/static/a.png">'),
    ("remote", "/static/site.css", "https://cdn.example/site.css"),
    ("remote", "/static/site.js", "//cdn.example/site.js"),
    ("demonstration", "Demonstration", "Real"),
]


def client_for(html: str, headers: dict[str, str] = HEADERS) -> PageClient:
    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/", view_func=lambda: Response(html, headers=headers))
    return PageClient(app, is_demonstration=True)


def test_a_sound_page_passes():
    page = client_for(SOUND).get("/")
    assert page.h1 == "Find a record"
    assert page.link("All records") == "/records"


TOKEN = (
    "IjRjZmNkOGY0YjRlMjUzODIwMzg3ZWQxOGVlMzBlZGY4MzEzNWE5ZmYi.awKpsw.DaSqD2BGT7ZTI8n89IdoEvZU0JE"
)


def test_a_page_that_differs_only_in_its_tokens_is_judged_once_and_no_other():
    sound = SOUND.replace("t0ken", TOKEN)
    client_for(sound).get("/")
    client_for(sound.replace(TOKEN, TOKEN[::-1])).get("/")
    with pytest.raises(AssertionError, match="forms: "):
        client_for(sound.replace(TOKEN, "")).get("/")

    named = sound.replace("<p>", f'<p id="{TOKEN}">').replace("<h1>", f'<h1 id="{TOKEN[::-1]}">')
    client_for(named).get("/")
    with pytest.raises(AssertionError, match="ids: "):
        client_for(named.replace(TOKEN[::-1], TOKEN)).get("/")


@pytest.mark.parametrize(("rule", "sound", "broken"), BREAKAGES)
def test_a_broken_page_is_refused_by_name(rule: str, sound: str, broken: str):
    client = client_for(SOUND.replace(sound, broken))
    with pytest.raises(AssertionError, match=f"{rule}: "):
        client.get("/")


@pytest.mark.parametrize(("rule", "sound", "broken"), BREAKAGES)
def test_a_rule_can_be_left_out_of_one_call(rule: str, sound: str, broken: str):
    # A second heading is also a title with nothing to compare.
    left_out = {rule, "title"} if rule == "heading" else {rule}
    client_for(SOUND.replace(sound, broken)).get("/", without=left_out)


@pytest.mark.parametrize("name", HEADERS)
def test_a_missing_header_is_refused(name: str):
    client = client_for(SOUND, {key: value for key, value in HEADERS.items() if key != name})
    rule = "cache" if name == "Cache-Control" else "headers"
    with pytest.raises(AssertionError, match=f"{rule}: {name}|{rule}: there is no {name}"):
        client.get("/")


@pytest.mark.parametrize("allowance", ["'unsafe-inline'", "https://cdn.example", "*", "data:"])
def test_a_lax_policy_is_refused(allowance: str):
    lax = HEADERS["Content-Security-Policy"] + f"; style-src {allowance}"
    with pytest.raises(AssertionError, match="headers: Content-Security-Policy allows"):
        client_for(SOUND, HEADERS | {"Content-Security-Policy": lax}).get("/")


def test_an_unexpected_status_is_refused_with_what_the_page_said():
    with pytest.raises(AssertionError, match=r"answered 200, not 404:\n<!doctype html>"):
        client_for(SOUND).get("/", 404)


def test_an_unknown_rule_cannot_be_left_out():
    with pytest.raises(AssertionError, match="no such rule"):
        client_for(SOUND).get("/", without={"headings"})


def app_with_a_form() -> Flask:
    """One form at /find: an empty code is refused with 422, any other leads back with 303."""
    app = Flask(__name__, static_folder=None)
    app.config["sent"] = []

    @app.route("/find", methods=["GET", "POST"])
    def find() -> Response:
        if request.method == "POST":
            app.config["sent"].append(request.form.to_dict())
        if request.form.get("code"):
            answer = redirect("/find", 303)
            answer.headers.extend(HEADERS)
            return answer
        summary = '<div class="nhsuk-error-summary"><ul><li>Enter a code</li></ul></div>'
        if request.method == "GET":
            return Response(SOUND, headers=HEADERS)
        refused = SOUND.replace("<title>", "<title>Error: ").replace("<main>", f"<main>{summary}")
        return Response(refused, 422, headers=HEADERS)

    return app


def test_a_form_is_sent_as_a_browser_sends_it():
    app = app_with_a_form()
    client = PageClient(app, is_demonstration=True)
    after = client.submit(client.get("/find").form("Find"), {"code": "WXYZ"}, button="Find")
    assert after.h1 == "Find a record"
    assert app.config["sent"] == [{"csrf_token": "t0ken", "code": "WXYZ", "go": "find"}]


def test_a_field_the_form_lacks_cannot_be_filled():
    client = PageClient(app_with_a_form(), is_demonstration=True)
    with pytest.raises(AssertionError, match="no field 'name'"):
        client.submit(client.get("/find").form(), {"name": "Sam"})


def test_a_refused_form_shows_its_errors():
    client = PageClient(app_with_a_form(), is_demonstration=True)
    assert client.post("/find", {"code": ""}, 422).errors == ["Enter a code"]


def test_the_token_of_the_last_page_goes_along():
    app = app_with_a_form()
    client = PageClient(app, is_demonstration=True)
    client.get("/find")
    client.post("/find", {"code": "WXYZ"})
    assert app.config["sent"][0]["csrf_token"] == "t0ken"


def test_a_redirect_is_not_taken_for_a_refusal():
    client = PageClient(app_with_a_form(), is_demonstration=True)
    with pytest.raises(AssertionError, match="answered 303, to /find, not 422"):
        client.post("/find", {"code": "WXYZ"}, 422)
