"""Dialects: the layouts that Storewise knows, and which of them a feed has."""

from .dialect import Dialect, Links, NumberedRow
from .google import Google
from .magento import Magento
from .mapped import Mapped
from .shopify import Shopify
from .storewise import GUARDED, Storewise, StorewiseJson
from .woocommerce import WooCommerce

KNOWN: tuple[Dialect, ...] = (
    Storewise(),
    StorewiseJson(),
    Shopify(),
    Shopify(newer=True),
    WooCommerce(),
    Google(),
    Magento(),
)
MAPPED = Mapped()

__all__ = ["GUARDED", "KNOWN", "MAPPED", "Dialect", "Links", "NumberedRow"]
