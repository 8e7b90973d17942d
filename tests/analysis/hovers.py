"""What a figure shows on hover."""

import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

import numpy as np
import plotly.graph_objects as go

WORDED = re.compile(r"[A-Za-z]{2}.*(\d|tidak |belum |Tidak |–)", re.DOTALL)
OF_PLOTLY = re.compile(r"[xy]=|trace \d|%\{|(?<!\w)-\d|\bnan\b|\bNone\b")


def told(figure: go.Figure) -> Iterator[str]:
    """Every text that a mark of the figure shows on hover."""
    for trace in figure.data:
        yield from trace.hovertext or () if trace.hoverinfo == "text" else ()


def _marks(x: Any) -> int:
    """How many marks stand at `x`; figures read from JSON carry arrays as bytes."""
    return np.frombuffer(b64decode(x["bdata"]), x["dtype"]).size if isinstance(x, dict) else len(x)


def assert_every_mark_is_told(figure: go.Figure) -> None:
    """Each trace speaks in words, mark by mark, or is silent; nothing of Plotly's own comes out; one of them speaks."""
    for trace in figure.data:
        assert trace.hoverinfo in ("text", "skip"), trace.type
        assert trace.hoverinfo == "skip" or len(trace.hovertext) == _marks(trace.x), trace.hovertext
    texts = [text for text in told(figure) if text]
    assert texts
    assert [text for text in texts if OF_PLOTLY.search(text) or not WORDED.search(text)] == []
