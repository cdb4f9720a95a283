"""The shapes that go into the assistant and come out of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from storewise.domain.catalog.schemas import Money

from .facts import (
    BrandFacts,
    Evidence,
    FoundProducts,
    Memory,
    PassageFacts,
    ProductFacts,
    ProductSearch,
    Spec,
    VariantFacts,
)

__all__ = [
    "Answer", "AnswerMode", "Ask", "AssistantReport", "AssistantSettings", "BrandFacts", "Budget",
    "Channel", "Citation", "Cited", "Conversation", "ConversationFilter", "ConversationPage",
    "ConversationSummary",
    "DayReport", "Done", "Event", "Evidence", "Failed", "Feedback",
    "FoundProducts", "Memory", "Message", "PassageFacts", "Problem", "ProductFacts",
    "ProductSearch", "ProductShown", "ProductsShown", "Retrieved", "Spec", "Spending", "Status",
    "TextDelta", "ToolCalled", "ToolReturned", "ToolTrace", "UnansweredGroup", "Usage",
    "VariantFacts", "Verdict",
]  # fmt: skip


class Shape(BaseModel):
    """A shape of the assistant: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Channel(StrEnum):
    """Where a conversation is held."""

    STOREFRONT = "storefront"
    WIDGET = "widget"
    API = "api"
    COMPLETIONS = "completions"
    PLAYGROUND = "playground"
    COMMAND_LINE = "command_line"


class AnswerMode(StrEnum):
    """Who worded an answer: a language model, or the planner on rules and retrieval."""

    MODEL = "model"
    CATALOGUE = "catalogue"


class Verdict(StrEnum):
    """What proof made of an answer.

    `proven`: every statement held. `trimmed`: statements that failed were removed. `replaced`:
    nothing was left, or nothing was known, and the answer says so. `declined`: outside the store.
    """

    PROVEN = "proven"
    TRIMMED = "trimmed"
    REPLACED = "replaced"
    DECLINED = "declined"


def _without_nul(text: Any) -> Any:
    return text.replace("\0", "") if isinstance(text, str) else text


_WithoutNul = BeforeValidator(_without_nul)  # PostgreSQL keeps no U+0000, and nobody means one.


class Ask(Shape):
    """What a shopper asks; `session` is the token of the conversation that it goes on with.

    `product` is the handle of the product whose page the shopper is looking at.
    """

    text: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
        _WithoutNul,
    ]
    session: Annotated[str, StringConstraints(max_length=100)] | None = None
    product: Annotated[str, StringConstraints(max_length=200), _WithoutNul] | None = None


# ------------------------------------------------------------------ what a stream tells


class Citation(Shape):
    """Where a statement comes from: a product, or a passage of a document.

    `number` stands as `[1]` in the text. `handle` leads to the product. A passage has its document,
    its title path, its page where there are pages, its span of characters and the words quoted.
    """

    number: int
    kind: Literal["product", "document"]
    title: str
    product_id: UUID | None = None
    handle: str | None = None
    document_id: UUID | None = None
    passage_id: UUID | None = None
    title_path: list[str] = []
    page: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""


class ProductShown(Shape):
    """A product as a card in an answer."""

    id: UUID
    handle: str
    title: str
    brand: str | None
    price: Money
    price_to: Money
    compare_at_price: Money | None
    in_stock: bool
    image: str | None
    srcset: str = ""
    alt: str = ""


class Usage(Shape):
    """What an answer took of a model; the cost is in millionths of a US dollar."""

    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    cost_micros: int = 0


class Problem(Shape):
    """Why a statement was removed: the kind of claim that failed, and its words."""

    kind: Literal[
        "product", "price", "stock", "specification", "quote", "number", "name", "link",
        "unsupported", "withheld",
    ]  # fmt: skip
    text: str


class Answer(Shape):
    """An answer, complete.

    `text` holds citation numbers as `[1]`. `notice` says what the shopper should know of how the
    answer was made: that the model is away, or that the month's budget is spent.
    """

    id: UUID
    session: str
    text: str
    mode: AnswerMode
    verdict: Verdict
    notice: str | None = None
    products: list[ProductShown] = []
    citations: list[Citation] = []
    suggestions: list[str] = []
    usage: Usage = Usage()
    first_token_ms: float
    total_ms: float


class Status(Shape):
    """What the assistant is doing, in words for the shopper; the first one brings the session."""

    type: Literal["status"] = "status"
    text: str
    session: str | None = None


class ToolCalled(Shape):
    """A tool was called."""

    type: Literal["tool_call"] = "tool_call"
    id: str
    tool: str
    arguments: dict[str, Any]


class ToolReturned(Shape):
    """A tool returned: how much it found, in words, and how long it took."""

    type: Literal["tool_result"] = "tool_result"
    id: str
    tool: str
    summary: str
    count: int
    ms: float
    failed: bool = False


class TextDelta(Shape):
    """Proven words of the answer, to be put behind those before."""

    type: Literal["text_delta"] = "text_delta"
    text: str


class ProductsShown(Shape):
    """Cards of the products that the answer is about."""

    type: Literal["products"] = "products"
    products: list[ProductShown]


class Cited(Shape):
    """A source of the answer."""

    type: Literal["citation"] = "citation"
    citation: Citation


class Done(Shape):
    """The answer, complete; what it says holds where it differs from the deltas."""

    type: Literal["done"] = "done"
    answer: Answer


