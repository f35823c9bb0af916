"""The one page that takes large files, for those who may use it; every other takes little."""

from flask import request

from sdm_tool.domain.permissions import Permission
from sdm_tool.services.past_answers import LARGEST_FILE
from sdm_tool.web.access import may

ENDPOINT = "paper_answers.past"
TWO_FILES = 2 * LARGEST_FILE + 1_000_000


def allow_large_upload() -> None:
    """Let a feedback clerk send two files of past answers. Before anything reads what was sent."""
    if request.endpoint == ENDPOINT and may(Permission.PAPER_ENTER):
        request.max_content_length = TWO_FILES
