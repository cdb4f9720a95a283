"""Order candidates by how well words and meaning fit the query."""

import numpy as np
from numpy.typing import NDArray

from .postings import Field

WORDS_SHARE = 0.65  # of words, the rest of meaning
HEAD_BONUS = 0.02  # what the shopper asked for is what the thing is
KIND_BONUS = 0.08  # and its category or product type says so
MODIFIER_MALUS = 0.01  # it is only what the thing is for


def blend(
    scores: NDArray[np.float32],
    best: float,
    cosines: NDArray[np.float32] | None,
    roles: NDArray[np.uint8],
) -> NDArray[np.float32]:
    """Return the final score of candidates (n,).

    Scores by words are taken relative to the best one of the query and joined with the cosine
    in a convex combination (Bruch et al. 2023, "An analysis of fusion functions for hybrid
    retrieval"). `roles` are the fields in which the last word of the query stands.
    """
    words = scores / np.float32(best or 1.0)
    total = words if cosines is None else WORDS_SHARE * words + (1 - WORDS_SHARE) * cosines
    is_head = (roles >> Field.HEAD) & 1
    is_kind = is_head & (roles >> Field.KIND)
    only_modifies = (roles >> Field.MODIFIER) & 1 & ~is_head
    joined: NDArray[np.float32] = (
        total + HEAD_BONUS * is_head + KIND_BONUS * is_kind - MODIFIER_MALUS * only_modifies
    )
    return joined
