"""What the files of organisations say, line by line, on the command line."""

from collections.abc import Iterable, Iterator

from sdm_tool.domain.aggregates import Aggregate, ScoreTold, body_of
from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.wording import plain_date
from sdm_tool.services.aggregate_files import SignedAggregate, cautions_of

WHO = {Respondent.YOUNG_PERSON: "young people", Respondent.PARENT: "parents and carers"}


def check_lines(signed: SignedAggregate) -> Iterator[str]:
    """Say that a file is whole, what it is of, and what being signed does not say."""
    told = signed.aggregate
    made_up = " A demonstration: its figures are made up." if told.is_demonstration else ""
    yield (
        f"Whole, and signed by the key with fingerprint {signed.fingerprint}. It says it is of "
        f"{told.organisation}, {told.first} to {told.last}, made on {plain_date(told.made_on)} "
        f"with version {told.product_version}.{made_up}"
    )
    yield (
        f"Whether that key is theirs, ask {told.organisation} once by telephone: read the "
        "fingerprint to each other."
    )


def compare_lines(files: Iterable[SignedAggregate]) -> Iterator[str]:
    """Set files side by side, A to Z, with what has to be said beside them."""
    found = tuple(files)
    for signed in found:
        told = signed.aggregate
        made_up = ", demonstration" if told.is_demonstration else ""
        yield f"{told.organisation} ({signed.fingerprint}{made_up}), {told.first} to {told.last}"
        yield from (f"  {line}" for line in _figures(told))
    yield from cautions_of(found)


def compare_document(files: Iterable[SignedAggregate]) -> dict[str, object]:
    """Return the same as one JSON document."""
    found = tuple(files)
    return {
        "organisations": [
            {"fingerprint": signed.fingerprint, **body_of(signed.aggregate)} for signed in found
        ],
        "cautions": list(cautions_of(found)),
    }


def _figures(told: Aggregate) -> Iterator[str]:
    for score in told.scores:
        yield _score(score)
    if not told.scores:
        yield "no score: too few complete answers"
    for quarter, cells in told.groupings.items():
        counts = ", ".join(f"{name} {count}" for name, count in sorted(cells.items()))
        yield f"{quarter}: {counts}"


def _score(score: ScoreTold) -> str:
    return (
        f"{WHO[score.respondent]}: Top Score {score.top_score}% ({score.low} to {score.high}), "
        f"{score.complete} complete answers, response rate {score.response_rate}%, "
        f"{score.first} to {score.last}: {score.comparing}"
    )
