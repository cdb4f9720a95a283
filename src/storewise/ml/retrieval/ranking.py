"""Order candidates by how well words and meaning fit the query."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .postings import Field


@dataclass(frozen=True, slots=True)
class Ranking:
    """The few numbers that decide the order of results.

    Chosen on the icecat judgements; neighbouring values move nDCG@10 by 0.02 at most
    (`python -m evals.search --tune` cross-validates them).
    """

    words_share: float = 0.7  # of words in the score; the rest is meaning
    rarity_power: float = 0.5  # tempers inverse document frequency, which suits short queries
    kind_bonus: float = 0.1  # the category or product type is what was asked for
    modifier_malus: float = 0.07  # what was asked for is only what the thing is for

    def blend(
        self,
        scores: NDArray[np.float32],
        best: float,
        cosines: NDArray[np.float32] | None,
        roles: NDArray[np.uint8],
    ) -> NDArray[np.float32]:
        """Return the final score of candidates (n,).

        Scores by words are taken relative to the best one of the query and joined with the
        cosine in a convex combination (Bruch et al. 2023, "An analysis of fusion functions for
        hybrid retrieval"). `roles` are the fields in which the last word of the query stands.
        """
        total = scores / np.float32(best or 1.0)
        if cosines is not None:
            total = self.words_share * total + (1 - self.words_share) * cosines
        head = (roles >> Field.HEAD) & 1
        kind = head & (roles >> Field.KIND)
        modifier = (roles >> Field.MODIFIER) & 1 & ~head
        blended: NDArray[np.float32] = (
            total + self.kind_bonus * kind - self.modifier_malus * modifier
        )
        return blended
