"""Named errors of the catalogue."""

from storewise.infra.errors import Conflict, Invalid, NotFound


class ProductNotFound(NotFound):
    """No such product in this store."""

    code = "catalog.product_not_found"
    message = "This product does not exist."


class VariantNotFound(NotFound):
    """No such variant of this product."""

    code = "catalog.variant_not_found"
    message = "This variant does not exist."


class BrandNotFound(NotFound):
    """No such brand in this store."""

    code = "catalog.brand_not_found"
    message = "This brand does not exist."


class CategoryNotFound(NotFound):
    """No such category in this store."""

    code = "catalog.category_not_found"
    message = "This category does not exist."


class MediaNotFound(NotFound):
    """No such picture of this product."""

    code = "catalog.media_not_found"
    message = "This picture does not exist."


class HandleTaken(Conflict):
    """Another product has this handle."""

    code = "catalog.handle_taken"
    message = "Another product already has this handle."


class VersionOutdated(Conflict):
    """The product was changed since the caller read it."""

    code = "catalog.version_outdated"
    message = "Somebody has changed this product meanwhile. Read it again, then change it."


class ProductInvalid(Invalid):
    """The parts of a product do not fit together; `errors` says where."""

    code = "catalog.product_invalid"
    message = "This product cannot be kept as it is."


class LastVariant(Conflict):
    """A product keeps at least one variant."""

    code = "catalog.last_variant"
    message = "A product needs at least one variant. Archive the product instead."


class CursorInvalid(Invalid):
    """The cursor is not one that this list gave out for this order."""

    code = "catalog.cursor_invalid"
    message = "This cursor does not belong to this list. Start again without one."


class PictureUnreadable(Invalid):
    """The bytes are not a picture that can be read."""

    code = "catalog.picture_unreadable"
    message = "This file is not a picture that can be read (JPEG, PNG, WebP, GIF, AVIF)."
