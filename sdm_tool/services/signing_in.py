"""Signing in and out, locking and unlocking."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.persistence.accounts import Account, HeldPost, SignInSession
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries.accounts import SignedIn, find_account_by_username
from sdm_tool.services.attempts import count_wrong, forget, is_paused
from sdm_tool.services.keyed_hashes import keyed_hash, token_hash
from sdm_tool.services.passwords import NOBODY, hash_password, password_matches
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

WRONG_FOR_NAME, WRONG_FOR_SOURCE = 10, 100
LONGEST_SESSION = timedelta(hours=10)
SHARED_SCREEN_IDLE = timedelta(minutes=45)
TOUCH_EVERY = timedelta(seconds=30)
HELD_FOR = timedelta(minutes=10)
REFUSED = "That name and password do not match. Check both and try again."
PAUSED = "Too many tries. Wait 15 minutes, or ask your administrator for a new password."


def sign_in(
    session: Session, *, username: str, password: str, source: str, secret: str, now: datetime
) -> str:
    """Start a session and return its token.

    Raises DomainError with the same words whether the name, the password or the account is the
    trouble; after ten wrong tries for a name from one place, or a hundred from one place, even the
    right password waits.
    """
    username = username.strip().lower()
    name_key = keyed_hash(secret, "sign-in name", f"{username}|{source}")
    source_key = keyed_hash(secret, "sign-in source", source)
    if is_paused(session, name_key, limit=WRONG_FOR_NAME, now=now) or is_paused(
        session, source_key, limit=WRONG_FOR_SOURCE, now=now
    ):
        raise DomainError(PAUSED, field="password")
    account = find_account_by_username(session, username)
    matches = password_matches(account.password_hash if account else NOBODY, password)
    if account is None or not matches or not account.is_active:
        with writing(session):
            count_wrong(session, name_key, now)
            count_wrong(session, source_key, now)
            append(session, Event.SIGN_IN_REFUSED, by=account.id if account else "", at=now)
        raise DomainError(REFUSED, field="password")
    return _start(session, account.id, forget_key=name_key, now=now)


def _start(session: Session, account_id: str, *, forget_key: str, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    with writing(session):
        forget(session, forget_key, now)
        session.execute(
            delete(SignInSession).where(SignInSession.started_at < now - LONGEST_SESSION * 2)
        )
        session.execute(
            insert(SignInSession).values(
                token_hash=token_hash(token),
                account_id=account_id,
                started_at=now,
                last_seen_at=now,
                is_on_shared_screen=False,
            )
        )
        append(session, Event.SIGNED_IN, by=account_id, at=now)
    return token


def sign_out(session: Session, person: SignedIn, now: datetime) -> None:
    """End this session on the server."""
    with writing(session):
        session.execute(delete(SignInSession).where(SignInSession.token_hash == person.token_hash))
        session.execute(delete(HeldPost).where(HeldPost.account_id == person.id))
        append(session, Event.SIGNED_OUT, by=person.id, at=now)


def has_ended(person: SignedIn, now: datetime) -> bool:
    """Return whether the session has passed its longest life."""
    return now - person.started_at > LONGEST_SESSION


def is_idle(person: SignedIn, now: datetime, *, shared_screen: bool) -> bool:
    """Return whether the session is locked, or has been left alone long enough to be.

    The shared screen carries no name and no notes, so it may wait longer; whatever else is opened
    from it may not.
    """
    own = timedelta(minutes=person.idle_minutes)
    idle = SHARED_SCREEN_IDLE if person.is_on_shared_screen and shared_screen else own
    return person.locked_at is not None or now - person.last_seen_at > idle


def touch(session: Session, person: SignedIn, *, shared_screen: bool, now: datetime) -> None:
    """Note that the person is there. Writes at most twice a minute, or when the screen changes."""
    if now - person.last_seen_at < TOUCH_EVERY and person.is_on_shared_screen == shared_screen:
        return
    with writing(session):
        session.execute(
            update(SignInSession)
            .where(SignInSession.token_hash == person.token_hash)
            .values(last_seen_at=now, is_on_shared_screen=shared_screen)
        )


def lock(session: Session, person: SignedIn, now: datetime) -> None:
    """Lock the session until the password is typed."""
    with writing(session):
        session.execute(
            update(SignInSession)
            .where(SignInSession.token_hash == person.token_hash)
            .values(locked_at=now, handover_meeting_id=None)
        )
        append(session, Event.LOCKED, by=person.id, at=now)


def unlock(
    session: Session, person: SignedIn, *, password: str, secret: str, now: datetime
) -> None:
    """Unlock with the password, or raise DomainError."""
    key = _require_own_password(
        session,
        person,
        password,
        refusal=DomainError("That is not your password. Try again.", field="password"),
        secret=secret,
        now=now,
    )
    with writing(session):
        forget(session, key, now)
        session.execute(
            update(SignInSession)
            .where(SignInSession.token_hash == person.token_hash)
            .values(locked_at=None, last_seen_at=now, handover_meeting_id=None)
        )
        append(session, Event.UNLOCKED, by=person.id, at=now)


def _require_own_password(
    session: Session,
    person: SignedIn,
    password: str,
    *,
    refusal: DomainError,
    secret: str,
    now: datetime,
) -> str:
    """Raise `refusal` unless it is this person's password; return the key that counts guesses.

    After ten wrong ones even the right one waits.
    """
    # Counted by session, so that a child with the tablet cannot lock the clinician out elsewhere.
    key = keyed_hash(secret, "unlock", person.token_hash)
    if is_paused(session, key, limit=WRONG_FOR_NAME, now=now):
        raise DomainError(PAUSED, field=refusal.field)
    password_hash = session.scalar(select(Account.password_hash).where(Account.id == person.id))
    if not password_matches(password_hash or NOBODY, password):
        with writing(session):
            count_wrong(session, key, now)
        raise refusal
    return key


def hold_post(session: Session, account_id: str, *, path: str, body: str, now: datetime) -> None:
    """Keep what was sent while locked, replacing what was kept before."""
    with writing(session):
        session.execute(
            delete(HeldPost).where(
                (HeldPost.account_id == account_id) | (HeldPost.held_at < now - HELD_FOR)
            )
        )
        session.add(HeldPost(account_id=account_id, path=path, body=body, held_at=now))


def take_held_post(session: Session, account_id: str, now: datetime) -> tuple[str, str] | None:
    """Return path and body of what was held in the last ten minutes; forget all that is older."""
    too_old = HeldPost.held_at < now - HELD_FOR
    with writing(session):
        session.execute(delete(HeldPost).where(too_old))
        held = session.scalars(select(HeldPost).where(HeldPost.account_id == account_id)).first()
        session.execute(delete(HeldPost).where(HeldPost.account_id == account_id))
    return (held.path, held.body) if held else None


def change_password(
    session: Session, person: SignedIn, *, old: str, new: str, secret: str, now: datetime
) -> None:
    """Change one's own password; every other session of the account ends."""
    refusal = DomainError("That is not your present password.", field="old")
    key = _require_own_password(session, person, old, refusal=refusal, secret=secret, now=now)
    if old == new:
        raise DomainError("Choose a password you have not used here.", field="password")
    password_hash = hash_password(new)
    with writing(session):
        forget(session, key, now)
        session.execute(
            update(Account)
            .where(Account.id == person.id)
            .values(password_hash=password_hash, must_change_password=False)
        )
        session.execute(
            delete(SignInSession).where(
                SignInSession.account_id == person.id,
                SignInSession.token_hash != person.token_hash,
            )
        )
        append(session, Event.PASSWORD_CHANGED, by=person.id, at=now)
