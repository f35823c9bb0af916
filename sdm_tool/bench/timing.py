"""Timing two things in turn, so that what slows the machine slows both."""

import time
from collections.abc import Callable
from statistics import median


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long the work took."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def multiple(ours: Callable[[], object], beside: Callable[[], object], rounds: int) -> float:
    """Return the median time of `ours` over that of `beside`, both timed in every round."""
    pairs = [(milliseconds(ours), milliseconds(beside)) for _ in range(rounds)]
    return median(pair[0] for pair in pairs) / median(pair[1] for pair in pairs)
