"""What the page of charts says around its pictures."""

from sdm_tool.services.audit_choice import months_in_words
from sdm_tool.services.audit_top_scores import MONTHS_OVER_TIME, TopScores


def months_of_charts(seen: TopScores) -> str:
    """Say which months the charts over time are of, and why they may begin before the chosen."""
    first, last = seen.months[0], seen.months[-1]
    period = months_in_words(first, last)
    if len(seen.months) > MONTHS_OVER_TIME or first == seen.choice.first:
        return f"Drawn: what was released of {period}."
    return (
        f"Drawn: what was released of {period}, three years. “From {seen.choice.first.title}” is "
        "for the teams side by side, further down: it does not shorten these charts, because "
        "limits need many points."
    )
