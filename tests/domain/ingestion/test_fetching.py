"""Pictures come from the public web and from nowhere else."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import httpx
import pytest

from storewise.domain.catalog import service as catalog
from storewise.domain.catalog.schemas import ProductFilter
from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import fetching
from storewise.domain.ingestion.fetching import NotFetched, fetch
from storewise.infra.tenancy import SYSTEM, Tenancy

HOSTS = {
    "public.example": "93.184.215.14",
    "inside.example": "10.0.0.7",
    "local.example": "127.0.0.1",
    "metadata.example": "169.254.169.254",
    "six.example": "::1",
}


@pytest.fixture
async def asked(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Request]:
    """A web of a few hosts; what was asked of it."""
    seen: list[httpx.Request] = []

    async def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        if host in HOSTS.values():
            return [(0, 0, 0, "", (host, port))]
        if host not in HOSTS:
            raise socket.gaierror
        return [(0, 0, 0, "", (HOSTS[host], port))]

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        path = request.url.path
        if path.startswith("/to/"):
            return httpx.Response(302, headers={"location": f"http://{path[4:]}/a.jpg"})
        if path == "/round":
            return httpx.Response(302, headers={"location": "/round"})
        if path == "/large":
            return httpx.Response(200, content=b"x" * (fetching.MOST_BYTES + 1))
        return httpx.Response(200 if path == "/a.jpg" else 404, content=b"picture")

    class Client(httpx.AsyncClient):
        def __init__(self, **options: object) -> None:
            super().__init__(transport=httpx.MockTransport(answer), **options)  # type: ignore[arg-type]

    monkeypatch.setattr(httpx, "AsyncClient", Client)
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)
    return seen


async def test_a_picture_is_fetched_by_the_number_that_was_checked(
    asked: list[httpx.Request],
) -> None:
    assert await fetch("https://public.example/a.jpg") == b"picture"
    (request,) = asked
    assert request.url.host == "93.184.215.14"
    assert request.headers["host"] == "public.example"
    assert request.extensions["sni_hostname"] == "public.example"


@pytest.mark.parametrize(
    "address",
    [
        "http://inside.example/a.jpg",
        "http://local.example/a.jpg",
        "http://metadata.example/latest/meta-data",
        "http://six.example/a.jpg",
        "http://127.0.0.1/a.jpg",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "ftp://public.example/a.jpg",
        "http://nowhere.example/a.jpg",
        "http://public.example/to/inside.example",
        "http://public.example/round",
        "http://public.example/large",
        "http://public.example/missing",
    ],
)
async def test_private_networks_loops_and_huge_files_are_refused(
    asked: list[httpx.Request], address: str
) -> None:
    with pytest.raises(NotFetched):
        await fetch(address)
    assert all(request.url.host == HOSTS["public.example"] for request in asked)


async def test_pictures_of_the_web_are_fetched_only_where_the_merchant_asks(
    bring: Callable[..., Awaitable[object]], tenancy: Tenancy, store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked_for: list[str] = []

    async def fake(address: str) -> bytes:
        asked_for.append(address)
        raise NotFetched("there is no web in a test")

    monkeypatch.setattr("storewise.domain.ingestion.storing.fetch", fake)
    table = "id,title,price,images\n1,Pan,10,https://public.example/a.jpg\n"

    async def state() -> str:
        async with tenancy.scope(store.id, SYSTEM) as scope:
            (row,) = (await catalog.products(scope, ProductFilter())).items
            return (await catalog.product(scope, row.id)).media[0].state

    await bring(table)
    assert (await state(), asked_for) == ("remote", [])
    await bring(table.replace("Pan", "Frying pan").replace("a.jpg", "b.jpg"), fetch_images=True)
    assert (await state(), asked_for) == ("failed", ["https://public.example/b.jpg"])
