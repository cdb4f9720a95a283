"""Takes the pictures of the README: the demo store in Chromium, wide and narrow, light and dark.

    .venv/bin/python scripts/screenshots.py [--address http://127.0.0.1:8000] [--out docs/images]

Without an address it starts a demo of its own in a folder that is removed afterwards. The pages'
letters are those of this machine: a good sans-serif (Inter, say) makes better pictures.
"""

import argparse
import contextlib
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
START_S = 240
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
EMAIL = "merchant@storewise.example"


@dataclass(frozen=True)
class Shot:
    """A picture to take: its file, the page, the window's width, and the mode."""

    name: str
    path: str
    width: int = 1280
    height: int = 860
    scheme: str = "light"
    typed: str = ""


SHOP = [
    Shot("home", ""),
    Shot("search", "search?q=kettle"),
    Shot("suggestions", "", typed="kettl"),
    Shot("product", "{product}"),
    Shot("home-phone", "", 390, 844),
    Shot("product-phone", "{product}", 390, 844, "dark"),
    Shot("search-dark", "search?q=kettle", scheme="dark"),
]
CONSOLE = [Shot("console", ""), Shot("console-products", "products")]


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description="Take the pictures of the README.")
    parser.add_argument("--address", help="where a demo is served already")
    parser.add_argument("--password", help="the demo merchant's, to show the console too")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        address, password = wanted.address, wanted.password
        if address is None:
            address, password = stack.enter_context(demo())
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=FLAGS
        )
        take_shop(browser, address, wanted.out)
        if password:
            take_console(browser, address, password, wanted.out)
        browser.close()


@contextlib.contextmanager
def demo() -> Iterator[tuple[str, str]]:
    """A demo of our own: its address and its merchant's password."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "storewise", "demo", "--port", str(port)]
        server = subprocess.Popen(command, env={**os.environ, "STOREWISE_DATA_DIR": folder})
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/readyz", server)
            yield address, (Path(folder) / "demo-password.txt").read_text().strip()
        finally:
            server.terminate()
            server.wait(30)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until a page answers; raises RuntimeError when the server ends or is too slow."""
    end = time.monotonic() + START_S
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address):  # noqa: S310 - our own
            return
        time.sleep(0.5)
    raise RuntimeError("The demo did not start.")


def take_shop(browser: Browser, address: str, out: Path) -> None:
    """The pictures of the storefront."""
    page = browser.new_page()
    page.goto(address)
    shop = page.url
    page.goto(f"{shop}search?q=kettle")
    product = page.locator(".card-title a").first.get_attribute("href") or ""
    page.close()
    for shot in SHOP:
        path = product if shot.path == "{product}" else shop.removeprefix(address) + shot.path
        take(open_page(browser, shot), address + path, shot, out)


def take_console(browser: Browser, address: str, password: str, out: Path) -> None:
    """The pictures of the console, signed in as the demo merchant."""
    page = open_page(browser, CONSOLE[0])
    page.goto(f"{address}/console/")
    page.fill("[name=email]", EMAIL)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url("**/console/**")
    start = page.url.rstrip("/") + "/"
    for shot in CONSOLE:
        take(page, start + shot.path, shot, out, close=False)
    page.close()


def open_page(browser: Browser, shot: Shot) -> Page:
    """A window of the shot's size; narrow ones are phones with twice the pixels."""
    phone = shot.width < 600
    return browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        device_scale_factor=2 if phone else 1,
        is_mobile=phone,
        has_touch=phone,
    )


def take(page: Page, address: str, shot: Shot, out: Path, *, close: bool = True) -> None:
    """Take one picture as WebP."""
    page.goto(address, wait_until="networkidle")
    if shot.typed:
        page.locator("#search-field").press_sequentially(shot.typed, delay=30)
        page.locator("[role=option]").first.wait_for()
    page.wait_for_function("[...document.images].every(i => i.loading === 'lazy' || i.complete)")
    page.wait_for_timeout(400)
    Image.open(io.BytesIO(page.screenshot())).save(out / f"{shot.name}.webp", quality=88, method=6)
    print(out / f"{shot.name}.webp")
    if close:
        page.close()


if __name__ == "__main__":
    main()
