"""Mail reaches a real server, or the outbox where there is none."""

import email
import socket
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from pydantic import SecretStr

from storewise.infra.mail import Mail, Mailer, MailUnavailable
from storewise.infra.settings import MailSettings, Settings

MAIL = Mail(to="ada@example.org", subject="Grüße", text="Hello", html="<p>Hello</p>")


class Inbox(MessageHandler):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.messages.append(message)


@pytest.fixture
def server() -> Iterator[Controller]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(Inbox(), hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop()


def smtp(tmp_path: Path, port: int) -> Mailer:
    chosen = MailSettings(host="127.0.0.1", port=port, start_tls=False)
    return Mailer(Settings(data_dir=tmp_path, mail=chosen))


async def test_a_message_reaches_the_server(server: Controller, tmp_path: Path) -> None:
    await smtp(tmp_path, server.port).send(MAIL)
    got = server.handler.messages[0]
    assert got["to"] == "ada@example.org"
    assert [part.get_content_type() for part in got.walk()][1:] == ["text/plain", "text/html"]
    assert not (tmp_path / "outbox").exists()


async def test_without_a_server_the_outbox_keeps_the_message(tmp_path: Path) -> None:
    mailer = Mailer(Settings(data_dir=tmp_path))
    await mailer.send(MAIL)
    kept = email.message_from_bytes(next((tmp_path / "outbox").iterdir()).read_bytes())
    assert kept["from"] == "Storewise <no-reply@localhost>"


async def test_a_server_that_is_down_is_named(tmp_path: Path) -> None:
    with pytest.raises(MailUnavailable):
        await smtp(tmp_path, 1).send(MAIL)


async def test_a_line_break_in_the_subject_is_refused(tmp_path: Path) -> None:
    mailer = Mailer(Settings(data_dir=tmp_path, mail=MailSettings(password=SecretStr("x"))))
    with pytest.raises(ValueError, match="linefeed"):
        await mailer.send(MAIL.model_copy(update={"subject": "Hi\r\nBcc: eve@example.org"}))
