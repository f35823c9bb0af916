"""The audit bench measures what it says, at a tiny size. Its limits are for a quiet machine."""

import json

import pytest
from sqlalchemy import func, inspect, make_url, select

from sdm_tool.bench import audit
from sdm_tool.bench.audit import LIMITS, measure_audit
from sdm_tool.bench.audit_charts import measure_charts
from sdm_tool.bench.audit_export import LEAD, export_mb
from sdm_tool.bench.audit_service import forget_answers, make_service, put_answers, put_blocks
from sdm_tool.bench.audit_settings import NotForMeasuring, empty_store
from sdm_tool.bench.visitor import Unexpected
from sdm_tool.cli import main
from sdm_tool.persistence.engine import make_engine, make_sessions
from sdm_tool.persistence.feedback import ReleasedBlock, Response
from sdm_tool.persistence.records import Meeting
from sdm_tool.services.audit import overview
from sdm_tool.services.audit_choice import choose
from sdm_tool.services.feedback_closing import tidy
from tests.integration.audit.conftest import TODAY

ANSWERS = 30_000


def count(session, table) -> int:
    return session.scalar(select(func.count()).select_from(table))


def test_the_store_has_the_answers_that_were_asked_for_and_teams_with_scores(session):
    make_service(session, TODAY)
    put_answers(session, ANSWERS, TODAY)
    tidy(session, secret="", now=TODAY)

    assert count(session, Response) == count(session, Meeting) == ANSWERS
    seen = overview(session, choose(session, {}, scope=LEAD, now=TODAY), scope=LEAD, now=TODAY)
    young, parents = seen.figures
    assert len(young.teams) == len(parents.teams) == len(seen.offering) == 30
    assert all(team.score for team in (*young.teams, *parents.teams))
    assert {team.score.top_score for team in young.teams} != {young.together.score.top_score}

    forget_answers(session)
    assert count(session, Response) == count(session, Meeting) == count(session, ReleasedBlock) == 0


def test_the_help_says_what_each_number_is(capsys):
    with pytest.raises(SystemExit):
        main(["bench", "audit", "--help"])
    said = capsys.readouterr().out
    assert [name for name in LIMITS if name not in said] == []


def put_120_blocks(url):
    engine = make_engine(url)
    with make_sessions(engine)() as session:
        make_service(session, TODAY)
        assert put_blocks(session, TODAY, teams=2, months=30) == 120
    engine.dispose()


def test_an_export_is_measured_in_a_process_of_its_own(postgresql_url):
    put_120_blocks(postgresql_url)
    assert 20 < export_mb(postgresql_url, 120) < 300


def test_an_export_that_is_not_whole_is_not_measured(sqlite_url):
    put_120_blocks(sqlite_url)
    with pytest.raises(Unexpected, match="120 rows of 121"):
        export_mb(sqlite_url, 121)


def test_the_whole_bench_gives_every_number_and_its_limit(monkeypatch):
    monkeypatch.setattr(audit, "put_blocks", lambda session, now: put_blocks(session, now, 2, 2))
    said = []
    measured = measure_audit(said.append, responses=10_000, rounds=1)
    assert {one.name: one.limit for one in measured.figures} == LIMITS
    assert all(one.value > 0 for one in measured.figures)
    assert measured.information["responses"] == 10_000
    assert json.loads(json.dumps(measured.information)) == measured.information


def test_charts_are_drawn_and_timed():
    assert all(milliseconds > 0 for milliseconds in measure_charts(rounds=1))


def test_an_empty_postgresql_database_is_left_without_tables(empty_postgresql_url):
    with empty_store(empty_postgresql_url) as settings:
        engine = make_engine(settings.database_url)
        assert inspect(engine).has_table("responses")
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_database_with_tables_is_refused_and_left_alone(postgresql_url, capsys):
    assert main(["bench", "audit", "--database", postgresql_url]) == 2
    assert "has tables in it" in capsys.readouterr().err
    engine = make_engine(postgresql_url)
    assert inspect(engine).has_table("responses")
    engine.dispose()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("sqlite:///store.sqlite", "only a PostgreSQL database"),
        ("nonsense", "cannot be read"),
        ("postgresql://nobody@127.0.0.1:1/none", "cannot be reached"),
    ],
)
def test_any_other_database_is_refused(address, why):
    with pytest.raises(NotForMeasuring, match=why), empty_store(address):
        pass


def test_a_plain_postgresql_address_is_read(empty_postgresql_url):
    plain = make_url(empty_postgresql_url).set(drivername="postgresql")
    with empty_store(plain.render_as_string(hide_password=False)) as settings:
        assert make_url(settings.database_url) == make_url(empty_postgresql_url)
