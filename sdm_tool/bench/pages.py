"""How long a page and a save take, over a bare Flask page in the same process."""

from collections.abc import Callable

from flask import Flask

from sdm_tool.bench.largest_grid import EDITED, edited
from sdm_tool.bench.timing import multiple
from sdm_tool.bench.visitor import Unexpected, Visitor
from sdm_tool.domain.grid_edit import mark_of
from sdm_tool.domain.sections import LIMITS_PROMPTS

ROUNDS = 200
WARM_UP = 5


def together_over_hello(visitor: Visitor, conversation_id: str, rounds: int = ROUNDS) -> float:
    """Return the median Together page over a page that says hello."""
    path = f"/conversations/{conversation_id}/together"
    hello = _hello()
    for _ in range(WARM_UP):
        visitor.get(path)
    return multiple(lambda: visitor.get(path), hello, rounds)


def save_over_hello(
    visitor: Visitor, conversation_id: str, option: str, rounds: int = ROUNDS
) -> float:
    """Return the median save of one section, version and trail and all, over a hello page."""
    path = f"/conversations/{conversation_id}/limits/{option}"
    form = {f"{prompt}-words": f"Words about {prompt}." for prompt in LIMITS_PROMPTS}
    base = _base(visitor, path)
    hello = _hello()

    def save() -> None:
        nonlocal base
        visitor.send(path, {**form, "base": str(base), "said-words": f"Said, time {base}."})
        base += 1

    for _ in range(WARM_UP):
        save()
    taken = multiple(save, hello, rounds)
    if _base(visitor, path) != base:
        raise Unexpected("a save did not become a version")
    return taken


def edit_over_hello(visitor: Visitor, draft_id: str, rounds: int = ROUNDS) -> float:
    """Return the median save of one answer of the largest grid, checks and all, over hello."""
    path = f"/grid-drafts/{draft_id}/{EDITED}"
    seen, number = _hidden(visitor, path, "seen"), 0
    hello = _hello()

    def save() -> None:
        nonlocal seen, number
        number += 1
        visitor.send(path, {"seen": seen, "text": edited(number)})
        seen = mark_of({"text": edited(number)})

    for _ in range(WARM_UP):
        save()
    return multiple(save, hello, rounds)


def _base(visitor: Visitor, path: str) -> int:
    return int(_hidden(visitor, path, "base"))


def _hidden(visitor: Visitor, path: str, name: str) -> str:
    page = visitor.get(path).get_data(as_text=True)
    field = next(part for part in page.split("<input") if f'name="{name}"' in part)
    return field.split('value="')[1].split('"')[0]


def _hello() -> Callable[[], None]:
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: "hello")
    client = app.test_client()

    def get() -> None:
        client.get("/")

    for _ in range(WARM_UP):
        get()
    return get
