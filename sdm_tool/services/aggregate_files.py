"""Files that organisations compare themselves by: made here, signed, and read back with suspicion.

A file is one JSON document, written in one way only: a file with any other byte is refused.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

from sdm_tool import __version__
from sdm_tool.domain.aggregates import Aggregate, ScoreTold, body_of, read_body, whole_per_cent
from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.disclosure import suppressed
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.thrive import whole_quarters
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries.audit import find_blocks
from sdm_tool.persistence.queries.organisations import get_organisation
from sdm_tool.services.aggregate_keys import fingerprint_of, is_signed, public_text
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_groups import Group, Released, figures_of
from sdm_tool.services.audit_thrive import groupings_told
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

LARGEST_FILE = 32_000
MOST_FILES = 30
ALWAYS_SAID = (
    (
        "Being signed says that a file is whole. Whether a key is an organisation’s own, ask it "
        "once by telephone: read the fingerprint to each other."
    ),
    (
        "Organisations stand A to Z. This is no ranking, and no funnel plot is drawn: it would "
        "need 10 organisations, and exact counts."
    ),
    (
        "Ways of asking differ between organisations, and change the score. Compare like with "
        "like. 25 to 99 answers are too few to compare."
    ),
    (
        "Groupings say which kind of support decisions were about. Services differ in whom they "
        "see: no share is better or worse."
    ),
)


@dataclass(frozen=True, slots=True)
class SignedAggregate:
    """A file that is whole: its figures, and the fingerprint of the key that signed it."""

    aggregate: Aggregate
    fingerprint: str


def make_file(
    session: Session, choice: Choice, *, key: Ed25519PrivateKey, scope: Scope, now: datetime
) -> bytes:
    """Return the organisation's figures of the chosen months, signed, and note it in the trail.

    Always of all teams. What is returned has been read back and checked. NotFound for someone who
    may not read audit pages; DomainError when there is nothing to tell yet.
    """
    organisation = get_organisation(session)
    blocks = find_blocks(session, scope, first=choice.first, last=choice.last)
    quarters = whole_quarters(choice.first, choice.last, london_day(now))
    released = Released(now=blocks, before=())
    figures = [figures_of(who, released, (), choice.all_teams, by_mode=False) for who in Respondent]
    told = [_score(each.respondent, each.together) for each in figures]
    aggregate = Aggregate(
        organisation=organisation.name,
        is_demonstration=organisation.is_demonstration,
        made_on=london_day(now),
        product_version=__version__,
        first=choice.first,
        last=choice.last,
        scores=tuple(score for score in told if score),
        groupings=groupings_told(session, quarters, scope=scope),
    )
    if not aggregate.scores and not aggregate.groupings:
        raise DomainError("Nothing of these months is released yet, so there is nothing to share.")
    content = sign(aggregate, key)
    read_file(content)
    with writing(session):
        append(session, Event.AUDIT_EXPORTED, by=scope.account_id, at=now)
    return content


def sign(aggregate: Aggregate, key: Ed25519PrivateKey) -> bytes:
    """Return the file that holds the aggregate."""
    body, public = body_of(aggregate), public_text(key)
    return _written(
        {
            "body": body,
            "public_key": public,
            "fingerprint": fingerprint_of(public),
            "signature": key.sign(_canonical(body)).hex(),
        }
    )


def read_file(content: bytes) -> SignedAggregate:
    """Return what a file holds, once it is known to be whole, signed and possible.

    DomainError in words for any other: changed by one byte, signed by nobody, of another format
    version, or with a number that no release could hold.
    """
    if len(content) > LARGEST_FILE:
        raise _refused("it is larger than any that this tool makes")
    try:
        document = json.loads(content)
        signed = _canonical(document["body"])
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise _refused("it is not a file that `sdm-tool audit aggregate make` makes") from error
    if set(document) != {"body", "public_key", "fingerprint", "signature"}:
        raise _refused("it holds something that does not belong in it")
    public = document["public_key"]
    if not is_signed(signed, public, document["signature"]):
        raise _refused("it is not as it was when it was signed, or nobody signed it")
    aggregate = read_body(document["body"])
    fingerprint = fingerprint_of(public)
    if document["fingerprint"] != fingerprint or _written(document) != content:
        raise _refused("it is not as it was when it was made")
    return SignedAggregate(aggregate, fingerprint)


def side_by_side(files: Iterable[SignedAggregate]) -> tuple[SignedAggregate, ...]:
    """Return files by organisation, A to Z, and by their months; never by a figure.

    DomainError for the same file twice.
    """
    found = sorted(
        files,
        key=lambda each: (
            each.aggregate.organisation.casefold(),
            each.fingerprint,
            each.aggregate.first,
            each.aggregate.last,
        ),
    )
    if any(each in found[:place] for place, each in enumerate(found)):
        raise DomainError("The same file is there twice. Choose each once.", field="files")
    return tuple(found)


def cautions_of(files: Iterable[SignedAggregate]) -> tuple[str, ...]:
    """Return what has to be said beside these files, whoever reads them."""
    found = tuple(files)
    cautions = []
    if any(each.aggregate.is_demonstration for each in found):
        cautions.append("A file of a demonstration is among them: its figures are made up.")
    if len({(each.aggregate.first, each.aggregate.last) for each in found}) > 1:
        cautions.append("The files are of different months.")
    names = [(each.aggregate.organisation.casefold(), each.fingerprint) for each in found]
    if len({name for name, _ in names}) < len(set(names)):
        cautions.append(
            "One name stands in files signed by different keys. Ask that organisation which is its."
        )
    return (
        *cautions,
        *ALWAYS_SAID,
    )


def _score(who: Respondent, group: Group) -> ScoreTold | None:
    score, rate = group.score, group.response_rate
    if score is None or group.months is None or rate is None:
        return None
    if score.top_score is None or score.top_score_ci95 is None:
        return None
    low, high = score.top_score_ci95
    return ScoreTold(
        respondent=who,
        first=group.months[0],
        last=group.months[1],
        complete=suppressed(score.complete),
        response_rate=whole_per_cent(rate),
        top_score=whole_per_cent(score.top_score),
        low=whole_per_cent(low),
        high=whole_per_cent(high),
        comparing=score.wording or "",
    )


def _canonical(body: object) -> bytes:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def _written(document: object) -> bytes:
    text = json.dumps(document, sort_keys=True, indent=1, ensure_ascii=False)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def _refused(why: str) -> DomainError:
    return DomainError(f"The file is refused: {why}.", field="files")
