"""A circuit breaker: a provider that fails again and again is left alone for a while.

Closed, calls pass. After some failures in a row it opens and none pass. When its pause is over, one
call is let through as a trial: it closes the breaker or opens it for another pause (Nygard,
"Release It!", 2007).
"""

import time
from collections.abc import Callable

from storewise.infra import telemetry


class Breaker:
    """Whether calls may pass; what became of a call is told to it."""

    def __init__(
        self, failures: int, pause_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = failures
        self._pause_s = pause_s
        self._clock = clock
        self._failures = 0
        self._opened_at: float | None = None
        self._trial_at: float | None = None

    @property
    def passes(self) -> bool:
        """Whether a call would be let through now."""
        if self._opened_at is None:
            return True
        waited = self._clock() - (self._trial_at or self._opened_at)
        return waited >= self._pause_s

    def enter(self) -> bool:
        """Ask to pass; True after the pause makes the call the trial, and others wait for it."""
        if not self.passes:
            return False
        if self._opened_at is not None:
            # A trial that never tells its end is forgotten after another pause.
            self._trial_at = self._clock()
            telemetry.LLM_BREAKER.set(0.5)
        return True

    def succeeded(self) -> None:
        """A call was answered."""
        self._failures = 0
        self._opened_at = self._trial_at = None
        telemetry.LLM_BREAKER.set(0)

    def failed(self) -> None:
        """A call failed by the provider's fault."""
        self._failures += 1
        if self._opened_at is not None and self._trial_at is None:
            return  # It set out before: the pause is not made longer for it.
        if self._opened_at is not None or self._failures >= self._most:
            self._opened_at, self._trial_at = self._clock(), None
            telemetry.LLM_BREAKER.set(1)

    def left(self) -> None:
        """A call ended for reasons of its own: it says nothing, and another may be the trial."""
        self._trial_at = None
