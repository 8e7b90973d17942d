"""Ten who upload at once are read two by two, in the order they came, and each is told how many come first."""

from queue import SimpleQueue
from threading import Event, Thread

import pytest

from pages.parts.turns import WaitingLine


class Visit:
    """Somebody who uploads: what he was told, whether his book is being read, and the word that it is read."""

    def __init__(self, line: WaitingLine) -> None:
        self.told: SimpleQueue[int] = SimpleQueue()
        self.began, self.done = Event(), Event()
        self.thread = Thread(target=self._read, args=(line,), daemon=True)
        self.thread.start()

    def _read(self, line: WaitingLine) -> None:
        with line.turn(self.told.put):
            self.began.set()
            self.done.wait(60)

    def waits_behind(self, ahead: int) -> bool:
        """Whether he comes to be told that; he is told again and again."""
        while (told := self.told.get(timeout=60)) != ahead:
            assert told > ahead
        return not self.began.is_set()


def test_ten_uploads_are_read_two_by_two_in_their_order() -> None:
    line = WaitingLine(at_once=2)
    first = [Visit(line) for _ in range(2)]
    assert all(one.began.wait(60) for one in first)
    later: list[Visit] = []
    for ahead in range(1, 9):
        later.append(Visit(line))
        assert later[-1].waits_behind(ahead)
    for place, leaves in enumerate([*first, *later][:8]):
        leaves.done.set()
        assert later[place].began.wait(60)
        assert not any(one.began.is_set() for one in later[place + 1 :])
    for one in later:
        one.done.set()
        one.thread.join(60)
    assert line._line == []


def test_who_breaks_off_leaves_the_line() -> None:
    line = WaitingLine(at_once=1)

    def leave(_: int) -> None:
        raise InterruptedError

    with line.turn(leave):
        for _ in range(3):
            with pytest.raises(InterruptedError), line.turn(leave):
                raise AssertionError("not yet")
    with line.turn(leave):
        assert len(line._line) == 1
