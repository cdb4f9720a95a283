"""What the store carries as a whole: its categories and brands."""

import re
from dataclasses import replace

from storewise.ml.retrieval.text import fold, words

from ..facts import BrandFacts, ProductSearch
from . import listing, wording
from .case import Case
from .finding import find
from .whether import of_a_kind
from .wishes import brands_in, content, understand

MOST_BRANDS = 12
MOST_SEEN = 20  # products of a kind whose makers are told apart from those of what goes with it
MOST_CATEGORIES = 12
_SELL = re.compile(
    r"^(?:what|which)(?: kinds?| sorts?| types?| else)?(?: of)?(?: products?| things?| stuff| "
    r"items?|"
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
    r"stock)|available|there)\b|^brands?\b|^who .* you\b"
)
_NUMBERED = re.compile(
    r"\b(?:have|sell|carry|stock|got|want|need|for|buy|is|find) (?:the|an?) (?:[A-Z][\w-]* )*"
    r"(?P<word>[A-Z][\w-]{3,}) (?P<number>\d{1,3})$"
)
_ORDERED = re.compile(r"\b(?:cheap\w*|expensive|dearest|under|below|over|above|newest|latest)\b")
_MAKES = re.compile(
    r"^(?:what|which)(?: kinds?| sorts?| types?)?(?: of)?(?: products?| things?| items?)? "
    r"(?:does|do|has|have|is|are|can i (?:buy|get)|by|from|there|you)|"
    r"^(?:do|does|are|is|can|have)(?: you| there| i| this (?:store|shop))?(?: guys)? (?:also )?"
    r"(?:sell|carry|have|stock|offer|keep|make|find|buy|get|got)?"
)


async def overview(case: Case) -> str | None:
    """Answer what the store sells as a whole, by brand, or whether a kind has a feature."""
    for step in (of_a_kind, _no_such_number):
        if said := await step(case):
            return said
    if _SELL.search(case.bare):
        return await _categories(case)
    if said := await _foremost(case):
        return said
    spans = brands_in(case.text.strip(" ?!."), case.lexicon)
    if _BRANDS.search(case.bare) and not spans and _LIST.search(case.bare):
        return await _brands(case)
    if spans and _MAKES.match(case.bare) and not _ORDERED.search(case.bare):
        rest = case.text
        for start, end, _ in reversed(spans):
            rest = f"{rest[:start]} {rest[end:]}"
        words = [w for w in content(rest.lower()) if w not in _MAKING]
        if not words:
            return await _about_brand(case, [label for _, _, label in spans])
    return None


async def _no_such_number(case: Case) -> str | None:
    """Say that "the Station 5" is not here, where only the Station 4 is."""
    name = _NUMBERED.search(case.text.strip(" ?!."))
    if name is None:
        return None
    kind = ProductSearch(words=name["word"])
    seen = (await case.turn.toolbox.glimpse(kind, 100, meaning=False)).found
    titles = [" ".join(words(fold(each.title))) for each in seen]
    word = fold(name["word"])
    numbered = [title for title in titles if re.search(rf"\b{re.escape(word)} \d{{1,3}}\b", title)]
    if not numbered or any(f"{word} {name['number']} " in f"{title} " for title in numbered):
        return None
    case.turn.unknown = True
    asked = f"{name['word']} {name['number']}"
    near = [each.id for each in seen if " ".join(words(fold(each.title))) in numbered][:3]
    found = await case.turn.toolbox.search_products(kind, chosen=near, total=len(numbered))
    lines = wording.lines(found.products, case.turn.store)
    return f"I did not find {asked} in this store. The nearest is:\n{lines}"


async def _foremost(case: Case) -> str | None:
    """Answer "which tent is the lightest?": the products of a kind by a measure that they state."""
    wish = understand(case.text.strip(" ?!."), case.lexicon, case.turn.store.currency)
    if wish.best is None or not (wish.words or wish.category):
        return None
    finding = await find(case.turn, wish, case.lexicon)
    told = finding.here and finding.found and finding.found.products and not finding.unchecked
    return listing.told(case, wish, finding) if told else None


_MAKING = frozenset(
    ["make", "makes", "produce", "produces", "sell", "sells", "manufacture", "brand", "brands",
     "kinds", "sorts", "company", "devices", "goods", "catalogue", "catalog", "assortment"]
)  # fmt: skip


async def _categories(case: Case) -> str:
    case.turn.suggestions[:] = ["Which brands do you carry?"]
    name = case.turn.store.name
    known = await case.turn.toolbox.list_categories()
    if known:
        tops = sorted((c for c in known if c.parent_id is None), key=lambda c: -c.product_count)
        names = [each.name for each in tops[:MOST_CATEGORIES]]
        case.turn.suggestions.insert(0, f"Show me {tops[0].name.lower()}")
        return f"{name} has {wording.listed(names)}."
    brands = await case.turn.toolbox.find_brands()
    found = await case.turn.toolbox.search_products(ProductSearch(limit=5))
    lead = f"Here is some of what {name} has:\n{wording.lines(found.products, case.turn.store)}"
    return (
        f"{_listed_brands(case, brands, 'These are some of the brands here:')}\n{lead}"
        if brands
        else lead
    )


async def _brands(case: Case) -> str:
    words = " ".join(
        w for w in content(case.bare) if not _BRANDS.fullmatch(w) and w not in ("different", "of")
    )
    if words:
        found = await case.turn.toolbox.find_brands(words=words)
        if not found:
            case.turn.unknown = True
            return f'I found no brand here that makes "{words}".'
        return await _making(case, words, found)
    found = await case.turn.toolbox.find_brands()
    if not found:
        case.turn.unknown = True
        return "The store's information names no brands."
    return _listed_brands(case, found, "These are brands of this store:")


async def _making(case: Case, words: str, brands: list[BrandFacts]) -> str:
    """The brands of a kind of thing, without those that only make what goes with it."""
    wish = understand(words, case.lexicon, case.turn.store.currency)
    found = await find(case.turn, replace(wish, limit=MOST_SEEN), case.lexicon)
    makers = {each.brand for each in found.chosen} if found.here and not found.dropped else set()
    kept = [each for each in brands if each.name in makers]
    lead = "I found these brands for that:"
    if not kept or len(kept) == len(brands) or found.total > MOST_SEEN:
        return _listed_brands(case, brands, lead)
    case.turn.suggestions[:] = [f"What does {kept[0].name} make?"]
    return "\n".join([lead, *(f"- {each.name}" for each in kept[:MOST_BRANDS])])


def _listed_brands(case: Case, found: list[BrandFacts], lead: str) -> str:
    case.turn.suggestions[:] = [f"What does {found[0].name} make?"]
    told = [
        f"- {each.name}: {wording.plural(each.product_count, 'product', 'products')}"
        for each in found[:MOST_BRANDS]
    ]
    return "\n".join([lead, *told])


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
