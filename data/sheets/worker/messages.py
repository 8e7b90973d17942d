"""Messages to the process that asked: length-prefixed marshal, rows as columns of numbers and references.

A float in a column is a number, an int a reference into the list of values sent so far, None an empty cell.
"""

import marshal
import struct
from typing import IO, Any

Encoded = str | bool | tuple[str, Any]


class Channel:
    """Writes messages to a stream."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def send(self, *message: Any) -> None:
        payload = marshal.dumps(message)
        self._stream.write(struct.pack("<I", len(payload)))
        self._stream.write(payload)
        self._stream.flush()


class Values:
    """Every distinct text, date, boolean and error so far, each with the number it is referred to by."""

    def __init__(self) -> None:
        self._references: dict[Encoded, int] = {}
        self._unsent: list[Encoded] = []

    def reference(self, value: Encoded) -> int:
        key = ("bool", value) if isinstance(value, bool) else value
        known = self._references.get(key)
        if known is None:
            known = self._references[key] = len(self._references)
            self._unsent.append(value)
        return known

    def send(self, channel: Channel) -> None:
        if self._unsent:
            channel.send("values", self._unsent)
            self._unsent = []
