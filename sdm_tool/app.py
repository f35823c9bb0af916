"""The one place that wires the application together. It holds no rules."""

from collections.abc import Callable
from datetime import datetime
from secrets import randbelow

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from sdm_tool import __version__
from sdm_tool.config import Settings
from sdm_tool.outputs.pdf import PdfMaker
from sdm_tool.persistence.engine import make_engine, make_sessions
from sdm_tool.resources import option_grids_folder, templates_folder
from sdm_tool.services.grids import Catalogue, load_catalogue
from sdm_tool.web import (
    access,
    errors,
    large_uploads,
    register_areas,
    security,
    signed_in,
    static_files,
    template_tools,
)
from sdm_tool.web.database import close_database, utc_clock

LARGEST_FORM = 1_000_000


def create_app(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = utc_clock,
    catalogue: Catalogue | None = None,
) -> Flask:
    """Build the application. Tests hand in a clock and a catalogue of their own."""
    app = Flask(
        "sdm_tool",
        template_folder=str(templates_folder()),
        static_folder=None,
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        SESSION_COOKIE_NAME="__Host-sdm" if settings.is_secure else "sdm",
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["sdm_settings"] = settings
    app.extensions["sdm_clock"] = clock
    app.extensions["sdm_draw"] = randbelow
    app.extensions["sdm_sessions"] = make_sessions(make_engine(settings.database_url))
    app.extensions["sdm_catalogue"] = catalogue or load_catalogue(
        (option_grids_folder(), *settings.option_grids)
    )
    app.extensions["sdm_pdf"] = PdfMaker()
    app.jinja_env.globals["version"] = __version__
    app.before_request(large_uploads.allow_large_upload)
    CSRFProtect(app)
    app.before_request(access.check_access)
    for part in (signed_in, template_tools, errors):
        part.register(app)
    security.register(app, is_secure=settings.is_secure)
    close_database(app)
    register_areas(app)
    static_files.register(app)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
    return app
