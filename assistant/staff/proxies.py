"""Reverse proxies: whose forwarding headers are believed, and what they say about who is behind them."""

import ipaddress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from starlette.requests import HTTPConnection

from index.patterns import compiled
from index.settings import SettingsError

_PORT = compiled(r"^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$")  # as some proxies write an address


@dataclass(frozen=True, slots=True)
class Proxies:
    """The networks of trusted proxies."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    def trusts(self, connection: HTTPConnection) -> bool:
        """Whether a request comes straight from a trusted proxy."""
        peer = _read(connection.client.host) if connection.client else None
        return peer is not None and self._holds(peer)

    def address(self, connection: HTTPConnection) -> str:
        """The address of whoever asks: of the peer, or of the last hop before the trusted proxies. "" if unknown."""
        peer = _read(connection.client.host) if connection.client else None
        hops = ",".join(connection.headers.getlist("x-forwarded-for")).split(",")
        at = peer
        while at is not None and self._holds(at) and hops and (before := _read(hops.pop())):
            at = before
        return str(at) if at else ""

    def secure(self, connection: HTTPConnection) -> bool:
        """Whether the browser's side of the connection is https."""
        told = connection.headers.get("x-forwarded-proto", "").split(",")[-1].strip().lower()
        return connection.scope.get("scheme") == "https" or (told == "https" and self.trusts(connection))

    def _holds(self, address: IPv4Address | IPv6Address) -> bool:
        return any(address in network for network in self.networks)


def read_proxies(listed: str) -> Proxies:
    """Addresses and networks with commas, from ASSISTANT_PROXIES; raises SettingsError."""
    networks = []
    for part in filter(None, (one.strip() for one in listed.split(","))):
        try:
            network = ipaddress.ip_network(part, strict=False)
        except ValueError:
            network = None
        if network is None or network.prefixlen == 0:
            raise SettingsError(
                f"ASSISTANT_PROXIES has {part!r}: name the addresses or networks of your own proxies, "
                "such as 127.0.0.1 or 10.1.2.0/24."
            )
        networks.append(network)
    return Proxies(tuple(networks))


def _read(text: str) -> IPv4Address | IPv6Address | None:
    text = text.strip()
    if found := _PORT.match(text):
        text = found[1] or found[2]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
