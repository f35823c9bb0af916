"""What every test may rely on: no test leaves this machine, and databases come fresh."""

import ipaddress
import sys

import pytest

pytest_plugins = ["tests.databases"]


class NetworkUsed(RuntimeError):
    """A test tried to reach another machine."""


def _refuse_other_machines(event: str, arguments: tuple) -> None:
    if event != "socket.connect":
        return
    address = arguments[1]
    if not isinstance(address, tuple):
        return  # a socket file on this machine
    if address[0] == "localhost" or ipaddress.ip_address(address[0]).is_loopback:
        return
    message = f"a test tried to reach {address[0]}"
    raise NetworkUsed(message)


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(_refuse_other_machines)
