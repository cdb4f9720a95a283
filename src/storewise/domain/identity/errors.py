"""Named errors of identity."""

from storewise.infra.errors import Conflict, Forbidden, Invalid, NotFound


class StoreNotFound(NotFound):
    """No such store."""

    code = "identity.store_not_found"
    message = "There is no such store."


class SlugTaken(Conflict):
    """Another store has this slug or domain."""

    code = "identity.slug_taken"
    message = "Another store already has this slug or domain."


class SignInFailed(Forbidden):
    """E-mail or password is wrong; does not tell which."""

    code = "identity.sign_in_failed"
    message = "E-mail or password is not right."


class NotSignedIn(Forbidden):
    """Nobody is signed in, or the session has ended."""

    code = "identity.not_signed_in"
    message = "Please sign in."


class KeyUnknown(Forbidden):
    """The API key is missing, unknown or revoked."""

    code = "identity.key_unknown"
    message = "This needs an API key. Send it as: Authorization: Bearer sk_…"


class PermissionMissing(Forbidden):
    """The key does not hold the permission that this needs."""

    code = "identity.permission_missing"
    message = "This key may not do that."


class KeyNotFound(NotFound):
    """No such key in this store."""

    code = "identity.key_not_found"
    message = "There is no such key."


class KeyInvalid(Invalid):
    """The key asked for cannot be made."""

    code = "identity.key_invalid"
    message = "This key cannot be made."
