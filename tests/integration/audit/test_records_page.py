"""The quality of the record: what is counted of valid conversations, and what is never told."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from sdm_tool.domain.months import Month
from sdm_tool.domain.permissions import Role
from sdm_tool.domain.sections import (
    DecideSection,
    Leaning,
    LeaningKind,
    LimitsSection,
    MeetingSection,
    Outcome,
    OwnOption,
    Person,
    StartSection,
    Talk,
    TogetherSection,
)
from sdm_tool.persistence.organisation import Organisation
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.audit_choice import choose
from sdm_tool.services.audit_records import record_quality
from sdm_tool.services.conversation_status import make_valid
from tests.factories.audit_records import DECIDE, LIMITS, SECRET_WORDS, START, WITH_MUM, plant
from tests.factories.conversations import (
    MEETING,
    begin_conversation,
    small_grid,
    write,
    write_all,
)
from tests.factories.people import make_account, scope_of
from tests.integration.audit.conftest import table

OCTOBER = datetime(2026, 10, 6, 10, 0, tzinfo=UTC)
MARCH = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
HIDDEN = ["Not shown: too few, none or all of them"]
NAMES = {
    "own words": "What matters, in the young person’s own words",
    "heard": "Everyone who was there was heard",
    "alone": "Time alone was offered",
    "needs": "Communication needs were written down",
    "needs met": "Communication needs were met",
    "no change": "Keeping things as they are was talked about",
    "balanced": "A benefit, a downside and an honest limit for every option looked at",
    "limits": "Limits said for every option chosen: success, how likely by when, what if not",
    "review set": "Review date set",
    "review kept": "Review date kept",
    "same day": "Summary printed on the same day",
    "week": "Summary printed within 7 days",
    "ever": "Summary printed at all",
}


def records(service, status=200, **asked):
    query = "&".join(f"{name.strip('_')}={value}" for name, value in asked.items())
    return service.client.get(f"/audit/records?{query}", status, without={"title"})


def told(page, name, key="standards"):
    """Met, of and share of one standard, or why there are none."""
    return table(page, key)[NAMES.get(name, name)][:3]


def good(service, team="Elm", times=30, **changes):
    changes.setdefault("grid", small_grid())
    return plant(
        service.session, service.team(team), by=service.scope.account_id, times=times, **changes
    )


def bad(service, name, **changes):
    """Forty good ones beside twenty that miss one standard: 40 of 60."""
    good(service, times=40)
    good(service, times=20, **changes)
    return told(records(service), name)


TWO_THIRDS = ["40", "60", "67%"]


def test_a_good_record_meets_every_standard(service):
    good(service)
    page = records(service)
    assert "All teams, All grids, November 2025 to October 2026." in page.text
    for name in NAMES.keys() - {"review kept"}:
        assert told(page, name) == ["30", "30", "100%"], name
    assert told(page, "review kept") == HIDDEN, "no time for a review was over"


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("own words", {"start": replace(START, matters={"yp": " ", "p1": "School"})}),
        ("heard", {"start": replace(START, matters={"yp": "Sleep"})}),
        ("alone", {"start": replace(START, time_alone="")}),
        ("needs", {"start": replace(START, needs="")}),
        ("needs met", {"start": replace(START, needs_met="partly")}),
        ("no change", {"looked_at": ("group",)}),
        ("balanced", {"limits": LimitsSection(good=Talk("It helps"), hard=Talk("Far"))}),
        (
            "balanced",
            {"limits": replace(LIMITS, hard=Talk("Far", not_discussed=True))},
        ),
        ("limits", {"limits": replace(LIMITS, success=Talk())}),
        ("review set", {"decide": replace(DECIDE, review_on=None)}),
        ("same day", {"printed_after": timedelta(days=2)}),
        ("week", {"printed_after": timedelta(days=9)}),
        ("ever", {"printed_after": None}),
    ],
)
def test_what_does_not_meet_a_standard(sqlite_service, name, changes):
    assert bad(sqlite_service, name, **changes) == TWO_THIRDS


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("own words", {"meeting": replace(WITH_MUM, young_person_here=False)}),
        ("alone", {"meeting": MeetingSection()}),
        ("needs met", {"start": replace(START, needs="")}),
        ("no change", {"grid": None}),
        ("limits", {"decide": DecideSection(outcome=Outcome.NOT_DECIDED)}),
        ("same day", {"status": "in-progress"}),
        ("same day", {"status": "cancelled"}),
        ("same day", {"is_practice": True}),
        ("same day", {"at": datetime(2026, 11, 3, 10, 0, tzinfo=UTC)}),
        ("same day", {"at": datetime(2025, 10, 31, 10, 0, tzinfo=UTC)}),
    ],
)
def test_what_a_standard_is_not_of(sqlite_service, name, changes):
    assert bad(sqlite_service, name, **changes) == ["40", "40", "100%"]


@pytest.mark.parametrize(
    "changes",
    [
        {"together": TogetherSection(marks={"p1": ("better",)})},
        {"together": TogetherSection(leanings=(Leaning("p1", "group", LeaningKind.DRAWS),))},
        {"meeting": MeetingSection(people=(Person("p1", "Mum", is_parent=True, is_here=False),))},
    ],
)
def test_heard_is_by_a_mark_or_a_leaning_too_and_of_those_who_were_there(sqlite_service, changes):
    start = replace(START, matters={"yp": "Sleep"})
    assert bad(sqlite_service, "heard", start=start, **changes) == ["60", "60", "100%"]


def test_a_review_is_kept_by_another_meeting_or_by_the_talk_that_took_its_place(service):
    decide = replace(DECIDE, review_on=date(2026, 4, 14))
    good(service, times=20, at=MARCH, decide=decide, meets_again=MARCH + timedelta(days=40))
    good(service, times=10, at=MARCH, decide=decide)
    for before in good(service, times=10, at=MARCH, decide=decide):
        good(service, times=1, at=MARCH + timedelta(days=45), replaces=before)
    assert told(records(service, to="2026-04"), "review kept") == HIDDEN, "until 12 May"
    assert told(records(service, from_="2026-03", to="2026-05"), "review kept") == [
        "30",
        "40",
        "75%",
    ]


def test_a_changed_decision_is_another_outcome_or_other_options(service):
    own = TogetherSection(own_options=(OwnOption("own-1", "Ask Nan"),))
    chose_own = DecideSection(outcome=Outcome.OPTIONS, chosen=("own-1",))
    same_named = TogetherSection(
        own_options=(OwnOption("own-1", "A club"), OwnOption("own-2", "Ask nan"))
    )
    for before in good(service, times=15, at=MARCH, together=own, decide=chose_own):
        again = DecideSection(outcome=Outcome.OPTIONS, chosen=("own-2",))
        good(service, times=1, replaces=before, together=same_named, decide=again)
    for before in good(service, times=15, at=MARCH):
        good(service, times=1, replaces=before, decide=DecideSection(outcome=Outcome.NOT_DECIDED))
    rows = table(records(service), "looked-again")
    assert rows["Decided differently from the conversation before"][:3] == ["15", "30", "50%"]


def test_options_of_one_grid_stand_a_to_z_with_the_outcomes_after(service):
    good(service, times=20)
    good(service, times=10, decide=DecideSection(outcome=Outcome.NOT_DECIDED))
    page = records(service, grid=small_grid().slug)
    rows = table(page, "decided-by-option")
    names = sorted((option.name for option in small_grid().options), key=str.casefold)
    ends = ["An option the family brought", "Not decided yet", "No extra help for now"]
    assert list(rows) == [*names, *ends]
    assert rows["Not decided yet"][:3] == ["10", "30", "33%"]
    assert "The order means nothing." in page.text
    assert table(records(service), "decided-by-option")["One option or more"][:2] == ["20", "30"]


def test_by_team_by_grid_and_by_month(sqlite_service):
    service = sqlite_service
    good(service, "Elm", times=20)
    good(service, "Elm", times=20, printed_after=None)
    good(service, "Ash", times=20, grid=None, at=MARCH)
    good(service, "Ash", times=20, grid=None, printed_after=None, at=MARCH)
    page = records(service)
    by_team = table(page, "by-group")
    assert list(by_team) == ["Ash", "Elm"]
    assert by_team["Elm"][0] == "45", "the lot left nobody out, and an eighth is put back"
    assert by_team["Elm"][-1] == "50% of 40"
    by_grid = table(records(service, by="grid"), "by-group")
    assert list(by_grid) == [small_grid().title, "Without a grid"]
    by_month = table(records(service, by="month"), "by-group")
    assert next(iter(by_month)) == "November 2025"
    assert by_month["March 2026"][-1] == "50% of 40"
    assert by_month["April 2026"][-1] == "*"


def test_a_thin_team_is_not_told_and_the_whole_is_a_sum_of_its_own(service):
    for name, times in (("Ash", 40), ("Elm", 30), ("Oak", 4)):
        good(service, name, times=times // 2)
        good(service, name, times=times // 2, printed_after=None)
    page = records(service)
    rows = table(page, "by-group")
    assert rows["Ash"][-1] == "50% of 40"
    assert rows["Elm"][-1] == "50% of 30"
    assert (rows["Oak"][0], rows["Oak"][-1]) == ("*", "*")
    assert told(page, "ever")[:2] == ["35", "75"], "74 of all, rounded by itself"
    oak = records(service, team=service.team("Oak").id)
    assert "Too few valid conversations to say anything" in oak.text
    address = f"/audit/records.csv?team={service.team('Oak').id}"
    file = service.client.flask.get(address).data.decode("utf-8-sig")
    told_counts = {(row["met"], row["of"]) for row in csv.DictReader(io.StringIO(file))}
    assert told_counts == {("*", "*"), ("", "*")}, "nor by its file"


def test_none_and_all_of_a_team_are_not_told(sqlite_service):
    good(sqlite_service, "Ash", times=30)
    good(sqlite_service, "Elm", times=30, printed_after=None)
    rows = table(records(sqlite_service), "by-group")
    assert (rows["Ash"][-1], rows["Elm"][-1]) == ("*", "*")
    page = records(sqlite_service, team=sqlite_service.team("Ash").id)
    assert told(page, "ever") == HIDDEN
    page = records(sqlite_service, by="month")
    assert told(page, "own words") == ["60", "60", "100%"]
    assert table(page, "by-group")["October 2026"][1] == "*", "a month is no whole service"


def test_which_grids_are_listed_does_not_hang_on_the_months(sqlite_service):
    good(sqlite_service, "Ash", times=30, grid=None, at=MARCH)
    good(sqlite_service, "Ash", times=1)
    page = records(sqlite_service, by="grid", from_="2026-01", to="2026-06")
    assert list(table(page, "by-group")) == [small_grid().title, "Without a grid"]


def test_stretches_of_months_are_differences_of_the_same_rounded_counts(sqlite_service):
    """Asking for many stretches finds no more than each count up to a month, within 2."""
    for number, times in enumerate((33, 4, 31)):
        at = datetime(2026, 5 + number, 5, 10, 0, tzinfo=UTC)
        good(sqlite_service, times=times, at=at)

    def conversations(first, last):
        page = records(sqlite_service, from_=first, to=last)
        return int(page.text.partition("Valid conversations: ")[2].split(".")[0])

    assert conversations("2026-05", "2026-05") == 40, "35, and an eighth put back"
    assert conversations("2026-05", "2026-06") == 40, "37, and so June is 0 to 4"
    assert conversations("2026-07", "2026-07") == 40
    assert conversations("2026-05", "2026-07") == 80


def test_a_grid_is_told_for_the_whole_service_alone(sqlite_service):
    service, slug = sqlite_service, small_grid().slug
    for name in ("Ash", "Elm"):
        good(service, name, times=30)
    page = records(service, grid=slug, by="team")
    assert "The same by month" in page.text, "a grid is never crossed with a team"
    page = records(service, team=service.team("Ash").id, by="grid")
    assert "The same by team" in page.text
    assert not page.all("select[name='grid']")
    refused = records(service, 422, team=service.team("Ash").id, grid=slug)
    assert "One grid is told for the whole service only." in refused.text
    ash = service.team("Ash").id
    assert refused.link("Open this page for all grids") == f"/audit/records?team={ash}"
    assert refused.link("Open this page for the whole service") == f"/audit/records?grid={slug}"


def test_what_is_put_right_after_a_month_was_counted_changes_no_figure(service):
    scope = clinician_scope(service)
    service.session.execute(update(Organisation).values(is_demonstration=True))
    service.session.commit()
    made = [
        begin_conversation(service.session, scope, now=OCTOBER, grid=small_grid())
        for _ in range(30)
    ]
    for each in made:
        write_all(service.session, each, scope=scope, now=OCTOBER)
        held = replace(MEETING, held_on=OCTOBER.date())
        write(service.session, each, "meeting", held, scope=scope, now=OCTOBER)
        make_valid(service.session, each, scope=scope, now=OCTOBER)
    before = records(service)
    assert told(before, "own words") == ["30", "30", "100%"]
    for each in made:
        start = StartSection(problem="Low", needs=SECRET_WORDS, matters={"p1": "School"})
        write(service.session, each, "start", start, scope=scope, now=OCTOBER)
        make_valid(service.session, each, scope=scope, now=OCTOBER)
    good(service, times=30)
    assert told(records(service), "own words") == ["30", "30", "100%"]


def test_what_became_valid_after_its_month_closed_counts_in_the_next(sqlite_service):
    good(sqlite_service, times=30, at=MARCH, valid_at=datetime(2026, 4, 14, 22, 59, tzinfo=UTC))
    good(sqlite_service, times=40, at=MARCH, valid_at=datetime(2026, 4, 14, 23, 0, tzinfo=UTC))
    by_month = table(records(sqlite_service, by="month"), "by-group")
    assert by_month["March 2026"][0] == "35", "it closed on 15 April in London"
    assert by_month["April 2026"][0] == "45"


def clinician_scope(service):
    roles = (Role.CLINICIAN,)
    team = service.team("Elm")
    account = make_account(service.session, "okafor", roles=roles, teams=(team,))
    return scope_of(account, roles, (team,))


def test_no_word_of_anybody_reaches_the_page_or_the_file(sqlite_service):
    good(sqlite_service, together=TogetherSection(own_options=(OwnOption("own-1", SECRET_WORDS),)))
    assert SECRET_WORDS not in records(sqlite_service).text
    assert SECRET_WORDS not in sqlite_service.client.flask.get("/audit/records.csv").text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"by": "clinician"}, 404),
        ({"grid": "no-such-grid"}, 404),
        ({"team": "nobody"}, 404),
        ({"from_": "2026-11", "to": "2026-11"}, 422),
        ({"clinician": "okafor"}, 422),
    ],
)
def test_what_is_not_there_is_refused(sqlite_service, asked, status):
    records(sqlite_service, status, **asked)


@pytest.mark.parametrize("times", [0, 2])
def test_none_and_a_few_are_said_alike(sqlite_service, times):
    sqlite_service.team("Elm")
    good(sqlite_service, times=times, at=MARCH, grid=None)
    page = records(sqlite_service)
    assert "Too few valid conversations to say anything" in page.text
    assert "There may be none, or a few." in page.text
    assert not page.all("table")


def test_a_conversation_that_is_not_counted_yet_shows_on_no_page(sqlite_service):
    good(sqlite_service, times=30, grid=None)
    before = records(sqlite_service, by="grid")
    assert list(table(before, "by-group")) == ["Without a grid"]
    good(sqlite_service, times=1, status="in-progress")
    good(sqlite_service, times=1, is_practice=True)
    assert records(sqlite_service, by="grid").text == before.text


def test_the_file_holds_what_the_page_shows_with_its_filters(sqlite_service):
    service = sqlite_service
    good(service, "=Elm", times=40)
    good(service, "=Elm", times=20, printed_after=None)
    page = records(service, by="month")
    link = page.one("a[href^='/audit/records.csv']")
    answer = service.client.flask.get(link.get("href"))
    assert answer.content_type == "text/csv; charset=utf-8"
    text = answer.data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    ever = next(row for row in rows if row["line"] == NAMES["ever"])
    assert ever == {
        "period_from": "2025-11",
        "period_to": "2026-10",
        "part_of_service": "All teams",
        "grid": "All grids",
        "table": "standards",
        "group": "all",
        "line": NAMES["ever"],
        "met": "40",
        "of": "60",
        "share_percent": "67",
        "interval_95_low": "52",
        "interval_95_high": "80",
    }
    assert {row["table"] for row in rows} == {"standards", "by month", "what was decided"}
    by_team = service.client.flask.get("/audit/records.csv").data.decode("utf-8-sig")
    assert "by team,'=Elm," in by_team
    events = service.session.scalars(select(TrailEvent.event)).all()
    assert events.count("audit:figures:exported") == 2
    assert events.count("audit:page:viewed") == 1


def test_the_standards_are_there_for_a_report(sqlite_service):
    service = sqlite_service
    good(service)
    records(service)
    choice = choose(service.session, {}, scope=service.scope, now=service.clock.now)
    quality = record_quality(service.session, choice, scope=service.scope)
    assert (quality.conversations, choice.last) == ("35", Month(2026, 10))
    with pytest.raises(NotFound):
        record_quality(service.session, choice, scope=clinician_scope(service))
