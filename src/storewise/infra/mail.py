"""Mail out: by SMTP, or into an outbox folder where no server is set."""

import asyncio
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from pathlib import Path

import aiosmtplib
from pydantic import BaseModel, ConfigDict
from uuid_utils.compat import uuid7

from .errors import Unavailable
from .settings import Settings

TIMEOUT_S = 20


class MailUnavailable(Unavailable):
    """The mail server did not take the message."""

    code = "mail_unavailable"
    message = "The mail could not be sent right now."


class Mail(BaseModel):
    """A message to one person, as plain text and, where it helps, as HTML beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    to: str
    subject: str
    text: str
    html: str | None = None


class Mailer:
    """Sends messages of this process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings.mail
        self.outbox: Path | None = None if settings.mail.host else settings.data_dir / "outbox"

    async def send(self, mail: Mail) -> None:
        """Hand a message to the server, or put it into the outbox; raises MailUnavailable.

        Line breaks in addresses or the subject are refused with ValueError.
        """
        message = self._message(mail)
        if self.outbox is not None:
            await asyncio.to_thread(_keep, message, self.outbox)
            return
        chosen = self._settings
        try:
            await aiosmtplib.send(
                message,
                hostname=chosen.host,
                port=chosen.port,
                username=chosen.username or None,
                password=chosen.password.get_secret_value() if chosen.password else None,
                start_tls=chosen.start_tls,
                timeout=TIMEOUT_S,
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailUnavailable from error

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._settings.sender
        message["To"] = mail.to
        message["Subject"] = mail.subject
        message["Date"] = formatdate(usegmt=True)
        domain = parseaddr(self._settings.sender)[1].partition("@")[2]
        message["Message-ID"] = make_msgid(domain=domain or "localhost")
        message.set_content(mail.text)
        if mail.html is not None:
            message.add_alternative(mail.html, subtype="html")
        return message


def _keep(message: EmailMessage, outbox: Path) -> None:
    outbox.mkdir(parents=True, exist_ok=True)
    (outbox / f"{uuid7()}.eml").write_bytes(bytes(message))
