"""Where each part of a draft is written."""

from sdm_tool.domain.evidence_edit import EvidenceList
from sdm_tool.domain.grid_document import Document


def base_of(draft_id: str) -> str:
    """Return the address that every page of a draft begins with."""
    return f"/grid-drafts/{draft_id}"


def answer_href(draft_id: str, option_id: str, question_id: str) -> str:
    """Return the address of the page of one answer."""
    return f"{base_of(draft_id)}/answers/{option_id}/{question_id}"


def option_href(draft_id: str, option: Document) -> str:
    """Return the address of the page of one option."""
    return f"{base_of(draft_id)}/options/{option.get('id')}"


def question_href(draft_id: str, question: Document) -> str:
    """Return the address of the page of one question."""
    return f"{base_of(draft_id)}/questions/{question.get('id')}"


def source_href(draft_id: str, kind: EvidenceList, source_id: str) -> str:
    """Return the address of the page of one evidence record or guideline position."""
    return f"{base_of(draft_id)}/{kind.value}/{source_id}"


def found_href(draft_id: str) -> str:
    """Return the address of the page about how the evidence was found."""
    return f"{base_of(draft_id)}/how-found"
