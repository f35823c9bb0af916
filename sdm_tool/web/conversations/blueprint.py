"""The blueprint of the conversation area; its routes are in the files beside this one."""

from flask import Blueprint

conversations = Blueprint("conversations", __name__)
