"""Addresses outside that this server may be told to ask: an organisation's sign-in, nothing inside our own network."""

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings


class UnsafeAddressError(ValueError):
    """The address is not one that the server asks; the message says what would be right."""


def check(address: str) -> None:
    """Raises UnsafeAddressError unless the address is https at a host of the public internet.

    On a machine of one's own, and in a demo, a provider on that machine itself may be used, to try things out.
    """
    parts = urlsplit(address)
    at_home = settings.PLACEWIDE_MODE != "shared" and _all(parts.hostname or "", "is_loopback")
    if at_home:
        return
    if parts.scheme != "https" or not parts.hostname:
        raise UnsafeAddressError("The address must begin with https://")
    if parts.username or not _all(parts.hostname, "is_global"):
        raise UnsafeAddressError("The address must be one that can be reached from the public internet.")


def _all(host: str, kind: str) -> bool:
    """Whether every address that the name stands for at this moment is of this kind."""
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return False
    numbers = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    return bool(numbers) and all(getattr(number, kind) for number in numbers)
