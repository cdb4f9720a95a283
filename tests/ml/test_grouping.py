"""Texts that ask the same are put together by their vectors."""

import numpy as np
import pytest

from storewise.ml.grouping import group


def unit(*angles: float) -> np.ndarray:
    radians = np.radians(angles)
    return np.stack([np.cos(radians), np.sin(radians)], axis=1).astype(np.float32)


def test_vectors_close_to_a_leader_join_it_and_the_largest_group_comes_first() -> None:
    assert group(unit(90, 0, 5, 85, 88), 0.95) == [[0, 3, 4], [1, 2]]


def test_a_vector_joins_the_nearest_of_two_leaders() -> None:
    assert group(unit(0, 40, 25), 0.85) == [[1, 2], [0]]


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_one_vector_are_groups_too(count: int) -> None:
    assert group(unit(*[30] * count), 0.9) == [[0]][:count]
