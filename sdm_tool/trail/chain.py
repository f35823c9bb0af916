"""The hash chain: every event's link covers the link before it and the event itself."""

import hashlib
from datetime import UTC, datetime

FIRST_LINK = "0" * 64


def link_of(
    previous: str,
    *,
    position: int,
    happened_at: datetime,
    event: str,
    actor_id: str,
    record_id: str,
    subject_id: str,
    detail: str,
) -> str:
    """Return the link of an event: SHA-256 over length-prefixed fields, in hexadecimal.

    Length prefixes keep two neighbouring fields from being moved into one another unseen.
    """
    instant = happened_at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = (previous, str(position), instant, event, actor_id, record_id, subject_id, detail)
    digest = hashlib.sha256()
    for field in fields:
        value = field.encode()
        digest.update(f"{len(value)}:".encode())
        digest.update(value)
    return digest.hexdigest()
