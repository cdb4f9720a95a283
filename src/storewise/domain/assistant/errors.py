"""Named errors of the assistant."""

from storewise.infra.errors import Forbidden, Invalid, NotFound, Unavailable


class ConversationNotFound(NotFound):
    """No such conversation in this store."""

    code = "assistant.conversation_not_found"
    message = "This conversation does not exist, or is too old to go on with."


class AnswerNotFound(NotFound):
    """No such answer in this conversation."""

    code = "assistant.answer_not_found"
    message = "This answer does not exist."


class AssistantOff(Forbidden):
    """The merchant has switched the assistant off."""

    code = "assistant.off"
    message = "This store's assistant is switched off."


class OriginNotAllowed(Forbidden):
    """The page is not one that the store lets its assistant stand on."""

    code = "assistant.origin_not_allowed"
    message = (
        "This page may not use the store's assistant. The merchant can allow its address in the "
        "console, under Assistant, Settings."
    )


class CursorInvalid(Invalid):
    """A cursor that this list did not give out."""

    code = "assistant.cursor_invalid"
    message = "This cursor is not one of this list. Begin again without a cursor."


class AnswerFailed(Unavailable):
    """The answer could not be finished."""

    code = "assistant.failed"
    message = "Something went wrong while answering. Please ask again."
