"""What happens to a question before anything answers it: masking, tone, topics of no concern."""

import re

import numpy as np

from storewise.infra import privacy
from storewise.infra.embeddings import Embedder, EmbeddingUnavailable

from .proof.words import stems
from .schemas import AssistantSettings
from .turn import Turn

CLOSE = 0.4  # cosine from which a question is about a topic; ordinary ones stay below 0.25
_BETWEEN = re.compile(r"\s*[,;/]\s*|\s+(?:and|or|und|oder|et|ou|y|o)\s+", re.IGNORECASE)

OTHER_WORDS = "I would like to help. Please ask me in other words."


def cleaned(text: str, settings: AssistantSettings) -> str:
    """A question without personal data, and with coarse words starred out where that is set."""
    masked = privacy.mask(text)
    return privacy.star_profanity(masked) if settings.profanity == "mask" else masked


async def refusal(embedder: Embedder, turn: Turn) -> str | None:
    """What to say instead of answering, or None for a question that may be answered."""
    if turn.settings.profanity == "refuse" and privacy.is_profane(turn.question):
        return OTHER_WORDS
    topics = turn.settings.refused_topics
    if not topics:
        return None
    if _named(turn.question, topics) or await _close(embedder, turn.question, topics):
        return (
            f"That is something I cannot go into. Ask me about the products of {turn.store.name}."
        )
    return None


def _named(question: str, topics: list[str]) -> bool:
    """Whether all words of a topic, or of one of its parts ("a, b or c"), stand in a question."""
    asked = set(stems(question))
    parts = [set(stems(part)) for topic in topics for part in _BETWEEN.split(topic)]
    return any(part and part <= asked for part in parts)


async def _close(embedder: Embedder, question: str, topics: list[str]) -> bool:
    try:
        asked = await embedder.embed_query(question)
        known = [await embedder.embed_query(topic) for topic in topics]
    except EmbeddingUnavailable:
        return False
    return bool((np.array(known) @ asked).max() >= CLOSE)
