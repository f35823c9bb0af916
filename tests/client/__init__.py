"""A client that fetches pages as a browser does and refuses any page that breaks a rule."""

from tests.client.page import Form, Page
from tests.client.page_client import PageClient

__all__ = ["Form", "Page", "PageClient"]
