"""Order candidates by how well words and meaning fit the query."""

import numpy as np
from numpy.typing import NDArray

ALPHA = 0.5


def blend(lexical: NDArray[np.float32], cosines: NDArray[np.float32] | None) -> NDArray[np.float32]:
    """Return half the lexical score relative to the best one and half the cosine."""
    best = float(lexical.max()) if len(lexical) else 0.0
    words = lexical / np.float32(best or 1.0)
    return words if cosines is None else ALPHA * words + (1 - ALPHA) * cosines
