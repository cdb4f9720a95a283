"""The six kinds of failure that a person can be told about; contexts give theirs a code.

    StorewiseError
    ├── NotFound      it is not there, or not yours
    ├── Invalid       what was sent cannot be accepted; `errors` says which fields
    ├── Conflict      it collides with what is there
    ├── Forbidden     you may not
    ├── Unavailable   something that we lean on is down; try again
    └── TooMany       too much at once; try again after `retry_after` seconds

There is no default kind: a failure that fits none of them is a defect and stays a plain exception.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that could not be accepted, addressed by JSON pointer (`/variants/0/price`)."""

    pointer: str
    code: str
    message: str


class StorewiseError(Exception):
    """A failure with a stable `code` for programs and a sentence for people."""

    code = "error"
    message = "Something went wrong."

    def __init__(self, message: str | None = None, *, errors: Sequence[FieldError] = ()) -> None:
        self.message = message or self.message
        self.errors = tuple(errors)
        super().__init__(self.message)


class NotFound(StorewiseError):
    """What was asked for does not exist in this store."""

    code = "not_found"
    message = "There is nothing here."


class Invalid(StorewiseError):
    """What was sent cannot be accepted as it is."""

    code = "invalid"
    message = "Some of what was sent cannot be accepted."


class Conflict(StorewiseError):
    """The change collides with the present state."""

    code = "conflict"
    message = "This collides with what is already there."


class Forbidden(StorewiseError):
    """The actor is known or anonymous, and may not do this."""

    code = "forbidden"
    message = "You may not do this."


class Unavailable(StorewiseError):
    """Something outside this process did not answer; trying again may help."""

    code = "unavailable"
    message = "A part that this needs does not answer right now. Please try again."


class TooMany(StorewiseError):
    """Too much was asked for at once."""

    code = "too_many"
    message = "Too many requests. Please wait a moment."

    def __init__(self, message: str | None = None, *, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after
