"""Products that could be bought instead of another one."""

import numpy as np

from .columns import NONE
from .filtering import FilterMasks
from .query import Filters
from .result import Hit
from .snapshot import Snapshot

CANDIDATES = 200
SAME_CATEGORY = 0.08
SAME_PARENT = 0.03
SAME_BRAND = 0.02
LEAST_COSINE = 0.4


def similar(snapshot: Snapshot, product_id: str, limit: int, filters: Filters) -> list[Hit]:
    """Return the nearest products by vector, those of the same category and brand preferred.

    A product without a vector, or that is not in the index, has none.
    """
    row = snapshot.row(product_id)
    vectors, facts = snapshot.vectors, snapshot.facts
    if row is None or not vectors.has[row]:
        return []
    vector = vectors.row(row)
    allowed = FilterMasks(filters, facts, snapshot.alive).all().copy()
    allowed[[r for i in filters.exclude if (r := snapshot.row(i)) is not None]] = False
    allowed[row] = False
    near = vectors.nearest(vector, max(CANDIDATES, 2 * limit), allowed)
    rows = near.rows[near.cosines >= LEAST_COSINE]
    scores = near.cosines[near.cosines >= LEAST_COSINE].copy()
    category = int(facts.categories[row])
    if category != NONE:
        same = facts.categories[rows] == category
        lineage = facts.ancestors[category]
        depth = int((lineage != NONE).sum())
        scores[same] += SAME_CATEGORY
        if depth > 1:
            others = facts.categories[rows]
            shared = (others != NONE) & (facts.ancestors[others, depth - 2] == lineage[depth - 2])
            scores[shared] += SAME_PARENT
    if facts.brands[row] != NONE:
        scores[facts.brands[rows] == facts.brands[row]] += SAME_BRAND
    order = np.lexsort((rows, -scores))[: max(limit, 0)]
    return [snapshot.hit(int(rows[i]), float(scores[i])) for i in order]
