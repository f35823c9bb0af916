"""What was released by band gives no thin band away, and no team that waits."""

from collections import defaultdict
from itertools import product
from math import comb

import pytest

from sdm_tool.domain import band_releases
from sdm_tool.domain.band_releases import (
    LEFT_OUT_BY_LOT,
    LEFT_OUT_OF_EACH,
    BandQuarter,
    WaitingBand,
    ending_cells,
    offers_explain,
)
from sdm_tool.domain.releases import Counts

LOW_FLOOR = 3
"""In place of 25, so that every history there can be is looked at."""
NOTHING = BandQuarter()
SILENCE = Counts()


def quarter(complete, top, *, silent=5, blank=0, left_out=20):
    counts = Counts(complete + blank + silent, complete, top, 0, blank)
    return BandQuarter(counts, left_out)


def only_quarter(complete, top, **told):
    return WaitingBand(NOTHING, quarter(complete, top, **told))


LARGE = only_quarter(60, 20)
LEFT_OUT = only_quarter(30, 10, silent=20)


def printed(history, *, finds_left_out):
    """What an attacker sees of the quarters, each with what every band had and, last, those left
    out: every block with its end and the sums of its cells. Who knows the sum of a block from
    elsewhere `finds_left_out` by subtraction.
    """
    seen, waits = [], []
    for number, held in enumerate(history):
        *bands, left_out = (
            WaitingBand(
                BandQuarter(sum((each[part] for each in waits), SILENCE), 9 * len(waits)),
                BandQuarter(held[part], 9),
            )
            for part in range(len(held))
        )
        waits.append(held)
        named = {str(place): band for place, band in enumerate(bands)}
        offers = [
            {
                LEFT_OUT_BY_LOT if at == len(each) - 1 else str(at): part.offered
                for at, part in enumerate(each)
            }
            for each in waits[:-1]
        ]
        cells = ending_cells(named, left_out, len(waits), is_explained=offers_explain(offers))
        if cells:
            sums = [sum((named[name].total.counts for name in cell), SILENCE) for cell in cells]
            found = (left_out.total.counts,) if finds_left_out else ()
            seen.append((number, cells, (*sums, *found)))
            waits = []
    return tuple(seen)


def total_known(held):
    """The sum of all answers of a quarter, if it could be known from elsewhere without harm."""
    total = sum(held, SILENCE)
    is_safe = LOW_FLOOR <= total.complete < total.offered and 0 < total.top < total.complete
    return total if is_safe else None


def every_count(offered):
    return [
        Counts(offered, complete, top, 0, 0)
        for complete in range(offered + 1)
        for top in range(complete + 1)
    ]


def pinned(offers, *, knows_totals):
    """Look at every history with these offers by quarter and part; return what is known for sure.

    The last part is those left out. The attacker knows the offers, the rules, what those left out
    of a block answered, and perhaps the sum of all parts of each quarter.
    """
    alike = defaultdict(list)
    width = len(offers[0])
    for chosen in product(*(every_count(offered) for held in offers for offered in held)):
        history = [chosen[start : start + width] for start in range(0, len(chosen), width)]
        totals = tuple(map(total_known, history)) if knows_totals else ()
        alike[printed(history, finds_left_out=True), totals].append(history)
    found = []
    for seen, histories in alike.items():
        for number, band in product(range(len(offers)), range(width)):
            group = [history[number][band] for history in histories]
            if min(cell.complete for cell in group) >= LOW_FLOOR or not offers[number][band]:
                continue
            for name, values in (
                ("complete", {cell.complete for cell in group}),
                ("top", {cell.top for cell in group}),
                ("other", {cell.complete - cell.top for cell in group}),
            ):
                if len(values) == 1 and (name == "complete" or values != {0}):
                    found.append((offers, number, band, name, values, seen))
    return found


@pytest.fixture
def low_floor(monkeypatch):
    monkeypatch.setattr(band_releases, "FLOOR", LOW_FLOOR)


