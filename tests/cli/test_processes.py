"""Several processes serve on one socket; what dies comes back, and nothing is left behind."""

import re
import socket
import time
from collections.abc import Callable
from typing import Any

import psutil
import pytest


def _servers(served: Any) -> list[psutil.Process]:
    below = psutil.Process(served.process.pid).children()
    return [each for each in below if "--socket" in each.cmdline()]


def _until(happens: Callable[[], Any], seconds: float) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := happens()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return found


@pytest.fixture
def served(storewise: Any) -> Any:
    storewise.environment["STOREWISE_SERVER__PROCESSES"] = "2"
    storewise.answer("store", "create", "shop", "--name", "The Shop")
    served = storewise.start("serve")
    served.address = served.wait(r"Serving on (http://\S+)", 60)
    return served


def test_two_processes_serve_keep_each_other_alive_and_stop_cleanly(served: Any) -> None:
    assert "The Shop" in served.get("/shop/shop/").text
    first, second = _servers(served)
    first.suspend()  # the other one has to answer
    assert served.get("/readyz").text == "ok\n"
    first.resume()
    second.suspend()
    assert served.get("/readyz").text == "ok\n"
    second.resume()
    counted = served.get("/metrics").text  # whichever tells, it tells of both
    assert re.search(r'seconds_count\{[^}]*route="/readyz"[^}]*\} 2\.0', counted)

    first.kill()
    assert served.get("/healthz").text == "ok\n"
    _until(lambda: {each.pid for each in _servers(served)} - {first.pid, second.pid}, 20)
    beside = psutil.Process(served.process.pid).children(recursive=True)
    assert len([each for each in beside if "work" in each.cmdline()]) == 1

    assert served.interrupt() == 0
    _until(lambda: not [each for each in beside if each.is_running()], 5)
    assert "Traceback" not in served.log.read_text()


def test_servers_end_when_their_parent_is_killed(served: Any) -> None:
    servers = _servers(served)
    served.process.kill()
    served.process.wait()
    _until(lambda: not [each for each in servers if each.is_running()], 20)


def test_an_address_that_is_taken_is_told_in_words(storewise: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = storewise.run("serve", "--port", port, STOREWISE_SERVER__PROCESSES="2")
    assert done.returncode == 7
    assert f"Cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr
