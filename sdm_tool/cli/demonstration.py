"""demo: makes the demonstration store when there is none, and serves it on this machine only."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from sdm_tool.cli.messages import (
    DATA_WRONG,
    Commands,
    Refused,
    answer,
    port_number,
    say,
)
from sdm_tool.config import Settings, demonstration_folder, demonstration_settings
from sdm_tool.domain.errors import DomainError

HOST = "127.0.0.1"
WORKERS = 2


def register(commands: Commands) -> None:
    """Add the command to the parser."""
    demo = commands.add_parser(
        "demo",
        help="make the demonstration store and serve it",
        description="Everything in the demonstration is made up. It is served on this machine "
        "only, and kept in your data folder.",
    )
    demo.add_argument("--port", type=port_number, default=8000, help="8000 when left out")
    demo.add_argument(
        "--no-serve",
        action="store_true",
        help="make the store, and print the sign-ins and some record codes",
    )
    demo.set_defaults(run=run_demo)


def run_demo(chosen: argparse.Namespace) -> int:
    """Make the store if it is absent or old, then print how to sign in, and serve."""
    settings = demonstration_settings(demonstration_folder(), port=chosen.port)
    if os.environ.get("SDM_DATABASE_URL", settings.database_url) != settings.database_url:
        raise Refused(
            "SDM_DATABASE_URL names another database, and the demonstration never touches one. "
            "Unset it, or run `sdm-tool serve`."
        )
    prepare_store(demonstration_folder())
    if chosen.no_serve:
        _print_sign_ins()
        for code in _codes(settings):
            answer(code)
        return 0
    return _serve(settings, chosen.port)


def prepare_store(folder: Path) -> None:
    """Make the demonstration store in this folder unless it is there and of this release."""
    from sdm_tool.resources import option_grids_folder
    from sdm_tool.services.demonstration_store import STORE, fingerprint, is_current, make_store

    mark = fingerprint(option_grids_folder())
    try:
        if is_current(folder, mark):
            return
        if (folder / STORE).exists():
            say(
                "The demonstration store was made by another release: it is made again, "
                "without what was typed into it."
            )
        make_store(folder, mark, _fill)
    except DomainError as error:
        raise Refused(error.message, code=DATA_WRONG) from error


def _fill(store: Path) -> None:
    from sdm_tool.resources import option_grids_folder
    from sdm_tool.services.demonstration import fill_store
    from sdm_tool.services.grids import load_catalogue

    say("Making the demonstration store. This takes less than a minute, once.")
    grids = load_catalogue((option_grids_folder(),)).newest()
    fill_store(store, grids=grids, now=datetime.now(UTC), report=say)
    say("Made.")


def _serve(settings: Settings, port: int) -> int:
    from sdm_tool.app import create_app
    from sdm_tool.log import write_log
    from sdm_tool.serving import CannotListen, require_free, serve

    try:
        require_free(HOST, port)
        _print_sign_ins()
        app = create_app(settings)
        write_log(app)
        address = f"The demonstration is at {settings.public_url}. Stop it with Ctrl-C."
        serve(app, host=HOST, port=port, workers=WORKERS, when_ready=lambda: say(address))
    except CannotListen as error:
        raise Refused(str(error)) from error
    return 0


def _print_sign_ins() -> None:
    from sdm_tool.services.demonstration import sign_ins

    say("Role, sign-in name and password:")
    for sign_in in sign_ins():
        answer(f"{sign_in.role:<32}  {sign_in.username:<12}  {sign_in.password}")


def _codes(settings: Settings) -> list[str]:
    from sdm_tool.domain.codes import format_record_code
    from sdm_tool.persistence.engine import make_engine, make_sessions
    from sdm_tool.services.demonstration import named_codes

    with make_sessions(make_engine(settings.database_url))() as session:
        return [format_record_code(code) for code in named_codes(session)]
