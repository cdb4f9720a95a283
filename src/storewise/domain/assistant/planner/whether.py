"""Whether the products of a kind have a feature: which do, and which do not."""

from collections.abc import Sequence

from storewise.ml.retrieval import Glimpse
from storewise.ml.retrieval.text import fold

from ..facts import ProductFacts, ProductSearch
from . import wording
from .asking import questions
from .case import Case
from .features import affirmed, feature_codes
from .kinds import of_kind, only_called
from .naming import named
from .wishes import content

DEPTH = 60
MOST_TOLD = 4  # of those that have it, and as many of those that have not


async def of_a_kind(case: Case) -> str | None:
    """Answer "are your mugs dishwasher safe?"; None where no kind or no feature is named.

    What the products do not state is told as unknown, and never as a no.
    """
    for question in questions(case):
        codes = feature_codes(question.asked, case.lexicon) if question.yes_no else []
        words = " ".join(content(fold(question.product)))
        if not codes or not words or await named(case, question.product) is not None:
            continue
        products = await _products(case, words)
        if said := await _told(case, products, codes, words):
            return said
    return None


async def _products(case: Case, words: str) -> list[Glimpse]:
    asked = ProductSearch(words=words[:300])
    found = (await case.turn.toolbox.glimpse(asked, DEPTH, meaning=False)).found
    worded = of_kind([each for each in found if each.worded], found, case.lexicon)
    return only_called(worded, words, case.lexicon)


async def _told(
    case: Case, products: Sequence[Glimpse], codes: Sequence[str], words: str
) -> str | None:
    """Lines that say yes, then those that say no, then how many say nothing."""
    code = max(codes, key=lambda c: sum(c in each.codes for each in products))
    stated = [(affirmed(each.attributes.get(code)), each) for each in products]
    having = [each for said, each in stated if said]
    lacking = [each for said, each in stated if said is False]
    most = MOST_TOLD if having and lacking else 2 * MOST_TOLD
    chosen = [*having[:most], *lacking[:most]]
    if not chosen:
        return None
    found = await case.turn.toolbox.search_products(
        ProductSearch(words=words[:300]), chosen=[each.id for each in chosen], total=len(products)
    )
    case.turn.focus = found.products[0].ref if len(found.products) == 1 else None
    case.turn.topic = words
    case.turn.suggestions[:] = ["Compare the first two"] if len(chosen) > 1 else []
    every = {said for said, _ in stated}
    differ = {True, False} <= every
    same = "All of these:" if True in every else "None of these:"
    lead = "The products differ:" if differ else same
    lines = [line for each in found.products if (line := _line(case, each, code))]
    silent = sum(said is None for said, _ in stated)
    if silent and len(products) - silent <= 2 * MOST_TOLD:
        lines.append("The store's information on the others does not say.")
    return "\n".join([lead, *lines])


def _line(case: Case, product: ProductFacts, code: str) -> str:
    spec = next((each for each in product.specs if each.code == code), None)
    if spec is None:
        return ""
    return f"- {product.title} — {wording.stated(spec, case.turn.store)} [{product.ref}]"
