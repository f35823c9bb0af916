"""The audit documents hold what was promised, and every wrong cell of a file is named."""

import json
from functools import partial

import pytest

from sdm_tool.domain.csv_reading import CsvFaultsError
from sdm_tool.services.audit_charts import (
    UnknownPeriodError,
    funnel_document,
    pchart_document,
    spc_document,
    suppress_document,
)
from sdm_tool.services.audit_words import funnel_lines, pchart_lines, spc_lines

SERIES = "period,value\n" + "".join(
    f"2026-{month:02},{value}\n"
    for month, value in enumerate([40, 44.5, 41, 43, 40, 44, 80, 42, 45, 41, 44, 42], 1)
)
FIVE_TEAMS = "unit,events,n\nSouth,30,50\nNorth,12,40\nEast,45,60\nWest,20,25\nMid,9,26\n"


def charted(text, *, changes=(), baseline=None, screened=False):
    return spc_document(text.encode(), changes=changes, baseline=baseline, screened=screened)


def faults(make, text):
    with pytest.raises(CsvFaultsError) as refused:
        make(text.encode())
    return [str(fault) for fault in refused.value.faults]


spc = partial(spc_document, changes=(), baseline=None, screened=False)


def test_the_spc_document_in_the_promised_order():
    document = charted(SERIES)
    lines = ["mean", "lower", "upper", "near_lower", "near_upper", "average_moving_range", "limits"]
    assert list(document) == [*lines, "segments", "points"]
    assert [list(segment) for segment in document["segments"]] == [["from", "to", *lines]]
    assert document["limits"] == "drawn"
    assert document["points"][6] == {"period": "2026-07", "value": 80, "flag": "outside"}
    assert document["points"][1] == {"period": "2026-02", "value": 44.5, "flag": None}


def test_the_lines_at_the_top_are_those_of_the_last_segment():
    document = charted(SERIES, changes=["2026-08", "2026-04"])
    spans = [(segment["from"], segment["to"]) for segment in document["segments"]]
    assert spans == [("2026-01", "2026-03"), ("2026-04", "2026-07"), ("2026-08", "2026-12")]
    assert [segment["limits"] for segment in document["segments"]] == ["none", "none", "trial"]
    last = document["segments"][-1]
    assert {name: document[name] for name in last if name not in {"from", "to"}} == {
        name: last[name] for name in last if name not in {"from", "to"}
    }
    assert document["mean"] == pytest.approx(42.8)


@pytest.mark.parametrize(
    "rows", ["", "a,1\n", "a,1\nb,2\nc,1\nd,2\n", "".join(f"{name},5\n" for name in "abcdefgh")]
)
def test_what_is_not_drawn_is_null(rows):
    document = charted(f"period,value\n{rows}")
    assert document["limits"] == "none"
    assert {document[name] for name in ("lower", "upper", "near_lower", "near_upper")} == {None}
    assert {point["flag"] for point in document["points"]} <= {None}
    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_a_change_at_an_unknown_period_is_a_wrong_call():
    with pytest.raises(UnknownPeriodError, match=r"'2027-01'.*from '2026-01' to '2026-12'"):
        charted(SERIES, changes=["2026-04", "2027-01"])
    with pytest.raises(UnknownPeriodError, match="no period 'a' in the file"):
        charted("period,value\n", changes=["a"])


def test_values_may_be_decimal_negative_or_written_with_an_exponent():
    document = charted("period,value\na,-3.5\nb,+2\nc,.5\nd,1.5e1\ne,2.\n")
    assert [point["value"] for point in document["points"]] == [-3.5, 2, 0.5, 15, 2]


@pytest.mark.parametrize(
    "wrong", ["nan", "NaN", "inf", "-Infinity", "4,5", "44%", "1_0", "٩", "n/a", "1 0", "e5", "."]
)
def test_a_value_that_is_no_number_is_refused_by_name(wrong):
    cell = f'"{wrong}"'
    message = f"line 3, column value: {wrong!r} is not a number such as 12, -3 or 4.5"
    assert faults(spc, f"period,value\na,1\nb,{cell}\n") == [message]


def test_every_fault_of_a_series_is_named_at_once_in_the_order_of_lines():
    text = "period,value\na,1\n\nb,\na,x\n,2\nc,1e400\n"
    assert faults(spc, text) == [
        "line 4, column value: the cell is blank",
        "line 5, column period: 'a' is already on line 2",
        "line 5, column value: 'x' is not a number such as 12, -3 or 4.5",
        "line 6, column period: the cell is blank",
        "line 7, column value: '1e400' is too large a number",
    ]


def test_each_missing_column_is_named():
    missing = "the file has no such column"
    assert faults(spc, "Period,value\na,1\n") == [f"line 1, column period: {missing}"]
    assert faults(funnel_document, "unit,count\na,1\n") == [
        f"line 1, column events: {missing}",
        f"line 1, column n: {missing}",
    ]


@pytest.mark.parametrize(
    ("make", "label"), [(pchart_document, "period"), (funnel_document, "unit")]
)
def test_every_fault_of_counts_is_named_at_once(make, label):
    text = f"{label},events,n\na,1,4\na,5,4\nb,4.2,-1\n,,\nc,1,10000000000000\n"
    assert faults(make, text) == [
        f"line 3, column {label}: 'a' is already on line 2",
        "line 3, column events: 5 events are more than the 4 of column n",
        "line 4, column events: '4.2' is not a whole number from 0",
        "line 4, column n: '-1' is not a whole number from 0",
        f"line 5, column {label}: the cell is blank",
        "line 5, column events: the cell is blank",
        "line 5, column n: the cell is blank",
        "line 6, column n: '10000000000000' is too large a number",
    ]


