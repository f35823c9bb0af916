"""Whatever happened in small teams, no page and no file of the audit tells a count of 1 to 7."""

import csv
import io
import re
from itertools import product
from random import Random

import pytest

from sdm_tool.domain.disclosure import HIDDEN_COUNT
from sdm_tool.domain.feedback import NotOffered
from tests.client.page import text_of
from tests.factories.audit_rows import (
    BLANK,
    NEARLY,
    TOP,
    plant_answers,
    plant_meetings,
    plant_not_offered,
)
from tests.integration.audit.conftest import TODAY, table

SCORES = ("young-person-by-team", "parent-by-team", "by-mode")
OFFERS = ("young-person-offers", "parent-offers")
RESPONDENTS = ("young-person", "parent")
CLOSED = ("2026-07", "2026-08", "2026-09", "2026-10")


def small_history(service, seed):
    """Three teams at two sites with few people, and now and then enough for a score."""
    random = Random(seed)  # noqa: S311
    for name, site in (("Alder", "North"), ("Beech", "North"), ("Cedar", "South")):
        team = service.team(name, site)
        times = [TODAY.replace(month=10)] * random.randint(1, 9)
        plant_meetings(service.session, team, times, started_by=service.scope.account_id)
        for month, who in product(CLOSED, RESPONDENTS):
            at = {"month": month, "respondent": who}
            for mode in random.sample(["hand-over", "own-device", "paper"], 2):
                few_or_many = random.choice([4, 12, 40])
                answers = random.choices([TOP, NEARLY, BLANK], [5, 5, 1], k=few_or_many)
                offered = few_or_many + random.randint(0, 7)
                plant_answers(service.session, team, answers, offered=offered, mode=mode, **at)
            reason = random.choice(list(NotOffered)).value
            plant_not_offered(service.session, team, reason, random.randint(1, 9), **at)


def counts_told(page):
    """Every count on the page: of offers, answers, meetings, reasons and blank forms."""
    for table_id in SCORES:
        for cells in table(page, table_id).values():
            yield from cells[:2] if len(cells) > 2 else cells[:1]
    for table_id in OFFERS:
        for cells in table(page, table_id).values():
            yield from cells[:3]
            yield from re.findall(r"(\S+?)(?:, |$)", cells[3])
    for caution in page.all("section:not(.sdm-panel) > .sdm-warn li"):
        about = re.search(r"(?:about (\d+)%|fewer than 3 in 100) of the forms\.$", text_of(caution))
        yield about[1] or "0"


def is_rounded(count):
    whole = count.replace(",", "")
    return count == HIDDEN_COUNT or (whole.isdecimal() and int(whole) % 5 == 0)


@pytest.mark.parametrize("seed", range(6))
def test_no_count_of_1_to_7_leaves_whatever_is_chosen(sqlite_service, seed):
    service = sqlite_service
    small_history(service, seed)
    north, cedar = service.team("Alder").site_id, service.team("Cedar", "South").id
    told = []
    for part in ("", f"&site={north}", f"&team={cedar}"):
        for first, last in (("2025-11", "2026-10"), ("2026-08", "2026-10"), ("2026-09", "2026-09")):
            asked = f"from={first}&to={last}{part}"
            page = service.page(asked)
            counts = list(counts_told(page))
            assert [count for count in counts if not is_rounded(count)] == []
            bare = [text_of(cell) for cell in page.all("td") if text_of(cell) in set("1234567")]
            assert bare == []
            sent = service.client.flask.get(f"/audit/scores.csv?{asked}").data.decode("utf-8-sig")
            rows = list(csv.DictReader(io.StringIO(sent, newline="")))
            assert rows
            for row in rows:
                assert is_rounded(row["offered"])
                assert row["complete"] == "" or is_rounded(row["complete"])
            told += counts
    assert HIDDEN_COUNT in told
    assert any(int(count) >= 25 for count in told if count.isdecimal())