@pytest.mark.parametrize(("complete", "ends"), [(24, False), (25, True), (200, True)])
def test_a_band_needs_25_complete_answers(complete, ends):
    bands = {"16 or 17": LARGE, "11 to 15": only_quarter(complete, 9)}
    assert bool(ending_cells(bands, LEFT_OUT, 1)) is ends


@pytest.mark.parametrize("thin", [only_quarter(40, 0), only_quarter(40, 40)])
def test_answers_all_alike_wait(thin):
    assert not ending_cells({"a": LARGE, "b": thin}, LEFT_OUT, 1)


@pytest.mark.parametrize("blank", [0, 4])
def test_a_band_waits_while_everyone_in_it_returned_the_form(blank):
    everyone = only_quarter(30, 9, silent=0, blank=blank)
    all_but_one = only_quarter(30, 9, silent=1, blank=blank)
    assert not ending_cells({"a": LARGE, "b": everyone}, LEFT_OUT, 1)
    assert ending_cells({"a": LARGE, "b": all_but_one}, LEFT_OUT, 1)


def test_all_bands_of_a_dimension_wait_for_a_thin_one():
    assert not ending_cells({"a": LARGE, "b": LARGE, "c": only_quarter(10, 4)}, LEFT_OUT, 1)
    joined = WaitingBand(quarter(10, 4), quarter(16, 7))
    assert ending_cells({"a": LARGE, "b": LARGE, "c": joined}, LEFT_OUT, 2) == (
        ("a",),
        ("b",),
        ("c",),
    )


def test_after_a_year_the_thinnest_are_counted_together_and_no_more_than_must_be():
    bands = {
        "large": LARGE,
        "middle": only_quarter(40, 20),
        "thin": only_quarter(15, 9),
        "thinner": only_quarter(12, 2),
        "never asked": only_quarter(0, 0, silent=0, left_out=0),
    }
    assert ending_cells(bands, LEFT_OUT, 3) == ()
    assert ending_cells(bands, LEFT_OUT, 4) == (("large",), ("middle",), ("thin", "thinner"))


def test_a_single_thin_band_takes_the_next_with_it():
    bands = {"large": LARGE, "middle": only_quarter(40, 20), "thin": only_quarter(2, 1)}
    assert ending_cells(bands, LEFT_OUT, 4) == (("large",), ("middle", "thin"))


def test_a_band_beside_one_thin_band_waits_however_long():
    assert ending_cells({"large": LARGE, "thin": only_quarter(2, 1)}, LEFT_OUT, 12) == ()
    assert ending_cells({"alone": LARGE}, LEFT_OUT, 12) == ()


@pytest.mark.parametrize(
    ("left_out", "ends"),
    [
        (only_quarter(25, 10, silent=25), True),
        (only_quarter(25, 10, silent=24), False),
        (only_quarter(24, 10, silent=80), False),
        (only_quarter(12, 3, silent=80), False),
        (only_quarter(40, 0, silent=20), False),
        (only_quarter(40, 40, silent=20), False),
        (only_quarter(60, 20, silent=0), False),
        (WaitingBand(NOTHING, NOTHING), False),
    ],
)
def test_those_left_out_must_stand_alone_as_a_band_does(left_out, ends):
    assert bool(ending_cells({"a": LARGE, "b": LARGE}, left_out, 1)) is ends
    assert bool(ending_cells({"a": LARGE, "b": LARGE}, left_out, 12)) is ends


def test_somebody_is_left_out_of_each_cell():
    def bands(*left_out):
        return {str(place): only_quarter(60, 20, left_out=n) for place, n in enumerate(left_out)}

    assert ending_cells(bands(47, 3), LEFT_OUT, 1)
    assert not ending_cells(bands(48, 2), LEFT_OUT, 1)


ONE_QUARTER = [
    *(((*held, 6),) for held in product(range(5), repeat=2)),
    *((held,) for held in ((4, 3, 1, 6), (4, 2, 2, 6), (4, 3, 3, 2))),
]
TWO_QUARTERS = [
    ((4, 4, 6), (1, 0, 0)),
    ((3, 1, 0), (3, 3, 6)),
    ((1, 1, 6), (3, 3, 0)),
    ((3, 1, 5), (1, 2, 1)),
    ((1, 1, 3), (3, 3, 3)),
]