class Failed(Shape):
    """The answer could not be finished; what came before is all there is."""

    type: Literal["error"] = "error"
    code: str
    message: str


Event = Annotated[
    Status | ToolCalled | ToolReturned | TextDelta | ProductsShown | Cited | Done | Failed,
    Field(discriminator="type"),
]

# ------------------------------------------------------------------ what the merchant sees


class ToolTrace(Shape):
    """A tool call as it is kept: arguments, and what came back."""

    tool: str
    arguments: dict[str, Any]
    result: Any
    ms: float
    failed: bool = False


class Retrieved(Shape):
    """What an answer was made from: products as they stood then, and passages."""

    products: list[ProductFacts] = []
    passages: list[PassageFacts] = []


class Feedback(Shape):
    """What a shopper thinks of an answer."""

    helpful: bool
    words: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=1000), _WithoutNul
    ] = ""


class Message(Shape):
    """A question with its answer, as kept. What concerns the answer is null while it is made."""

    id: UUID
    asked_at: datetime
    question: str
    answer: Answer | None
    tools: list[ToolTrace] = []
    retrieved: Retrieved = Retrieved()
    problems: list[Problem] = []
    feedback: Feedback | None = None
    failure: str | None = None


class ConversationSummary(Shape):
    """A conversation in a list."""

    id: UUID
    channel: Channel
    started_at: datetime
    last_at: datetime
    first_question: str
    messages: int
    unanswered: int
    removed: int
    helpful: int
    unhelpful: int
    cost_micros: int


class ConversationFilter(Shape):
    """What the list of conversations is narrowed to."""

    words: str = ""
    channel: Channel | None = None
    only: Literal["", "unanswered", "removed", "helpful", "unhelpful", "degraded"] = ""
    since: date | None = None
    until: date | None = None


class ConversationPage(Shape):
    """A page of conversations, the latest first; `next_cursor` asks for the following one."""

    items: list[ConversationSummary]
    next_cursor: str | None = None


class Conversation(Shape):
    """A conversation with all of its messages, oldest first."""

    id: UUID
    channel: Channel
    started_at: datetime
    last_at: datetime
    messages: list[Message]


class UnansweredGroup(Shape):
    """Questions alike that were not answered, under the one that stands for them."""

    question: str
    count: int
    last_at: datetime
    examples: list[str]
    conversation_ids: list[UUID]


class DayReport(Shape):
    """A day of the assistant, UTC. Latencies are in milliseconds, 0 on a day without answers.

    `answered_by_model` are those `by_model` that are neither unanswered nor declined; `trimmed` are
    answers of which proof removed something, `removed` the statements.
    """

    day: date
    answers: int = 0
    by_model: int = 0
    answered_by_model: int = 0
    trimmed: int = 0
    unanswered: int = 0
    declined: int = 0
    removed: int = 0
    helpful: int = 0
    unhelpful: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_micros: int = 0
    first_token_p50_ms: float = 0
    first_token_p95_ms: float = 0
    total_p50_ms: float = 0
    total_p95_ms: float = 0


class AssistantReport(Shape):
    """The assistant over the last days, every day listed, oldest first."""

    days: list[DayReport]


class Spending(Shape):
    """What the store's assistant took of models in a month (UTC), and the budget of it."""

    month: date
    tokens: int
    cost_micros: int
    tokens_limit: int | None
    cost_limit_micros: int | None

    @property
    def share(self) -> float:
        """How much of the tighter limit is spent: 0 is nothing, 1 is all; 0 without a limit."""
        shares = [0.0]
        if self.tokens_limit is not None:
            shares.append(self.tokens / self.tokens_limit if self.tokens_limit else 1.0)
        if self.cost_limit_micros is not None:
            limit = self.cost_limit_micros
            shares.append(self.cost_micros / limit if limit else 1.0)
        return max(shares)


# ------------------------------------------------------------------ what the merchant sets


class Budget(Shape):
    """Limits of a calendar month (UTC): tokens, and millionths of a US dollar; None is no limit."""

    tokens: Annotated[int, Field(ge=0, le=10**12)] | None = None
    cost_micros: Annotated[int, Field(ge=0, le=10**12)] | None = None
    warn_at: Annotated[float, Field(gt=0, le=1)] = 0.8


def _without_usual_port(origin: str) -> str:
    usual = ":443" if origin.startswith("https:") else ":80"
    return origin.removesuffix(usual)  # browsers leave it out


Origin = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, to_lower=True, max_length=300,
        pattern=r"^https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$",
    ),
    AfterValidator(_without_usual_port),
]  # fmt: skip
Topic = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


class AssistantSettings(Shape):
    """How a store's assistant presents itself and what it may use.

    `model` overrides the platform's model for this store. `refused_topics` are declined however
    they are worded. `profanity` says what becomes of coarse words: `mask` stars them out on both
    sides, `refuse` answers such a question with a request for another tone, `allow` leaves a
    shopper's words alone; the assistant's own are always starred.
    """

    enabled: bool = True
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""
    tone: Literal["friendly", "concise", "formal"] = "friendly"
    greeting: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    languages: Annotated[list[Language], Field(min_length=1, max_length=20)] = ["en"]
    refused_topics: Annotated[list[Topic], Field(max_length=50)] = []
    profanity: Literal["mask", "refuse", "allow"] = "mask"
    use_model: bool = True
    model: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    budget: Budget = Budget()
    allowed_origins: Annotated[list[Origin], Field(max_length=50)] = []
