"""Many visits at once on one store: python -m benchmarks.load [--processes N] [--sessions N] [--think A B]

Server processes are started as docs/install.md says, on a store of the sample and `--records` made-up cases. Sessions
without a browser speak Streamlit's own protocol: each stays at one process, as behind deploy/nginx.conf, opens
Ringkasan and then walks from page to page, thinking between A and B seconds (0 0: not at all). Printed are a line a
minute, then the whole and what came after the first minute, in which the data are read and pages are opened for the
first time: runs a second, how long a run took on the clock (median, 95th percentile), processor seconds a run, and the
memory of all processes.
"""

import argparse
import asyncio
import itertools
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.rerun import fill_store
from tests.browser.serving import streamlit

TICKS = os.sysconf("SC_CLK_TCK")
LINE = (
    "{label:>10}  {runs:6} runs  {rate:5.1f} a second  median {p50:5.2f} s  p95 {p95:5.2f} s  "
    "{cpu:.3f} processor s a run  {mb:6.0f} MB"
)


class Session:
    """One visit: its pages in an order of its own, and how long each run took."""

    def __init__(self, socket: ClientConnection, number: int, think: tuple[float, float]) -> None:
        self._socket, self._think = socket, think
        self._chance = random.Random(number)
        self._pages = [""]

    async def walk(self, until: float, took: list[tuple[float, float]]) -> None:
        """Open page after page until then; moments at which runs ended, and their seconds, are added to `took`."""
        await self._run()
        while time.monotonic() < until:
            await asyncio.sleep(self._chance.uniform(*self._think))
            started = time.monotonic()
            await self._run()
            took.append((time.monotonic(), time.monotonic() - started))

    async def _run(self) -> None:
        message = BackMsg()
        message.rerun_script.page_script_hash = self._chance.choice(self._pages)
        await self._socket.send(message.SerializeToString())
        async for frame in self._socket:
            told = ForwardMsg.FromString(frame)
            if told.HasField("navigation"):
                self._pages = [page.page_script_hash for page in told.navigation.app_pages if not page.is_hidden]
            if told.HasField("script_finished") and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return
        raise ConnectionError("the server ended the visit")


async def visit(address: str, number: int, think: tuple[float, float], until: float, took: list) -> None:
    """One session from its first page to its end."""
    await asyncio.sleep(random.Random(number).uniform(0, max(think)))
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None, ping_timeout=None) as socket:
        await Session(socket, number, think).walk(until, took)


async def load(addresses: Sequence[str], args: argparse.Namespace) -> None:
    """All sessions until the time is over; a line a minute, then one of the whole."""
    took: list[tuple[float, float]] = []
    marks = [mark()]
    until = marks[0][0] + 60 * args.minutes
    visits = [
        visit(address, number, tuple(args.think), until, took)
        for number, address in zip(range(args.sessions), itertools.cycle(addresses), strict=False)
    ]
    whole = asyncio.gather(*visits)
    for minute in range(1, args.minutes + 1):
        await asyncio.wait([whole], timeout=marks[0][0] + 60 * minute - time.monotonic())
        marks.append(mark())
        print(line(f"minute {minute}", took, marks[-2], marks[-1]), flush=True)
    await whole
    print(line("whole", took, marks[0], mark()), flush=True)
    print(line("warm", took, marks[1], mark()), flush=True)


def mark() -> tuple[float, float]:
    """The moment, and the processor seconds of the servers until then."""
    return time.monotonic(), processor_seconds()


def line(
    label: str, took: Sequence[tuple[float, float]], begun: tuple[float, float], ended: tuple[float, float]
) -> str:
    """One line of figures, about the runs that ended between two marks."""
    waits = np.array([each for moment, each in took if begun[0] < moment <= ended[0]] or [np.nan])
    seconds, busy = ended[0] - begun[0], ended[1] - begun[1]
    return LINE.format(
        label=label, runs=len(waits), rate=len(waits) / seconds, p50=np.median(waits), p95=np.percentile(waits, 95),
        cpu=busy / len(waits), mb=memory(),
    )  # fmt: skip


def servers() -> Iterator[Path]:
    """The processes that were started from here and theirs, in /proc."""
    mine = [os.getpid()]
    while mine:
        for task in Path(f"/proc/{mine.pop()}/task").glob("*/children"):
            below = task.read_text().split()
            mine += map(int, below)
            yield from (Path(f"/proc/{each}") for each in below)


def memory() -> float:
    """MB that they hold."""
    return sum(int((each / "statm").read_text().split()[1]) for each in servers()) * os.sysconf("SC_PAGE_SIZE") / 2**20


def processor_seconds() -> float:
    """Of all of them since they began, those that have ended included."""
    stats = [(each / "stat").read_text().rsplit(")", 1)[1].split() for each in servers()]
    return sum(int(ticks) for stat in stats for ticks in stat[11:15]) / TICKS


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill a store, start the servers, walk, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--think", type=float, nargs=2, default=[5.0, 15.0], metavar=("A", "B"))
    parser.add_argument("--minutes", type=int, default=3)
    parser.add_argument("--records", type=int, default=10**6)
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home, ExitStack() as running:
        os.environ |= {"DAMPAK_HOME": home, "DAMPAK_DATA": ""}
        fill_store(args.records)
        addresses = [running.enter_context(streamlit("server.py")) for _ in range(args.processes)]
        print(f"{args.processes} processes, {args.sessions} sessions, {memory():.0f} MB before the first visit")
        asyncio.run(load(addresses, args))
    return 0


if __name__ == "__main__":
    sys.exit(main())
