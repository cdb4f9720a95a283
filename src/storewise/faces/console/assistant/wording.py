"""What the assistant's channels, verdicts, problems and figures are called in plain words."""

from storewise.domain.assistant.schemas import Channel, Problem, Verdict

CHANNELS = {
    Channel.STOREFRONT: "Shop",
    Channel.WIDGET: "Widget",
    Channel.API: "API",
    Channel.COMPLETIONS: "Chat client",
    Channel.PLAYGROUND: "Playground",
    Channel.COMMAND_LINE: "Command line",
}
ONLY = {
    "": "All conversations",
    "unanswered": "Something unanswered",
    "removed": "Something removed",
    "helpful": "Thumbs up",
    "unhelpful": "Thumbs down",
    "degraded": "Model away or budget spent",
}
VERDICTS = {
    Verdict.PROVEN: (
        "Proven",
        "good",
        "Each statement was checked against the sources below, and held.",
    ),
    Verdict.TRIMMED: (
        "Trimmed",
        "warn",
        "What could not be proven was left out. The rest was checked, and held.",
    ),
    Verdict.REPLACED: (
        "Not answered",
        "bad",
        "The catalogue and the documents hold no answer to this, and the shopper was told so.",
    ),
    Verdict.DECLINED: (
        "Declined",
        "plain",
        "The question is none of the store’s business, or of a topic that you refuse.",
    ),
}
PROBLEMS = {
    "product": "No look-up returned this product.",
    "price": "The catalogue does not state this price.",
    "stock": "The catalogue states another stock.",
    "specification": "The product does not have this specification.",
    "quote": "These words do not stand in the document.",
    "number": "This number stands in no source.",
    "name": "This name stands in no source.",
    "link": "Answers carry no links, pictures or code from elsewhere.",
    "unsupported": "No source says this.",
    "withheld": "Answers never ask for secrets, and never tell how the assistant works inside.",
}
TOOLS = {
    "search_products": ("Looked for products", "product", "products"),
    "product_details": ("Read product details", "product", "products"),
    "compare_products": ("Compared products", "product", "products"),
    "find_brands": ("Looked for brands", "brand", "brands"),
    "search_documents": ("Looked in the documents", "passage", "passages"),
}
_MICROS = 1_000_000


def problem(found: Problem) -> str:
    """Why a claim was not let through."""
    return PROBLEMS[found.kind]


def tool(name: str) -> str:
    """What a tool did."""
    return TOOLS[name][0] if name in TOOLS else name.replace("_", " ").capitalize()


def found(name: str, count: int) -> str:
    """What a tool found: `3 products`."""
    _, one, many = TOOLS.get(name, ("", "result", "results"))
    return f"{count:,} {one if count == 1 else many}"


def dollars(micros: int) -> str:
    """Millionths of a US dollar as a price; amounts below ten cents keep four decimals."""
    if not micros:
        return "$0"
    return f"${micros / _MICROS:,.4f}" if micros < _MICROS / 10 else f"${micros / _MICROS:,.2f}"


def span(milliseconds: float) -> str:
    """A short time: `8 ms`, `1.4 s`."""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.1f} s"
    return f"{milliseconds:.0f} ms" if milliseconds >= 1 or not milliseconds else "under 1 ms"


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: `1 answer`, `1,200 answers`."""
    return f"{count:,} {one if count == 1 else many}"
