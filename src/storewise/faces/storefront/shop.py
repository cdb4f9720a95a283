"""What every page of a shop needs: the store, its departments, its addresses and formats."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from storewise.domain.catalog.schemas import Attribute, AttributeType, Category, Money, Variant
from storewise.faces.ui import accent, formats

from .links import Links

FEW = 5


@dataclass(frozen=True, slots=True)
class Department:
    """A node of the category tree with the nodes below it."""

    name: str
    path: str
    product_count: int
    children: tuple["Department", ...] = ()


@dataclass(frozen=True, slots=True)
class Availability:
    """What a shop says about stock: a sentence and its tone (`good`, `warn`, `plain`)."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Shop:
    """A store as its pages show it; `assistant` says whether it has one."""

    name: str
    currency: str
    locale: str
    links: Links
    tagline: str = ""
    introduction: str = ""
    accent: str = accent.DEFAULT
    departments: tuple[Department, ...] = ()
    assistant: bool = False

    @property
    def favicon(self) -> str:
        """The store's initial on its colour, as a `data:` address."""
        drawing = Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
            '<rect width="32" height="32" rx="8" fill="{}"/><text x="16" y="22.5" fill="#fff" '
            'font-family="sans-serif" font-size="19" font-weight="700" text-anchor="middle">{}'
            "</text></svg>"
        ).format(self.accent, self.name[:1].upper())
        return f"data:image/svg+xml,{quote(drawing)}"

    @property
    def inline_style(self) -> Markup:
        """The style sheet that sets the store's accent colour."""
        return accent.accent_style(self.accent)

    @property
    def lang(self) -> str:
        """The language of the pages' texts. They are English; only formats follow the locale."""
        return "en"

    def money(self, value: Money) -> str:
        """A price in the store's locale."""
        return formats.money(value.amount, value.currency, self.locale)

    def number(self, value: float) -> str:
        """A number in the store's locale."""
        return formats.number(value, self.locale)

    def value(self, attribute: Attribute) -> str:
        """An attribute's value as people read it."""
        if attribute.type is AttributeType.BOOLEAN:
            return "Yes" if attribute.value else "No"
        if isinstance(attribute.value, float | int):
            unit = f" {attribute.unit}" if attribute.unit else ""
            return self.number(attribute.value) + unit
        return attribute.value


def availability(variant: Variant) -> Availability:
    """What may be said about the stock of a variant."""
    if not variant.in_stock:
        return Availability("Sold out", "plain")
    if 0 < variant.stock <= FEW:
        return Availability(f"Only {variant.stock} left in stock", "warn")
    return Availability("In stock", "good")


def discount(price: Money, compare_at: Money | None) -> int:
    """Whole percent that a price lies below the one that it is compared with, or 0."""
    if compare_at is None or compare_at.amount <= price.amount:
        return 0
    return round(100 * (compare_at.amount - price.amount) / compare_at.amount)


def department_tree(categories: Sequence[Category]) -> tuple[Department, ...]:
    """Departments with what lies below them; branches without a product are left out."""
    below: dict[object, list[Category]] = {}
    for category in categories:
        below.setdefault(category.parent_id, []).append(category)

    def branch(parent: object) -> tuple[Department, ...]:
        nodes = (
            Department(c.name, c.path, c.product_count, branch(c.id)) for c in below.get(parent, [])
        )
        return tuple(node for node in nodes if node.product_count or node.children)

    return branch(None)


def trail(departments: Sequence[Department], path: str) -> list[Department]:
    """The departments from the root down to the one at `path`; empty when there is none."""
    found: list[Department] = []
    level = departments
    while node := next((d for d in level if path == d.path or path.startswith(f"{d.path}/")), None):
        found.append(node)
        if node.path == path:
            return found
        level = node.children
    return []
