"""What can go wrong at a provider of language models, told without a prompt and without a key."""

from collections.abc import Iterator
from contextlib import contextmanager

from storewise.infra.errors import Unavailable


class ModelUnavailable(Unavailable):
    """A language model cannot answer right now; the notes of the error say why."""

    code = "model_unavailable"
    message = "The language model does not answer right now. Please try again."


class OutOfReach(ModelUnavailable):
    """The provider did not answer, or broke off: trying again later may help."""


def unavailable(reason: str, kind: type[ModelUnavailable] = ModelUnavailable) -> ModelUnavailable:
    """Make an error that tells a shopper little, and a log the reason."""
    error = kind()
    error.add_note(reason)
    return error


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what a provider's library raises into ModelUnavailable.

    The library's own errors quote what was sent and what came back, so none of them goes on, not
    even as a cause: the note has the status and the code alone.
    """
    from pydantic_ai import exceptions

    failure: ModelUnavailable
    try:
        yield
        return
    except exceptions.ModelAPIError as error:
        refused = isinstance(error, exceptions.ModelRequestRejectedError) and not isinstance(
            error, exceptions.ModelAuthenticationError | exceptions.ModelNotFoundError
        )
        failure = unavailable(_reason(error), ModelUnavailable if refused else OutOfReach)
    except (exceptions.AgentRunError, exceptions.UserError) as error:
        late = isinstance(error, TimeoutError)
        failure = unavailable(type(error).__name__, OutOfReach if late else ModelUnavailable)
    except (OSError, TimeoutError) as error:
        failure = unavailable(type(error).__name__, OutOfReach)
    raise failure from None


def _reason(error: Exception) -> str:
    parts = [
        type(error).__name__,
        getattr(error, "status_code", None),
        getattr(error, "provider_error_code", None) or getattr(error, "provider_error_type", None),
    ]
    return " ".join(str(part) for part in parts if part)
