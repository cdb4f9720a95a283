"""The whole API against its own description: no defect, and no answer that it does not tell of."""

import asyncio
import io
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from PIL import Image

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "unsupported_method",
    "ignored_auth",
)


@pytest.fixture
async def address(app: FastAPI) -> AsyncIterator[str]:
    """Where the application listens, over real HTTP."""
    config = uvicorn.Config(app, port=0, log_level="error", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await serving


async def _known(api: httpx.AsyncClient, product: dict[str, Any]) -> str:
    """Settings by which half of the ids that are tried exist."""
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "PNG")
    answer = await api.post(
        f"/products/{product['id']}/images",
        content=out.getvalue(),
        headers={"content-type": "image/png"},
    )
    feed = b"sku,name,price\nK1,Kettle,49\nM1,Mug,9\n"
    made = await api.post("/imports", content=feed, headers={"content-type": "text/csv"})
    files = {"file": ("returns.md", b"# Returns\n\nWithin 30 days.")}
    document = await api.post("/documents", files=files)
    known = {
        "product_id": product["id"],
        "variant_id": product["variants"][0]["id"],
        "media_id": answer.json()["media"][0]["id"],
        "import_id": made.json()["id"],
        "document_id": document.json()["id"],
        "handle": product["handle"],
        "slug": "alto",
        "path": "kitchen/kettles",
    }
    lines = [f'[dictionaries.{name}]\nvalues = ["{value}"]\n' for name, value in known.items()]
    lines.append("[parameters]")
    lines += [f'"path.{name}" = {{ dictionary = "{name}", probability = 0.5 }}' for name in known]
    return "\n".join(lines)


async def test_the_api_answers_as_it_describes(
    address: str, api: httpx.AsyncClient, product: dict[str, Any], tmp_path: Path
) -> None:
    config = tmp_path / "schemathesis.toml"
    config.write_text(await _known(api, product))
    run = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("st"),
        "--config-file",
        config,
        "run",
        f"{address}/api/v1/openapi.json",
        "--header",
        f"Authorization: {api.headers['authorization']}",
        "--checks",
        ",".join(CHECKS),
        "--max-examples=4",
        "--no-color",
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await run.communicate()
    assert run.returncode == 0, output.decode()[-20_000:]