@pytest.mark.parametrize("wrong", ["٩", "²", "+9", "9.0", "1e3", "*", "nine"])
def test_a_count_is_written_in_plain_digits(wrong):
    message = f"line 2, column count: {wrong!r} is not a whole number from 0"
    assert faults(suppress_document, f"count\n{wrong}\n") == [message]


def test_the_pchart_document():
    document = pchart_document(b"period,events,n\nJan,48,100\nFeb,0,0\nMar,10,100\n")
    assert document["mean"] == 29
    reach = 30 * (0.29 * 0.71) ** 0.5
    january, february, march = document["points"]
    assert january == {
        "period": "Jan",
        "events": 48,
        "n": 100,
        "percent": 48,
        "lower": pytest.approx(29 - reach),
        "upper": pytest.approx(29 + reach),
        "flag": "outside",
    }
    nothing = {"percent": None, "lower": None, "upper": None, "flag": None}
    assert february == {"period": "Feb", "events": 0, "n": 0, **nothing}
    assert march["flag"] == "outside"


def test_the_funnel_document_keeps_the_order_of_the_file():
    document = funnel_document((FIVE_TEAMS + "New,0,0\n").encode())
    assert list(document) == ["mean", "units", "overdispersion"]
    assert document["overdispersion"] == pytest.approx(5.72667, abs=5e-6)
    assert [(unit["unit"], unit["label"]) for unit in document["units"]] == [
        ("South", "in"),
        ("North", "low998"),
        ("East", "high95"),
        ("West", "high95"),
        ("Mid", "low95"),
        ("New", "in"),
    ]
    limits = {"lower95": None, "upper95": None, "lower998": None, "upper998": None}
    new = {"unit": "New", "events": 0, "n": 0, "percent": None, **limits, "label": "in"}
    assert document["units"][-1] == new
    assert list(document["units"][0]) == list(new)


def test_the_suppress_document_and_its_faults():
    text = "count\n0\n2\n5\n8\n16\n57\n10023\n"
    assert suppress_document(text.encode()) == {
        "counts": ["0", "*", "*", "10", "15", "55", "10025"]
    }
    assert faults(suppress_document, "count\n-1\n8\n4.2\n") == [
        "line 2, column count: '-1' is not a whole number from 0",
        "line 4, column count: '4.2' is not a whole number from 0",
    ]


# In words.


def words(text, *, screened=False, baseline=None, changes=()):
    document = charted(text, changes=changes, baseline=baseline, screened=screened)
    return list(spc_lines(document, screened=screened, baseline=baseline))


def test_words_of_an_spc_chart():
    said = words(SERIES)
    assert said[:2] == [
        "XmR chart, NHS Making Data Count rules, screening of moving ranges off.",
        (
            "2026-01 to 2026-12: mean 45.5417, limits 20.6344 to 70.4489, "
            "near limits 28.9368 to 62.1465, average moving range 9.3636."
        ),
    ]
    assert said[3] == "2026-02: 44.5"
    assert said[8] == "2026-07: 80: outside the limits"
    assert said[-1] == "A marked point is a reason to ask why, not proof of better or worse care."


def test_words_say_how_the_lines_were_drawn_and_why_there_are_none():
    said = words(SERIES, screened=True, baseline=12, changes=["2026-04", "2026-09"])
    assert said[0].endswith(
        "screening of moving ranges on, lines fixed on the first 12 points of each segment."
    )
    assert said[1].endswith("No limits: fewer than 5 points.")
    assert ", trial limits, fewer than 12 points: " in said[2]
    assert words("period,value\n" + "".join(f"{name},5\n" for name in "abcde"))[1] == (
        "a to e: mean 5. No limits: the average moving range is 0."
    )


def test_words_of_a_pchart():
    document = pchart_document(b'period,events,n\n"Ja\nn",48,100\nFeb,0,0\nMar,10,100\n')
    assert list(pchart_lines(document)) == [
        "p-chart: mean 29.0 %.",
        "Ja n: 48 of 100, 48.0 % (limits 15.4 to 42.6): outside the limits",
        "Feb: 0 of 0, no percentage.",
        "Mar: 10 of 100, 10.0 % (limits 15.4 to 42.6): outside the limits",
        "A marked point is a reason to ask why, not proof of better or worse care.",
    ]
    assert list(pchart_lines(pchart_document(b"period,events,n\n"))) == ["p-chart: mean none."]


def test_words_of_a_funnel():
    said = list(funnel_lines(funnel_document((FIVE_TEAMS + "New,0,0\n").encode())))
    assert said[0] == "Funnel plot: overall 57.7 %."
    assert said[2] == (
        "North: 12 of 40, 30.0 % (95 % limits 42.4 to 73.0, 99.8 % limits 33.6 to 81.8): "
        "below the 99.8 % limits"
    )
    assert said[6:] == [
        "New: 0 of 0, no percentage.",
        "Overdispersion 5.73; about 1 is what chance alone would give.",
        "Units stand in the order of the file. It is not a ranking.",
    ]
