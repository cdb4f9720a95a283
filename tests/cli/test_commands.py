"""The command line does what it says, and its exit codes mean something."""

import time
from pathlib import Path
from typing import Any

import psutil
import pytest

FEED = """\
handle,title,description,brand,price,stock
kettle,Copper kettle,Boils two litres,Alto,49.00,3
tent,Two person tent,Light and dry,Borea,190.00,0
mug,Stoneware mug,Holds a large coffee,Alto,14.50,20
"""


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "products.csv"
    path.write_text(FEED)
    return path


def test_a_feed_is_imported_found_and_not_written_twice(storewise: Any, feed: Path) -> None:
    storewise.answer("store", "create", "shop", "--name", "Shop")
    preview = storewise.answer("import", str(feed), "--store", "shop", "--preview")
    assert preview["preview"]["counts"]["new"] == 3
    done = storewise.answer("import", str(feed), "--store", "shop")
    assert done["progress"]["counts"]["new"] == 3
    assert done["embedded_s"] >= done["searchable_s"] > 0
    found = storewise.answer("search", "camping shelter", "--store", "shop")
    assert found["hits"][0]["product"]["title"] == "Two person tent"
    again = storewise.answer("import", str(feed), "--store", "shop")
    assert again["progress"]["counts"]["unchanged"] == 3
    feed.write_text(FEED.replace("14.50", "cheap"))
    rejected = storewise.run("import", str(feed), "--store", "shop")
    assert rejected.returncode == 8
    assert "rejected 1" in rejected.stderr


def test_exit_codes_tell_what_went_wrong(storewise: Any, feed: Path) -> None:
    assert storewise.run("store", "create", "shop").returncode == 0
    assert storewise.run("store", "create", "shop").returncode == 5
    assert storewise.run("store", "create", "other", "--currency", "XXQ").returncode == 4
    assert storewise.run("search", "x", "--store", "nobody").returncode == 3
    assert storewise.run("import", "missing.csv", "--store", "shop").returncode == 4
    wrong = storewise.run("store", "list", STOREWISE_SERVER__PORT="many")
    assert wrong.returncode == 2
    assert "STOREWISE_SERVER__PORT" in wrong.stderr
    assert "Traceback" not in wrong.stderr


def test_the_server_serves_keeps_its_worker_alive_and_stops_cleanly(
    storewise: Any,
) -> None:
    storewise.answer("store", "create", "shop", "--name", "The Shop")
    served = storewise.start("serve")
    served.address = served.wait(r"Serving on (http://\S+)", 60)
    assert served.get("/healthz").text == "ok\n"
    assert served.get("/readyz").text == "ok\n"
    assert "The Shop" in served.get("/shop/shop/").text
    assert "storewise_http_request_seconds" in served.get("/metrics").text
    assert served.get("/api/v1/openapi.json").json()["info"]["title"] == "Storewise"
    server = psutil.Process(served.process.pid)
    [worker] = server.children()
    worker.kill()
    deadline = time.monotonic() + 20
    while not [child for child in server.children() if child.pid != worker.pid]:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    [heir] = [child for child in server.children() if child.pid != worker.pid]
    assert served.interrupt() == 0
    assert not heir.is_running()
    assert "Traceback" not in served.log.read_text()
