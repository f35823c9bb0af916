"""The blueprint of paper answers. No request to it leaves a line in any log."""

from flask import Blueprint

paper_answers = Blueprint("paper_answers", __name__)
