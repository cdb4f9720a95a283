"""Fetches pictures from the web, and from nowhere else: no private network can be reached by it."""

import asyncio
import ipaddress
import socket

import httpx

MOST_BYTES = 30 * 2**20
MOST_REDIRECTS = 3
TIMEOUT_S = 15


class NotFetched(Exception):
    """The picture cannot be had; the message says why."""


async def fetch(address: str) -> bytes:
    """The content at a web address; raises NotFetched.

    The host is resolved once, checked, and connected to by that number, so that a name which
    changes its mind leads nowhere else. Redirects are followed by the same rules.
    """
    url = httpx.URL(address)
    async with httpx.AsyncClient(timeout=TIMEOUT_S, follow_redirects=False) as client:
        for _ in range(MOST_REDIRECTS + 1):
            number = await _public_number(url)
            request = client.build_request(
                "GET",
                url.copy_with(host=number),
                headers={"host": url.netloc.decode(), "accept": "image/*"},
                extensions={"sni_hostname": url.host},
            )
            try:
                response = await client.send(request, stream=True)
                try:
                    if not response.is_redirect:
                        return await _content(response)
                    url = url.join(response.headers["location"])
                finally:
                    await response.aclose()
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise NotFetched(f"{url.host} does not answer as it should.") from error
    raise NotFetched(f"{address[:80]} leads from one address to the next.")


async def _content(response: httpx.Response) -> bytes:
    if response.status_code != httpx.codes.OK:
        raise NotFetched(f"The web says {response.status_code}.")
    content = bytearray()
    async for chunk in response.aiter_bytes():
        content += chunk
        if len(content) > MOST_BYTES:
            raise NotFetched("The picture is larger than 30 MiB.")
    return bytes(content)


async def _public_number(url: httpx.URL) -> str:
    """The number of a host, if it is one of the public internet."""
    if url.scheme not in {"http", "https"} or not url.host:
        raise NotFetched("This is not a web address.")
    try:
        loop = asyncio.get_running_loop()
        port = url.port or (443 if url.scheme == "https" else 80)
        found = await loop.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"There is no host {url.host}.") from error
    numbers = [str(place[4][0]) for place in found]
    for number in numbers:
        if not ipaddress.ip_address(number.partition("%")[0]).is_global:
            raise NotFetched(f"{url.host} is not on the public internet.")
    return numbers[0]
