"""One turn of a conversation, as a planner gets it: the question, the tools, what was before."""

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field

from storewise.domain.identity.schemas import Store

from .facts import Memory
from .schemas import AssistantSettings, Usage
from .toolbox import Toolbox


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of an earlier turn, and what was answered."""

    question: str
    answer: str


@dataclass(slots=True)
class Turn:
    """What a planner works on. It reads the upper half and leaves its notes in the lower one.

    `page_product` is the reference of the product whose page the shopper is looking at. A planner
    yields text with a reference behind each fact, `[P1]` or `[D2]`; proof takes it from there.
    `unknown` says that the store's information holds no answer, `declined` that it is none of the
    store's business; `suggestions` are questions that the shopper might go on with.
    """

    question: str
    store: Store
    settings: AssistantSettings
    memory: Memory
    history: Sequence[Exchange]
    toolbox: Toolbox
    page_product: str | None = None

    usage: Usage = field(default_factory=Usage)
    unknown: bool = False
    declined: bool = False
    topic: str | None = None
    focus: str | None = None
    suggestions: list[str] = field(default_factory=list)


Planner = Callable[[Turn], AsyncGenerator[str, None]]
