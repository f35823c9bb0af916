"""What the page of charts says around its pictures."""

from sdm_tool.services.audit_choice import months_in_words
from sdm_tool.services.audit_top_scores import MONTHS_OVER_TIME, TopScores

WHY_NOT_SHORTER = (
    "Limits need many points, and of a few months picked after looking a chart can be made to "
    "show anything."
)


def months_of_charts(seen: TopScores) -> str:
    """Say which months the charts over time are of, and why they are not all as chosen."""
    first, last = seen.months[0], seen.months[-1]
    period = months_in_words(first, last)
    if len(seen.months) > MONTHS_OVER_TIME or first == seen.choice.first:
        return f"Drawn: what was released of {period}."
    return (
        f"Drawn: what was released of the three years up to {last.title} ({period}), though you "
        f"chose to start at {seen.choice.first.title}. {WHY_NOT_SHORTER} “From” is for the teams "
        "side by side below; one that is further back lengthens these charts too."
    )