@pytest.mark.parametrize("knows_totals", [True, False])
def test_no_band_of_any_quarter_is_pinned(monkeypatch, low_floor, knows_totals):
    monkeypatch.setattr(band_releases, "PATIENCE", 1)
    found = [pin for held in ONE_QUARTER for pin in pinned(held, knows_totals=knows_totals)]
    assert found == []


@pytest.mark.parametrize("patience", [1, 4])
@pytest.mark.parametrize("offers", TWO_QUARTERS)
def test_no_band_of_any_history_of_two_quarters_is_pinned(monkeypatch, low_floor, offers, patience):
    monkeypatch.setattr(band_releases, "PATIENCE", patience)
    assert pinned(offers, knows_totals=False) == []


@pytest.mark.parametrize("offers", [(4, 4), (3, 2), (5, 3)])
@pytest.mark.parametrize("left_out", [6, 7])
def test_the_bands_never_say_what_everyone_together_answered(low_floor, offers, left_out):
    """So whoever subtracts what the teams released does not know what a team still waits with."""
    everyone = defaultdict(set)
    for held in product(*map(every_count, (*offers, left_out))):
        everyone[printed([held], finds_left_out=False)].add(sum(held, SILENCE))
    for told in everyone.values():
        assert len({total.complete for total in told}) >= LOW_FLOOR
        assert len({total.top for total in told}) >= LOW_FLOOR


def found_of_a_team_that_waits(*, knows_rule):
    """Every history of two bands, those left out, and one person whom a team that waits asked.

    The attacker knows what the other teams released, and the cells where a block ends. Return
    what is then sure of whether that person answered, and with the highest numbers.
    """
    asked = Counts(1)
    alike = defaultdict(set)
    for one, other, left_out in product(every_count(4), every_count(4), every_count(8)):
        parts = [one, other, left_out]
        named = {str(at): WaitingBand(NOTHING, BandQuarter(parts[at], 9)) for at in range(2)}
        for person in every_count(1):
            released = sum(parts, SILENCE) - person
            is_possible = 0 <= released.top <= released.complete <= released.offered
            if is_possible:
                cells = ending_cells(
                    named,
                    WaitingBand(NOTHING, BandQuarter(left_out)),
                    1,
                    unreleased=person if knows_rule else SILENCE,
                )
                alike[released, (one, other) if cells else ()].add(person)
    assert any(cells for _, cells in alike)
    everything = set(every_count(asked.offered))
    return [told for told, people in alike.items() if people != everything]


def test_nothing_is_told_of_who_answered_a_team_that_waits(low_floor):
    assert found_of_a_team_that_waits(knows_rule=True) == []


def test_holding_those_left_out_to_the_rule_with_them_told_it(low_floor):
    assert found_of_a_team_that_waits(knows_rule=False)


