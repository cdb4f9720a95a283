"""Holds back whoever guesses passwords: counts failed sign-ins in this process's memory."""

import time
from collections import OrderedDict
from collections.abc import Callable

from storewise.infra.errors import TooMany

FREE_ATTEMPTS = 5
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 900
MOST_KEPT = 10_000


class SignInHeld(TooMany):
    """Too many wrong passwords from one address for one e-mail; a wait is due."""

    code = "console.sign_in_held"
    message = "Too many attempts."


class Attempts:
    """Failed attempts by key (address and e-mail). After five, waits of 30 s, 60 s, … 15 min."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()

    def check(self, key: tuple[str, str]) -> None:
        """Raises SignInHeld while a wait is due."""
        _, free_at = self._failures.get(key, (0, 0.0))
        left = free_at - self._clock()
        if left > 0:
            raise SignInHeld(retry_after=int(left) + 1)

    def failed(self, key: tuple[str, str]) -> None:
        """Count a wrong password."""
        count = self._failures.pop(key, (0, 0.0))[0] + 1
        wait = 0
        if count >= FREE_ATTEMPTS:
            wait = min(FIRST_WAIT_S * 2 ** min(count - FREE_ATTEMPTS, 10), LONGEST_WAIT_S)
        self._failures[key] = (count, self._clock() + wait)
        while len(self._failures) > MOST_KEPT:
            self._failures.popitem(last=False)

    def succeeded(self, key: tuple[str, str]) -> None:
        """Forget the failures of someone who knows the password."""
        self._failures.pop(key, None)
