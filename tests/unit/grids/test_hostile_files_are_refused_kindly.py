"""Whatever the bytes: a list of faults, quickly, and never half a grid."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.grids import minimal_evidence_yaml, minimal_grid_yaml, read
from tests.factories.planting import found, planted

GOOD = minimal_grid_yaml()
LONGEST_WAIT = 2.0  # seconds


@pytest.mark.parametrize(
    ("old", "new", "rule", "told"),
    [
        ("title: Low", "title: &name Low", "yaml.alias", "again"),
        ("title: Low mood, an example", "title: *name", "yaml.alias", "again"),
        ("title: Low", "title: !!python/object:os.system Low", "yaml.tag", "tag"),
        ("title: Low", "title: !secret Low", "yaml.tag", "tag"),
        ("title: Low", "slug: again\ntitle: Low", "yaml.duplicate-key", "twice"),
        ("title: Low", 'title: "unfinished', "yaml.syntax", "quote"),
        ("title: Low", "title: one: two", "yaml.syntax", "colon"),
        ("title: Low", "\ttitle: Low", "yaml.syntax", "indent"),
        ("title: Low", "title: Lo\x00w", "yaml.control-character", "U+0000"),
        ("title: Low", "title: Lo\x1bw", "yaml.control-character", "U+001B"),
        ("title: Low", "title: Lo\u202ew", "yaml.control-character", "U+202E"),
        ("title: Low mood, an example", r'title: "a\0b"', "yaml.control-character", "hidden"),
        ("title: Low", "---\ntitle: Low", "yaml.many-documents", "---"),
        ("slug: low", "%YAML 1.1\n---\nslug: low", "yaml.directive", "%"),
        ("title: Low", f"title: {'[' * 30}{']' * 30}\ntitel: Low", "yaml.too-deep", "deep"),
        ("title: Low", "? {a: b}\n: {c: d}\ntitle: Low", "yaml.key", "plain word"),
    ],
)
def test_what_yaml_could_do_besides_plain_values_is_refused(old, new, rule, told):
    grid_yaml, _ = planted(old, new)
    reading = read(grid_yaml)
    named = [fault for fault in reading.faults if fault.rule == rule]
    assert named, reading.faults
    assert told in named[0].message
    assert reading.grid is None


def test_an_alias_is_refused_where_it_is_used_and_where_it_is_made():
    text = GOOD.decode().replace("funder: none", "funder: &same none")
    text = text.replace("interests: none", "interests: &first none").replace(
        "licence: CC BY 4.0", "licence: *same"
    )
    paths = [fault.path for fault in read(text.encode()).faults if fault.rule == "yaml.alias"]
    assert paths == ["interests", "funder", "licence"]


def test_a_duplicate_key_is_named_at_its_second_line():
    grid_yaml = GOOD + b"slug: again\n"
    assert found(grid_yaml, "yaml.duplicate-key").line == GOOD.count(b"\n") + 1


@pytest.mark.parametrize("raw", [b"\xff\xfe", "title: é".encode("latin-1"), b"\xed\xa0\x80"])
def test_other_encodings_are_refused_at_their_line(raw):
    fault = found(b"slug: a\n" + raw, "yaml.encoding")
    assert fault.line == 2
    assert "UTF-8" in fault.message


def test_a_byte_order_mark_and_windows_line_ends_are_read():
    windows = b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")
    assert read(windows).grid == read(GOOD).grid


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"# only a comment\n"])
def test_an_empty_file_is_named(raw):
    assert found(raw, "yaml.empty").line == 1


@pytest.mark.parametrize("raw", [b"[]", b"just words", b"- a\n- b\n", b"null"])
def test_a_file_without_names_is_named(raw):
    assert found(raw, "structure.type").path == ""


LARGE = {
    "too large": b"a" * 1_100_000,
    "many brackets": b"[" * 1_000_000,
    "many braces": b"{" * 1_000_000,
    "many dashes": b"- " * 500_000,
    "many questions": b"? " * 500_000,
    "many anchors": b"&a " * 300_000,
    "many names": b"".join(b"k%d: v\n" % number for number in range(100_000)),
    "many lines": b"\n" * 1_000_000,
    "one long word": b"title: " + b"w" * 1_000_000,
    "one long text": b"title: " + b"1 in five 100 of 3 people " * 40_000,
    "spaces": b"title: a" + b" " * 1_000_000 + b"b",
    "quotes": b"title: '" + b"''" * 500_000,
    "laughs": b"a: &a [x,x]\nb: &b [*a,*a]\n" + b"c: [*b,*b]\n" * 50_000,
    "many faults": b"options:\n" + b"- {id: a, b: c}\n" * 6_000,
    "many answers": b"answers:\n" + b"".join(b"  a%d: {x: {}}\n" % n for n in range(6_000)),
    "many columns": b"options:\n"
    + b"".join(b"- {id: a%d}\n" % n for n in range(3_000))
    + b"questions:\n"
    + b"".join(b"- {id: a%d}\n" % n for n in range(3_000)),
    "many figures": b"answers: {a: {b: {figures: ["
    + b"{evidence: group-recovery, like_for_like: a}," * 6_000
    + b"]}}}",
    "hidden characters": b"\x01" * 1_000_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_and_tangled_files_are_refused_within_two_seconds(name):
    before = time.process_time()
    reading = read(LARGE[name])
    assert time.process_time() - before < LONGEST_WAIT
    assert reading.grid is None
    assert reading.faults


@given(st.binary(max_size=200))
@settings(max_examples=100)
def test_any_bytes_are_answered_with_faults(raw):
    reading = read(raw, raw)
    assert reading.grid is None
    assert all(fault.line >= 1 and fault.rule and fault.message for fault in reading.faults)


PUT_IN = [
    word.encode() for word in ("", "\n", " ", ":", "- ", "[", "{", "'", '"', "|", "#", "%", "0")
]
PUT_IN += [b"&a ", b"*a", b"!!x ", b"\t", b"\x00", b"\xff", b"1 in 5", b"null", "\u2028".encode()]

MUTATIONS = st.lists(
    st.tuples(
        st.integers(0, len(GOOD) - 1),
        st.integers(0, 12),
        st.sampled_from(PUT_IN),
    ),
    min_size=1,
    max_size=4,
)


@given(MUTATIONS, st.booleans())
@settings(max_examples=200)
def test_a_changed_file_is_read_whole_or_not_at_all(changes, in_evidence):
    raw = minimal_evidence_yaml() if in_evidence else GOOD
    for start, length, put in changes:
        at = start % len(raw)
        raw = raw[:at] + put + raw[at + length :]
    reading = read(GOOD, raw) if in_evidence else read(raw)
    faulty = any(fault.severity == "fault" for fault in reading.faults)
    assert (reading.grid is None) == faulty
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    named = "evidence.yaml" if in_evidence else "grid.yaml"
    assert all(1 <= fault.line <= lines for fault in reading.faults if fault.file == named)
