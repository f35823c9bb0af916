"""A file for other organisations is whole, signed and possible, or it is refused in words."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.domain.aggregates import Aggregate, ScoreTold, body_of, read_body, whole_per_cent
from sdm_tool.domain.collaborate import Respondent, score_counts
from sdm_tool.domain.disclosure import suppressed
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.months import Month, Quarter
from sdm_tool.domain.thrive import ROWS
from sdm_tool.services.aggregate_files import (
    LARGEST_FILE,
    cautions_of,
    read_file,
    side_by_side,
    sign,
)
from sdm_tool.services.aggregate_keys import fingerprint_of, load_or_make_key, public_text
from sdm_tool.services.aggregate_words import check_lines, compare_lines

KEY = Ed25519PrivateKey.from_private_bytes(b"a key for the tests, of 32 bytes")
FIRST, LAST = Month(2026, 1), Month(2026, 6)
CELLS = {str(row): "0" for row in ROWS} | {"getting-help": "45", "thriving": "*"}


def told(complete=110, top=44, offered=200, who=Respondent.YOUNG_PERSON):
    score = score_counts(
        complete=complete, top=top, sum_of_items=27 * top, incomplete=0, offered=offered
    )
    low, high = score.top_score_ci95
    return ScoreTold(
        respondent=who,
        first=FIRST,
        last=LAST,
        complete=suppressed(complete),
        response_rate=whole_per_cent(100 * complete / offered),
        top_score=whole_per_cent(score.top_score),
        low=whole_per_cent(low),
        high=whole_per_cent(high),
        comparing=score.wording,
    )


AGGREGATE = Aggregate(
    organisation="Northside services",
    is_demonstration=False,
    made_on=date(2026, 7, 20),
    product_version="0.1.0",
    first=FIRST,
    last=LAST,
    scores=(told(),),
    groupings={Quarter(2026, 1): CELLS, Quarter(2026, 2): CELLS},
)
FILE = sign(AGGREGATE, KEY)


def signed(**changes):
    """A file that says so, signed well."""
    return sign(replace(AGGREGATE, **changes), KEY)


def refused(content):
    with pytest.raises(DomainError) as why:
        read_file(content)
    assert why.value.message.startswith("The file is refused: ")
    return why.value.message


def resigned(change):
    """A file whose body was changed and then signed well by somebody who can write JSON."""
    body = json.loads(FILE)["body"]
    change(body)
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    document = json.loads(FILE) | {"body": body, "signature": KEY.sign(text.encode()).hex()}
    return f"{json.dumps(document, sort_keys=True, indent=1, ensure_ascii=False)}\n".encode()


def test_a_file_is_read_back_as_it_was_made():
    read = read_file(FILE)
    assert read.aggregate == AGGREGATE
    assert read.fingerprint == fingerprint_of(public_text(KEY))
    assert re.fullmatch(r"([0-9a-f]{4} ){4}[0-9a-f]{4}", read.fingerprint)
    assert "PRIVATE" not in FILE.decode()
    assert KEY.private_bytes_raw().hex() not in FILE.decode()


@pytest.mark.parametrize("place", range(0, len(FILE), 11))
def test_any_byte_that_was_changed_is_noticed(place):
    for flip in (1, 32):
        changed = bytes([*FILE[:place], FILE[place] ^ flip, *FILE[place + 1 :]])
        refused(changed)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"null", b'"body"', b"\xff\xfe", FILE + b"\n", FILE[:-1], b" " + FILE,
        FILE.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + FILE, b"[" * 30_000, b'{"body":' * 3_500,
        FILE.decode().encode("utf-16"),
    ],
)  # fmt: skip
def test_what_is_not_such_a_file_is_refused(content):
    refused(content)


def test_a_file_that_is_too_large_is_refused_unread():
    assert "larger" in refused(b" " * (LARGEST_FILE + 1))


def test_a_key_that_did_not_sign_is_refused():
    other = Ed25519PrivateKey.generate()
    document = json.loads(FILE)
    document["public_key"] = public_text(other)
    document["fingerprint"] = fingerprint_of(public_text(other))
    text = f"{json.dumps(document, sort_keys=True, indent=1, ensure_ascii=False)}\n"
    assert "nobody signed it" in refused(text.encode())


def test_another_version_of_the_format_is_refused():
    assert "version 1" in refused(resigned(lambda body: body.update(format_version=2)))
    assert "version 1" in refused(resigned(lambda body: body.update(format_version=True)))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"complete": "20"}, "fewer than 25 complete"),
        ({"complete": "*"}, "fewer than 25 complete"),
        ({"complete": "0"}, "fewer than 25 complete"),
        ({"complete": "112"}, "rounded to the nearest 5"),
        ({"complete": "110.0"}, "rounded to the nearest 5"),
        ({"complete": 110}, "rounded to the nearest 5"),
        ({"complete": "99999995"}, "more answers"),
        ({"top_score": 41}, "do not go together"),
        ({"low": 12}, "do not go together"),
        ({"comparing": "comparison allowed"}, "do not go together"),
        ({"response_rate": 101}, "whole number from 0 to 100"),
        ({"response_rate": 55.5}, "whole number from 0 to 100"),
        ({"top_score": True}, "whole number from 0 to 100"),
        ({"last": Month(2026, 7)}, "outside its own"),
    ],
)
def test_a_score_that_no_release_could_hold_is_refused_though_it_is_signed(change, why):
    assert why in refused(signed(scores=(replace(told(), **change),)))


@pytest.mark.parametrize(
    "count", ["1", "5", "7", "8", "12", "-5", "05", " 10", "10\n", "", None, 10]
)
def test_a_count_that_is_not_written_as_one_that_may_leave_is_refused(count):
    cells = {**CELLS, "getting-help": count}
    refused(signed(groupings={Quarter(2026, 1): cells}))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"made_on": date(2026, 7, 14)}, "before June 2026 was closed"),
        ({"groupings": {Quarter(2026, 3): CELLS}}, "was closed"),
        ({"groupings": {Quarter(2026, 1): {"getting-help": "45"}}}, "each grouping once"),
        ({"groupings": {Quarter(2026, 2): CELLS, Quarter(2026, 1): CELLS}}, "in order"),
        ({"scores": (told(), told())}, "twice"),
        ({"organisation": ""}, "name of the organisation"),
        ({"organisation": "x" * 201}, "name of the organisation"),
        ({"organisation": "two\nlines"}, "name of the organisation"),
        ({"first": Month(2026, 7)}, "wrong way round"),
        ({"is_demonstration": "no"}, "demonstration"),
    ],
)
def test_what_cannot_be_is_refused_though_it_is_signed(changes, why):
    assert why in refused(signed(**changes))


def test_a_row_about_somebody_has_no_place_in_a_file():
    message = refused(resigned(lambda body: body.update(records=["K7QM-2XRD"])))
    assert "does not belong" in message


@given(st.integers(25, 400), st.data())
def test_every_score_that_can_be_released_can_be_told(complete, data):
    top = data.draw(st.integers(1, complete - 1))
    score = told(complete, top, complete + data.draw(st.integers(1, 300)))
    aggregate = replace(AGGREGATE, scores=(score,))
    assert read_body(body_of(aggregate)) == aggregate


def test_organisations_stand_a_to_z_and_never_by_their_figures():
    files = [
        read_file(signed(organisation=name, scores=(told(top=top),)))
        for name, top in (("Oak", 90), ("ash", 20), ("Elm", 50))
    ]
    assert [each.aggregate.organisation for each in side_by_side(files)] == ["ash", "Elm", "Oak"]


def test_the_same_file_twice_is_refused():
    with pytest.raises(DomainError, match="twice"):
        side_by_side([read_file(FILE), read_file(FILE)])


def test_what_must_be_said_is_said():
    one = read_file(FILE)
    other = read_file(sign(replace(AGGREGATE, is_demonstration=True, last=Month(2026, 5),
                                   scores=()), Ed25519PrivateKey.generate()))  # fmt: skip
    said = " ".join(cautions_of([one, other]))
    for words in (
        "its figures are made up",
        "of different months",
        "signed by different keys",
        "no ranking",
        "Compare like with like",
    ):
        assert words in said
    assert "made up" not in " ".join(cautions_of([one]))
    assert "no score: too few complete answers" in "\n".join(compare_lines([other]))
    assert "demonstration" in "\n".join(compare_lines([other]))
    assert "by telephone" in " ".join(check_lines(one))


def test_a_key_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    file = tmp_path / "signing-key"
    first = public_text(load_or_make_key(file))
    assert public_text(load_or_make_key(file)) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["signing-key"], "no draft is left"


@pytest.mark.parametrize("text", ["", "not a key", "ab" * 31, "AB" * 32])
def test_a_file_that_is_no_key_is_refused(tmp_path, text):
    file = tmp_path / "signing-key"
    file.write_text(text)
    file.chmod(0o600)
    with pytest.raises(DomainError, match="does not hold a key"):
        load_or_make_key(file)


def test_a_key_that_others_can_read_is_refused(tmp_path):
    file = tmp_path / "signing-key"
    load_or_make_key(file)
    file.chmod(0o640)
    with pytest.raises(DomainError, match="Others can read"):
        load_or_make_key(file)


def test_without_a_place_for_the_key_nothing_is_signed(tmp_path):
    with pytest.raises(DomainError, match="no folder"):
        load_or_make_key(None)
    with pytest.raises(DomainError, match="SDM_SIGNING_KEY_FILE"):
        load_or_make_key(tmp_path / "absent" / "signing-key")
