"""Words that push, that hide a number, or that are not words: kept out of what families read."""

import re
from collections.abc import Iterator
from functools import lru_cache

from sdm_tool.domain.grid_checks.draft import Draft

_RARE_COMMON = re.compile(
    r"\b(?:rare|rarely|rarer|uncommon|uncommonly|(?<!in )common|commonly|commoner|unlikely|"
    r"(?<!how )likely|(?<!how )likelier)\b",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(
    r"\b(?:recommend\w*|most (?:popular|effective|successful|helpful)|gold standard|"
    r"(?<!\ba )(?:first|top|right|obvious|preferred|ideal) choice|"
    r"(?:you|they|families|parents) (?:should|ought to|must) "
    r"(?:choose|pick|go for|opt for|try this|have this)|should choose|"
    r"we (?:advise|suggest|urge) (?:you|that|this)|you(?:'d| would) be (?:wise|better off))\b",
    re.IGNORECASE,
)
_BEST = re.compile(
    r"(?<!do your )(?<!try your )(?<!do their )(?<!our )\bbest\b"
    r"(?! (?:interests?|friends?|mates?|estimates?|guess)\b)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"</?[a-zA-Z!]|\*\*|__|\]\(|^ {0,8}#|`|&[a-z]+;", re.MULTILINE)
_ADDRESS = re.compile(r"https?://|\bwww\.|\S@\S", re.IGNORECASE)
_PHONE = re.compile(r"\b(?:999|111|112|101)\b|\+?\d(?:[ -]?\d){5,}")


def check_wording(draft: Draft) -> None:
    """Note words that recommend, bare words of frequency, markup, addresses and phone numbers."""
    for passage in draft.passages():
        for rule, message in _faults_in(passage.words):
            draft.findings.fault(passage, rule, message)


@lru_cache(maxsize=8_192)
def _faults_in(words: str) -> tuple[tuple[str, str], ...]:
    """Kept by the words: from one save of a draft to the next almost all of them stay."""
    return tuple(_found_in(words))


def _found_in(words: str) -> Iterator[tuple[str, str]]:
    if found := _RECOMMENDS.search(words) or _BEST.search(words):
        message = f"“{found[0]}” recommends. Say what the option is and does; favour none."
        yield "wording.recommends", message
    if found := _RARE_COMMON.search(words):
        message = (
            f"“{found[0]}” means different numbers to different people. Show a figure, or say "
            "what is known without it."
        )
        yield "wording.rare-common", message
    if found := _MARKUP.search(words):
        yield "wording.markup", f"“{found[0].strip()}” looks like markup. Write plain words."
    if _ADDRESS.search(words):
        message = "No web or e-mail address here: addresses belong to sources and settings."
        yield "wording.address", message
    if _PHONE.search(words):
        message = "No phone number here: each service sets its own and checks them."
        yield "wording.phone-number", message
