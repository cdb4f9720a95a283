"""Pictures of a product over REST."""

import io
from typing import Any
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from storewise.domain.identity.schemas import Store
from storewise.infra.tenancy import Tenancy


def _picture(colour: str = "red", kind: str = "PNG", side: int = 400) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side // 2), colour).save(out, kind)
    return out.getvalue()


PNG = {"content-type": "image/png"}


async def test_a_picture_is_sent_as_the_body(
    api: httpx.AsyncClient, product: dict[str, Any], tenancy: Tenancy, store: Store
) -> None:
    answer = await api.post(
        f"/products/{product['id']}/images",
        content=_picture(),
        headers=PNG,
        params={"alt": "A red kettle"},
    )
    assert answer.status_code == 201
    (media,) = answer.json()["media"]
    assert (media["state"], media["alt"]) == ("ready", "A red kettle")
    assert (media["width"], media["height"]) == (400, 200)
    assert answer.json()["version"] == product["version"] + 1
    kept = await tenancy.resources.storage.keys(str(store.id))
    assert sorted(key.rpartition("/")[2] for key in kept) == ["160.webp", "320.webp", "400.webp"]


async def test_a_picture_is_sent_in_a_form(api: httpx.AsyncClient, product: dict[str, Any]) -> None:
    answer = await api.post(
        f"/products/{product['id']}/images",
        files={"file": ("kettle.jpg", _picture(kind="JPEG"), "image/jpeg")},
        data={"alt": "From a form"},
    )
    assert answer.status_code == 201
    assert answer.json()["media"][0]["alt"] == "From a form"


async def test_a_form_sent_twice_adds_one_picture(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    address, key = f"/products/{product['id']}/images", {"idempotency-key": "picture-1"}
    files = {"file": ("kettle.png", _picture(), "image/png")}
    first = await api.post(address, files=files, headers=key)
    again = await api.post(address, files=files, headers=key)
    assert again.headers["idempotent-replayed"] == "true"
    assert again.json() == first.json()
    files = {"file": ("kettle.png", _picture("blue"), "image/png")}
    other = await api.post(address, files=files, headers=key)
    assert other.json()["code"] == "idempotency_conflict"


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", _picture()[:90]],
    ids=["empty", "text", "svg", "cut off"],
)
async def test_what_is_no_picture_is_refused(
    api: httpx.AsyncClient, product: dict[str, Any], content: bytes
) -> None:
    answer = await api.post(f"/products/{product['id']}/images", content=content, headers=PNG)
    assert (answer.status_code, answer.json()["code"]) == (422, "catalog.picture_unreadable")


async def test_a_form_without_a_file_is_refused(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    address = f"/products/{product['id']}/images"
    empty = await api.post(address, files={"other": ("a.png", _picture(), "image/png")})
    assert (empty.status_code, empty.json()["code"]) == (422, "picture_missing")
    long = await api.post(
        address, files={"file": ("a.png", _picture(), "image/png")}, data={"alt": "a" * 501}
    )
    assert long.json()["errors"][0]["pointer"] == "/alt"
    nul = await api.post(
        address, files={"file": ("a.png", _picture(), "image/png")}, data={"alt": "a\0"}
    )
    assert (nul.status_code, nul.json()["code"]) == (422, "nul_character")
    broken = await api.post(
        address, content=b"nonsense", headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert broken.status_code in (400, 422)
    none = await api.post(
        address, content=b"nonsense", headers={"content-type": "multipart/form-data"}
    )
    assert none.status_code == 400


async def test_a_body_of_another_kind_is_refused(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    answer = await api.post(f"/products/{product['id']}/images", json={"url": "https://a.example"})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


async def test_a_picture_above_twenty_mebibytes_is_refused(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    address, large = f"/products/{product['id']}/images", b"\0" * (20 * 2**20 + 1)
    raw = await api.post(address, content=large, headers=PNG)
    form = await api.post(address, files={"file": ("a.png", large, "image/png")})
    assert (raw.status_code, form.status_code) == (413, 413)


async def test_pictures_are_described_moved_and_removed(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    address = f"/products/{product['id']}/images"
    for colour in ("red", "green", "blue"):
        answer = await api.post(
            address, content=_picture(colour), headers=PNG, params={"alt": colour}
        )
    red, green, blue = answer.json()["media"]
    moved = await api.patch(f"{address}/{blue['id']}", json={"position": 0, "alt": "Sky"})
    assert [each["alt"] for each in moved.json()["media"]] == ["Sky", "red", "green"]
    left = await api.delete(f"{address}/{red['id']}")
    assert [each["id"] for each in left.json()["media"]] == [blue["id"], green["id"]]
    last = await api.patch(f"{address}/{blue['id']}", json={"position": 1000})
    assert [each["id"] for each in last.json()["media"]] == [green["id"], blue["id"]]


async def test_an_unknown_picture_is_not_found(
    api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    address = f"/products/{product['id']}/images/{uuid4()}"
    for answer in (await api.patch(address, json={"alt": "a"}), await api.delete(address)):
        assert (answer.status_code, answer.json()["code"]) == (404, "catalog.media_not_found")


async def test_another_stores_product_gets_no_picture(
    api: httpx.AsyncClient, their_api: httpx.AsyncClient, product: dict[str, Any]
) -> None:
    address = f"/products/{product['id']}/images"
    made = await api.post(address, content=_picture(), headers=PNG)
    picture = f"{address}/{made.json()['media'][0]['id']}"
    assert (await their_api.post(address, content=_picture(), headers=PNG)).status_code == 404
    assert (await their_api.patch(picture, json={"alt": "Theirs"})).status_code == 404
    assert (await their_api.delete(picture)).status_code == 404
    assert (await api.get(f"/products/{product['id']}")).json() == made.json()
