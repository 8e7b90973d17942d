"""The child process that parses a file: started, fed, watched and always ended."""

import marshal
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import IO, Any, Literal

from data.workbooks.worker.limits import Limits

_HEADER = struct.Struct("<I")
_PROGRAM = "import sys; sys.path[:0] = sys.argv[1:3]; from worker.main import main; main(sys.argv[3])"
_WATCH_SECONDS = 0.05
_OVER_TIME = -getattr(signal, "SIGXCPU", 0) or None


class Child:
    """Parses one file's bytes; a context manager that yields messages and leaves no process behind.

    Neither the user's site packages nor his environment's Python settings reach the child (`-I -S`); it knows this
    package's worker and python_calamine, nothing else, unless another `command` is given.
    """

    def __init__(
        self, content: bytes, limits: Limits, cancelled: Event | None, command: Sequence[str] | None = None
    ) -> None:
        self.stopped: Literal["", "late", "cancelled"] = ""
        self._limits = limits
        self._cancelled = cancelled
        self._finished = Event()
        self._heard = time.monotonic()
        self._process = subprocess.Popen(
            command or _reader(limits),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._threads = [
            Thread(target=_feed, args=(self._process.stdin, content), daemon=True),
            Thread(target=self._watch, daemon=True),
        ]

    def __enter__(self) -> Iterator[tuple[Any, ...]]:
        for thread in self._threads:
            thread.start()
        return self._messages()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._finished.set()
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _messages(self) -> Iterator[tuple[Any, ...]]:
        """Yield messages until the child ends, of itself or not."""
        stream = self._process.stdout
        assert stream is not None
        while len(header := stream.read(_HEADER.size)) == _HEADER.size:
            (length,) = _HEADER.unpack(header)
            payload = stream.read(length)
            if len(payload) < length:
                return
            self._heard = time.monotonic()
            yield marshal.loads(payload)
        if self._process.wait() == _OVER_TIME:
            self.stopped = "late"

    def _watch(self) -> None:
        while not self._finished.wait(_WATCH_SECONDS):
            if self._cancelled is not None and self._cancelled.is_set():
                self.stopped = "cancelled"
            elif time.monotonic() > self._heard + self._limits.silent_seconds:
                self.stopped = "late"
            if self.stopped:
                self._process.kill()
                return


def _reader(limits: Limits) -> list[str]:
    library = Path(find_spec("python_calamine").origin).parent.parent  # type: ignore[union-attr,arg-type]
    return [sys.executable, "-I", "-S", "-c", _PROGRAM, str(Path(__file__).parent), str(library), limits.to_text()]


def _feed(stream: IO[bytes], content: bytes) -> None:
    try:
        with stream:
            stream.write(content)
    except OSError:  # the child ended before it had read everything
        return
