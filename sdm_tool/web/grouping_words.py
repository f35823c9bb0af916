"""What pages call the five groupings: the support given, and how life may feel.

The two wordings of the THRIVE Framework, in our own words.
"""

from sdm_tool.domain.sections import Grouping

GROUPINGS: dict[str, str] = {
    Grouping.THRIVING: "Staying well",
    Grouping.GETTING_ADVICE: "Getting advice and signposting",
    Grouping.GETTING_HELP: "Getting help",
    Grouping.GETTING_MORE_HELP: "Getting more help",
    Grouping.GETTING_RISK_SUPPORT: "Getting risk support",
}
GROUPING_FEELS: dict[str, str] = {
    Grouping.THRIVING: "Life has ups and downs, and I am mostly OK.",
    Grouping.GETTING_ADVICE: "I could do with some ideas, and I can mostly manage.",
    Grouping.GETTING_HELP: "I want help with one thing, with a clear aim.",
    Grouping.GETTING_MORE_HELP: "I need a lot of help for a while.",
    Grouping.GETTING_RISK_SUPPORT: "It is hard to keep safe, and nothing has helped enough yet.",
}
