"""No test reaches the network: proved by trying."""

from __future__ import annotations

import socket

import httpx
import pytest
from pytest_socket import SocketBlockedError, SocketConnectBlockedError

pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket:UserWarning")
SOMEWHERE = "192.0.2.1"  # an address that belongs to nobody (RFC 5737)


def test_an_address_elsewhere_cannot_be_reached() -> None:
    with pytest.raises((SocketBlockedError, SocketConnectBlockedError)):
        socket.create_connection((SOMEWHERE, 80), timeout=1)


def test_nor_by_the_client_that_asks_the_services() -> None:
    with pytest.raises((SocketBlockedError, SocketConnectBlockedError, httpx.HTTPError)), httpx.Client() as client:
        client.get(f"http://{SOMEWHERE}/", timeout=1)