def waited(before, now, offered_now):
    """A band or those left out: complete answers before and now, half of them the highest."""
    return WaitingBand(
        quarter(before, before // 2, silent=50), BandQuarter(Counts(offered_now, now, now // 2))
    )


@pytest.mark.parametrize("is_explained", [False, True])
def test_a_band_told_together_does_not_decide_whether_a_block_ends(is_explained):
    """Or a block that ended would say that the one person of a tiny band did not answer."""
    large = {"a": waited(200, 60, 80), "b": waited(150, 50, 80)}
    ends = [
        ending_cells(
            {**large, "tiny": WaitingBand(BandQuarter(Counts(1, answered, 0), 9), NOTHING)},
            waited(100, 40, 70),
            5,
            is_explained=is_explained,
        )
        for answered in (0, 1)
    ]
    assert ends == [(("a",), ("b", "tiny"))] * 2


@pytest.mark.parametrize("known", range(30, 40))
def test_what_a_team_waits_with_does_not_decide_whether_a_block_ends(known):
    """Of those left out as much can be worked out, whether the team's person answered or not."""
    large = {"a": waited(200, 60, 80), "b": waited(150, 50, 80)}
    ends = {
        ending_cells(
            large, waited(20, known - 20 + answered, 48), 2, unreleased=Counts(1, answered, 0)
        )
        for answered in (0, 1)
    }
    assert len(ends) == 1


@pytest.mark.parametrize(
    ("quarters", "explained"),
    [
        ([], True),
        ([{"a": 90, "b": 24, LEFT_OUT_BY_LOT: 60}], True),
        ([{"a": 90, "b": 25, LEFT_OUT_BY_LOT: 60}], False),
        ([{"a": 90, "b": 90, LEFT_OUT_BY_LOT: 49}], True),
        ([{"a": 90, "b": 90, LEFT_OUT_BY_LOT: 60}, {"c": 1}], False),
        ([{"a": 90, "b": 90, "c": 1, LEFT_OUT_BY_LOT: 60}, {}, {}], True),
        ([{"a": 90, "b": 90, "c": 1, LEFT_OUT_BY_LOT: 60}, {}, {}, {}], False),
        ([{"a": 90, "c": 1, LEFT_OUT_BY_LOT: 60}, {}, {}, {}], True),
    ],
)
def test_offers_alone_may_say_why_quarters_waited(quarters, explained):
    assert offers_explain(quarters) is explained


def test_this_attacker_finds_what_a_careless_rule_gives_away(monkeypatch, low_floor):
    monkeypatch.setattr(band_releases, "_may_be_found", lambda *_: True)
    assert pinned([(4, 4, 2)], knows_totals=False)
    assert pinned([(4, 4, 2)], knows_totals=True)
    monkeypatch.undo()
    monkeypatch.setattr(band_releases, "FLOOR", LOW_FLOOR)
    monkeypatch.setattr(band_releases, "_may_be_told", lambda _: True)
    assert pinned([(4, 1, 6)], knows_totals=False)
    monkeypatch.undo()
    monkeypatch.setattr(band_releases, "FLOOR", LOW_FLOOR)
    monkeypatch.setattr(band_releases, "_leaves_open", lambda _: True)
    assert any(pinned(offers, knows_totals=False) for offers in TWO_QUARTERS)


def ways_to_lose(held, left_out):
    """What a band may keep of its silent, other and top answers when so many are drawn out, and in
    how many ways.
    """
    silent, other, top = held
    for others, tops in product(range(other + 1), range(top + 1)):
        silents = left_out - others - tops
        if 0 <= silents <= silent:
            kept = (silent - silents, other - others, top - tops)
            yield kept, comb(silent, silents) * comb(other, others) * comb(top, tops)


def may_end(kept):
    silent, other, top = kept
    return other + top >= LOW_FLOOR and other and top and silent


def share_found(both, left_out):
    """How often one person's answer is known for sure, whom alone one of two bands has besides.

    Each band has lost so many by a lot of its own. The attacker knows who is in which band, and
    what is released of the two: of interpreters and of communication needs, say. Every answer of
    all the others, and every lot, is looked at.
    """
    ways = defaultdict(lambda: [0, 0, 0])
    for other, top in product(range(both + 1), repeat=2):
        if other + top > both:
            continue
        held = [both - other - top, other, top]
        of_answers = comb(both, other) * comb(both - other, top)
        for answer in range(3):
            more = [count + (place == answer) for place, count in enumerate(held)]
            for (small, some), (large, others) in product(
                ways_to_lose(held, left_out), ways_to_lose(more, left_out)
            ):
                if may_end(small) and may_end(large):
                    ways[small, large][answer] += of_answers * some * others
    sure = sum(sum(each) for each in ways.values() if each.count(0) == 2)
    return sure / sum(map(sum, ways.values()))


@pytest.mark.parametrize("both", [7, 10, 14])
def test_who_alone_is_in_one_of_two_bands_is_found_where_nobody_is_left_out(both):
    assert share_found(both, 0) == 1
    assert share_found(both, 1) > 0.1
    assert share_found(both, LEFT_OUT_OF_EACH) < 0.005
