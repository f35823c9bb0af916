"""Timing two things in turn, so that what slows the machine slows both."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


@contextmanager
def on_one_processor() -> Iterator[None]:
    """Keep this process, and those it starts meanwhile, on one processor where that can be asked.

    Two processes that take turns are otherwise timed on two processors, and on a shared machine one
    of these may be slower than the other for minutes.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
