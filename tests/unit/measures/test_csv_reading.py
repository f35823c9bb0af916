"""A file is read as people's spreadsheets write it, and what is wrong is named by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.domain.csv_reading import CsvFaultsError, read_table

ANY_LINE_END = pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])


def faults(content):
    with pytest.raises(CsvFaultsError) as refused:
        read_table(content)
    return [str(fault) for fault in refused.value.faults]


def rows(content):
    return [(row.line, dict(row.cells)) for row in read_table(content).rows]


@ANY_LINE_END
def test_every_way_to_end_a_line_is_read(end):
    content = end.join(["a,b", "1,2", "3,4"]).encode()
    assert rows(content) == [(2, {"a": "1", "b": "2"}), (3, {"a": "3", "b": "4"})]


def test_a_byte_order_mark_is_no_part_of_the_first_heading():
    assert read_table("\ufeffa,b\n1,2\n".encode()).columns == ("a", "b")


def test_blank_lines_are_not_rows_but_are_counted_as_lines():
    content = b"a,b\r\n\r\n1,2\r\n   \r\n3,4\r\n\r\n"
    assert [line for line, _ in rows(content)] == [3, 5]


def test_a_row_of_empty_cells_is_a_row():
    assert rows(b"a,b\n,\n") == [(2, {"a": "", "b": ""})]


@ANY_LINE_END
def test_a_quoted_cell_may_hold_commas_quotes_and_line_ends(end):
    content = end.join(["a,b", f'"x, ""y""{end}z",2', "3,4"]).encode()
    assert rows(content) == [
        (2, {"a": f'x, "y"{end}z', "b": "2"}),
        (4, {"a": "3", "b": "4"}),
    ]


def test_cells_and_headings_are_trimmed():
    assert rows(b" a , b\n 1 ,2 \n") == [(2, {"a": "1", "b": "2"})]


def test_a_short_row_ends_in_blank_cells():
    assert rows(b"a,b,c\n1\n") == [(2, {"a": "1", "b": "", "c": ""})]


def test_empty_columns_beyond_the_header_or_without_a_heading_are_left_out():
    assert rows(b"a,,b\n1,note,2,,\n") == [(2, {"a": "1", "b": "2"})]


def test_every_cell_beyond_the_header_is_named():
    assert faults(b"a,b\n1,2,3\n\n4,5,,6\n") == [
        "line 2, column 3: '3' stands beyond the last column of the header",
        "line 4, column 4: '6' stands beyond the last column of the header",
    ]


def test_an_unclosed_quotation_mark_does_not_swallow_the_rest():
    message = "the quotation marks do not match up in the row that starts here"
    assert faults(b'a,b\n1,2\n"3,4\n5,6\n') == [f"line 3: {message}"]
    assert faults(b'a,b\n"1"x,2\n') == [f"line 2: {message}"]


def test_another_encoding_is_refused_where_it_first_shows():
    content = "a,b\r\n1,2\r\nYnys Môn,4\r\n".encode("cp1252")
    assert faults(content) == [
        "line 3: this is not UTF-8 text: save the file as CSV UTF-8 and try again"
    ]


def test_a_heading_that_appears_twice_is_refused():
    assert faults(b"a,b,a\n1,2,3\n") == ["line 1, column a: two columns have this name"]


@pytest.mark.parametrize("content", [b"", b"\n\n", "\ufeff".encode()])
def test_an_empty_file_is_refused(content):
    assert faults(content) == ["line 1: the file is empty: it needs a header line"]


def test_missing_columns_are_named_on_the_header_line():
    table = read_table(b"\nq1,team\n9,A\n")
    assert [str(fault) for fault in table.missing(["q1", "q2"])] == [
        "line 2, column q2: the file has no such column"
    ]


def words_about(content):
    try:
        return [" ".join(read_table(content).columns)]
    except CsvFaultsError as refused:
        return [str(fault) for fault in refused.faults]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(content):
    assert words_about(content)
