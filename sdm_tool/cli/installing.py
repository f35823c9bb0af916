"""init and serve: a real service's store, and the server in front of it."""

import argparse
import getpass
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sdm_tool.cli.messages import (
    DATA_WRONG,
    Commands,
    Refused,
    answer,
    port_number,
    say,
    whole_number,
)
from sdm_tool.cli.stores import open_engine, real_settings
from sdm_tool.config import LOOPBACK_HOSTS, Settings
from sdm_tool.domain.errors import DomainError

if TYPE_CHECKING:
    from sqlalchemy import Engine

MOST_WORKERS = 64


def register(commands: Commands) -> None:
    """Add both commands to the parser."""
    init = commands.add_parser(
        "init",
        help="make a real service's store and its first administrator",
        description="Makes the tables in the database that SDM_DATABASE_URL names, then the "
        "organisation and its first administrator. What is left out is asked for. The password is "
        "asked for too; press Enter for a one-time one.",
    )
    init.add_argument("--organisation", metavar="NAME", help="the name of your service")
    init.add_argument("--username", help="the administrator's sign-in name")
    init.add_argument("--name", help="the administrator's name, as colleagues see it")
    init.add_argument(
        "--upgrade",
        action="store_true",
        help="only bring the tables to this release's shape; take a backup first",
    )
    init.set_defaults(run=run_init)
    serve = commands.add_parser("serve", help="serve a real service")
    serve.add_argument("--host", default="127.0.0.1", help="127.0.0.1 when left out")
    serve.add_argument("--port", type=port_number, default=8000, help="8000 when left out")
    serve.add_argument(
        "--workers", type=whole_number(1, MOST_WORKERS), default=2, help="2 when left out"
    )
    serve.set_defaults(run=run_serve)


def run_init(chosen: argparse.Namespace) -> int:
    """Make the tables, the organisation and the first administrator, or only upgrade the tables."""
    from sqlalchemy.exc import SQLAlchemyError

    from sdm_tool.persistence.engine import make_engine
    from sdm_tool.persistence.migrate import upgrade

    settings = real_settings()
    try:
        engine = make_engine(settings.database_url)
        if chosen.upgrade:
            upgrade(engine)
            say("The tables have this release's shape.")
        else:
            _initialise(engine, chosen)
        engine.dispose()
    except SQLAlchemyError as error:
        raise Refused(f"The database cannot be used: {error}", code=DATA_WRONG) from error
    return 0


def run_serve(chosen: argparse.Namespace) -> int:
    """Serve until told to stop."""
    settings = real_settings()
    if chosen.host not in LOOPBACK_HOSTS and not settings.trusted_proxies:
        raise Refused(
            f"Serving on {chosen.host} would send records over plain HTTP. Put a proxy with HTTPS "
            "in front and set SDM_TRUSTED_PROXIES to 1, or leave --host out."
        )
    _require_ready(settings)
    from sdm_tool.app import create_app
    from sdm_tool.log import log_requests, write_log
    from sdm_tool.serving import CannotListen, serve

    app = create_app(settings)
    write_log(app)
    log_requests(app)
    for fault in app.extensions["sdm_catalogue"].faults:
        say(f"Left out: {fault.file}:{fault.line} {fault.message}")
    try:
        serve(
            app,
            host=chosen.host,
            port=chosen.port,
            workers=chosen.workers,
            when_ready=lambda: say(f"Ready on port {chosen.port}."),
        )
    except CannotListen as error:
        raise Refused(str(error)) from error
    return 0


def _initialise(engine: "Engine", chosen: argparse.Namespace) -> None:
    from sdm_tool.services.installing import initialise

    username = chosen.username or _ask("Administrator's sign-in name: ", "--username")
    password = _ask_password()
    try:
        first_password = initialise(
            engine,
            organisation=chosen.organisation or _ask("Name of your service: ", "--organisation"),
            username=username,
            display_name=chosen.name or _ask("Administrator's name: ", "--name"),
            password=password,
            now=datetime.now(UTC),
        )
    except DomainError as error:
        raise Refused(error.message, code=DATA_WRONG) from error
    say("The store is ready. Start it with `sdm-tool serve`.")
    if password is None:
        say(f"One-time password of {username}, shown only now:")
        answer(first_password)


def _ask(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise Refused(f"Give {option}: there is nobody to ask.")
    return input(question)


def _ask_password() -> str | None:
    """Return the password typed twice, or None when a one-time one is wanted or nobody is there."""
    if not sys.stdin.isatty():
        return None
    password = getpass.getpass("Administrator's password (Enter: make a one-time one): ")
    if password and password != getpass.getpass("The same again: "):
        raise Refused("The two passwords are not the same. Nothing was made.")
    return password or None


def _require_ready(settings: Settings) -> None:
    from sdm_tool.persistence.engine import make_sessions
    from sdm_tool.persistence.queries.organisations import get_organisation

    with open_engine(settings) as engine, make_sessions(engine)() as session:
        if get_organisation(session).is_demonstration:
            raise Refused(
                "SDM_DATABASE_URL names a demonstration store, whose passwords everybody knows. "
                "Run `sdm-tool demo` for it, or name your own database."
            )
