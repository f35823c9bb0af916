"""How long one chart of the audit pages takes to draw."""

from random import Random
from statistics import median

from sdm_tool.bench.timing import milliseconds
from sdm_tool.domain.funnels import funnel_limits
from sdm_tool.outputs.funnel_charts import FunnelPoint, funnel_chart
from sdm_tool.outputs.time_charts import TimePoint, time_chart

POINTS, TEAMS = 24, 30
MEAN = 46.0
ROUNDS = 200
_MONTHS = "JFMAMJJASOND"


def measure_charts(rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the median milliseconds of two years of a team, and of 30 teams side by side."""
    chance = Random(1)  # noqa: S311  made-up numbers, not secrets
    points = [
        TimePoint(
            year=2024 + place // len(_MONTHS),
            month=_MONTHS[place % len(_MONTHS)],
            answers=str(chance.randint(25, 90)),
            value=chance.gauss(MEAN, 6),
            mean=MEAN,
            lower=MEAN - 16,
            upper=MEAN + 16,
            shape="circle",
        )
        for place in range(POINTS)
    ]
    teams = [
        FunnelPoint(
            f"Team number {place}", chance.randint(25, 900), chance.gauss(MEAN, 4), "circle"
        )
        for place in range(TEAMS)
    ]

    def limits(n: int) -> tuple[float, float, float, float]:
        found = funnel_limits(MEAN / 100, n)
        return found.lower95, found.upper95, found.lower998, found.upper998

    def draw_time() -> str:
        return time_chart(points, "A title")

    def draw_funnel() -> str:
        return funnel_chart(teams, MEAN, limits, "A title")

    timed = [(milliseconds(draw_time), milliseconds(draw_funnel)) for _ in range(rounds)]
    return median(pair[0] for pair in timed), median(pair[1] for pair in timed)
