"""Who reads books now: as many visits at once as there are processors; the others wait in the order they came."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

LOOK_AGAIN_SECONDS = 0.5
"""How often who waits is told how many are ahead, and may break off."""


class WaitingLine:
    """Lets `at_once` go on at a time, first come, first served."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._line: list[object] = []
        self._moved = Condition()

    @contextmanager
    def turn(self, tell: Callable[[int], object]) -> Iterator[None]:
        """Wait for a turn, and hold it; `tell` hears how many must end first, and may raise to leave the line."""
        me = object()
        with self._moved:
            self._line.append(me)
        try:
            while ahead := self._ahead(me):
                tell(ahead)
                with self._moved:
                    self._moved.wait_for(lambda: self._ahead(me) != ahead, LOOK_AGAIN_SECONDS)
            yield
        finally:
            with self._moved:
                self._line.remove(me)
                self._moved.notify_all()

    def _ahead(self, me: object) -> int:
        return max(self._line.index(me) - self._at_once + 1, 0)


reading = WaitingLine(os.cpu_count() or 1)
