"""Routes of the conversation."""

from flask import Blueprint

conversations = Blueprint("conversations", __name__)
