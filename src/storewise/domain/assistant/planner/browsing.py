"""What the store carries as a whole: its categories and brands."""

import re
from collections import Counter

from ..facts import BrandFacts, ProductSearch
from . import wording
from .case import Case
from .wishes import brands_in, content

MOST_BRANDS = 12
MOST_CATEGORIES = 12
_SELL = re.compile(
    r"^(?:what|which)(?: kinds?| sorts?| types?| else)?(?: of)?(?: products?| things?| stuff| items?|"
    r" goods)? (?:do|does|can|are) (?:you|this (?:store|shop)|the (?:store|shop)|they|i|we|there)"
    r"(?: all)? (?:sell|have|carry|offer|stock|got|find|buy|deal in|for sale)?"
    r"(?: here| in stock| for sale| in (?:your|this|the) (?:store|shop|catalogu?e|range))*$|"
    r"^what(?:'s| is) (?:in (?:your|this|the) (?:store|shop|catalogu?e|range)|(?:your|the) "
    r"(?:assortment|range|catalogu?e))$|^what is this (?:store|shop)(?: about)?$|"
    r"\b(?:product )?(?:categories|departments|sections)\b(?!.*\b(?:of|for) the \w+ \w+)|"
    r"^(?:show me |list )?(?:all |everything )(?:your |the )?(?:products|you (?:have|sell))$|"
    r"^how many products\b.*"
)
_BRANDS = re.compile(r"\b(?:brands?|manufacturers?|makes|makers?|vendors?)\b")
_LIST = re.compile(
    r"\b(?:which|what|list|all|any|other|your|how many|show|different|do you (?:carry|have|sell|"
    r"stock)|available|there)\b"
)
_MAKES = re.compile(
    r"^(?:what|which)(?: kinds?| sorts?| types?)?(?: of)?(?: products?| things?| items?)? "
    r"(?:does|do|has|have|is|are|can i (?:buy|get)|by|from|there|you)|"
    r"^(?:do|does|are|is|can|have)(?: you| there| i| this (?:store|shop))?(?: guys)? (?:also )?"
    r"(?:sell|carry|have|stock|offer|keep|make|find|buy|get|got)?"
)


async def overview(case: Case) -> str | None:
    """Answer what the store sells, which brands it carries, or what a brand makes here."""
    if _SELL.search(case.bare):
        return await _categories(case)
    spans = brands_in(case.text.strip(" ?!."), case.lexicon)
    if _BRANDS.search(case.bare) and not spans and _LIST.search(case.bare):
        return await _brands(case)
    if spans and _MAKES.match(case.bare):
        rest = case.text
        for start, end, _ in reversed(spans):
            rest = f"{rest[:start]} {rest[end:]}"
        words = [w for w in content(rest.lower()) if w not in _MAKING]
        if not words:
            return await _about_brand(case, [label for _, _, label in spans])
    return None


_MAKING = frozenset(
    ["make", "makes", "produce", "produces", "sell", "sells", "manufacture", "brand", "brands",
     "kinds", "sorts", "company", "devices", "goods", "catalogue", "catalog", "assortment"]
)  # fmt: skip


async def _categories(case: Case) -> str:
    case.turn.suggestions[:] = ["Which brands do you carry?"]
    store = case.turn.store
    known = [each for each in await case.turn.toolbox.categories() if each.product_count]
    if known:
        tops = sorted((c for c in known if c.parent_id is None), key=lambda c: -c.product_count)
        names = [each.name for each in tops[:MOST_CATEGORIES]]
        case.turn.suggestions.insert(0, f"Show me {tops[0].name.lower()}")
        return f"{store.name} has these departments: {wording.listed(names)}."
    found = await case.turn.toolbox.search_products(ProductSearch(limit=5))
    kinds = _kinds(case)
    if kinds:
        return f"Much of what {store.name} has is {wording.listed(kinds)}."
    lead = f"Here is some of what {store.name} has:"
    return f"{lead}\n{wording.lines(found.products, store)}"


def _kinds(case: Case) -> list[str]:
    """The commonest kinds of product, where the store states kinds but keeps no categories."""
    counted: Counter[str] = Counter()
    for entries in case.lexicon.values.values():
        for entry in entries:
            if entry.code in ("product_type", "type_of_product") and entry.whole:
                counted[entry.value] += entry.count
    return [value for value, _ in counted.most_common(MOST_CATEGORIES)]


async def _brands(case: Case) -> str:
    words = " ".join(
        w for w in content(case.bare) if not _BRANDS.fullmatch(w) and w not in ("different", "of")
    )
    if words:
        found = await case.turn.toolbox.find_brands(words=words)
        if not found:
            case.turn.unknown = True
            return f'I found no brand here that makes "{words}".'
        return _listed_brands(case, found, f'For "{words}" there are ')
    found = await case.turn.toolbox.find_brands()
    if not found:
        case.turn.unknown = True
        return "The store's information names no brands."
    return _listed_brands(case, found, f"{case.turn.store.name} carries ")


def _listed_brands(case: Case, found: list[BrandFacts], lead: str) -> str:
    names = [each.name for each in found[:MOST_BRANDS]]
    case.turn.suggestions[:] = [f"What does {names[0]} make?"]
    more = " and more" if len(found) > MOST_BRANDS else ""
    if more:
        return f"{lead}{', '.join(names)}{more}."
    return f"{lead}{wording.listed(names)}."


async def _about_brand(case: Case, labels: list[str]) -> str:
    """Whether a brand is here, what it makes, and a few of its products."""
    turn = case.turn
    label = labels[0]
    found = await turn.toolbox.find_brands(name=label)
    if not found or not found[0].product_count:
        turn.unknown = True
        return f"I found nothing from {label} here."
    brand = found[0]
    products = await turn.toolbox.search_products(ProductSearch(brands=[label], limit=4))
    count = wording.plural(brand.product_count, "product", "products")
    lead = f"Yes, {turn.store.name} carries {brand.name}: {count}"
    if brand.categories:
        lead += f", in {wording.listed(brand.categories[:6])}"
    if products.products:
        turn.focus = products.products[0].ref
    turn.suggestions[:] = [f"What is the cheapest from {brand.name}?", "Show me more"]
    return f"{lead}. Some of them:\n{wording.lines(products.products, turn.store)}"
