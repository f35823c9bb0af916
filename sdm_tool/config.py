"""Settings: read once from the environment, frozen, and refused when missing or unsafe."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

SHORTEST_SECRET = 32
SIGNING_KEY = "signing-key"
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


class SettingsError(Exception):
    """A setting is missing or unsafe; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment decides. Everything else is set by people, in the settings pages."""

    database_url: str
    """Where the store is. `SDM_DATABASE_URL`."""
    secret_key: str
    """Signs cookies and keys look-up hashes. `SDM_SECRET_KEY_FILE`."""
    public_url: str = "http://127.0.0.1:8000"
    """The address people's own devices reach. `SDM_PUBLIC_URL`."""
    option_grids: tuple[Path, ...] = ()
    """More folders of option grids, beside the shipped ones. `SDM_OPTION_GRIDS`."""
    trusted_proxies: int = 0
    """How many proxies in front set X-Forwarded-* headers. `SDM_TRUSTED_PROXIES`."""
    is_demonstration: bool = False
    """True only for the store that `sdm-tool demo` makes; never read from the environment."""
    signing_key_file: Path | None = None
    """What signs files for other organisations; made when first needed. `SDM_SIGNING_KEY_FILE`."""
    debug: bool = False
    """Never true outside the demonstration. `SDM_DEBUG`."""

    @property
    def is_secure(self) -> bool:
        """True when people reach the service over https."""
        return self.public_url.startswith("https://")

    @property
    def is_loopback(self) -> bool:
        """True while only this machine can reach the service."""
        return (urlsplit(self.public_url).hostname or "") in LOOPBACK_HOSTS

    def for_demonstration(self) -> "Settings":
        """Return the same settings, marked as the demonstration."""
        return replace(self, is_demonstration=True)


def demonstration_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the demonstration store, in the user's data folder."""
    base = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "sdm-tool" / "demonstration"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings of a real service.

    Raises SettingsError when the database or the secret is missing, when the secret is short or a
    default one, or when debugging is on.
    """
    database_url = environment.get("SDM_DATABASE_URL", "")
    if not database_url:
        raise SettingsError(
            "SDM_DATABASE_URL is not set. Set it to your database, for example "
            "sqlite:////srv/sdm-tool/store.sqlite, or run `sdm-tool demo` to try the tool."
        )
    if environment.get("SDM_DEBUG", "") not in ("", "0"):
        raise SettingsError("SDM_DEBUG is on. Debugging shows records to anyone: unset it.")
    return Settings(
        database_url=database_url,
        secret_key=_read_secret(environment.get("SDM_SECRET_KEY_FILE", "")),
        public_url=_read_public_url(environment.get("SDM_PUBLIC_URL", "http://127.0.0.1:8000")),
        option_grids=read_option_grids(environment),
        trusted_proxies=_read_count("SDM_TRUSTED_PROXIES", environment),
        signing_key_file=_signing_key_file(environment),
    )


def read_option_grids(environment: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Read where more option grids are. Raises SettingsError for what is not a folder."""
    value = environment.get("SDM_OPTION_GRIDS", "")
    folders = tuple(Path(part) for part in value.split(os.pathsep) if part)
    for folder in folders:
        if not folder.is_dir():
            raise SettingsError(f"SDM_OPTION_GRIDS: {folder} is not a folder.")
    return folders


def demonstration_settings(folder: Path, *, port: int = 8000) -> Settings:
    """Return the settings of the demonstration store in `folder`, making its secret if absent."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret_file = folder / "secret"
    if not secret_file.exists():
        secret_file.touch(mode=0o600)
        secret_file.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return Settings(
        database_url=f"sqlite:///{folder / 'store.sqlite'}",
        secret_key=secret_file.read_text(encoding="ascii").strip(),
        public_url=f"http://127.0.0.1:{port}",
        is_demonstration=True,
        signing_key_file=folder / SIGNING_KEY,
    )


def _signing_key_file(environment: Mapping[str, str]) -> Path:
    beside = Path(environment.get("SDM_SECRET_KEY_FILE", "")).with_name(SIGNING_KEY)
    return Path(environment.get("SDM_SIGNING_KEY_FILE") or beside)


def _read_secret(path: str) -> str:
    if not path:
        raise SettingsError(
            "SDM_SECRET_KEY_FILE is not set. Make a file only this service can read, holding "
            'at least 32 random characters (python3 -c "import secrets; '
            'print(secrets.token_urlsafe(48))"), and name it in SDM_SECRET_KEY_FILE.'
        )
    try:
        secret = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"SDM_SECRET_KEY_FILE: {path} cannot be read: {error}.") from error
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < SHORTEST_SECRET // 4:
        raise SettingsError(
            f"SDM_SECRET_KEY_FILE: the secret in {path} is short or easy to guess. "
            "Put at least 32 random characters in it."
        )
    return secret


def _read_public_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise SettingsError(
            f"SDM_PUBLIC_URL: {url!r} is not an address people can open. "
            "Use the form https://sharing.example.nhs.uk, with nothing after the name."
        )
    return url.rstrip("/")


def _read_count(name: str, environment: Mapping[str, str]) -> int:
    value = environment.get(name, "0")
    if not value.isascii() or not value.isdigit():
        raise SettingsError(f"{name}: {value!r} is not a whole number, 0 or more.")
    return int(value)
