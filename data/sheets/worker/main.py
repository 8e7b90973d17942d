"""The child process: take a file's bytes from standard input, send what it holds to standard output."""

import io
import sys

from .calamine import read_with_calamine
from .limits import Limits, Refused
from .messages import Channel


def main(limits_text: str) -> None:
    """Read one file within the given limits; every outcome is a message, never a traceback."""
    limits: Limits = eval(limits_text, {"Limits": Limits})
    restrict(limits)
    channel = Channel(sys.stdout.buffer)
    try:
        read_with_calamine(io.BytesIO(sys.stdin.buffer.read()), channel, limits)
        channel.send("end")
    except Refused as refusal:
        channel.send("refused", str(refusal))


def restrict(limits: Limits) -> None:
    """Bound memory, processor time and writing for this process, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
