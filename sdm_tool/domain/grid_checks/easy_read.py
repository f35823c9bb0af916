"""Easy read: short sentences, one idea in each, and a picture beside every option and answer.

After NHS England's guidance on easy read. It names no number of words; 15 is our own limit.
"""

import re

from sdm_tool.domain.grid_checks.draft import Draft, Passage
from sdm_tool.domain.grid_formats import Format
from sdm_tool.domain.grid_tree import Branch
from sdm_tool.domain.reading_age import sentences_of

MOST_WORDS = 15
_TWO_IDEAS = re.compile(r";|, (?:and|but|so|because|which|who|or)\b", re.IGNORECASE)


def check_easy_read(draft: Draft) -> None:
    """Note what makes easy read hard, and the link to the version that it tells again."""
    if draft.root.text("format") != Format.EASY_READ:
        return
    if "made_from" not in draft.root.entries:
        message = "Easy read tells another version again. Name it under made_from."
        draft.findings.fault(draft.root, "easy-read.made-from", message)
    for passage in draft.passages():
        if not passage.in_figure:
            _check_sentences(draft, passage)
    for option in draft.options:
        _check_picture(draft, option)
    for cell in draft.cells():
        _check_picture(draft, cell.answer)


def _check_sentences(draft: Draft, passage: Passage) -> None:
    for words in sentences_of(passage.words):
        start = " ".join(words.split()[:5])
        count = len(words.split())
        if count > MOST_WORDS:
            message = f"“{start} …” has {count} words. In easy read keep to {MOST_WORDS}."
            draft.findings.fault(passage, "easy-read.long-sentence", message)
        elif _TWO_IDEAS.search(words):
            message = f"“{start} …” may hold two ideas. Give each a sentence of its own."
            draft.findings.warn(passage, "easy-read.two-ideas", message)


def _check_picture(draft: Draft, entry: Branch) -> None:
    if "picture" not in entry.entries:
        message = "Easy read has a picture here: what it shows, and its words in alt."
        draft.findings.fault(entry, "easy-read.picture", message)
