"""Groups texts that ask the same, by their vectors."""

import numpy as np
from numpy.typing import NDArray


def group(vectors: NDArray[np.float32], threshold: float) -> list[list[int]]:
    """Put vectors (n, d) of unit length into groups whose members lie close to the first one.

    Each vector joins the group with the most similar leader if their cosine reaches `threshold`,
    and leads a new group otherwise (leader clustering, Hartigan 1975). The result depends on the
    order; groups are lists of rows, the largest first.
    """
    leaders: list[int] = []
    groups: list[list[int]] = []
    for row in range(len(vectors)):
        if leaders:
            likeness = vectors[leaders] @ vectors[row]
            nearest = int(np.argmax(likeness))
            if likeness[nearest] >= threshold:
                groups[nearest].append(row)
                continue
        leaders.append(row)
        groups.append([row])
    return sorted(groups, key=len, reverse=True)
